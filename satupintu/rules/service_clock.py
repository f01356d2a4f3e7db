"""The two clocks of the service standard, each explained as a list of steps."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from satupintu.rules.working_time import WorkingCalendar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Step:
    """One line of an explanation: what happened, from when to when, why, and the facts."""

    kind: str
    at: datetime
    until: datetime | None = None
    reason: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WalkinClock:
    """The ten-minute clock of one visitor."""

    starts_at: datetime
    due: datetime
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class InLine:
    """One visitor in calling order: the services waited for, arrival, and a restart if any."""

    key: Hashable
    services: frozenset[str]
    arrived: datetime
    restarted: datetime | None = None


@dataclass(frozen=True)
class Finish:
    """A finish (Selesai, Tidak hadir, Dirujuk) at a desk, with the services of that desk."""

    desk: Hashable
    at: datetime
    services: frozenset[str]


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
    limit_minutes: int = 10,
) -> WalkinClock:
    """When a visitor must be served at the latest."""
    raise NotImplementedError


def within_standard(clock: WalkinClock, started: datetime) -> bool:
    """Whether the recorded start of service was in time."""
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
    """The clock of everybody in line; None while those before are still being served."""
    raise NotImplementedError


def online_due(
    calendar: WorkingCalendar,
    *,
    complete_at: datetime,
    days: int = 3,
    pauses: Sequence[Pause] = (),
) -> OnlineClock:
    """When an online consultation must be answered at the latest."""
    raise NotImplementedError
