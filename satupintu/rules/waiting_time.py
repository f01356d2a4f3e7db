"""How long somebody will wait: a range from repeated play of the line ahead."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True)
class Ahead:
    """One person in calling order and the service waited for."""

    key: Hashable
    service: str


@dataclass(frozen=True)
class OpenDesk:
    """A desk really open: services it serves, what it serves now and since when.

    `available_at`: on break or on the roster from that moment; `until`: takes nobody after it.
    """

    desk: Hashable
    services: frozenset[str]
    serving: str | None = None
    since: datetime | None = None
    available_at: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Forecast:
    """Range to show, minutes rounded outward to five; `median` and `ninetieth` are exact."""

    p50: int
    p90: int
    median: float
    ninetieth: float


class Outcome(NamedTuple):
    """What was predicted and what came true, in minutes."""

    p50: float
    p90: float
    actual: float


@dataclass(frozen=True)
class Score:
    """Quality of past forecasts; bias above zero means visitors were told too little."""

    count: int
    error: float
    bias: float
    coverage: float


def forecast(
    line: Sequence[Ahead],
    desks: Sequence[OpenDesk],
    samples: Mapping[str, Sequence[float]],
    now: datetime,
    draws: int = 120,
    seed: int = 0,
) -> dict[Hashable, Forecast]:
    """The range for everybody in line of whom something can be said."""
    raise NotImplementedError


def reliable(outcomes: Iterable[Sequence[float]]) -> bool:
    """Whether forecasts may be shown; pairs (p90, actual) or Outcomes."""
    raise NotImplementedError


def score(outcomes: Iterable[Outcome]) -> Score | None:
    """Error, bias and coverage of past forecasts, None without any."""
    raise NotImplementedError
