"""One office's public state and staff cursor, and who listens to them."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator

from satupintu.live.house import House, Question
from satupintu.live.listener import Listener
from satupintu.live.snapshot import Snapshot, snapshot_of
from satupintu.live.subjects import Subjects

COALESCE = 0.05  # seconds in which several acts become one version
RELIEF = 5  # a version is made no sooner than this many times the cost of the last one
SLOWEST = 2.0  # and no later than this after an act, whatever it costs
KEPT = 8  # versions that can still be fetched by name
STAFF_LATEST = 0.15  # staff pages fetch parts: not before the screens are told, nor after this
PHONES_AFTER = 0.04  # seconds that displays and the called phone have for themselves
SPREAD = 0.5  # seconds over which pages that are not being called are woken
SLICE = 0.02

log = logging.getLogger(__name__)

InThread = Callable[..., "asyncio.Future[tuple[Snapshot, float]]"]


class Feed:
    """Lives in the event loop; only `_make` runs in a thread."""

    def __init__(
        self, office_id: int, code: str, seq: int, house: House, in_thread: InThread,
        ask: Question,
    ) -> None:  # fmt: skip
        self.office_id, self.code, self.seq = office_id, code, seq
        self.house, self.in_thread = house, in_thread
        self.displays: set[Listener] = set()
        self.phones: set[Listener] = set()
        self.staff: set[Listener] = set()
        self.subjects = Subjects(office_id, seq, house, ask)
        self.versions: OrderedDict[str, Snapshot] = OrderedDict()
        self.current: Snapshot | None = None
        self.stale = True
        self.made = 0  # pictures taken, changed or not
        self._earliest = 0.0
        self._making: asyncio.Task[None] | None = None
        self._spreading: asyncio.Task[None] | None = None
        self._staff_timer: asyncio.TimerHandle | None = None
        self._staff_earliest = 0.0
        self._waiting: list[asyncio.Future[None]] = []

    def of_kind(self, kind: str) -> set[Listener]:
        """The listeners of a kind: display, phone, staff."""
        return {"display": self.displays, "staff": self.staff}.get(kind, self.phones)

    def arrived(self, seq: int) -> None:
        """The journal has reached `seq`; told twice or late does no harm."""
        if seq > self.seq:
            self.restarted(seq)

    def restarted(self, seq: int) -> None:
        """The journal stands at `seq`, even if that is less than before."""
        self.seq = seq
        self.subjects.arrived(seq)
        self.look_again()
        if self.staff and self._staff_timer is None:
            self._tell_staff_in(STAFF_LATEST if self._making else 0.0)

    def look_again(self) -> None:
        """The public state may have changed: take a new picture if anybody looks at it."""
        self.stale = True
        if (self.displays or self.phones or self._waiting) and self._making is None:
            self._making = asyncio.get_running_loop().create_task(self._make_versions())

    async def newest(self) -> Snapshot | None:
        """The newest version, made now if it is out of date; None if it cannot be made."""
        if self.stale or self.current is None:
            ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(ready)
            self.look_again()
            try:
                async with asyncio.timeout(SLOWEST + 1):
                    await ready
            except TimeoutError:
                pass
        return self.current

    def everybody(self) -> list[Listener]:
        """All who listen to this office or to something in it."""
        return list({*self.displays, *self.phones, *self.staff, *self.subjects.everybody()})

    def join(self, listener: Listener) -> None:
        """A stream opens: it hears at once what it has not heard yet."""
        if listener.subject:
            self.subjects.join(listener)
            if not listener.session:
                return
        self.of_kind(listener.kind).add(listener)
        if listener.kind == "staff":
            self._tell_cursor([listener])
        elif self.stale or self.current is None:
            self.look_again()
        else:
            self._tell_version([listener], self.current)

    def leave(self, listener: Listener) -> None:
        """A stream is over."""
        if listener.subject:
            self.subjects.leave(listener)
        self.of_kind(listener.kind).discard(listener)

    def stop(self) -> None:
        """No more versions; what is under way is abandoned."""
        self.subjects.stop()
        for task in (self._making, self._spreading):
            if task is not None:
                task.cancel()
        if self._staff_timer is not None:
            self._staff_timer.cancel()

    async def _make_versions(self) -> None:
        loop, failures = asyncio.get_running_loop(), 0
        try:
            while self.stale and (self.displays or self.phones or self._waiting):
                await asyncio.sleep(max(0.0, self._earliest - loop.time()))
                self.stale = False
                began = loop.time()
                try:
                    cost = await self._make_version()
                except Exception:
                    log.exception("The public state of office %s could not be read", self.code)
                    self.stale, failures = True, failures + 1
                    self._earliest = began + min(60.0, 2.0**failures)
                else:
                    failures = 0
                    self._earliest = began + max(COALESCE, min(SLOWEST, RELIEF * cost))
        finally:
            self._making = None

    async def _make_version(self) -> float:
        made, cost = await self.in_thread(self._make, self.seq)
        self.made += 1
        if self.current is None or made.digest != self.current.digest:
            if self.current is not None:
                self.current.is_past()
            self.current = made
            self.versions[made.version] = made
            while len(self.versions) > KEPT:
                self.versions.popitem(last=False)
            self._wake_pages(made)
        elif any(each.sent != made.digest for each in self._pages()):
            self._wake_pages(self.current)
        if self._staff_timer is not None:
            self._staff_timer.cancel()
            self._tell_staff_in(0.0)
        waiting, self._waiting = self._waiting, []
        for ready in waiting:
            if not ready.done():
                ready.set_result(None)
        return cost

    def _make(self, seq: int) -> tuple[Snapshot, float]:
        wall, own = time.perf_counter(), time.thread_time()
        picture = self.house.picture(self.office_id)
        made = snapshot_of(seq, picture)
        # Waiting for the interpreter's lock is not a cost of ours, a database's work is: a share.
        cost = max(time.thread_time() - own, (time.perf_counter() - wall) / 4)
        return made, cost

    def _pages(self) -> Iterator[Listener]:
        yield from self.displays
        yield from self.phones

    def _wake_pages(self, version: Snapshot) -> None:
        called = [each for each in self.phones if each.ticket and each.ticket in version.called]
        self._tell_version([*self.displays, *called], version)
        if self._spreading is None and self.phones:
            self._spreading = asyncio.get_running_loop().create_task(self._wake_the_others())

    async def _wake_the_others(self) -> None:
        """In rounds: all hear the newest version within a round, however fast they come."""
        try:
            await asyncio.sleep(PHONES_AFTER)
            while behind := self._behind():
                share = max(25, -(-len(behind) * SLICE // SPREAD))
                for start in range(0, len(behind), int(share)):
                    if start:
                        await asyncio.sleep(SLICE)
                    if self.current is not None:
                        self._tell_version(behind[start : start + int(share)], self.current)
                await asyncio.sleep(0)
        finally:
            self._spreading = None

    def _behind(self) -> list[Listener]:
        digest = self.current.digest if self.current else ""
        return [each for each in self.phones if each.open and each.sent != digest]

    def _tell_version(self, listeners: Iterable[Listener], version: Snapshot) -> None:
        digest = version.digest
        for each in listeners:
            if each.open and each.sent != digest:
                each.sent = digest
                each.write(version.event_with(each.ticket) if each.whole else version.event)

    def _tell_staff_in(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        wait = max(seconds, self._staff_earliest - loop.time())
        self._staff_timer = loop.call_later(wait, self._tell_staff)

    def _tell_staff(self) -> None:
        self._staff_timer = None
        self._staff_earliest = asyncio.get_running_loop().time() + COALESCE
        self._tell_cursor(list(self.staff))

    def _tell_cursor(self, listeners: Iterable[Listener]) -> None:
        cursor = str(self.seq)
        event = f"event: journal\nid: {cursor}\ndata: {cursor}\n\n".encode()
        for each in listeners:
            if each.open and each.sent != cursor:
                each.sent = cursor
                each.write(event)
