"""Connections on which nobody asks anything: they end, so that others find a place."""

import asyncio
from collections.abc import Callable

import pytest
import uvicorn
from uvicorn.server import ServerState

from satupintu.live.asgi_types import Receive, Scope, Send
from satupintu.live.connection import HEAD_BYTES, Connection
from tests.apart import run_apart


class Hasty(Connection):
    head_seconds = 0.5


async def slow_page(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(0.8)
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def knock(*said: bytes) -> bytes:
    """What comes back until the server ends the connection or answers.

    What is said later is said when everything before has been answered. Raises TimeoutError when
    the server waits on: it would for thirty seconds where nothing has been asked.
    """
    config = uvicorn.Config(slow_page, log_level="critical", lifespan="off", timeout_keep_alive=30)
    config.load()
    state = ServerState()
    make: Callable[[], Connection] = lambda: Hasty(config, state, {})  # noqa: E731
    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
    heard = b""
    try:
        for each in said:
            writer.write(each)
            heard = await asyncio.wait_for(reader.read(200), 25)
    finally:
        writer.close()
        server.close()
    return heard


WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
UPGRADE = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n"


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_who_asks_nothing_or_never_ends_the_question_is_let_go(said: bytes) -> None:
    heard = run_apart(knock(said))
    assert heard == b""


@pytest.mark.parametrize("said", [b"\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_nor_is_a_second_question_waited_for_without_end(said: bytes) -> None:
    heard = run_apart(knock(WHOLE, said))
    assert heard == b""


def test_a_question_in_time_is_answered_however_long_the_answer_takes() -> None:
    heard = run_apart(knock(WHOLE))
    assert heard.startswith(b"HTTP/1.1 204")


def test_a_head_without_end_is_refused() -> None:
    heard = run_apart(knock(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 2 * HEAD_BYTES))
    assert heard.startswith(b"HTTP/1.1 400")


def test_another_protocol_is_not_spoken_and_nothing_is_smuggled_behind_the_question() -> None:
    heard = run_apart(knock(UPGRADE + b"\r\n" + WHOLE))
    assert heard.count(b"HTTP/1.1") == 1
    assert heard.startswith(b"HTTP/1.1 204")
    assert b"connection: close" in heard
    length = b"Content-Length: %d\r\n\r\n" % len(WHOLE)
    heard = run_apart(knock(UPGRADE + length + WHOLE))
    assert heard.startswith(b"HTTP/1.1 400")
