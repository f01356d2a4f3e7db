"""Connections on which nobody asks anything: they end, so that others find a place."""

import asyncio
import time
from collections.abc import Callable

import pytest
import uvicorn
from uvicorn.server import ServerState

from satupintu.live.asgi_types import Receive, Scope, Send
from satupintu.live.connection import Connection
from tests.apart import run_apart


class Hasty(Connection):
    head_seconds = 0.2


async def slow_page(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(0.5)
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def knock(said: bytes) -> tuple[bytes, float]:
    """What comes back until the server ends the connection or answers, and after how long."""
    config = uvicorn.Config(slow_page, log_level="critical", lifespan="off", timeout_keep_alive=30)
    config.load()
    state = ServerState()
    make: Callable[[], Connection] = lambda: Hasty(config, state, {})  # noqa: E731
    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
    began = time.monotonic()
    writer.write(said)
    try:
        heard = await asyncio.wait_for(reader.read(100), 3)
    finally:
        writer.close()
        server.close()
    return heard, time.monotonic() - began


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_who_asks_nothing_or_never_ends_the_question_is_let_go(said: bytes) -> None:
    heard, waited = run_apart(knock(said))
    assert heard == b""
    assert waited < 1


def test_a_question_in_time_is_answered_however_long_the_answer_takes() -> None:
    heard, _waited = run_apart(knock(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
    assert heard.startswith(b"HTTP/1.1 204")
