"""A forgotten or wrong press is set right with a reason; the old value stays beside the new."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from satupintu.journal.record import Act, act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published, published
from satupintu.rules.uncut import uncut
from satupintu.rules.walkin_clock import walkin_due
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown
from satupintu.walkin.actions.step import Refused, step
from satupintu.walkin.models import Correction, Ending, Start, Ticket, Turn
from satupintu.walkin.queries.turns import overlapping
from satupintu.walkin.workflow import Event, State

MINUTE = timedelta(minutes=1)  # people say minutes; what happened within one is not out of order
REASON_LONGEST = 200  # signs
SHOWN_FIELDS = ("called_at", "started_at", "ended_at", "ending")
ENDINGS = (Ending.FINISHED, Ending.NO_SHOW)
UNCORRECTABLE = (Ending.UNDONE, Ending.TRANSFERRED)

# What the ticket goes through, from its state to the ending that is stated. All steps are in the
# table: a correction cannot do what a press could not have done.
PATHS: dict[tuple[State, str], tuple[Event, ...]] = {
    (State.CALLED, Ending.FINISHED): (Event.START, Event.FINISH),
    (State.CALLED, Ending.NO_SHOW): (Event.NO_SHOW,),
    (State.SERVING, Ending.FINISHED): (Event.FINISH,),
    (State.SERVING, Ending.NO_SHOW): (Event.UNDO_START, Event.NO_SHOW),
    (State.DONE, Ending.NO_SHOW): (Event.UNDO_FINISH, Event.UNDO_START, Event.NO_SHOW),
    (State.MISSED, Ending.FINISHED): (Event.UNDO_NO_SHOW, Event.START, Event.FINISH),
}


@dataclass(frozen=True)
class Said:
    """How it really was. None or empty leaves what stands."""

    called_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    ending: str = ""  # finished or no_show


class Overlapping(Refused):
    """The desk, or the visitor, was in `other` at that time."""

    def __init__(self, other: Turn) -> None:
        super().__init__("overlap")
        self.other = other


def correct(
    place: Published, turn: Turn, said: Said, *, reason: str, officer_id: int, supervisor: bool
) -> list[Correction]:
    """A press that was forgotten or came at the wrong time is stated afterwards.

    A supervisor may correct any turn, an officer own turns of today. The ten minutes of this turn,
    and of the visitor whose clock ran from its end, are reckoned anew; both values are kept.
    Raises Refused (reason, not_yours, nothing, undone, moved_on, needs_ending, needs_start, future,
    other_day, before_arrival, start_before_call, end_before_start) or Overlapping.
    """
    if not (reason := uncut(reason, REASON_LONGEST)):
        raise Refused("reason")
    with act(turn.office_id, officer_actor(officer_id)) as doing:
        turn = Turn.objects.select_for_update(of=("self",)).select_related("ticket").get(pk=turn.pk)
        if not supervisor and (turn.officer_id != officer_id or turn.day != place.day):
            raise Refused("not_yours")
        if turn.ending in UNCORRECTABLE:
            raise Refused("undone")
        before = {name: getattr(turn, name) for name in (*SHOWN_FIELDS, "within_standard")}
        _take_over(turn, said)
        changed = [name for name in SHOWN_FIELDS if getattr(turn, name) != before[name]]
        if not changed:
            raise Refused("nothing")
        _check(place, turn, changed, doing.at)
        _move_ticket(doing, turn, before)
        return _write(doing, place, turn, before, reason, officer_id)


def _take_over(turn: Turn, said: Said) -> None:
    for name in ("called_at", "started_at", "ended_at"):
        if (stated := getattr(said, name)) is not None:
            setattr(turn, name, stated)
    if said.ending:
        turn.ending = said.ending
    if turn.ending == Ending.NO_SHOW:
        turn.started_at = None
    # Stated in minutes, recorded in seconds: the same minute is the same moment.
    if turn.started_at and turn.called_at - MINUTE < turn.started_at < turn.called_at:
        turn.started_at = turn.called_at
    begun = turn.started_at or turn.called_at
    if turn.ended_at and begun - MINUTE < turn.ended_at < begun:
        turn.ended_at = begun


def _check(place: Published, turn: Turn, changed: list[str], now: datetime) -> None:
    for name in changed:
        moment = getattr(turn, name) if name != "ending" else None
        if moment and moment > now:
            raise Refused("future", name.removesuffix("_at"))
        if moment and place.local(moment).date() != turn.day:
            raise Refused("other_day", name.removesuffix("_at"))
    if turn.called_at + MINUTE <= turn.ticket.issued_at:
        raise Refused("before_arrival")
    if bool(turn.ended_at) != bool(turn.ending):
        raise Refused("needs_ending")
    if turn.ending == Ending.FINISHED and turn.started_at is None:
        raise Refused("needs_start")
    if turn.started_at and turn.started_at < turn.called_at:
        raise Refused("start_before_call")
    if turn.ended_at and turn.ended_at < (turn.started_at or turn.called_at):
        raise Refused("end_before_start")
    if {"called_at", "ended_at"} & set(changed):
        other = overlapping(turn, turn.called_at, turn.ended_at or now)
        if other:
            raise Overlapping(other)


def _move_ticket(doing: Act, turn: Turn, before: dict[str, Any]) -> None:
    """Take the ticket where the stated ending puts it; one that has gone on is left alone."""
    ticket = turn.ticket
    if turn.ending == before["ending"]:
        _keep_up(doing, turn, before)
        return
    if ticket.turn_id == turn.pk and ticket.state == State.CLOSED:
        return  # the day was closed over it; the turn alone tells what happened
    path = PATHS.get((State(ticket.state), turn.ending))
    if path is None or ticket.turn_id != turn.pk:
        raise Refused("moved_on")
    for event in path:
        last = event == path[-1]
        step(doing, ticket, event, _facts(turn), **({"ended_at": turn.ended_at} if last else {}))


def _keep_up(doing: Act, turn: Turn, before: dict[str, Any]) -> None:
    ticket = turn.ticket
    if turn.started_at and before["started_at"] is None and ticket.turn_id == turn.pk:
        step(doing, ticket, Event.START, _facts(turn))
    if ticket.turn_id == turn.pk and ticket.ended_at and turn.ended_at != before["ended_at"]:
        Ticket.objects.filter(pk=ticket.pk, state=ticket.state).update(ended_at=turn.ended_at)


def _write(
    doing: Act, place: Published, turn: Turn, before: dict[str, Any], reason: str, officer_id: int
) -> list[Correction]:
    if turn.started_at != before["started_at"]:
        turn.start_kind = Start.CORRECTED if turn.started_at else ""
    turn.within_standard = _within(turn)
    turn.save(update_fields=[*SHOWN_FIELDS, "within_standard", "start_kind"])
    rows = _rows(turn, before)
    if turn.ended_at and turn.ended_at != before["ended_at"]:
        rows += _successor(place, turn, before["ended_at"])
    for row in rows:
        row.office_id, row.reason, row.by_id, row.at = turn.office_id, reason, officer_id, doing.at
    Correction.objects.bulk_create(rows)
    doing.note(
        "turn.corrected",
        turn.ticket.subject,
        turn=turn.pk,
        code=turn.ticket.code,
        fields=[row.field for row in rows],
    )
    return rows


def _rows(turn: Turn, before: dict[str, Any]) -> list[Correction]:
    return [
        Correction(turn=turn, field=name, old=written(old), new=written(getattr(turn, name)))
        for name, old in before.items()
        if getattr(turn, name) != old
    ]


def _successor(place: Published, turn: Turn, old_end: datetime | None) -> list[Correction]:
    """The visitor whose ten minutes ran from this end: they run from the stated one now."""
    after = Turn.objects.filter(after_id=turn.pk).select_related("ticket").first()
    if after is None or turn.ended_at is None:
        return []
    if old_end and after.clock_from and after.clock_from < old_end:
        return []  # a desk not used yet gave that clock; this finish was only counted with it
    before = {"due_at": after.due_at, "within_standard": after.within_standard}
    # What else had started the clock still counts: arrival and opening are known, a restart is not.
    other = after.clock_from if after.clock_from != old_end else after.ticket.restarted_at
    if other and other > after.called_at:
        other = None
    # What was promised on that day, not what is promised now (law 7).
    then = place if turn.day == place.day else published(place.office.code, turn.called_at)
    limit = then.service_by_id(after.service_id).limit_minutes
    try:
        clock = walkin_due(
            then.calendar, finished=turn.ended_at, arrived=after.queued_at, restarted=other,
            limit_minutes=limit,
        )  # fmt: skip
    except (CalendarNotLoaded, HoursNotKnown):
        return []
    after.clock_from, after.due_at = clock.starts_at, clock.due
    after.within_standard = _within(after)
    after.save(update_fields=["clock_from", "due_at", "within_standard"])
    return _rows(after, before)


def _within(turn: Turn) -> bool | None:
    if turn.started_at is None or turn.due_at is None:
        return None
    return turn.started_at <= turn.due_at


def _facts(turn: Turn) -> dict[str, Any]:
    return {"turn": turn.pk, "corrected": True}


def written(value: Any) -> str:
    """How an old or new value is kept: a moment as ISO text, yes or no, a code, nothing."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
