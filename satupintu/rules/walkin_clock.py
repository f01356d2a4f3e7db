"""The clock of a visitor: served at most ten minutes after the one before has finished."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from satupintu.rules.clock_steps import Step, StepKind
from satupintu.rules.working_time import WorkingCalendar


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


def _somebody_before(
    person: InLine, being_served: bool | Collection[str], waited_for: set[str]
) -> bool:
    if isinstance(being_served, bool):
        return being_served or bool(person.services & waited_for)
    return bool(person.services & (waited_for | set(being_served)))
