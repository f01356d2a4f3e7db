"""A call or a miss that was a mistake is taken back: fairness, place and clock are as before."""

import pytest

from satupintu.offices.models import Result
from satupintu.offices.published import Published
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.walkin.actions.calling import (
    call_next,
    no_show,
    recall,
    undo_call,
    undo_no_show,
)
from satupintu.walkin.actions.serving import Outcome, finish, start
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.actions.tickets import come_back
from satupintu.walkin.models import Ticket
from satupintu.walkin.queries.line import streak
from satupintu.walkin.tests.numbers import take
from satupintu.walkin.workflow import State

pytestmark = pytest.mark.django_db
ANSWERED = Outcome(Result.ANSWERED, frozenset({"data"}))


@pytest.mark.proves("DSP-8")
def test_an_undone_call_leaves_the_rule_of_fairness_where_it_was(
    place: Published, officer: Officer
) -> None:
    desk = place.desks[0]
    for _ in range(3):
        take(place, priority=True)
    for _ in range(2):
        take(place)
    codes = []
    for _ in range(5):
        slip = call_next(place, desk, officer_id=officer.pk)
        assert slip
        undo_call(Ticket.objects.get(pk=slip.pk), officer_id=officer.pk)
        again = call_next(place, desk, officer_id=officer.pk)
        assert again == slip
        assert again
        finish(
            start(Ticket.objects.get(pk=again.pk), officer_id=officer.pk), ANSWERED,
            officer_id=officer.pk,
        )  # fmt: skip
        codes.append(again.code)
    assert codes == ["P-001", "P-002", "A-001", "P-003", "A-002"]


@pytest.mark.proves("DSP-8", "MJ-5")
@pytest.mark.parametrize("priority", [True, False])
def test_who_came_back_is_next_again_when_the_call_is_undone(
    place: Published, officer: Officer, priority: bool
) -> None:
    desk, me = place.desks[0], officer.pk
    missed = take(place, priority=priority)
    assert call_next(place, desk, officer_id=me) == missed
    with clock.offset(60):
        recall(Ticket.objects.get(pk=missed.pk), place, officer_id=me)
    with clock.offset(180):
        come_back(no_show(Ticket.objects.get(pk=missed.pk), place, officer_id=me))
        take(place, priority=True)
        before = streak(place)
        assert call_next(place, desk, officer_id=me) == missed
        undo_call(Ticket.objects.get(pk=missed.pk), officer_id=me)
        assert streak(place) == before
        assert call_next(place, desk, officer_id=me) == missed


@pytest.mark.proves("MJ-5")
def test_a_miss_is_taken_back_unless_its_place_has_gone_to_the_next(
    place: Published, officer: Officer
) -> None:
    first, second = place.desks[:2]
    me = officer.pk
    absent, served, third = take(place), take(place), take(place)
    call_next(place, first, officer_id=me)
    call_next(place, second, officer_id=me)
    start(Ticket.objects.get(pk=served.pk), officer_id=me)
    with clock.offset(60):
        recall(Ticket.objects.get(pk=absent.pk), place, officer_id=me)
    with clock.offset(180):
        no_show(Ticket.objects.get(pk=absent.pk), place, officer_id=me)
        undo_no_show(Ticket.objects.get(pk=absent.pk), officer_id=me)
        assert Ticket.objects.get(pk=absent.pk).state == State.CALLED
        no_show(Ticket.objects.get(pk=absent.pk), place, officer_id=me)
    with clock.offset(183):
        finish(Ticket.objects.get(pk=served.pk), ANSWERED, officer_id=me)
        assert call_next(place, second, officer_id=me) == third  # her minutes run from the miss
        with pytest.raises(Refused, match="late"):
            undo_no_show(Ticket.objects.get(pk=absent.pk), officer_id=me)
    assert Ticket.objects.get(pk=absent.pk).state == State.MISSED
