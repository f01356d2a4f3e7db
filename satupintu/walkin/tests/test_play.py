"""One play of the line for the public state, newcomers and a visitor's own page."""

import random
from datetime import timedelta
from typing import Any

import pytest

from satupintu.offices.published import Published
from satupintu.people.models import Officer
from satupintu.rules import clock, waiting_time
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door, Ticket
from satupintu.walkin.queries import newcomers, play
from satupintu.walkin.queries.line import in_calling_order, waiting
from satupintu.walkin.queries.snapshot import public_state
from satupintu.walkin.queries.standing import standing
from satupintu.walkin.workflow import State

pytestmark = pytest.mark.django_db


def a_line(place: Published, people: int, seed: int) -> None:
    """So many of all kinds, who came within the last hour and a half."""
    chance = random.Random(seed)
    for n in range(people):
        ticket = take_ticket(place, place.services[n % 2], door=Door.KIOSK, head_count=1 + n % 3)
        came = clock.now() - timedelta(minutes=chance.randrange(90))
        Ticket.objects.filter(pk=ticket.pk).update(
            priority=chance.random() < 0.3, referred=chance.random() < 0.1,
            returned=chance.random() < 0.1, queued_at=came, issued_at=came,
        )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_a_newcomer_stands_behind_the_first_of_the_line_and_changes_nothing_for_them(
    place: Published, officer: Officer, seed: int
) -> None:
    a_line(place, 14, seed)
    now = clock.now()
    found = play.played(place, play.people(place, State.WAITING), now)
    whole = [each.ticket.pk for each in in_calling_order(place, waiting(place), 0, now)]
    assert [person.pk for person in found.line] == whole
    for priority in (False, True):
        came = take_ticket(place, place.services[0], door=Door.KIOSK, priority=priority)
        Ticket.objects.filter(pk=came.pk).update(issued_at=now, queued_at=now)
        order = [each.ticket for each in in_calling_order(place, waiting(place), 0, now)]
        before = order[: [each.pk for each in order].index(came.pk)]
        assert [each.pk for each in before] == whole[: len(before)]
        heads = sum(each.head_count for each in before if each.service_id == came.service_id)
        assert found.ahead[place.services[0].id, priority] == heads
        Ticket.objects.filter(pk=came.pk).delete()


def test_everybody_who_asks_reads_one_play(
    place: Published, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_desk(place, place.desks[0], officer_id=officer.pk)
    for _ in range(4):
        last = take_ticket(place, place.services[0], door=Door.KIOSK)
    plays: list[int] = []
    forecast = waiting_time.forecast

    def counted(people: Any, *more: Any, **named: Any) -> Any:
        plays.append(len(people))
        return forecast(people, *more, **named)

    monkeypatch.setattr(waiting_time, "forecast", counted)
    now = clock.now()
    shown = public_state(place, now)
    told = newcomers.newcomers(place, now).told(place.services[0].id)
    own = standing(place, last, now)
    assert len(plays) == 1
    assert shown["services"][place.services[0].code]["range"] == [told.p50, told.p90]
    assert shown["tickets"][last.mark][1] == own.ahead == 3
    assert told.ahead == 4
    public_state(place, now + timedelta(seconds=play.STEP_SECONDS))
    assert len(plays) == 2


def test_a_very_long_line_is_counted_and_not_played(
    place: Published, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_desk(place, place.desks[0], officer_id=officer.pk)
    monkeypatch.setattr(play, "PLAYED_LINE", 2)
    for _ in range(3):
        take_ticket(place, place.services[0], door=Door.KIOSK)
    now = clock.now()
    told = newcomers.newcomers(place, now).told(place.services[0].id)
    assert (told.ahead, told.p90) == (3, None)
    shown = public_state(place, now)
    assert shown["services"][place.services[0].code] == {"waiting": 3, "range": None}
    assert all(ticket[2:4] == [None, None] for ticket in shown["tickets"].values())
