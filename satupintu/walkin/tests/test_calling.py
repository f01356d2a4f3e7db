"""Taking numbers and calling them, as the rules of the hall want it."""

from datetime import timedelta

import pytest

from satupintu.journal.models import Entry
from satupintu.offices.models import Result
from satupintu.offices.published import Published
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.rules.workflow import NotAllowed
from satupintu.walkin.actions.calling import (
    call_next,
    call_this,
    coming,
    no_show,
    recall,
    undo_call,
)
from satupintu.walkin.actions.serving import Outcome, finish, start, undo_finish, undo_start
from satupintu.walkin.actions.step import Faster, Refused
from satupintu.walkin.actions.tickets import (
    come_back,
    lease,
    leave,
    postpone,
    undo_leave,
    void,
)
from satupintu.walkin.models import Door, Ticket, Turn
from satupintu.walkin.tests.numbers import take
from satupintu.walkin.workflow import State

pytestmark = pytest.mark.django_db
ANSWERED = Outcome(Result.ANSWERED, frozenset({"data"}))


@pytest.mark.proves("STD-WALKIN-1", "LAW-4")
def test_numbers_count_up_per_letter_and_priority_has_its_own(place: Published) -> None:
    codes = [
        take(place).code,
        take(place, "library").code,
        take(place).code,
        take(place, priority=True).code,
    ]

    assert codes == ["A-001", "U-001", "A-002", "P-001"]


@pytest.mark.proves("KSK-11")
def test_the_same_press_twice_makes_one_ticket(place: Published) -> None:
    first, again = take(place, press="k1"), take(place, press="k1")

    assert first.pk == again.pk
    assert take(place, press="k2").code == "A-002"


@pytest.mark.proves("STD-WALKIN-2", "STD-WALKIN-4")
def test_first_come_is_called_first(place: Published, officer: Officer) -> None:
    first, second = take(place), take(place)
    one, two = place.desks[0], place.desks[1]

    assert call_next(place, one, officer_id=officer.pk) == first
    assert call_next(place, two, officer_id=officer.pk) == second
    assert call_next(place, place.desks[2], officer_id=officer.pk) is None


@pytest.mark.proves("DSP-8", "KSK-7")
def test_after_two_priority_numbers_one_ordinary_is_called(
    place: Published, officer: Officer
) -> None:
    for _ in range(2):
        take(place)
    for _ in range(3):
        take(place, priority=True)
    codes = []
    for _ in range(5):
        ticket = call_next(place, place.desks[0], officer_id=officer.pk)
        assert ticket
        codes.append(ticket.code)
        finish(start(ticket, officer_id=officer.pk), ANSWERED, officer_id=officer.pk)

    assert codes == ["P-001", "P-002", "A-001", "P-003", "A-002"]


@pytest.mark.proves("MJ-2", "STD-TIME")
def test_the_ten_minutes_run_from_the_finish_before(place: Published, officer: Officer) -> None:
    desk = place.desks[0]
    take(place), take(place)
    first = call_next(place, desk, officer_id=officer.pk)
    assert first
    start(first, officer_id=officer.pk)
    with clock.offset(20 * 60):
        finish(first, ANSWERED, officer_id=officer.pk)
        finished = Turn.objects.get(ticket=first).ended_at
        assert finished
    with clock.offset(24 * 60):
        second = call_next(place, desk, officer_id=officer.pk)
        assert second
        turn = Turn.objects.get(ticket=second)
        assert turn.after_id == first.turn_id
        assert turn.due_at == finished + timedelta(minutes=10)
    with clock.offset(31 * 60):
        start(second, officer_id=officer.pk)
        turn.refresh_from_db()
        assert turn.within_standard is False


@pytest.mark.proves("MJ-11")
def test_the_slower_of_two_presses_learns_who_was_faster(
    place: Published, officer: Officer, second_officer: Officer
) -> None:
    ticket = take(place)
    stale = Ticket.objects.get(pk=ticket.pk)
    call_this(place, place.desks[0], ticket, officer_id=officer.pk, reason="")

    with pytest.raises(Faster) as told:
        call_this(place, place.desks[1], stale, officer_id=second_officer.pk, reason="")
    assert told.value.ticket.turn
    assert told.value.ticket.turn.desk.number == 1


@pytest.mark.proves("MJ-1")
def test_what_the_table_does_not_know_changes_nothing(place: Published, officer: Officer) -> None:
    ticket = take(place)
    before = Entry.objects.count()

    with pytest.raises((NotAllowed, Faster)):
        finish(ticket, ANSWERED, officer_id=officer.pk)
    ticket.refresh_from_db()
    assert (ticket.state, Entry.objects.count()) == (State.WAITING, before)


def test_calling_past_others_needs_a_reason_that_is_kept(
    place: Published, officer: Officer
) -> None:
    take(place)
    later = take(place)

    with pytest.raises(Refused):
        call_this(place, place.desks[0], later, officer_id=officer.pk, reason="")
    call_this(
        place, place.desks[0], later, officer_id=officer.pk, reason="sudah ditunggu kepala seksi"
    )
    assert Turn.objects.get(ticket=later).out_of_order == "sudah ditunggu kepala seksi"


@pytest.mark.proves("MJ-4")
def test_a_number_is_called_three_times_with_thirty_seconds_between(
    place: Published, officer: Officer
) -> None:
    take(place)
    ticket = call_next(place, place.desks[0], officer_id=officer.pk)
    assert ticket
    with pytest.raises(Refused):
        recall(ticket, place, officer_id=officer.pk)
    for seconds in (31, 62):
        with clock.offset(seconds):
            recall(ticket, place, officer_id=officer.pk)
    with clock.offset(93), pytest.raises(Refused):
        recall(ticket, place, officer_id=officer.pk)
    assert Turn.objects.get(ticket=ticket).calls == 3


@pytest.mark.proves("MJ-5")
def test_a_missed_number_comes_back_and_is_next(place: Published, officer: Officer) -> None:
    desk = place.desks[0]
    take(place), take(place)
    ticket = call_next(place, desk, officer_id=officer.pk)
    assert ticket
    with pytest.raises(Refused):
        no_show(ticket, place, officer_id=officer.pk)
    with clock.offset(60):
        recall(ticket, place, officer_id=officer.pk)
    with clock.offset(125):
        no_show(ticket, place, officer_id=officer.pk)
        assert ticket.state == State.MISSED
        come_back(ticket)
        assert call_next(place, desk, officer_id=officer.pk) == ticket


@pytest.mark.proves("HP-7")
def test_more_time_moves_two_places_back_at_most_twice(place: Published) -> None:
    first, *_others = [take(place) for _ in range(4)]
    postpone(first, place)
    order = list(
        Ticket.objects.filter(state=State.WAITING)
        .order_by("queued_at")
        .values_list("code", flat=True)
    )
    assert order == ["A-002", "A-003", "A-001", "A-004"]
    postpone(first, place)
    with pytest.raises(Refused):
        postpone(first, place)


@pytest.mark.proves("HP-7")
def test_a_number_given_back_can_be_taken_again_for_ten_seconds(place: Published) -> None:
    ticket = take(place)
    leave(ticket)
    undo_leave(ticket)
    assert ticket.state == State.WAITING
    leave(ticket)
    with clock.offset(20), pytest.raises(Refused):
        undo_leave(ticket)


def test_undo_takes_back_call_start_and_finish(place: Published, officer: Officer) -> None:
    take(place)
    ticket = call_next(place, place.desks[0], officer_id=officer.pk)
    assert ticket
    undo_call(ticket, officer_id=officer.pk)
    assert ticket.state == State.WAITING
    ticket = call_next(place, place.desks[0], officer_id=officer.pk)
    assert ticket
    start(ticket, officer_id=officer.pk)
    undo_start(ticket, officer_id=officer.pk)
    start(ticket, officer_id=officer.pk)
    finish(ticket, ANSWERED, officer_id=officer.pk)
    undo_finish(ticket, officer_id=officer.pk)
    assert ticket.state == State.SERVING
    with clock.offset(30):
        finish(ticket, ANSWERED, officer_id=officer.pk)
    with clock.offset(60), pytest.raises(Refused):
        undo_finish(ticket, officer_id=officer.pk)


@pytest.mark.proves("HP-6")
def test_on_my_way_is_seen_by_the_desk(place: Published, officer: Officer) -> None:
    take(place)
    ticket = call_next(place, place.desks[0], officer_id=officer.pk)
    assert ticket
    coming(ticket)
    assert Turn.objects.get(ticket=ticket).coming_at is not None


@pytest.mark.proves("LAW-4")
def test_leased_numbers_have_their_own_range_and_end_as_ticket_or_void(place: Published) -> None:
    service = place.service("consultation")
    assert service
    leased = lease(place, service, size=3, device_id=None, door=Door.KIOSK)

    assert [ticket.code for ticket in leased] == ["A-500", "A-501", "A-502"]
    void(leased[2], "unused")
    assert take(place).code == "A-001"
    assert Ticket.objects.get(code="A-502").state == State.VOID


@pytest.mark.proves("LAW-2", "LAW-11")
def test_every_step_is_in_the_journal_in_order_and_without_names(
    place: Published, officer: Officer
) -> None:
    take(place)
    ticket = call_next(place, place.desks[0], officer_id=officer.pk)
    assert ticket
    finish(start(ticket, officer_id=officer.pk), ANSWERED, officer_id=officer.pk)

    rows = list(Entry.objects.order_by("seq").values_list("seq", "event", "actor"))
    assert rows == [
        (1, "ticket.issue", "visitor"),
        (2, "ticket.call", f"officer:{officer.pk}"),
        (3, "ticket.start", f"officer:{officer.pk}"),
        (4, "ticket.finish", f"officer:{officer.pk}"),
    ]
