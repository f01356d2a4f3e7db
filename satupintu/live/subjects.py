"""Who listens to one thing of an office, a consultation: woken only by what happens to it.

The journal's number is the cursor. A page that comes back says which number it heard last and is
told at once when there is a newer one; it then asks for what it has not got, by its own cursor.
An officer's page hears the office's cursor too ("journal"); its subject's is "subject" there.
"""

import asyncio
import logging
from collections.abc import Iterable, Iterator

from satupintu.live.house import House, Question
from satupintu.live.listener import Listener

COALESCE = 0.03  # seconds in which several entries become one reading of the journal
MOST_READ = 1000  # a longer stretch is not read: everybody looks
AGAIN = 2.0  # seconds after a failure

log = logging.getLogger(__name__)


class Subjects:
    """The subjects of one office; lives in the event loop, reads in a thread by `ask`."""

    def __init__(self, office_id: int, seq: int, house: House, ask: Question) -> None:
        self.office_id, self.house, self.ask = office_id, house, ask
        self.head = self.read = seq
        self.listeners: dict[str, set[Listener]] = {}
        self._reading: asyncio.Task[None] | None = None

    def everybody(self) -> Iterator[Listener]:
        """All who listen to any subject."""
        for listeners in self.listeners.values():
            yield from listeners

    def join(self, listener: Listener) -> None:
        """A stream opens; from now on it misses nothing. What it missed before is `caught_up`."""
        if not self.listeners:
            self.read = self.head
        self.listeners.setdefault(listener.subject, set()).add(listener)

    async def caught_up(self, listener: Listener) -> None:
        """Tell a page that came back of what happened since it heard last; a new one in any case,
        since something may have happened between its making and its listening."""
        heard = listener.told
        try:
            newest = await self.ask(self.house.newest, self.office_id, listener.subject)
        except Exception:
            log.exception("Where %s stands could not be read", listener.subject)
            newest = self.head  # better asked once too often
        if listener.told == heard:  # else it was told of something newer meanwhile
            self._tell([listener], newest)

    def leave(self, listener: Listener) -> None:
        """A stream is over."""
        listeners = self.listeners.get(listener.subject, set())
        listeners.discard(listener)
        if not listeners:
            self.listeners.pop(listener.subject, None)

    def arrived(self, seq: int) -> None:
        """The office's journal stands at `seq`, less than before when it began anew."""
        if seq < self.head:
            self.read = seq
            self._tell(list(self.everybody()), seq)
        self.head = seq
        if self.listeners and self._reading is None and self.read < seq:
            self._reading = asyncio.get_running_loop().create_task(self._read())

    def stop(self) -> None:
        """Nobody is told any more."""
        if self._reading is not None:
            self._reading.cancel()

    async def _read(self) -> None:
        try:
            while self.listeners and self.read < self.head:
                try:
                    await self._read_on(self.read, self.head)
                except Exception:
                    log.exception("The journal of office %s could not be read", self.office_id)
                    await asyncio.sleep(AGAIN)
                await asyncio.sleep(COALESCE)
        finally:
            self._reading = None

    async def _read_on(self, after: int, upto: int) -> None:
        if upto - after > MOST_READ:
            self.read = upto
            return self._tell(list(self.everybody()), upto)
        happened = await self.ask(self.house.happened, self.office_id, after, upto)
        if self.read == after:  # else the journal began anew meanwhile
            self.read = upto
        for each in happened:
            listeners = self.listeners.get(each.subject, ())
            self._tell([one for one in listeners if one.session or not each.inside], each.seq)

    def _tell(self, listeners: Iterable[Listener], seq: int) -> None:
        cursor = str(seq)
        of_asker = f"event: journal\nid: {cursor}\ndata: {cursor}\n\n".encode()
        of_officer = f"event: subject\ndata: {cursor}\n\n".encode()
        for each in listeners:
            if each.open and each.told != cursor:
                each.told = cursor
                each.write(of_officer if each.session else of_asker)
