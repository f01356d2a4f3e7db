"""The day ends: what is still open is closed with a reason, unused slips are voided (clause 8)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from satupintu.journal.record import Act, act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published
from satupintu.rules.uncut import uncut
from satupintu.walkin.actions.step import Refused, step
from satupintu.walkin.models import Alert, DayClosing, Duty, Ending, Ticket, Turn
from satupintu.walkin.queries.day import forgotten_days, left_open, numbers_unused
from satupintu.walkin.workflow import TICKET, Event, State

# Why a number was still open; codes, so that the journal may hold them. Words: queries.day.
FORGOTTEN = "not_closed"
REASONS = ("served", "went_home", "another_day", "by_email", "twice", "other")
UNUSED = "tidak terpakai"
REMARKS_LONGEST, MISS_LONGEST = 2000, 120  # signs


def close_day(
    place: Published, *, officer_id: int, reasons: Mapping[int, str], remarks: str = ""
) -> DayClosing:
    """A supervisor closes today: each open number with its reason, unused slips void, desks closed.

    Raises Refused("reason") while an open number has none of REASONS.
    """
    close_forgotten_days(place)
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        open_ = left_open(place.office.pk, place.day)
        if any(reasons.get(ticket.pk) not in REASONS for ticket in open_):
            raise Refused("reason")
        for ticket in open_:
            _close(doing, ticket, reasons[ticket.pk], doing.at)
        _end_duties(place, place.day, doing.at)
        _end_alerts(doing, doing.at)
        unused = _void(doing, numbers_unused(place, place.day))
        return _closing(doing, place.day, officer_id, len(open_), unused, remarks)


def reopen_day(place: Published, *, officer_id: int) -> None:
    """Closed too early: numbers are given again today. What was closed stays closed."""
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        gone, _ = DayClosing.objects.filter(office_id=place.office.pk, day=place.day).delete()
        if not gone:
            raise Refused("late")
        doing.note("day.reopened", f"day:{place.day.isoformat()}")


def close_forgotten_days(place: Published) -> list[DayClosing]:
    """Days that nobody closed are closed by themselves the next morning; asked by the worker.

    What was open ends at that day's closing hour with the reason "tidak ditutup". Safe to repeat.
    """
    closed = []
    for day in forgotten_days(place):
        with act(place.office.pk, "system") as doing:
            if DayClosing.objects.filter(office_id=place.office.pk, day=day).exists():
                continue  # another process was faster
            end = _end_of(place, day, doing.at)
            open_ = left_open(place.office.pk, day)
            for ticket in open_:
                _close(doing, ticket, FORGOTTEN, end)
            _end_duties(place, day, end)
            _end_alerts(doing, datetime.combine(day + timedelta(days=1), time(0), place.zone))
            unused = _void(doing, numbers_unused(place, day))
            closed.append(_closing(doing, day, None, len(open_), unused, ""))
    return closed


def remark(place: Published, day: date, text: str, *, officer_id: int) -> DayClosing:
    """The supervisor writes why a day was not closed, or what else is to be known of it."""
    if not (text := uncut(text, REMARKS_LONGEST)):
        raise Refused("reason")
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        closing = DayClosing.objects.filter(office_id=place.office.pk, day=day).first()
        if closing is None:
            raise Refused("late")
        closing.remarks = text
        closing.save(update_fields=["remarks"])
        doing.note("day.remarked", f"day:{day.isoformat()}")
    return closing


def explain_miss(turn: Turn, reason: str, *, officer_id: int) -> Turn:
    """Why a visitor was served later than promised, in the words of the office."""
    if not (reason := uncut(reason, MISS_LONGEST)):
        raise Refused("reason")
    with act(turn.office_id, officer_actor(officer_id)) as doing:
        turn.miss_reason = reason
        turn.save(update_fields=["miss_reason"])
        doing.note("turn.miss_explained", turn.ticket.subject, turn=turn.pk, code=turn.ticket.code)
    return turn


def _close(doing: Act, ticket: Ticket, reason: str, at: datetime) -> None:
    turn = ticket.turn
    end = max(at, ticket.issued_at)
    if turn and turn.ended_at is None:
        end = max(end, turn.started_at or turn.called_at)
        Turn.objects.filter(pk=turn.pk, ended_at=None).update(ended_at=end, ending=Ending.CLOSED)
    facts = {"reason": reason, "was": ticket.state}
    step(doing, ticket, Event.CLOSE, facts, ended_at=end, void_reason=reason)


def _end_duties(place: Published, day: date, at: datetime) -> None:
    for duty in Duty.objects.filter(office_id=place.office.pk, day__lte=day, until=None):
        duty.until = max(duty.since, at)
        duty.save(update_fields=["until"])


def _end_alerts(doing: Act, before: datetime) -> None:
    """Whoever asked for help on a day that is over has gone home."""
    open_ = Alert.objects.filter(office_id=doing.office_id, answered_at=None, raised_at__lt=before)
    if ended := open_.update(answered_at=doing.at):
        doing.note("alert.day_over", "hall", alerts=ended)


def _void(doing: Act, unused: Iterable[Ticket]) -> int:
    TICKET.step(State.LEASED, Event.VOID)  # the table says so; the rows are many, so one statement
    rows = list(unused)
    changes: dict[str, Any] = {"void_reason": UNUSED, "ended_at": doing.at}
    Ticket.objects.filter(pk__in=[row.pk for row in rows], state=State.LEASED).update(
        state=State.VOID, **changes
    )
    for row in rows:
        doing.note(f"ticket.{Event.VOID}", row.subject, reason=UNUSED)
    return len(rows)


def _closing(
    doing: Act, day: date, officer_id: int | None, left: int, unused: int, remarks: str
) -> DayClosing:
    closing, _ = DayClosing.objects.get_or_create(
        office_id=doing.office_id, day=day, defaults={"at": doing.at, "by_id": officer_id}
    )
    closing.left_open += left
    closing.remarks = remarks.strip() or closing.remarks
    closing.save(update_fields=["left_open", "remarks"])
    doing.note("day.closed", f"day:{day.isoformat()}", left_open=left, void=unused)
    return closing


def _end_of(place: Published, day: date, now: datetime) -> datetime:
    try:
        return min(place.calendar.closing(day) or now, now)
    except LookupError:
        return now
