"""The two clocks of the service standard, each explained as a list of steps."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from satupintu.rules.working_time import ONE_DAY, WorkingCalendar


class StepKind(StrEnum):
    """What one line of an explanation is about."""

    START = "start"
    MOVED = "moved"
    BREAK = "break"
    AFTER_CLOSING = "after_closing"
    DAY_ZERO = "day_zero"
    PAUSE = "pause"
    SKIPPED = "skipped"
    PAUSED_DAY = "paused_day"
    COUNTED = "counted"
    EXTRA_DAY = "extra_day"
    DUE = "due"


@dataclass(frozen=True)
class Step:
    """One line of an explanation: what happened, from when to when, why, and the facts.

    `kind` is a StepKind. Moments are in the office's zone; a line about a whole day carries the
    day's first moment. `reason` is a code; `facts` holds the name, decree or number to show.
    """

    kind: str
    at: datetime
    until: datetime | None = None
    reason: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WalkinClock:
    """The ten-minute clock of one visitor; `after` is the `Finish.key` that it was counted from."""

    starts_at: datetime
    due: datetime
    steps: tuple[Step, ...]
    after: Hashable = None

    @property
    def cause(self) -> str:
        """What started the clock: finished, arrived, opened, restarted, referred or called."""
        return self.steps[0].reason


@dataclass(frozen=True)
class InLine:
    """One visitor in calling order: the services waited for, arrival, and a restart if any."""

    key: Hashable
    services: frozenset[str]
    arrived: datetime
    restarted: datetime | None = None
    referred: datetime | None = None  # sent on from another service
    limit_minutes: int | None = None  # of the service waited for, where services differ


@dataclass(frozen=True)
class Finish:
    """A finish (Selesai, Tidak hadir, Dirujuk) at a desk for these services; `key` is whose."""

    desk: Hashable
    at: datetime
    services: frozenset[str]
    key: Hashable = None


@dataclass(frozen=True)
class FreshDesk:
    """A desk that opened today, is idle and has not served anybody yet."""

    desk: Hashable
    services: frozenset[str]


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


def walkin_due(
    calendar: WorkingCalendar,
    *,
    finished: datetime | None,
    arrived: datetime,
    opened: datetime | None = None,
    restarted: datetime | None = None,
    referred: datetime | None = None,
    called: datetime | None = None,
    limit_minutes: int = 10,
) -> WalkinClock:
    """When a visitor must be served at the latest.

    The clock starts at the latest of: the finish of the visitor before, own arrival, the published
    opening (`opened`, or the calendar's opening of the day), a restart (more time, a return after
    a miss), a referral, or a desk that `called` while those before were still being served.
    Published breaks stop it. After closing people inside are served. Raises CalendarNotLoaded.
    """
    published = opened or calendar.opening(calendar.local_day(arrived))
    causes = {"finished": finished, "arrived": arrived, "opened": published}
    causes |= {"restarted": restarted, "referred": referred, "called": called}
    known = {reason: at for reason, at in causes.items() if at is not None}
    # max() keeps the first of equal moments: the finish explains more than the arrival.
    reason = max(known, key=lambda name: known[name])
    starts_at = known[reason].astimezone(calendar.zone)
    steps = [Step(StepKind.START, starts_at, None, reason, {"limit": str(limit_minutes)})]
    due = starts_at + timedelta(minutes=limit_minutes)
    for gap in calendar.breaks_on(calendar.local_day(starts_at)):
        if gap.end <= starts_at or gap.start >= due:
            continue
        begin = max(gap.start, starts_at)
        due += gap.end - begin
        steps.append(Step(StepKind.BREAK, begin, gap.end, "published_break"))
    closing = calendar.closing(calendar.local_day(starts_at))
    if closing is not None and due > closing:
        steps.append(Step(StepKind.AFTER_CLOSING, closing, None, "inside_is_served"))
    steps.append(Step(StepKind.DUE, due, None, "", {"limit": str(limit_minutes)}))
    return WalkinClock(starts_at, due, tuple(steps))


def within_standard(clock: WalkinClock, started: datetime) -> bool:
    """Whether the recorded start of service was at or before the due moment."""
    return started <= clock.due


def assign_clocks(
    calendar: WorkingCalendar,
    line: Sequence[InLine],
    finishes: Sequence[Finish],
    idle_fresh_desks: Sequence[FreshDesk] = (),
    anyone_being_served: bool | Collection[str] = False,
    *,
    opened: datetime | None = None,
    limit_minutes: int = 10,
) -> dict[Hashable, WalkinClock | None]:
    """The clock of everybody in line; None while those before are still being served.

    `line` is in calling order; `finishes` are those of today not yet counted for somebody who was
    served. Each person takes the first place that came free at a desk for the service: a fresh
    desk (nobody is before you there, so the clock runs from arrival or opening), else the earliest
    finish. Without either, the clock runs from arrival only for the first in line for a service at
    which nobody is being served (`anyone_being_served`: a bool, or the services of the desks that
    serve somebody now); people behind have that person before them.
    """
    # None stands for a place at which nobody is before you.
    free: list[tuple[datetime | None, frozenset[str], Hashable]] = [
        (None, desk.services, None) for desk in idle_fresh_desks
    ]
    free += [(f.at, f.services, f.key) for f in sorted(finishes, key=lambda found: found.at)]
    waited_for: set[str] = set()
    clocks: dict[Hashable, WalkinClock | None] = {}
    for person in line:
        place = next((place for place in free if place[1] & person.services), None)
        if place is not None:
            free.remove(place)
        elif _somebody_before(person, anyone_being_served, waited_for):
            clocks[person.key] = None
            continue
        waited_for |= person.services
        clock = walkin_due(
            calendar,
            finished=place[0] if place else None,
            arrived=person.arrived,
            opened=opened,
            restarted=person.restarted,
            referred=person.referred,
            limit_minutes=person.limit_minutes or limit_minutes,
        )
        clocks[person.key] = replace(clock, after=place[2] if place else None)
    return clocks


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


def _somebody_before(
    person: InLine, being_served: bool | Collection[str], waited_for: set[str]
) -> bool:
    if isinstance(being_served, bool):
        return being_served or bool(person.services & waited_for)
    return bool(person.services & (waited_for | set(being_served)))


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
