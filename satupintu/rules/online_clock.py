"""The clock of a question online: answered at most three working days after it was clear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from satupintu.rules.clock_steps import Step, StepKind
from satupintu.rules.working_time import ONE_DAY, WorkingCalendar


@dataclass(frozen=True)
class Pause:
    """A stretch during which the user owes a reply; open when `end` is None."""

    start: datetime
    end: datetime | None
    reason: str = ""


@dataclass(frozen=True)
class OnlineClock:
    """The three-day clock of one online consultation; `due` is None while it is paused."""

    starts_at: datetime
    due: datetime | None
    paused: bool
    steps: tuple[Step, ...]


def online_due(
    calendar: WorkingCalendar,
    *,
    complete_at: datetime,
    days: int = 3,
    pauses: Sequence[Pause] = (),
) -> OnlineClock:
    """When an online consultation must be answered at the latest.

    The day of the start is day 0; a start after closing or on a day off counts from the opening of
    the next working day. A working day counts when the clock runs at its closing. After a reply
    the due moment is never before the closing of the next working day. `due` is None while the
    user owes a reply. Raises CalendarNotLoaded as soon as a needed year has no holidays.
    """
    if days < 1:
        raise ValueError("the standard gives at least one working day")
    zone = calendar.zone
    relevant = sorted(
        (p for p in pauses if p.end is None or p.end > complete_at), key=lambda p: p.start
    )
    starts_at, steps = _online_start(calendar, complete_at.astimezone(zone))
    counted, day = 0, starts_at.date()
    while True:
        day += ONE_DAY
        closing = calendar.closing(day)
        if closing is None:
            steps.append(_skipped(calendar, day))
            continue
        holding = next((p for p in relevant if _pauses_at(p, closing)), None)
        if holding is not None and holding.end is None:
            steps += _pause_steps(calendar, relevant, closing)
            return OnlineClock(starts_at, None, True, _in_time_order(steps))
        if holding is not None:
            steps.append(_of_day(calendar, StepKind.PAUSED_DAY, day, "waiting_for_user"))
            continue
        counted += 1
        extra = counted > days
        facts = {"number": str(min(counted, days)), "of": str(days)}
        kind = StepKind.EXTRA_DAY if extra else StepKind.COUNTED
        steps.append(_of_day(calendar, kind, day, "after_reply" if extra else "", facts))
        if counted >= days and closing >= _earliest_due(calendar, relevant, closing):
            steps += _pause_steps(calendar, relevant, closing)
            steps.append(Step(StepKind.DUE, closing, None, "closing", {"days": str(days)}))
            return OnlineClock(starts_at, closing, False, _in_time_order(steps))


def _online_start(calendar: WorkingCalendar, complete: datetime) -> tuple[datetime, list[Step]]:
    day = complete.date()
    closing = calendar.closing(day)
    steps = [Step(StepKind.START, complete, None, "complete")]
    if closing is None:
        steps.append(_skipped(calendar, day))
    if closing is None or complete > closing:
        opens = day + ONE_DAY
        while (opening := calendar.opening(opens)) is None:
            steps.append(_skipped(calendar, opens))
            opens += ONE_DAY
        why = "day_off" if closing is None else "after_closing"
        steps.append(Step(StepKind.MOVED, opening, None, why))
        complete = opening
    steps.append(_of_day(calendar, StepKind.DAY_ZERO, complete.date(), ""))
    return complete, steps


def _pauses_at(pause: Pause, closing: datetime) -> bool:
    return pause.start < closing and (pause.end is None or pause.end > closing)


def _earliest_due(
    calendar: WorkingCalendar, pauses: Sequence[Pause], closing: datetime
) -> datetime:
    floor = closing
    for pause in pauses:
        if pause.end is not None and pause.end <= closing:
            after = calendar.next_working_day(calendar.local_day(pause.end))
            floor = max(floor, calendar.closing(after) or floor)
    return floor


def _pause_steps(
    calendar: WorkingCalendar, pauses: Sequence[Pause], before: datetime
) -> list[Step]:
    zone = calendar.zone
    return [
        Step(
            StepKind.PAUSE,
            pause.start.astimezone(zone),
            pause.end.astimezone(zone) if pause.end else None,
            pause.reason or "waiting_for_user",
        )
        for pause in pauses
        if pause.start < before
    ]


def _of_day(
    calendar: WorkingCalendar, kind: StepKind, day: date, reason: str,
    facts: Mapping[str, str] | None = None,
) -> Step:  # fmt: skip
    start = datetime(day.year, day.month, day.day, tzinfo=calendar.zone)
    return Step(kind, start, None, reason, facts or {})


def _skipped(calendar: WorkingCalendar, day: date) -> Step:
    closure = calendar.closure(day)
    assert closure is not None
    facts = {"name": closure.name, "decree": closure.decree}
    return _of_day(calendar, StepKind.SKIPPED, day, closure.code.value, facts)


def _in_time_order(steps: Sequence[Step]) -> tuple[Step, ...]:
    """By day; within a day the start, its day, a pause, what the day counts, the due moment."""
    early = (StepKind.START, StepKind.MOVED, StepKind.DAY_ZERO, StepKind.PAUSE)
    rank = {**{kind: n for n, kind in enumerate(early)}, StepKind.DUE: len(early) + 1}
    return tuple(sorted(steps, key=lambda s: (s.at.date(), rank.get(StepKind(s.kind), len(early)))))
