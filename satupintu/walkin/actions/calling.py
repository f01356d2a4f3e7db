"""A desk calls the next number, calls again, notes that nobody came - and takes a call back."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F, QuerySet

from satupintu.database.repeated import Repeated
from satupintu.database.statements import expect, insert, mark
from satupintu.journal.record import Act, act, once
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import OfficeDesk, Published, published
from satupintu.rules import clock
from satupintu.rules.calling_order import Kind, Reason, streak_after
from satupintu.rules.walkin_clock import walkin_due
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown
from satupintu.walkin.actions.step import Faster, Refused, in_time, must, step
from satupintu.walkin.actions.tickets import find
from satupintu.walkin.models import Ending, Line, Referral, Ticket, Turn
from satupintu.walkin.queries.at_call import Hall, clock_at_call, front_of_line, hall
from satupintu.walkin.queries.line import (
    InPlace,
    counted_before,
    first_for,
    in_calling_order,
    waiting,
)
from satupintu.walkin.workflow import Event, State

_LINE = Repeated(
    "INSERT INTO walkin_line (office_id, streak) VALUES (%s, 0) ON CONFLICT (office_id) "
    "DO UPDATE SET streak = walkin_line.streak RETURNING streak"
)


def call_next(
    place: Published, desk: OfficeDesk, *, officer_id: int, press: str = "",
    expected: int | None = None,
) -> Ticket | None:  # fmt: skip
    """A free desk calls whoever is next by the rule of fairness; None when nobody waits.

    Two desks that press at once get two different numbers, in order. `expected` is the ticket that
    the button named: when another desk has just called it, Faster says so and nobody is called.
    """

    def make() -> Ticket | None:
        with act(place.office.pk, officer_actor(officer_id)) as doing:
            streak = _take_the_line(place)
            now = _hall_with_a_place_at(place, desk)
            line = in_calling_order(place, front_of_line(place, desk.services), streak, doing.at)
            if expected and expected not in {each.ticket.pk for each in line}:
                _still_waiting(expected)
            if not line:
                return None
            chosen = first_for(desk, line)
            before = counted_before(place, desk, line, doing.at)
            ticket = _call(doing, place, desk, chosen, before, now, officer_id=officer_id)
            _keep_streak(place, streak, chosen.kind)
            doing.press(press, ticket.subject)
        return ticket

    return once(press, make, find)


def call_this(
    place: Published, desk: OfficeDesk, ticket: Ticket, *, officer_id: int, reason: str,
    quiet: bool = False, press: str = "",
) -> Ticket:  # fmt: skip
    """A desk calls a certain number; passing others needs a reason, which is reported.

    `quiet`: the visitor stands here or at the front office and is sent over; nobody is called out.
    """

    def make() -> Ticket:
        with act(place.office.pk, officer_actor(officer_id)) as doing:
            streak = _take_the_line(place)
            now = _hall_with_a_place_at(place, desk)
            line = in_calling_order(place, waiting(place, desk.services), streak, doing.at)
            chosen = next((each for each in line if each.ticket.pk == ticket.pk), None)
            if chosen is None:
                raise Faster(Ticket.objects.select_related("turn__desk").get(pk=ticket.pk))
            passed = line.index(chosen) > 0
            if passed and not reason:
                raise Refused("reason")
            called = _call(
                doing, place, desk, chosen, counted_before(place, desk, line, doing.at), now,
                officer_id=officer_id, quiet=quiet,
                out_of_order=reason if passed else "",
            )  # fmt: skip
            _keep_streak(place, streak, chosen.kind)
            doing.press(press, called.subject)
        return called

    return once(press, make, find)


def recall(ticket: Ticket, place: Published, *, officer_id: int) -> Ticket:
    """The number is called out again; at most three times, thirty seconds apart (MJ-4)."""
    turn = _turn(ticket)
    if turn.calls >= place.choices["recalls_most"]:
        raise Refused("recalls")
    if clock.now() - turn.last_called_at < timedelta(seconds=place.choices["recall_gap_seconds"]):
        raise Refused("too_soon")
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        step(doing, ticket, Event.RECALL, {"turn": turn.pk, "calls": turn.calls + 1})
        _change(turn, calls=turn.calls + 1, last_called_at=doing.at, quiet=False)
    return ticket


def coming(ticket: Ticket) -> Ticket:
    """The visitor says on the phone: on my way. The desk sees it, the phone is quiet (HP-6)."""
    turn = _turn(ticket)
    with act(ticket.office_id, "visitor") as doing:
        step(doing, ticket, Event.COMING, {"turn": turn.pk})
        _change(turn, coming_at=turn.coming_at or doing.at)
    return ticket


def no_show(ticket: Ticket, place: Published, *, officer_id: int) -> Ticket:
    """Nobody came after two calls and two minutes: missed, and may come back today (MJ-5)."""
    turn = _turn(ticket)
    waited = clock.now() - turn.called_at
    if turn.calls < place.choices["no_show_calls"] or waited < timedelta(
        seconds=place.choices["no_show_seconds"]
    ):
        raise Refused("no_show_early")
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        step(doing, ticket, Event.NO_SHOW, {"turn": turn.pk})
        _change(turn, ended_at=doing.at, ending=Ending.NO_SHOW)
    return ticket


def undo_call(ticket: Ticket, *, officer_id: int) -> Ticket:
    """A call by mistake is taken back, from the display too; the place in line is as before."""
    turn = _turn(ticket)
    in_time(turn.called_at)
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        never_called(doing, ticket, turn)
    return ticket


def never_called(doing: Act, ticket: Ticket, turn: Turn) -> None:
    """The ticket waits as if this call had not been: its place, the streak, the finish it took."""
    step(
        doing, ticket, Event.UNDO_CALL, {"turn": turn.pk}, turn_id=None,
        returned=turn.order_reason == "returned",
    )  # fmt: skip
    if ticket.referred:
        _referral(ticket, Referral.Outcome.ACCEPTED).filter(settled_at=turn.called_at).update(
            outcome=Referral.Outcome.PLACED, settled_at=None
        )
    _give_back_streak(ticket, turn)
    # The finish this call was counted from is free again for whoever is called next.
    _change(turn, ended_at=doing.at, ending=Ending.UNDONE, after_id=None)


def undo_no_show(ticket: Ticket, *, officer_id: int) -> Ticket:
    """The visitor was there after all: called again at the same desk, if it is still free."""
    turn = _turn(ticket)
    if turn.ended_at is None:
        raise Refused("late")
    in_time(turn.ended_at)
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        if Turn.objects.filter(desk_id=turn.desk_id, ended_at=None).exists() or hasattr(
            turn, "before"
        ):
            raise Refused("late")
        step(doing, ticket, Event.UNDO_NO_SHOW, {"turn": turn.pk})
        _change(turn, ended_at=None, ending="")
    return ticket


def _take_the_line(place: Published) -> int:
    """Lock the office's line until commit and tell its streak."""
    expect(Turn)
    with connection.cursor() as cursor:
        cursor.execute(_LINE, [place.office.pk])
        streak: int = cursor.fetchone()[0]
    return streak


def _keep_streak(place: Published, streak: int, kind: Kind) -> None:
    after = streak_after(streak, kind)
    if after != streak:
        mark(Line, {"office_id": place.office.pk}, {"streak": after})


def _give_back_streak(ticket: Ticket, turn: Turn) -> None:
    """A call that never was neither uses up a turn of the privileged nor one of the ordinary."""
    line = Line.objects.filter(office_id=ticket.office_id)
    if turn.order_reason == Reason.TURN_OF_ORDINARY:
        ratio = published(ticket.office.code).choices["priority_ratio"]
        line.filter(streak=0).update(streak=ratio)
    elif (ticket.priority or ticket.referred) and turn.order_reason != Reason.RETURNED:
        line.filter(streak__gt=0).update(streak=F("streak") - 1)


def _hall_with_a_place_at(place: Published, desk: OfficeDesk) -> Hall:
    now = hall(place)
    if desk.id in now.busy:
        raise Refused("busy")
    return now


def _still_waiting(expected: int) -> None:
    named = Ticket.objects.select_related("turn__desk").filter(pk=expected).first()
    if named and named.state != State.WAITING:
        raise Faster(named)


def _call(
    doing: Act, place: Published, desk: OfficeDesk, chosen: InPlace, line: Sequence[Ticket],
    now: Hall, *, officer_id: int, quiet: bool = False, out_of_order: str = "",
) -> Ticket:  # fmt: skip
    ticket = chosen.ticket
    must(ticket, Event.CALL)
    turn = _new_turn(doing.at, place, desk, chosen, line, now, officer_id)
    turn.quiet, turn.out_of_order = quiet, out_of_order
    insert(turn)
    if ticket.referred:
        _referral(ticket, Referral.Outcome.PLACED).update(
            outcome=Referral.Outcome.ACCEPTED, settled_at=doing.at
        )
    facts = {"turn": turn.pk, "desk": desk.number, "reason": chosen.reason}
    return step(doing, ticket, Event.CALL, facts, turn_id=turn.pk, returned=False)


def _referral(ticket: Ticket, outcome: Referral.Outcome) -> QuerySet[Referral]:
    return Referral.objects.filter(ticket_id=ticket.pk, transfer=False, outcome=outcome)


def _new_turn(
    at: datetime, place: Published, desk: OfficeDesk, chosen: InPlace, line: Sequence[Ticket],
    now: Hall, officer_id: int,
) -> Turn:  # fmt: skip
    ticket = chosen.ticket
    found, after = None, None
    # Without the year's decree the desk works on and nothing is measured.
    with suppress(CalendarNotLoaded, HoursNotKnown):
        found, after = clock_at_call(place, desk, ticket, line, now)
        limit = place.service_by_id(ticket.service_id).limit_minutes
        found = found or walkin_due(
            place.calendar, finished=None, arrived=ticket.queued_at, called=at, limit_minutes=limit
        )
    asked = "guest_book" in place.service_by_id(ticket.service_id).requires
    missing = asked and not hasattr(ticket, "entry")
    return Turn(
        office_id=place.office.pk, ticket=ticket, day=place.day, service_id=ticket.service_id,
        desk_id=desk.id, officer_id=officer_id, queued_at=ticket.queued_at, called_at=at,
        last_called_at=at, to_front=missing and not place.choices["guest_book_first"],
        order_reason=chosen.reason,
        after_id=after,
        clock_from=found.starts_at if found else at,
        due_at=found.due if found else None,
    )  # fmt: skip


def _turn(ticket: Ticket) -> Turn:
    if ticket.turn_id is None:
        raise Faster(ticket)
    return Turn.objects.get(pk=ticket.turn_id)


def _change(turn: Turn, **changes: object) -> None:
    for name, value in changes.items():
        setattr(turn, name, value)
    turn.save(
        update_fields=[name.removesuffix("_id") if name == "after_id" else name for name in changes]
    )
