"""The raw ASGI door for live pages: streams and snapshots, which never pass through Django.

What Django's middleware does for pages is done here: host, address, session, membership, limits.
"""

import asyncio
import contextlib
import logging
import random
import re
import signal
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qs

from django.http.cookie import parse_cookie

from satupintu.live.addresses import Pace, Proxies, Quota
from satupintu.live.asgi_types import Application, Headers, Receive, Scope, Send, header
from satupintu.live.feed import Feed
from satupintu.live.hub import Hub
from satupintu.live.listener import BEATS, Listener
from satupintu.live.settling import settle
from satupintu.live.snapshot import Snapshot, digest_of, seq_of
from satupintu.people.limits import household

log = logging.getLogger(__name__)

T = TypeVar("T")

PATH = re.compile(
    r"^/live/(?P<office>[0-9A-Za-z]{1,8})/"
    r"(?:(?P<stream>public|staff(?:/(?P<subject>consultation:[0-9]{1,12}))?"
    r"|k/(?P<token>[0-9A-Za-z_-]{16,64}))"
    r"|(?P<here>here)|snapshot(?:/(?P<version>[0-9]{1,15}-[0-9a-f]{12}))?)$"
)
OPAQUE = re.compile(r"^[0-9A-Za-z_-]{6,64}$")
PLAIN: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
FOREVER = b"public, max-age=31536000, immutable"
GUESSES_PER_SECOND = 50.0  # links of consultations that one address may try: each asks the database
STREAM: Headers = [
    *PLAIN,
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),  # nginx would hold events back
]


@dataclass(frozen=True, slots=True)
class DoorLimits:
    """How many streams one process holds and how fast one address may ask."""

    streams: int = 6000
    streams_per_address: int = 1500  # a whole hall may come from one address of the guest Wi-Fi
    kept_for_staff: int = 200
    asks_per_second: float = 1000.0
    asks_at_once: float = 5000.0


class Unanswered(Exception):
    """The house could not answer: try again later."""


class Router:
    """`/live/…` is answered here, everything else by the pages."""

    def __init__(
        self,
        pages: Application,
        hub: Hub,
        limits: DoorLimits | None = None,
        proxies: Proxies | None = None,
        host_allowed: Callable[[str], bool] = lambda host: True,
        session_cookie: str = "sessionid",
        device_in: Callable[[Mapping[str, str]], str] = lambda cookies: "",
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        limits = limits or DoorLimits()
        self.pages, self.hub = pages, hub
        self.proxies = proxies or Proxies()
        self.host_allowed, self.session_cookie = host_allowed, session_cookie
        self.device_in, self.on_close = device_in, on_close
        self.reserve = limits.kept_for_staff
        self.streams = Quota(limits.streams, limits.streams_per_address)
        self.pace = Pace(limits.asks_per_second, limits.asks_at_once)
        self.guesses = Pace(GUESSES_PER_SECOND, float(limits.streams_per_address))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the life of the server."""
        if scope["type"] == "lifespan":
            await self._life(receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1000})
        elif not scope["path"].startswith("/live/"):
            await self.pages(scope, receive, send)
        else:
            await self._live(scope, receive, send)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        place = PATH.match(scope["path"])
        if place is None:
            return await _short(send, 404)
        if scope["method"] != ("POST" if place["here"] else "GET"):
            return await _short(send, 405)
        if not self.host_allowed(header(scope, b"host").decode("latin-1")):
            return await _short(send, 400)
        address = household(self.proxies.client(scope))
        if not self.pace.allows(address, asyncio.get_running_loop().time()):
            return await _short(send, 429)
        if self.hub.closing:
            return await _short(send, 503)
        try:
            await self._answer(scope, receive, send, place, address)
        except Unanswered:
            await _short(send, 503)

    async def _answer(
        self, scope: Scope, receive: Receive, send: Send, place: re.Match[str], address: str
    ) -> None:
        feed = await _or_unanswered(self.hub.feed(place["office"]))
        if feed is None:
            return await _short(send, 404)
        asked = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=10)
        self._note_device(scope, asked)
        if place["here"]:
            return await _short(send, 204)
        if place["stream"]:
            return await self._stream(scope, receive, send, feed, place, asked, address)
        return await self._snapshot(scope, send, feed, place["version"] or "")

    def _note_device(self, scope: Scope, asked: dict[str, list[str]]) -> None:
        # An open stream proves nothing: a display whose plug was pulled keeps one for minutes. So a
        # device counts as alive when its page asks for something, every 20 s (live.js).
        device = self.device_in(_cookies(scope)) or _one(asked, "device")
        if OPAQUE.match(device):
            self.hub.alive(device)

    async def _stream(
        self, scope: Scope, receive: Receive, send: Send, feed: Feed, place: re.Match[str],
        asked: dict[str, list[str]], address: str,
    ) -> None:  # fmt: skip
        session, subject = "", place["subject"] or ""
        if place["token"]:
            if not self.guesses.allows(address, asyncio.get_running_loop().time()):
                return await _short(send, 429)
            asking = self.hub.ask(self.hub.house.thread, feed.code, place["token"])
            subject = await _or_unanswered(asking) or ""
            if not subject:
                return await _short(send, 404)
        elif place["stream"] != "public":
            session = self._session(scope)
            if not session or header(scope, b"sec-fetch-site") == b"cross-site":
                return await _short(send, 403)
            # Another office's officer learns nothing, not even that the office exists.
            following = self.hub.ask(self.hub.house.may_follow, session, feed.code)
            if not await _or_unanswered(following):
                return await _short(send, 404)
        if not self.streams.take(address, 0 if session else self.reserve):
            return await _short(send, 429)
        try:
            listener = _listener(scope, send, feed, asked, session, subject)
            await self._hold(receive, send, feed, listener)
        finally:
            self.streams.give(address)

    async def _hold(self, receive: Receive, send: Send, feed: Feed, listener: Listener) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": STREAM})
        # After a restart everybody comes back, but not in the same second.
        listener.write(b"retry: %d\n\n" % random.randint(1000, 4000))
        if self.hub.closing:
            listener.write(b"", last=True)
            return
        self.hub.join(feed, listener)
        try:
            if listener.subject:
                await feed.subjects.caught_up(listener)
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self.hub.leave(feed, listener)

    async def _snapshot(self, scope: Scope, send: Send, feed: Feed, asked: str) -> None:
        kept = feed.versions.get(asked)
        if kept is not None:
            return await _picture(scope, send, kept, FOREVER)
        if seq_of(asked) > feed.seq:  # another process may be ahead of this one
            await _or_unanswered(self.hub.catch_up())
        newest = await feed.newest()
        if newest is None:
            return await _short(send, 503)
        await _picture(scope, send, newest, FOREVER if newest.version == asked else b"no-store")

    def _session(self, scope: Scope) -> str:
        value = _cookies(scope).get(self.session_cookie, "")
        return value if re.fullmatch(r"[0-9a-z]{8,40}", value) else ""

    async def _life(self, receive: Receive, send: Send) -> None:
        await receive()
        await self.hub.start()
        settling = asyncio.create_task(settle())
        with _ends_streams_on_signal(self.hub):
            await send({"type": "lifespan.startup.complete"})
            await receive()
        settling.cancel()
        self.hub.close()
        self.on_close()
        await send({"type": "lifespan.shutdown.complete"})


@contextlib.contextmanager
def _ends_streams_on_signal(hub: Hub) -> Iterator[None]:
    """The server waits for open streams before it tells us that it closes: hear the signal too."""
    before: dict[int, Any] = {}

    def heard(number: int, frame: Any) -> None:
        hub.close_soon()
        if callable(before[number]):
            before[number](number, frame)

    with contextlib.suppress(ValueError):  # not the main thread: then no signals come
        for number in (int(signal.SIGINT), int(signal.SIGTERM)):
            before[number] = signal.getsignal(number)
            signal.signal(number, heard)
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is heard:
                signal.signal(number, handler)


def _listener(
    scope: Scope, send: Send, feed: Feed, asked: dict[str, list[str]], session: str, subject: str
) -> Listener:
    heard = header(scope, b"last-event-id").decode("latin-1")[:40] or _one(asked, "heard")[:40]
    kind = _one(asked, "kind")
    kind = "staff" if session else (kind if kind in BEATS and kind != "staff" else "phone")
    listener = Listener(send, feed.code, kind, heard if session else digest_of(heard))
    listener.session, listener.subject = session, subject
    listener.told = "" if session else heard
    listener.ticket = ticket if OPAQUE.match(ticket := _one(asked, "ticket")) else ""
    listener.whole = bool(_one(asked, "whole"))
    return listener


async def _or_unanswered(asking: Awaitable[T]) -> T:
    try:
        return await asking
    except Exception as problem:
        log.exception("The live door has no answer from the house")
        raise Unanswered from problem


def _cookies(scope: Scope) -> dict[str, str]:
    return parse_cookie(header(scope, b"cookie").decode("latin-1"))


def _one(asked: dict[str, list[str]], name: str) -> str:
    return asked.get(name, [""])[0]


async def _short(send: Send, status: int) -> None:
    headers: Headers = [*PLAIN, (b"cache-control", b"no-store"), (b"content-length", b"0")]
    if status in (429, 503):
        headers.append((b"retry-after", str(random.randint(2, 10)).encode()))
    if status == 204:
        headers.remove((b"content-length", b"0"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _picture(scope: Scope, send: Send, snapshot: Snapshot, caching: bytes) -> None:
    tag = f'"{snapshot.version}"'.encode()
    headers: Headers = [
        *PLAIN,
        (b"etag", tag),
        (b"cache-control", caching),
        (b"vary", b"accept-encoding"),
    ]
    if tag in header(scope, b"if-none-match"):
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        return await send({"type": "http.response.body", "body": b""})
    body = snapshot.data
    if b"gzip" in header(scope, b"accept-encoding"):
        body = snapshot.gzipped
        headers.append((b"content-encoding", b"gzip"))
    headers += [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
