"""The roster in the ranges: who is planned later counts from then, who goes early until then."""

from datetime import datetime, time, timedelta

import pytest

from conftest import FRIDAY_MORNING
from satupintu.offices.published import Published
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door, Shift, Ticket
from satupintu.walkin.queries import estimates
from satupintu.walkin.queries.play import people, played
from satupintu.walkin.workflow import State

pytestmark = pytest.mark.django_db


def planned(place: Published, officer: Officer, starts: time, ends: time, desk: int = 0) -> None:
    Shift.objects.create(
        office=place.office, day=place.day, officer=officer, desk_id=place.desks[desk].id,
        starts=starts, ends=ends,
    )  # fmt: skip
    estimates.forget()


def earliest(place: Published, ticket: Ticket, now: datetime) -> int | None:
    """The early end of the range, in minutes from now; None when nothing is said."""
    found = played(place, people(place, State.WAITING), now).ranges
    return found[ticket.pk].p50 if ticket.pk in found else None


def arrives(place: Published) -> Ticket:
    return take_ticket(place, place.services[0], door=Door.KIOSK)


def test_before_opening_the_range_begins_when_somebody_is_planned(
    place: Published, officer: Officer
) -> None:
    with clock.travel(to=FRIDAY_MORNING.replace(hour=7, minute=40)):
        ticket, now = arrives(place), clock.now()
        assert earliest(place, ticket, now) is None
        planned(place, officer, time(8), time(16))
        found = earliest(place, ticket, now)
        assert found is not None
        assert found >= 15


def test_who_was_planned_and_is_not_there_counts_for_nothing(
    place: Published, officer: Officer
) -> None:
    planned(place, officer, time(8), time(16))
    assert earliest(place, arrives(place), clock.now()) is None


def test_a_desk_that_is_left_early_takes_nobody_afterwards(
    place: Published, officer: Officer
) -> None:
    open_desk(place, place.desks[0], officer_id=officer.pk)
    people = [arrives(place) for _ in range(12)]
    assert earliest(place, people[-1], clock.now()) is not None
    planned(place, officer, time(8), time(9, 30))
    assert earliest(place, people[0], clock.now()) == 0
    assert earliest(place, people[-1], clock.now()) is None
    planned(place, officer, time(13), time(16))  # and comes back after the break
    found = earliest(place, people[-1], clock.now())
    assert found is not None
    afternoon = FRIDAY_MORNING.replace(hour=13)
    assert found >= (afternoon - clock.now() - timedelta(minutes=5)).total_seconds() / 60


def test_a_roster_until_closing_ends_nobodys_range(place: Published, officer: Officer) -> None:
    planned(place, officer, time(8), time(16))
    with clock.travel(to=FRIDAY_MORNING.replace(hour=15, minute=55)):
        open_desk(place, place.desks[0], officer_id=officer.pk)
        people = [arrives(place) for _ in range(3)]  # whoever is inside is served
        assert earliest(place, people[-1], clock.now()) is not None
