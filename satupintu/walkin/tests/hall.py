"""A hall whose clock is set by hand, to live through the standard's ten minutes."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from typing import Any

import pytest

from conftest import FRIDAY_MORNING
from satupintu.offices.models import Result
from satupintu.offices.published import OfficeDesk, Published
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.serving import Outcome, finish, start
from satupintu.walkin.models import Ticket, Turn
from satupintu.walkin.queries.clocks import clocks
from satupintu.walkin.queries.desk import clock_of_called, desk_view
from satupintu.walkin.queries.line import in_calling_order, streak, waiting
from satupintu.walkin.tests.numbers import take

DONE = Outcome(Result.ANSWERED, frozenset({"data"}))


class Hall:
    """Every figure is a time of day, "09.10"; "-" while those before are being served."""

    def __init__(self, place: Published, officer: Officer, at: ExitStack) -> None:
        self.place, self.me, self._at = place, officer.pk, at

    def at(self, time: str) -> None:
        self._at.close()
        hour, minute = time.split(".")
        self._at.enter_context(
            clock.travel(to=FRIDAY_MORNING.replace(hour=int(hour), minute=int(minute)))
        )

    def open(self, *numbers: int) -> None:
        for number in numbers:
            open_desk(self.place, self.desk(number), officer_id=self.me)

    def desk(self, number: int) -> OfficeDesk:
        return self.place.desks[number - 1]

    def arrives(self, service: str = "consultation", **details: Any) -> Ticket:
        return take(self.place, service, **details)

    def calls(self, number: int) -> Ticket:
        ticket = call_next(self.place, self.desk(number), officer_id=self.me)
        assert ticket
        return ticket

    def serves(self, number: int) -> Ticket:
        return start(self.calls(number), officer_id=self.me)

    def finishes(self, ticket: Ticket) -> None:
        ticket.refresh_from_db()
        finish(ticket, DONE, officer_id=self.me)

    def due(self, ticket: Ticket) -> str:
        """Until when the waiting visitor must be served, as the rail and the day page show it."""
        line = in_calling_order(self.place, waiting(self.place), streak(self.place), clock.now())
        found = clocks(self.place, [each.ticket for each in line])[ticket.pk]
        return self._written(found.due) if found else "-"

    def shown(self, number: int) -> str:
        """The same at a desk: for who is on the way there, else for whom it would call."""
        view = desk_view(self.place, self.desk(number), None, self.me, clock.now())
        return self._written(view.clock.due) if view.clock and view.clock.due else "-"

    def recorded(self, ticket: Ticket) -> str:
        turn = Turn.objects.filter(ticket=ticket).order_by("-id")[0]
        assert turn.due_at
        if turn.ended_at is None:
            assert clock_of_called(self.place, turn, clock.now()).due == turn.due_at
        return self._written(turn.due_at)

    def kept(self, ticket: Ticket) -> bool | None:
        return Turn.objects.filter(ticket=ticket).order_by("-id")[0].within_standard

    def _written(self, moment: datetime) -> str:
        return f"{self.place.local(moment):%H.%M}"


@pytest.fixture
def hall(place: Published, officer: Officer) -> Iterator[Hall]:
    """A hall of the office, in which everything is pressed by one officer."""
    with ExitStack() as at:
        yield Hall(place, officer, at)
