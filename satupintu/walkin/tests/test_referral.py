"""A visitor is sent on with what was told so far, and nobody queues twice."""

import pytest

from satupintu.journal.models import Entry
from satupintu.offices.models import Result
from satupintu.offices.published import Published
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.rules.workflow import NotAllowed
from satupintu.walkin.actions.calling import call_next, undo_call
from satupintu.walkin.actions.referral import (
    accept,
    expire_offers,
    refer,
    refuse,
    return_offer,
    send_back,
    take_back,
    transfer,
)
from satupintu.walkin.actions.serving import Outcome, finish, start, undo_start
from satupintu.walkin.actions.step import Faster, Refused
from satupintu.walkin.actions.tickets import postpone
from satupintu.walkin.models import Ending, Referral, Ticket, Turn
from satupintu.walkin.queries.desk import desk_view
from satupintu.walkin.tests.numbers import take
from satupintu.walkin.workflow import State

pytestmark = pytest.mark.django_db


def served(place: Published, officer: Officer, desk: int = 0) -> Ticket:
    ticket = call_next(place, place.desks[desk], officer_id=officer.pk)
    assert ticket
    return start(ticket, officer_id=officer.pk)


def sent_to(place: Published, ticket: Ticket, officer: Officer, service: str) -> Referral:
    to = place.service(service)
    assert to
    return refer(ticket, to, officer_id=officer.pk, reason="Perlu buku", note="Sudah dicari di web")


@pytest.mark.proves("STD-WALKIN-6", "MJ-6")
def test_a_referral_keeps_number_arrival_and_place_and_goes_before_ordinary_numbers(
    place: Published, officer: Officer, second_officer: Officer
) -> None:
    first = take(place)
    with clock.offset(60):
        take(place, "library")
    with clock.offset(120):
        ticket = served(place, officer)
        code = ticket.code
        sent_to(place, ticket, officer, "library")
        called = call_next(place, place.desks[1], officer_id=second_officer.pk)
    assert called
    first.refresh_from_db()
    assert (called.pk, called.code, called.queued_at) == (first.pk, code, first.issued_at)
    assert called.service_id == place.service("library").id  # type: ignore[union-attr]
    assert Referral.objects.get().outcome == Referral.Outcome.ACCEPTED
    assert Turn.objects.get(desk_id=place.desks[0].id).ending == Ending.REFERRED


@pytest.mark.proves("STD-TIME")
def test_the_ten_minutes_of_the_new_service_run_from_the_referral(
    place: Published, officer: Officer, second_officer: Officer
) -> None:
    ticket = take(place)
    served(place, officer)
    ticket.refresh_from_db()
    with clock.offset(30 * 60):
        sent_to(place, ticket, officer, "library")
    with clock.offset(32 * 60):
        called = call_next(place, place.desks[1], officer_id=second_officer.pk)
        assert called
        start(called, officer_id=second_officer.pk)
    turn = Turn.objects.get(current_of=called)
    made = Referral.objects.get().made_at
    assert turn.clock_from == made
    assert turn.within_standard is True


@pytest.mark.proves("MJ-6")
def test_a_referral_is_taken_back_until_somebody_calls_the_number(
    place: Published, officer: Officer, second_officer: Officer
) -> None:
    take(place)
    ticket = served(place, officer)
    turn = ticket.turn_id
    referral = sent_to(place, ticket, officer, "library")
    back = take_back(Referral.objects.get(pk=referral.pk), officer_id=officer.pk)
    assert (back.state, back.turn_id, back.referred) == (State.SERVING, turn, False)
    assert back.service_id == place.service("consultation").id  # type: ignore[union-attr]

    referral = sent_to(place, back, officer, "library")
    call_next(place, place.desks[1], officer_id=second_officer.pk)
    with pytest.raises((Refused, Faster, NotAllowed)):
        take_back(Referral.objects.get(pk=referral.pk), officer_id=officer.pk)
    assert Ticket.objects.get().state == State.CALLED


def test_a_referral_is_not_taken_back_to_a_desk_that_serves_the_next(
    place: Published, officer: Officer
) -> None:
    take(place), take(place)
    referral = sent_to(place, served(place, officer), officer, "library")
    served(place, officer)
    with pytest.raises(Refused, match="busy"):
        take_back(Referral.objects.get(pk=referral.pk), officer_id=officer.pk)


def test_who_was_sent_here_is_still_a_referral_when_sending_on_is_taken_back(
    place: Published, officer: Officer, second_officer: Officer
) -> None:
    take(place)
    sent_to(place, served(place, officer), officer, "library")
    onward = sent_to(place, served(place, second_officer, 1), second_officer, "sales")
    back = take_back(Referral.objects.get(pk=onward.pk), officer_id=second_officer.pk)
    assert (back.referred, back.service_id) == (True, place.service("library").id)  # type: ignore[union-attr]


def test_who_had_asked_for_more_time_is_referred_with_the_first_arrival(
    place: Published, officer: Officer, second_officer: Officer
) -> None:
    slow = take(place)
    with clock.offset(60):
        take(place)
        postpone(slow, place)
        served(place, officer)
        ticket = served(place, second_officer, 1)
        sent_to(place, ticket, second_officer, "library")
    slow.refresh_from_db()
    assert (ticket.pk, slow.queued_at) == (slow.pk, slow.issued_at)


def test_a_call_that_is_undone_leaves_the_referral_waiting_again(
    place: Published, officer: Officer, second_officer: Officer
) -> None:
    take(place)
    sent_to(place, served(place, officer), officer, "library")
    called = call_next(place, place.desks[1], officer_id=second_officer.pk)
    assert called
    undo_call(called, officer_id=second_officer.pk)
    assert Referral.objects.get().outcome == Referral.Outcome.PLACED


@pytest.mark.proves("MJ-6")
def test_a_refused_visitor_is_next_again_at_the_desk_that_referred(
    place: Published, officer: Officer, second_officer: Officer
) -> None:
    take(place)
    referral = sent_to(place, served(place, officer), officer, "library")
    with pytest.raises(Refused):
        refuse(Referral.objects.get(pk=referral.pk), officer_id=second_officer.pk, answer=" ")
    refuse(
        Referral.objects.get(pk=referral.pk), officer_id=second_officer.pk,
        answer="Buku sedang dijilid",
    )  # fmt: skip
    take(place)
    called = call_next(place, place.desks[0], officer_id=officer.pk)
    assert called
    assert called.code == "A-001"
    settled = Referral.objects.get()
    assert (settled.outcome, settled.answer) == (Referral.Outcome.REFUSED, "Buku sedang dijilid")


@pytest.mark.proves("MJ-6")
def test_a_visitor_is_sent_back_with_the_answer_to_the_desk_that_referred(
    place: Published, officer: Officer, second_officer: Officer
) -> None:
    take(place)
    sent_to(place, served(place, officer), officer, "library")
    called = call_next(place, place.desks[1], officer_id=second_officer.pk)
    assert called
    start(called, officer_id=second_officer.pk)
    send_back(called, officer_id=second_officer.pk, answer="Bukunya sudah dibaca")
    take(place)
    again = call_next(place, place.desks[0], officer_id=officer.pk)
    assert again
    assert again.pk == called.pk
    assert again.service_id == place.service("consultation").id  # type: ignore[union-attr]
    outcomes = list(Referral.objects.order_by("id").values_list("outcome", "answer", "note"))
    assert outcomes[0][:2] == (Referral.Outcome.SENT_BACK, "Bukunya sudah dibaca")
    assert outcomes[1][2] == "Bukunya sudah dibaca"


def test_a_referral_needs_a_reason_and_another_service(place: Published, officer: Officer) -> None:
    take(place)
    ticket = served(place, officer)
    same, library = place.service("consultation"), place.service("library")
    assert same
    assert library
    with pytest.raises(Refused):
        refer(ticket, same, officer_id=officer.pk, reason="Perlu buku")
    with pytest.raises(Refused):
        refer(ticket, library, officer_id=officer.pk, reason="  ")
    assert Ticket.objects.get().state == State.SERVING


@pytest.mark.proves("MJ-7")
def test_a_colleague_who_accepts_goes_on_at_the_own_desk(
    place: Published, officer: Officer, second_officer: Officer
) -> None:
    take(place)
    ticket = served(place, officer)
    offer = transfer(
        ticket, officer_id=officer.pk, to_officer_id=second_officer.pk, note="Kode KBLI"
    )
    accept(Referral.objects.get(pk=offer.pk), place.desks[1], officer_id=second_officer.pk)
    ticket.refresh_from_db()
    turn = ticket.turn
    assert turn
    assert (ticket.state, turn.desk_id, turn.officer_id) == (
        State.SERVING, place.desks[1].id, second_officer.pk,
    )  # fmt: skip
    assert Turn.objects.get(desk_id=place.desks[0].id).ending == Ending.TRANSFERRED
    view = desk_view(place, place.desks[1], None, second_officer.pk, clock.now())
    assert view.undo is None  # there was no call here to go back to
    with pytest.raises(Refused):
        undo_start(ticket, officer_id=second_officer.pk)
    finish(ticket, Outcome(Result.ANSWERED), officer_id=second_officer.pk)
    assert Ticket.objects.get().state == State.DONE


@pytest.mark.proves("MJ-7")
def test_an_offer_that_nobody_answers_in_two_minutes_returns(
    place: Published, officer: Officer, second_officer: Officer
) -> None:
    take(place)
    ticket = served(place, officer)
    offer = transfer(ticket, officer_id=officer.pk, to_officer_id=None)
    with clock.offset(100):
        assert expire_offers(place) == []
    with clock.offset(121):
        assert [each.pk for each in expire_offers(place)] == [ticket.pk]
        with pytest.raises((Refused, NotAllowed)):
            accept(Referral.objects.get(pk=offer.pk), place.desks[1], officer_id=second_officer.pk)
    kept = Ticket.objects.get()
    assert (kept.state, kept.turn and kept.turn.desk_id) == (State.SERVING, place.desks[0].id)
    assert Referral.objects.get().outcome == Referral.Outcome.EXPIRED


@pytest.mark.proves("MJ-7")
def test_only_the_named_colleague_accepts_and_may_decline(
    place: Published, officer: Officer, second_officer: Officer, supervisor: Officer
) -> None:
    take(place)
    offer = transfer(served(place, officer), officer_id=officer.pk, to_officer_id=second_officer.pk)
    with pytest.raises(Refused):
        accept(Referral.objects.get(pk=offer.pk), place.desks[2], officer_id=supervisor.pk)
    return_offer(
        Referral.objects.get(pk=offer.pk), actor=f"officer:{second_officer.pk}",
        outcome=Referral.Outcome.REFUSED,
    )  # fmt: skip
    assert Ticket.objects.get().state == State.SERVING


def test_a_desk_that_serves_somebody_cannot_accept_and_nothing_is_written(
    place: Published, officer: Officer, second_officer: Officer
) -> None:
    take(place), take(place)
    ticket = served(place, officer)
    served(place, second_officer, 1)
    offer = transfer(ticket, officer_id=officer.pk, to_officer_id=None)
    before = Entry.objects.count()
    with pytest.raises(Refused):
        accept(Referral.objects.get(pk=offer.pk), place.desks[1], officer_id=second_officer.pk)
    assert Entry.objects.count() == before
    assert Referral.objects.get().outcome == Referral.Outcome.PLACED
