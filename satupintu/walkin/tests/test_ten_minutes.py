"""The standard's ten minutes, lived through: what is shown while waiting is what is recorded.

A Friday: open 08.00 to 16.00, published break 11.30 to 13.00.
"""

from dataclasses import replace

import pytest

from conftest import FRIDAY_MORNING
from satupintu.rules import clock
from satupintu.walkin.actions.calling import call_next, no_show, recall
from satupintu.walkin.actions.duty import take_break
from satupintu.walkin.actions.referral import refer
from satupintu.walkin.actions.serving import start
from satupintu.walkin.actions.tickets import come_back, leave, postpone
from satupintu.walkin.queries.desk import desk_view
from satupintu.walkin.tests.hall import Hall

pytestmark = [pytest.mark.django_db, pytest.mark.proves("STD-TIME", "MJ-2")]


def test_who_came_before_opening_is_served_within_ten_minutes_of_it(hall: Hall) -> None:
    hall.at("07.40")
    first, second = hall.arrives(), hall.arrives()
    hall.open(1, 2)
    assert (hall.due(first), hall.due(second), hall.shown(1)) == ("08.10", "08.10", "08.10")
    hall.at("08.09")
    assert hall.recorded(hall.serves(1)) == "08.10"
    assert hall.kept(first) is True
    hall.at("08.12")
    assert hall.recorded(hall.serves(2)) == "08.10"
    assert hall.kept(second) is False


def test_nobody_is_before_the_first_visitors_of_three_desks(hall: Hall) -> None:
    hall.at("09.00")
    hall.open(1, 2, 3)
    came = [hall.arrives() for _ in range(4)]
    assert [hall.due(ticket) for ticket in came] == ["09.10", "09.10", "09.10", "-"]
    served = [hall.serves(number) for number in (1, 2, 3)]
    hall.at("09.20")
    assert hall.due(came[3]) == "-"
    hall.at("09.25")
    hall.finishes(served[1])
    hall.at("09.27")
    hall.finishes(served[0])
    assert hall.due(came[3]) == hall.shown(1) == hall.shown(2) == "09.35"
    assert hall.recorded(hall.serves(1)) == "09.35"


def test_a_place_is_never_counted_twice(hall: Hall) -> None:
    """A desk that was used takes the next visitor while two others were not used yet."""
    hall.at("09.00")
    hall.open(1, 2, 3)
    hall.arrives()
    early = hall.serves(1)
    hall.at("09.10")
    hall.finishes(early)
    hall.at("09.40")
    came = [hall.arrives() for _ in range(3)]
    assert [hall.due(ticket) for ticket in came] == ["09.50", "09.50", "09.50"]
    assert [hall.recorded(hall.serves(number)) for number in (1, 2, 3)] == ["09.50"] * 3
    hall.at("09.45")
    fourth = hall.arrives()
    hall.at("09.58")
    assert hall.due(fourth) == "-"  # all three desks are taken; nobody has finished


def test_desks_busy_with_another_service_have_somebody_before_you(hall: Hall) -> None:
    hall.at("09.00")
    hall.open(1, 2)
    hall.arrives(), hall.arrives()
    busy = hall.serves(1)
    hall.serves(2)
    hall.at("09.05")
    reader = hall.arrives("library")
    hall.at("09.20")
    assert hall.due(reader) == "-"
    hall.finishes(busy)
    assert hall.due(reader) == hall.shown(1) == "09.30"


def test_after_a_missed_call_the_next_visitor_has_ten_minutes(hall: Hall) -> None:
    hall.at("09.00")
    hall.open(1)
    absent, next_one = hall.arrives(), hall.arrives()
    hall.calls(1)
    hall.at("09.01")
    absent.refresh_from_db()
    recall(absent, hall.place, officer_id=hall.me)
    hall.at("09.04")
    no_show(absent, hall.place, officer_id=hall.me)
    assert hall.due(next_one) == hall.shown(1) == "09.14"
    hall.at("09.06")
    come_back(absent)
    assert hall.due(absent) == "09.16"
    hall.at("09.08")
    assert hall.calls(1) == absent
    assert hall.recorded(absent) == hall.shown(1) == "09.16"


def test_a_referral_frees_the_desk_and_starts_the_minutes_of_the_new_service(hall: Hall) -> None:
    hall.at("09.00")
    hall.open(1, 2)
    hall.arrives()
    visitor = hall.serves(1)
    hall.arrives()
    hall.serves(2)
    hall.at("09.05")
    waiting_one = hall.arrives()
    hall.at("09.30")
    library = hall.place.service("library")
    assert library
    refer(visitor, library, officer_id=hall.me, reason="buku")
    # One desk is free: the visitor sent on goes first there, the other waits for the next finish.
    assert (hall.due(visitor), hall.due(waiting_one)) == ("09.40", "-")
    view = desk_view(hall.place, hall.desk(1), None, hall.me, clock.now())
    assert view.clock
    assert view.clock.cause in ("finished", "referred")
    assert hall.calls(1) == visitor
    assert hall.recorded(visitor) == "09.40"


def test_who_asks_for_more_time_starts_again_and_leaves_the_place_to_the_next(hall: Hall) -> None:
    hall.at("09.00")
    hall.open(1)
    first, later, next_one = hall.arrives(), hall.arrives(), hall.arrives()
    hall.serves(1)
    hall.at("09.30")
    hall.finishes(first)
    hall.at("09.32")
    assert hall.recorded(hall.calls(1)) == "09.40"
    later.refresh_from_db()
    hall.at("09.33")
    postpone(later, hall.place)
    assert (hall.due(next_one), hall.due(later)) == ("09.40", "-")
    assert hall.calls(1) == next_one
    assert hall.recorded(next_one) == "09.40"
    next_one.refresh_from_db()
    start(next_one, officer_id=hall.me)
    hall.at("09.36")
    hall.finishes(next_one)
    assert hall.due(later) == "09.46"


def test_who_asks_for_more_time_is_not_counted_from_before(hall: Hall) -> None:
    hall.at("09.00")
    hall.open(1)
    alone = hall.arrives()
    hall.at("09.08")
    postpone(alone, hall.place)
    assert hall.due(alone) == hall.shown(1) == "09.18"


def test_who_leaves_after_the_call_leaves_the_finish_to_the_next(hall: Hall) -> None:
    hall.at("09.00")
    hall.open(1)
    first, gone, next_one = hall.arrives(), hall.arrives(), hall.arrives()
    hall.serves(1)
    hall.at("09.20")
    hall.finishes(first)
    hall.calls(1)
    hall.at("09.24")
    gone.refresh_from_db()
    leave(gone)
    assert hall.due(next_one) == hall.shown(1) == "09.30"


def test_a_published_break_pauses_and_an_officers_own_does_not(hall: Hall) -> None:
    hall.at("11.20")
    hall.open(1)
    hall.arrives()
    first = hall.serves(1)
    second = hall.arrives()
    hall.at("11.24")
    hall.finishes(first)
    # Six minutes to the break, four after it.
    assert hall.due(second) == hall.shown(1) == "13.04"
    take_break(
        hall.place, hall.desk(1), officer_id=hall.me,
        back_at=FRIDAY_MORNING.replace(hour=13, minute=30),
    )  # fmt: skip
    assert hall.due(second) == "13.04"
    hall.at("13.30")
    hall.open(1)
    assert hall.recorded(hall.serves(1)) == "13.04"
    assert hall.kept(second) is False


def test_who_comes_in_the_break_has_ten_minutes_after_it(hall: Hall) -> None:
    hall.at("11.50")
    hall.open(1)
    assert hall.due(hall.arrives()) == "13.10"


def test_services_and_desks_that_differ_are_counted_each_by_its_own(hall: Hall) -> None:
    """Desk 1 serves both services, desk 2 consultation only; the library promises 5 minutes."""
    consultation, library = hall.place.service("consultation"), hall.place.service("library")
    assert consultation
    assert library
    both, one = frozenset({consultation.id, library.id}), frozenset({consultation.id})
    hall.place = replace(
        hall.place,
        services=tuple(
            replace(each, limit_minutes=5) if each.code == "library" else each
            for each in hall.place.services
        ),
        desks=tuple(
            replace(desk, services=services)
            for desk, services in zip(hall.place.desks, (both, one), strict=False)
        ),
    )
    hall.at("09.00")
    hall.open(1, 2)
    hall.arrives(), hall.arrives()
    at_one, at_two = hall.serves(1), hall.serves(2)
    hall.at("09.05")
    reader, asker = hall.arrives("library"), hall.arrives()
    hall.at("09.20")
    hall.finishes(at_one)
    hall.at("09.22")
    hall.finishes(at_two)
    assert (hall.due(reader), hall.due(asker)) == ("09.25", "09.32")
    assert (hall.shown(1), hall.shown(2)) == ("09.25", "09.32")
    assert hall.recorded(hall.serves(2)) == "09.32"
    assert hall.due(reader) == "09.25"
    hall.at("09.26")
    assert hall.recorded(hall.serves(1)) == "09.25"
    assert hall.kept(reader) is False
    assert hall.kept(asker) is True


def test_a_desk_that_calls_while_those_before_are_served_has_ten_minutes(hall: Hall) -> None:
    hall.at("09.00")
    hall.open(1)
    hall.arrives()
    hall.serves(1)
    hall.arrives()
    hall.at("09.30")
    second = hall.place.desks[1]
    # Desk 2 was never opened by anybody, so nobody has finished there.
    ticket = call_next(hall.place, second, officer_id=hall.me)
    assert ticket
    assert hall.recorded(ticket) == "09.40"
