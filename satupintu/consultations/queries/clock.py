"""The clock of a consultation as the rules see it, from its rounds and pauses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from satupintu.consultations.models import Consultation, Pause, Round
from satupintu.database.prepared import Prepared
from satupintu.offices.published import Published
from satupintu.rules.online_clock import OnlineClock, online_due
from satupintu.rules.online_clock import Pause as Stretch
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown


def current_round(case: Consultation) -> Round | None:
    """The round of the question that is being dealt with, or was last."""
    return _round.first(case=case.pk)


def pauses_of(round_: Round) -> list[Pause]:
    """The stretches in which its user owed a reply, in order."""
    return _pauses.rows(round_=round_.pk)


def _rounds(case: int) -> QuerySet[Round]:
    return Round.objects.filter(consultation_id=case).order_by("-n")[:1]


def _pause_rows(round_: int) -> QuerySet[Pause]:
    return Pause.objects.filter(round_id=round_).order_by("start")


_round = Prepared(_rounds, case=int)
_pauses = Prepared(_pause_rows, round_=int)


def clock_of(
    place: Published, round_: Round | None, pauses: Sequence[Pause] | None = None
) -> OnlineClock | None:
    """The three-day clock of a round, explained; None before it is clear and complete.

    Raises CalendarNotLoaded when the decree of a needed year has not been loaded.
    """
    if round_ is None or round_.complete_at is None:
        return None
    rows = pauses_of(round_) if pauses is None else pauses
    stretches = [Stretch(row.start, row.end, row.reason) for row in rows]
    return online_due(
        place.calendar, complete_at=round_.complete_at, days=round_.days, pauses=stretches
    )


@dataclass(frozen=True)
class IfReplied:
    """A reply before this closing of the office has the question due at that moment."""

    before: datetime
    today: bool
    due: datetime


def if_replied(
    place: Published, round_: Round | None, pauses: Sequence[Pause], now: datetime
) -> IfReplied | None:
    """What its user can still reach while the clock waits for them; None while it does not."""
    if round_ is None or all(each.end for each in pauses):
        return None
    try:
        before = _next_closing(place, now)
        rows = [Pause(start=each.start, end=each.end or before) for each in pauses]
        clock = clock_of(place, round_, rows)
    except (CalendarNotLoaded, HoursNotKnown):
        return None
    # As `go_on` does with a reply: a date that was kept without a reason ends with the pause.
    told = clock.due if clock else None
    due = promised(round_, told) if round_.promise_reason else told
    today = before.date() == place.local(now).date()
    return IfReplied(before, today, due) if due else None


def due_of(
    place: Published, round_: Round, pauses: Sequence[Pause] | None = None
) -> datetime | None:
    """When the round must be answered; None while it is paused or the calendar is not known."""
    try:
        clock = clock_of(place, round_, pauses)
    except (CalendarNotLoaded, HoursNotKnown):
        return None
    return clock.due if clock else None


def _next_closing(place: Published, now: datetime) -> datetime:
    today = place.local(now).date()
    closing = place.calendar.closing(today)
    if closing is None or closing <= now:
        closing = place.calendar.closing(place.calendar.next_working_day(today))
    assert closing
    return closing


def promised(round_: Round, due: datetime | None) -> datetime | None:
    """Until when the user was told: what the clock says, unless another time was promised.

    With a stated reason it may be later than the clock; without one it was kept at a hand-over.
    """
    if due is None or round_.promised_at is None:
        return due
    pick = max if round_.promise_reason else min
    return pick(due, round_.promised_at)


def days_left(place: Published, due: datetime | None, now: datetime) -> int:
    """Working days after today until the due moment's day, that day included; 0 when none."""
    if due is None:
        return 0
    today, last = place.local(now).date(), place.local(due).date()
    days = (today + timedelta(days=n) for n in range(1, (last - today).days + 1))
    try:
        return sum(place.calendar.is_working_day(day) for day in days)
    except (CalendarNotLoaded, HoursNotKnown):
        return 0


def examine_until(place: Published, at: datetime) -> datetime | None:
    """The close of the next working day: unexamined until then, the clock starts by itself."""
    try:
        return place.calendar.closing(place.calendar.next_working_day(place.local(at).date()))
    except (CalendarNotLoaded, HoursNotKnown):
        return None


def look_until(place: Published, at: datetime) -> datetime | None:
    """The office's own target for the first look, in working hours."""
    seconds = int(place.choices["first_look_hours"]) * 3600
    try:
        return place.calendar.add_working_seconds(at, seconds)
    except (CalendarNotLoaded, HoursNotKnown):
        return None
