"""Wakes open pages: hears that an office's journal grew, in any process, and tells who listens.

Everything here lives in the event loop except `wake`, which any thread may call, and the house's
questions, which run in threads of their own so that a slow database never slows a stream.
"""

import asyncio
import contextlib
import logging
import random
import threading
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from satupintu.live.feed import Feed
from satupintu.live.house import House
from satupintu.live.listener import BEAT, BEATS, SIGNED_OUT, Listener
from satupintu.live.watch import Watch

T = TypeVar("T")

TICK = 0.25  # seconds; beats are spread over the ticks of their period
LOOK_AGAIN = 30.0  # time alone changes the public state (ranges, opening hours)
TELL_SEEN = 20.0
RECHECK = 60.0  # a staff stream's session and membership
DOUBTS = 3  # rechecks that may fail for want of an answer before the stream ends
UNKNOWN = 2000  # codes remembered as nobody's office
MOST_DEVICES = 4096  # remembered between two tellings: anybody may name a device

log = logging.getLogger(__name__)


class Hub:
    """One per process."""

    def __init__(self, house: House, watch: Watch | None = None, recheck: float = RECHECK) -> None:
        self.house, self.watch, self.recheck = house, watch, recheck
        self.feeds: dict[str, Feed] = {}
        self.by_id: dict[int, Feed] = {}
        self.closing = False
        self.seen: set[str] = set()
        self._heads: dict[int, int] = {}
        self._unknown: OrderedDict[str, float] = OrderedDict()
        self._opening: dict[str, asyncio.Future[Feed | None]] = {}
        self._buckets = {
            kind: [set[Listener]() for _ in range(round(period / TICK))]
            for kind, period in BEATS.items()
        }
        self._pictures = ThreadPoolExecutor(1, thread_name_prefix="live-picture")
        self._questions = ThreadPoolExecutor(1, thread_name_prefix="live-question")
        self._journal = ThreadPoolExecutor(1, thread_name_prefix="live-journal")
        self._tasks: list[asyncio.Task[None]] = []
        self._catching: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = threading.Lock()
        self._woken: dict[int, int] = {}

    # from any thread

    def wake(self, office_id: int, seq: int) -> None:
        """An office's journal reached `seq`. Costs microseconds: the caller may hold a lock."""
        with self._lock:
            first = not self._woken
            if seq > self._woken.get(office_id, 0):
                self._woken[office_id] = seq
        if first and self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended: nobody listens any more
                self._loop.call_soon_threadsafe(self._hear)

    def close_soon(self) -> None:
        """End every stream; for a signal handler or another thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self.close)

    # in the event loop

    async def start(self) -> None:
        """Begin to listen and to beat. A house that cannot answer yet is asked again later."""
        self._loop = asyncio.get_running_loop()
        jobs: list[Coroutine[Any, Any, None]] = [
            self._beat(),
            self._every(LOOK_AGAIN, self._look_again),
            self._every(TELL_SEEN, self._tell_seen),
            self._every(min(5.0, self.recheck), self._recheck),
        ]
        if self.watch is not None:
            jobs.append(self.watch.run(self))
        self._tasks = [self._loop.create_task(job) for job in jobs]
        self._hear()

    def close(self) -> None:
        """End every stream at once, politely, so that the server need not wait for anyone."""
        if self.closing:
            return
        self.closing = True
        for task in self._tasks:
            task.cancel()
        for feed in self.feeds.values():
            feed.stop()
            for each in feed.everybody():
                each.write(b"", last=True)
        for threads in (self._pictures, self._questions, self._journal):
            threads.shutdown(wait=False, cancel_futures=True)

    async def feed(self, code: str) -> Feed | None:
        """The office's feed; None where no such office receives visitors."""
        known = self.feeds.get(code)
        if known is not None:
            return known
        loop = asyncio.get_running_loop()
        if self._unknown.get(code, 0.0) > loop.time():
            return None
        if code not in self._opening:
            self._opening[code] = loop.create_task(self._open(code))
            self._opening[code].add_done_callback(lambda _: self._opening.pop(code, None))
        return await asyncio.shield(self._opening[code])

    def join(self, feed: Feed, listener: Listener) -> None:
        """A stream opens."""
        listener.bucket = random.choice(self._buckets[listener.kind])
        listener.bucket.add(listener)
        if listener.session:
            listener.check_at = asyncio.get_running_loop().time() + self.recheck
        feed.join(listener)

    def leave(self, feed: Feed, listener: Listener) -> None:
        """A stream is over."""
        listener.open = False
        feed.leave(listener)
        listener.bucket.discard(listener)

    def alive(self, device: str) -> None:
        """A device's page is working: told to the house within 20 s."""
        if len(self.seen) < MOST_DEVICES:
            self.seen.add(device)

    async def ask(self, question: Callable[..., T], *details: object) -> T:
        """Ask the house, outside the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._questions, question, *details)

    async def _read(self, question: Callable[..., T], *details: object) -> T:
        # Apart from the other questions: a thousand pages that come back must delay no message.
        return await asyncio.get_running_loop().run_in_executor(self._journal, question, *details)

    async def catch_up(self) -> None:
        """Hear of everything that happened while nobody told us; many at once ask once."""
        if self._catching is None:
            self._catching = asyncio.get_running_loop().create_task(self._catch_up())
            self._catching.add_done_callback(self._caught_up)
        await asyncio.shield(self._catching)

    async def _catch_up(self) -> None:
        known = {office_id: feed.seq for office_id, feed in self.by_id.items()}
        heads = await self.ask(self.house.heads)
        for office_id, seq in heads.items():
            self.wake(office_id, seq)
        for office_id, seq in known.items():
            if (
                heads.get(office_id, 0) < seq
            ):  # the sample office was taken away: its journal began anew
                self._heads[office_id] = heads.get(office_id, 0)
                self.by_id[office_id].restarted(self._heads[office_id])

    def _caught_up(self, task: "asyncio.Task[None]") -> None:
        self._catching = None
        if not task.cancelled():
            task.exception()  # whoever waits hears of it; nobody may be waiting

    def _hear(self) -> None:
        with self._lock:
            woken, self._woken = self._woken, {}
        for office_id, seq in woken.items():
            self._heads[office_id] = max(seq, self._heads.get(office_id, 0))
            if (feed := self.by_id.get(office_id)) is not None and not self.closing:
                feed.arrived(seq)

    async def _open(self, code: str) -> Feed | None:
        loop = asyncio.get_running_loop()
        found = await self.ask(self.house.office, code)
        if found is None:
            self._unknown[code] = loop.time() + 60
            while len(self._unknown) > UNKNOWN:
                self._unknown.popitem(last=False)
            return None
        office_id, seq = found
        feed = Feed(
            office_id, code, max(seq, self._heads.get(office_id, 0)), self.house,
            self._in_thread, self._read,
        )  # fmt: skip
        self.feeds[code] = self.by_id[office_id] = feed
        return feed

    def _in_thread(self, work: Callable[..., Any], *details: object) -> "asyncio.Future[Any]":
        return asyncio.get_running_loop().run_in_executor(self._pictures, work, *details)

    async def _every(self, seconds: float, job: Callable[[], Coroutine[Any, Any, None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await job()
            except Exception:
                log.exception("The live door will try again in %s s", seconds)

    async def _beat(self) -> None:
        loop, tick, due = asyncio.get_running_loop(), 0, asyncio.get_running_loop().time()
        while True:
            due = max(due + TICK, loop.time())
            await asyncio.sleep(due - loop.time())
            tick += 1
            for buckets in self._buckets.values():
                for each in list(buckets[tick % len(buckets)]):
                    each.write(BEAT)

    async def _look_again(self) -> None:
        await self.catch_up()
        for feed in self.feeds.values():
            feed.look_again()

    async def _tell_seen(self) -> None:
        if self.seen:
            seen, self.seen = self.seen, set()
            await self.ask(self.house.seen, seen)

    async def _recheck(self) -> None:
        now = asyncio.get_running_loop().time()
        for feed in list(self.feeds.values()):
            due = [each for each in feed.staff if each.open and each.check_at <= now]
            answers: dict[str, bool | None] = {}
            for each in due:
                if each.session not in answers:
                    answers[each.session] = await self._may_follow(each)
                self._judge(each, answers[each.session], now)

    async def _may_follow(self, listener: Listener) -> bool | None:
        try:
            return await self.ask(self.house.may_follow, listener.session, listener.code)
        except Exception:
            log.exception("A staff stream could not be checked")
            return None

    def _judge(self, listener: Listener, allowed: bool | None, now: float) -> None:
        listener.unsure = listener.unsure + 1 if allowed is None else 0
        listener.check_at = now + self.recheck
        if allowed is False or listener.unsure >= DOUBTS:
            listener.write(SIGNED_OUT, last=True)
