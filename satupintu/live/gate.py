"""The gate in front of the pages (law 12): no client's speed holds a thread.

A request's body is read whole here before a worker thread sees it, and a page's answer is whole
before the first byte leaves. A client that stalls holds some memory or disk for a bounded time.
"""

import asyncio
import io
import logging
import tempfile
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import IO, cast

from satupintu.files.accepted import FORM_MEGABYTES
from satupintu.live.addresses import Proxies, Quota
from satupintu.live.asgi_types import Message, Receive, Scope, Send, abort, header
from satupintu.live.refusals import BROKEN, BUSY, LARGE_UPLOAD, LONG_WORDS, TOO_SLOW, refuse
from satupintu.live.waiting_room import Full, WaitingRoom
from satupintu.live.wsgi import Answer, Request, WSGIApplication, answer, environ_of
from satupintu.people.limits import household

CHUNK = IN_MEMORY = 64 * 1024

log = logging.getLogger(__name__)


class TooLarge(Exception):
    """The body is larger than the gate takes."""

    def __init__(self, more: bool) -> None:
        self.more = more  # still on its way


class Gone(Exception):
    """The client left before its request was whole."""


class Crowded(Exception):
    """Too many unfinished bodies at once, in all or from this address."""


@dataclass(frozen=True, slots=True)
class GateLimits:
    """What the gate bears; bytes and seconds."""

    form: int = 256 * 1024  # no form accepts as much; what is too long comes back with its words
    upload: int = FORM_MEGABYTES * 1024 * 1024
    body_seconds: float = 15.0  # of a form in all, of an upload in silence
    slowest_upload: int = 16 * 1024  # bytes a second; else drops every ten seconds went on for days
    stalled_seconds: float = 30.0  # a reader that takes no byte of a long answer
    threads: int = 4
    waiting: int = 400  # requests that may wait for a thread; households take turns
    unfinished: int = 500  # bodies still arriving
    unfinished_per_address: int = 100


def _uploads(scope: Scope) -> bool:
    return header(scope, b"content-type").lower().startswith(b"multipart/form-data")


class Gate:
    """ASGI in front, WSGI behind, whole requests and whole answers between."""

    def __init__(
        self,
        application: WSGIApplication,
        limits: GateLimits | None = None,
        proxies: Proxies | None = None,
    ) -> None:
        self.application = application
        self.limits = limits or GateLimits()
        self.proxies = proxies or Proxies()
        self.workers = ThreadPoolExecutor(self.limits.threads, thread_name_prefix="page")
        self.disk = ThreadPoolExecutor(2, thread_name_prefix="spool")
        self.unfinished = Quota(self.limits.unfinished, self.limits.unfinished_per_address)
        # As many again as there are threads lie ready, so that none stands idle for a moment.
        self.room = WaitingRoom(2 * self.limits.threads, self.limits.waiting)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request; anything slow, large or excessive gets a plain page."""
        address = self.proxies.client(scope)
        try:
            body, length = await self._body(scope, receive, household(address))
        except Gone:
            return
        except TimeoutError:
            return await refuse(send, TOO_SLOW)
        except Crowded:
            return await refuse(send, BUSY)
        except OSError:
            log.exception("No room for the body of a request to %s", scope["path"])
            return await refuse(send, BROKEN)
        except TooLarge as large:
            if large.more:
                await self._discard(scope, receive)
            return await refuse(send, LARGE_UPLOAD if _uploads(scope) else LONG_WORDS)
        with body:
            forwarded = self.proxies.speaks_for_others(scope)
            await self._page(Request(scope, address, forwarded, body, length), send)

    def close(self) -> None:
        """Take no more requests; those in a thread finish."""
        self.workers.shutdown(wait=False, cancel_futures=True)
        self.disk.shutdown(wait=False)

    async def _page(self, request: Request, send: Send) -> None:
        try:
            await self.room.enter(household(request.address))
        except Full:
            return await refuse(send, BUSY)
        loop = asyncio.get_running_loop()
        try:
            environ = environ_of(request)
            whole = await loop.run_in_executor(self.workers, answer, self.application, environ)
        except Exception:
            log.exception("No answer from the pages for %s", request.scope["path"])
            return await refuse(send, BROKEN)
        finally:
            self.room.leave()
        await self._deliver(whole, send)

    async def _body(self, scope: Scope, receive: Receive, address: str) -> tuple[IO[bytes], int]:
        announced = header(scope, b"content-length")
        if not announced and not header(scope, b"transfer-encoding"):
            return io.BytesIO(), 0
        upload = _uploads(scope)
        limit = self.limits.upload if upload else self.limits.form
        if announced.isdigit() and int(announced) > limit:
            raise TooLarge(True)
        async with asyncio.timeout(self.limits.body_seconds) as patience:
            message = await receive()
            if message["type"] == "http.request" and not message.get("more_body"):
                whole = message.get("body", b"")
                if len(whole) > limit:
                    raise TooLarge(False)
                return io.BytesIO(whole), len(whole)
            async with self._place(address):
                return await self._rest(message, receive, limit, patience if upload else None)

    @asynccontextmanager
    async def _place(self, address: str) -> AsyncIterator[None]:
        if not self.unfinished.take(address):
            raise Crowded
        try:
            yield
        finally:
            self.unfinished.give(address)

    async def _rest(
        self, message: Message, receive: Receive, limit: int, patience: asyncio.Timeout | None
    ) -> tuple[IO[bytes], int]:
        spool = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the page closes it
        loop, size = asyncio.get_running_loop(), 0
        began = loop.time()
        try:
            while True:
                if message["type"] == "http.disconnect":
                    raise Gone
                chunk = message.get("body", b"")
                size += len(chunk)
                if size > limit:
                    raise TooLarge(bool(message.get("more_body")))
                if size > IN_MEMORY:  # on disk by now, and a disk may be slow
                    await loop.run_in_executor(self.disk, spool.write, chunk)
                else:
                    spool.write(chunk)
                if not message.get("more_body"):
                    break
                if patience is not None:
                    longest = began + size / self.limits.slowest_upload
                    patience.reschedule(min(loop.time(), longest) + self.limits.body_seconds)
                message = await receive()
        except BaseException:
            spool.close()
            raise
        spool.seek(0)
        return cast(IO[bytes], spool), size

    async def _discard(self, scope: Scope, receive: Receive) -> None:
        # A browser shows the refusal only if its body was taken; a refused giant is not taken.
        if header(scope, b"expect"):
            return
        taken = 0
        try:
            async with asyncio.timeout(min(5.0, self.limits.body_seconds)):
                while taken < 2 * self.limits.upload:
                    message = await receive()
                    if message["type"] == "http.disconnect" or not message.get("more_body"):
                        return
                    taken += len(message.get("body", b""))
        except TimeoutError:
            return

    async def _deliver(self, whole: Answer, send: Send) -> None:
        await send(
            {"type": "http.response.start", "status": whole.status, "headers": whole.headers}
        )
        if whole.file is None:
            # In one piece: it waits in the connection's own buffer, however slowly it is read.
            return await send({"type": "http.response.body", "body": whole.body})
        loop, chunk = asyncio.get_running_loop(), whole.body
        with whole.file as file:
            while True:
                following = await loop.run_in_executor(self.disk, file.read, CHUNK)
                try:
                    async with asyncio.timeout(self.limits.stalled_seconds):
                        await send(
                            {
                                "type": "http.response.body",
                                "body": chunk,
                                "more_body": bool(following),
                            }
                        )
                except TimeoutError:
                    abort(send)
                    await asyncio.sleep(0)
                    return
                if not following:
                    return
                chunk = following
