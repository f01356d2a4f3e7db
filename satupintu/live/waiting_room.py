"""Who waits for a page: one line per household, and the households take turns.

One line for all would belong to whoever sends the most: a single machine with a few hundred
requests under way would answer everybody else with "busy". A hall behind one address shares a line
and loses nothing by it as long as there is no other.
"""

import asyncio
from collections import OrderedDict, deque

Turn = asyncio.Future[None]


class Full(Exception):
    """The room is full, and nobody waits who has sent more."""


class WaitingRoom:
    """Lives in the event loop. `places` requests are under way at once, `waiting` more may wait."""

    def __init__(self, places: int, waiting: int) -> None:
        self.places, self.waiting = places, waiting
        self.under_way = 0
        self.count = 0  # of those who wait
        self.lines: OrderedDict[str, deque[Turn]] = OrderedDict()

    async def enter(self, household: str) -> None:
        """Wait for a turn; `leave` ends it. Raises Full, also while waiting."""
        if self.under_way < self.places and not self.count:
            self.under_way += 1
            return
        if self.count >= self.waiting:
            self._make_room_for(household)
        turn: Turn = asyncio.get_running_loop().create_future()
        self.lines.setdefault(household, deque()).append(turn)
        self.count += 1
        try:
            await turn
        except asyncio.CancelledError:
            self._give_up(household, turn)
            raise

    def leave(self) -> None:
        """A request is done: the next household's first one has its turn."""
        self.under_way -= 1
        while self.lines and self.under_way < self.places:
            household, line = self.lines.popitem(last=False)
            turn = line.popleft()
            self.count -= 1
            if line:
                self.lines[household] = line  # behind the others
            if not turn.done():
                self.under_way += 1
                turn.set_result(None)

    def _make_room_for(self, household: str) -> None:
        longest = max(self.lines, key=lambda one: len(self.lines[one]), default=household)
        if len(self.lines.get(household, ())) >= len(self.lines.get(longest, ())) - 1:
            raise Full
        last = self.lines[longest].pop()
        self.count -= 1
        if not last.done():
            last.set_exception(Full())

    def _give_up(self, household: str, turn: Turn) -> None:
        if turn.done() and not turn.cancelled():
            if turn.exception() is None:
                self.leave()  # the turn had come in this very moment
        elif turn in (line := self.lines.get(household, deque())):
            line.remove(turn)
            self.count -= 1
            if not line:
                del self.lines[household]
