"""Power or server gone: slips printed before, visits keyed in after, marked as from paper."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from satupintu.journal.record import Act, act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import OfferedService, OfficeDesk, Published
from satupintu.people.actions.persons import Told
from satupintu.people.models import Person
from satupintu.rules.walkin_clock import walkin_due
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown
from satupintu.walkin.actions.corrections import Overlapping
from satupintu.walkin.actions.guest_book import Written, sign
from satupintu.walkin.actions.serving import Outcome, describe
from satupintu.walkin.actions.step import Refused, step
from satupintu.walkin.actions.tickets import lease
from satupintu.walkin.models import Door, Ending, GuestBookEntry, Start, Ticket, Turn
from satupintu.walkin.queries.paper import AHEAD_DAYS, finish_before, place_on
from satupintu.walkin.queries.turns import overlapping
from satupintu.walkin.workflow import Event, State

MOST_SLIPS = 36  # of a hundred offline numbers a day, which kiosks share


@dataclass(frozen=True)
class OnPaper:
    """What slip and guest sheet say of a visit. Without a desk nobody served the visitor."""

    took_at: datetime
    told: Told
    written: Written
    desk: OfficeDesk | None = None
    officer_id: int | None = None
    called_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    outcome: Outcome = field(default_factory=Outcome)


def print_slips(
    place: Published, service: OfferedService, *, day: date, count: int
) -> list[Ticket]:
    """Reserve numbers of a day for slips of paper, one row each (law 4).

    Raises Refused (day, count) or numbering.LeaseExhausted.
    """
    if not place.day <= day <= place.day + timedelta(days=AHEAD_DAYS):
        raise Refused("day")
    if not 1 <= count <= MOST_SLIPS:
        raise Refused("count")
    return lease(place_on(place, day), service, size=count, device_id=None, door=Door.PAPER)


def copy_visit(
    place: Published,
    ticket: Ticket,
    told: OnPaper,
    *,
    officer_id: int,
    person: Person | None = None,
) -> GuestBookEntry:
    """A visit that was written on paper stands in the books afterwards, with the stated times.

    The number must be a printed one that nobody has used. Raises Refused (not_leased, future,
    other_day, order, incomplete) or Overlapping.
    """
    then = place_on(place, ticket.day)
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        ticket = Ticket.objects.select_for_update().get(pk=ticket.pk, office_id=place.office.pk)
        if ticket.state != State.LEASED or ticket.door != Door.PAPER:
            raise Refused("not_leased")
        _check(then, told, doing.at)
        facts = {"paper": True}
        step(doing, ticket, Event.ISSUE, facts, issued_at=told.took_at, queued_at=told.took_at)
        if told.desk:
            _turn(doing, then, ticket, told)
        else:
            step(doing, ticket, Event.LEAVE, facts, ended_at=told.took_at)
        written = replace(told.written, opened_at=None, signed_at=told.called_at or told.took_at)
        entry = sign(then, ticket, told.told, written, officer_id=officer_id, person=person)
        GuestBookEntry.objects.filter(pk=entry.pk).update(copied_from_paper=True)
    entry.copied_from_paper = True
    return entry


def _check(then: Published, told: OnPaper, now: datetime) -> None:
    stated = {"took": told.took_at}
    if told.desk:
        times = {
            "called": told.called_at, "started": told.started_at, "finished": told.finished_at,
        }  # fmt: skip
        if missing := [name for name, moment in times.items() if moment is None]:
            raise Refused("incomplete", missing[0])
        stated |= {name: moment for name, moment in times.items() if moment}
    last = told.took_at
    for name, moment in stated.items():
        if moment > now:
            raise Refused("future", name)
        if then.local(moment).date() != then.day:
            raise Refused("other_day", name)
        if moment < last:
            raise Refused("order", name)
        last = moment


def _turn(doing: Act, then: Published, ticket: Ticket, told: OnPaper) -> None:
    turn = _stated(ticket, told)
    other = overlapping(turn, turn.called_at, turn.ended_at or turn.called_at)
    if other:
        raise Overlapping(other)
    _reckon(then, turn)
    turn.save(force_insert=True)
    describe(turn, told.outcome)
    facts: dict[str, Any] = {"turn": turn.pk, "paper": True}
    step(doing, ticket, Event.CALL, {**facts, "desk": turn.desk.number}, turn_id=turn.pk)
    step(
        doing, ticket, Event.START, {**facts, "kind": Start.STATED, "within": turn.within_standard}
    )
    step(doing, ticket, Event.FINISH, facts, ended_at=turn.ended_at)


def _stated(ticket: Ticket, told: OnPaper) -> Turn:
    assert told.desk
    assert told.called_at
    return Turn(
        office_id=ticket.office_id, ticket=ticket, day=ticket.day, service_id=ticket.service_id,
        desk_id=told.desk.id, officer_id=told.officer_id, queued_at=told.took_at,
        called_at=told.called_at, last_called_at=told.called_at, quiet=True, order_reason="paper",
        started_at=told.started_at, start_kind=Start.STATED, ended_at=told.finished_at,
        ending=Ending.FINISHED,
    )  # fmt: skip


def _reckon(then: Published, turn: Turn) -> None:
    """The ten minutes of a visit on paper, from the finish before it as far as it is keyed in."""
    desks = [desk.id for desk in then.desks if turn.service_id in desk.services]
    before = finish_before(turn, desks)
    limit = then.service_by_id(turn.service_id).limit_minutes
    try:
        clock = walkin_due(
            then.calendar, finished=before.ended_at if before else None, arrived=turn.queued_at,
            limit_minutes=limit,
        )  # fmt: skip
    except (CalendarNotLoaded, HoursNotKnown):
        return
    turn.after, turn.clock_from, turn.due_at = before, clock.starts_at, clock.due
    turn.within_standard = turn.started_at is not None and turn.started_at <= clock.due
