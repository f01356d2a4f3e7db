"""No client's speed holds a thread; what is slow, large or too much gets a plain answer."""

import errno
import json
import select
import socket
import tempfile
import threading
import time

import pytest

from satupintu.live.asgi_types import Message, Scope
from satupintu.live.gate import Gate, GateLimits
from satupintu.live.tests.knocking import Little
from tests.apart import run_apart

UPLOAD = (
    b"POST /length HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50000\r\n"
    b"Content-Type: multipart/form-data; boundary=x\r\n\r\nbegun and never"
)
# Half of its 9 MB have come, so it lies on disk.
LARGE = UPLOAD.replace(b"50000", b"9000000") + b"x" * 4_500_000
READER = b"GET /long HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.mark.proves("LAW-12")
def test_fifty_stalled_uploads_and_readers_slow_nobody_else() -> None:
    with Little(body=300) as little:
        stalled = [little.stalled(UPLOAD) for _ in range(50)]
        stalled += [little.stalled(READER, buffer=4096) for _ in range(50)]
        stalled += [little.stalled(LARGE) for _ in range(10)]
        until = time.monotonic() + 120
        while little.known()["long"] < 50 and time.monotonic() < until:
            time.sleep(0.1)  # the readers' answers are being made, and that is work like any other
        assert little.known()["long"] == 50
        # With four threads, five stalled clients would already stop everybody for five minutes.
        answered = [little.get("/page")[0].status for _ in range(40)]
        for plug in stalled:
            plug.close()
    assert answered == [200] * 40


@pytest.mark.proves("LAW-12")
def test_a_body_that_stalls_is_told_so_and_the_thread_was_never_taken(little: Little) -> None:
    plug = little.stalled(UPLOAD)
    plug.settimeout(30)
    began = time.monotonic()
    told = b""
    while piece := plug.recv(65536):
        told += piece
    plug.close()
    assert told.startswith(b"HTTP/1.1 408")
    assert b"Silakan kirim sekali lagi" in told
    assert time.monotonic() - began > 1  # the little office allows 2 s


def told_on(plug: socket.socket) -> bytes:
    plug.settimeout(30)
    told = b""
    while b"\r\n\r\n" not in told:
        piece = plug.recv(65536)
        assert piece, told
        told += piece
    return told


@pytest.mark.proves("LAW-12")
def test_an_upload_may_take_its_time_as_long_as_something_comes(little: Little) -> None:
    head = UPLOAD.replace(b"50000", b"1000000").removesuffix(b"begun and never")
    plug, began = little.stalled(head), time.monotonic()
    for _ in range(10):
        plug.sendall(b"x" * 100_000)
        time.sleep(0.35)
    told = told_on(plug)
    plug.close()
    assert time.monotonic() - began > 3  # the little office bears 2 s of silence
    assert told.startswith(b"HTTP/1.1 200")


@pytest.mark.proves("LAW-12")
def test_an_upload_that_only_drips_ends_like_one_that_stalls(little: Little) -> None:
    plug, drops = little.stalled(UPLOAD), 0
    while not select.select([plug], [], [], 0.1)[0]:  # it is never silent for long
        plug.sendall(b"x" * 10)
        drops += 1
        assert drops < 4000, "it may drip for ever"
    assert told_on(plug).startswith(b"HTTP/1.1 408")
    plug.close()


def test_a_form_above_its_limit_is_refused_and_an_upload_of_that_size_is_not(
    little: Little,
) -> None:
    big = b"x" * 300_000
    answer, told = little.ask("POST", "/length", big)
    assert answer.status == 413
    assert b"Pendekkan, lalu kirim lagi" in told
    multipart = {"Content-Type": "multipart/form-data; boundary=x"}
    assert little.ask("POST", "/length", big, multipart)[1] == b"300000"


def test_a_body_without_a_length_is_counted_as_it_comes(little: Little) -> None:
    head = b"POST /length HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    plug = little.stalled(head + b"5\r\nhello\r\n")
    plug.sendall(b"6\r\n world\r\n0\r\n\r\n")
    plug.settimeout(30)
    told = b""
    while not told.endswith(b"\r\n\r\n11"):
        piece = plug.recv(65536)
        assert piece, told
        told += piece
    plug.close()
    plug = little.stalled(head + (b"8000\r\n" + b"x" * 0x8000 + b"\r\n") * 9 + b"0\r\n\r\n")
    assert plug.recv(65536).startswith(b"HTTP/1.1 413")
    plug.close()


def test_long_answers_arrive_whole(little: Little) -> None:
    answer, told = little.get("/long")
    assert answer.getheader("Content-Length") == str(len(told)) == str(96 * 65536)


def test_every_cookie_of_an_answer_arrives(little: Little) -> None:
    answer, _ = little.get("/page")
    assert answer.headers.get_all("Set-Cookie") == ["a=1", "b=2"]


def test_a_page_that_breaks_gives_a_plain_page(little: Little) -> None:
    answer, told = little.get("/broken")
    assert answer.status == 500
    assert b"Halaman belum dapat ditampilkan" in told


def test_nobody_is_believed_to_be_a_proxy_who_is_not(little: Little) -> None:
    _, told = little.get(
        "/headers", X_Forwarded_For="1.2.3.4", X_Forwarded_Proto="https", Proxy="evil"
    )
    seen = json.loads(told)
    assert seen["REMOTE_ADDR"] == "127.0.0.1"
    assert not {"HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR", "HTTP_PROXY"} & set(seen)


def test_too_many_waiting_requests_are_sent_away_at_once() -> None:
    with Little(waiting=4) as little:
        found, over = list[int](), threading.Event()

        def knock() -> None:
            while not over.wait(0.02):
                found.append(little.get("/slow")[0].status)

        knocks = [threading.Thread(target=knock) for _ in range(20)]
        for one in knocks:
            one.start()
        until = time.monotonic() + 30
        while not {200, 503} <= set(found) and time.monotonic() < until:
            time.sleep(0.02)
        over.set()
        for one in knocks:
            one.join()
        assert set(found) == {200, 503}
        assert little.get("/page")[0].status == 200


def test_a_disk_without_room_is_told_and_leaves_nobody_counted(monkeypatch, caplog) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "write", full)
    gate, told = Gate(lambda environ, start: [b""]), list[Message]()
    scope: Scope = {
        "type": "http", "method": "POST", "path": "/", "query_string": b"",
        "client": ("127.0.0.1", 1), "http_version": "1.1",
        "headers": [(b"content-type", b"multipart/form-data; boundary=x"),
                    (b"content-length", b"200000")],
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": "http.request", "body": b"x" * 100_000, "more_body": True}

    async def send(message: Message) -> None:
        told.append(message)

    run_apart(gate(scope, receive, send))
    assert told[0]["status"] == 500
    assert gate.unfinished.take("127.0.0.1")
    assert gate.unfinished.total == 1
    gate.close()


def test_the_pages_read_as_many_words_as_the_gate_takes(settings) -> None:
    assert GateLimits().form == settings.DATA_UPLOAD_MAX_MEMORY_SIZE
