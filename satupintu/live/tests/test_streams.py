"""Open pages are woken, catch up, are kept apart and let go."""

import asyncio
import gzip
import json
import signal
import time

import pytest

from satupintu.live.asgi_types import Message
from satupintu.live.feed import COALESCE
from satupintu.live.hub import Hub
from satupintu.live.listener import BEATS, Listener
from satupintu.live.tests.knocking import Little, Stream
from satupintu.live.tests.little_office import GOOD_SESSION, LittleHouse
from tests.apart import run_apart

STAFF = "/live/3300/staff"
SIGNED_IN = {"Cookie": f"a=b; sessionid={GOOD_SESSION}"}


def version_of(stream: Stream) -> str:
    name, data = stream.next()
    assert name == "version"
    return data


def test_a_page_hears_the_present_version_at_once_and_every_later_one(little: Little) -> None:
    stream = little.stream()
    assert stream.status == 200
    first = version_of(stream)
    little.act(note="something else")
    second = version_of(stream)
    assert second != first
    stream.close()


def test_what_the_public_cannot_see_wakes_no_public_page(little: Little) -> None:
    stream = little.stream()
    version_of(stream)
    little.act(inside="a note of an officer")
    assert stream.next(0.6) == ("silence", "")
    stream.close()


def test_a_page_that_missed_nothing_is_told_nothing(little: Little) -> None:
    stream = little.stream()
    version = version_of(stream)
    stream.close()
    again = little.stream(Last_Event_ID=version)
    assert again.next(0.6) == ("silence", "")
    little.act(note="after the return")
    assert version_of(again) != version
    again.close()


def test_acts_close_together_become_few_versions(little: Little) -> None:
    stream = little.stream("/live/3300/public?kind=display&whole=1")
    version_of(stream)
    began, before = time.monotonic(), little.known()["pictures"]
    for number in range(30):
        little.act(note=f"burst {number}")
    spent, told = 1, version_of(stream)
    while "burst 29" not in told:
        spent, told = spent + 1, version_of(stream)
    taken, span = little.known()["pictures"] - before, time.monotonic() - began
    # on a busy machine the acts are less close together: what counts is how fast versions follow
    assert spent <= taken <= 2 + span / COALESCE
    assert json.loads(little.get("/live/3300/snapshot")[1])["note"] == "burst 29"
    stream.close()


def test_a_costly_picture_is_taken_rarely() -> None:
    with Little() as little:
        stream = little.stream("/live/3300/public?kind=display")
        version_of(stream)
        little.act(picture_seconds=0.2)
        time.sleep(0.4)
        began, before = time.monotonic(), little.known()["pictures"]
        for number in range(20):
            little.act(note=f"busy {number}")
            time.sleep(0.05)
        taken, span = little.known()["pictures"] - before, time.monotonic() - began
        # 0.2 s of waiting count as 0.05 s of work, so at most one in 0.25 s, however long it took
        assert taken <= 1 + span / 0.25
        stream.close()


def test_a_version_is_kept_for_ever_by_its_name_and_the_newest_never(little: Little) -> None:
    stream = little.stream()
    version = version_of(stream)
    answer, told = little.get(f"/live/3300/snapshot/{version}")
    assert "immutable" in str(answer.getheader("Cache-Control"))
    little.act(note="newer than that")
    newer = version_of(stream)
    assert little.get(f"/live/3300/snapshot/{version}")[1] == told
    answer, told = little.get("/live/3300/snapshot")
    assert answer.getheader("Cache-Control") == "no-store"
    assert answer.getheader("ETag") == f'"{newer}"'
    answer, unknown = little.get("/live/3300/snapshot/1-000000000000")
    assert (answer.status, answer.getheader("Cache-Control")) == (200, "no-store")
    assert unknown == told
    stream.close()


def test_a_snapshot_comes_compressed_or_not_at_all_if_it_is_known(little: Little) -> None:
    plain, told = little.get("/live/3300/snapshot")
    packed, bytes_ = little.get("/live/3300/snapshot", Accept_Encoding="gzip")
    assert packed.getheader("Content-Encoding") == "gzip"
    assert gzip.decompress(bytes_) == told
    same, nothing = little.get("/live/3300/snapshot", If_None_Match=str(plain.getheader("ETag")))
    assert (same.status, nothing) == (304, b"")


def test_the_called_phone_and_the_display_hear_before_the_other_phones() -> None:
    marks = [f"a1b2c3d4e{number}" for number in range(5)]
    pages = [("phone", "")] * 150 + [("display", "")] + [("phone", mark) for mark in marks]

    async def play() -> list[tuple[str, str]]:
        house, told = LittleHouse(), list[tuple[str, str]]()
        hub = Hub(house)
        feed = await hub.feed("3300")
        assert feed

        async def all_are_told() -> None:
            while len(told) < len(pages):
                await asyncio.sleep(0.01)

        for page in pages:

            async def send(_: Message, page: tuple[str, str] = page) -> None:
                told.append(page)

            hub.join(feed, Listener(send, "3300", page[0], ticket=page[1]))
        await asyncio.wait_for(all_are_told(), 30)
        told.clear()
        house.called = marks
        feed.arrived(1)
        await asyncio.wait_for(all_are_told(), 30)
        heard = told.copy()
        hub.close()  # says goodbye to everybody
        return heard

    told = run_apart(play())
    assert sorted(told[:6]) == sorted(pages[150:])
    assert sorted(told) == sorted(pages)


def test_a_page_may_be_told_what_it_shows_so_that_it_asks_for_nothing() -> None:
    with Little() as little:
        mark = "a1b2c3d4e5"
        little.act(note="called", called=[mark])
        wanted = "/live/3300/public?whole=1"
        display, phone, other = (
            little.stream(wanted + more)
            for more in ("&kind=display", f"&ticket={mark}", "&ticket=another1234")
        )
        told = [version_of(stream).split(" ", 1) for stream in (display, phone, other)]
        assert len({version for version, _ in told}) == 1
        shown = [json.loads(content) for _, content in told]
        assert shown[0]["note"] == "called"
        assert "tickets" not in shown[0]
        assert shown[1:] == [{"tickets": {mark: ["called", "called"]}}, {"tickets": {}}]
        whole = json.loads(little.get(f"/live/3300/snapshot/{told[0][0]}")[1])
        assert whole == shown[0] | shown[1]
        display.close()
        again = little.stream(wanted + "&kind=display", Last_Event_ID=told[0][0])
        assert again.next(0.4) == ("silence", "")


def test_staff_streams_are_for_officers_of_the_office(little: Little) -> None:
    assert little.get(STAFF)[0].status == 403
    assert little.get(STAFF, Cookie="sessionid=someoneelse00000")[0].status == 404
    assert little.get("/live/9999/staff", **SIGNED_IN)[0].status == 404
    assert little.get(STAFF, Sec_Fetch_Site="cross-site", **SIGNED_IN)[0].status == 403


@pytest.mark.proves("LAW-11")
def test_staff_pages_follow_the_number_of_the_journal(little: Little) -> None:
    stream = little.stream(STAFF, **SIGNED_IN)
    name, seq = stream.next()
    assert name == "journal"
    now = little.act(inside="nothing for the public")["seq"]
    assert stream.next() == ("journal", str(now))
    assert now == int(seq) + 1
    stream.close()
    again = little.stream(STAFF, Last_Event_ID=str(now), **SIGNED_IN)
    assert again.next(0.4) == ("silence", "")
    again.close()


def heard_to_the_end(stream: Stream) -> list[str]:
    heard = [stream.next()[0]]
    while heard[-1] not in {"end", "silence"}:
        heard.append(stream.next()[0])
    return heard


def test_a_session_that_ended_loses_its_stream() -> None:
    with Little(recheck=0.5) as little:
        stream = little.stream(STAFF, **SIGNED_IN)
        assert stream.next()[0] == "journal"
        little.act(signed_out=[GOOD_SESSION])
        assert heard_to_the_end(stream)[-2:] == ["signed-out", "end"]


def test_beats_come_often_enough_for_a_display_to_notice_silence_within_ten_seconds(
    little: Little,
) -> None:
    display = little.stream("/live/3300/public?kind=display")
    version_of(display)
    assert [display.next(beats=True)[0] for _ in range(2)] == ["beat", "beat"]
    display.close()
    assert BEATS["display"] * 2 < 10  # one may be lost on the way


@pytest.mark.proves("LAW-11")
def test_after_a_restart_pages_hear_what_they_missed_and_come_back_at_different_moments() -> None:
    with Little() as before:
        streams = [before.stream() for _ in range(12)]
        versions = {version_of(stream) for stream in streams}
        assert len(versions) == 1
        known = versions.pop()
        before.end()
        assert {stream.next()[0] for stream in streams} == {"end"}
        with Little(port=before.port) as after:
            waits = set()
            for stream in [after.stream(Last_Event_ID=known) for _ in range(12)]:
                assert stream.next(0.05) == ("silence", "")  # nothing changed: nothing to fetch
                waits.add(stream.retry)
                stream.close()
            assert len(waits) > 3
            assert all(1000 <= wait <= 4000 for wait in waits)
            after.act(note="while they were away")
            assert version_of(after.stream(Last_Event_ID=known)) != known


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_server_ends_at_once_with_streams_open(number: int) -> None:
    with Little() as little:
        streams = [little.stream() for _ in range(60)]
        streams += [little.stream(STAFF, **SIGNED_IN) for _ in range(10)]
        for stream in streams:
            stream.next()
        little.end(number)
        assert {stream.next()[0] for stream in streams} == {"end"}


def test_more_streams_than_allowed_are_sent_away_but_staff_have_places_kept() -> None:
    with Little(streams=5) as little:
        held = [little.stream() for _ in range(3)]
        assert {stream.status for stream in held} == {200}
        answer, _ = little.get("/live/3300/public")
        assert answer.status == 429
        assert answer.getheader("Retry-After")
        officer = little.stream(STAFF, **SIGNED_IN)
        assert officer.status == 200
        held[0].close()
        officer.close()
        until = time.monotonic() + 30
        while (again := little.stream()).status != 200 and time.monotonic() < until:
            time.sleep(0.05)
        assert again.status == 200


def test_unknown_offices_methods_hosts_and_paths_are_refused(little: Little) -> None:
    assert little.get("/live/9999/public")[0].status == 404
    assert little.get("/live/3300/elsewhere")[0].status == 404
    assert little.ask("POST", "/live/3300/public", b"")[0].status == 405
    assert little.get("/live/3300/snapshot", Host="elsewhere.example")[0].status == 400


def test_a_device_that_asks_is_alive(little: Little) -> None:
    answer, _ = little.ask("POST", "/live/3300/here?device=abcdef123456")
    assert answer.status == 204
    assert "abcdef123456" in little.known()["devices"]
    little.ask("POST", "/live/3300/here?device=no%20such<name>")
    assert len(little.known()["devices"]) == 1
