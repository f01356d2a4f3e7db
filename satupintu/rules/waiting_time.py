"""How long somebody will wait: a range, from playing the line ahead many times over.

Each play draws a length of service for everybody ahead from what this office measured for the
service they wait for, uses the time already spent at the desks (a talk of forty minutes is likely
to go on), and lets the desks really open take people in calling order. The range is the median and
the ninetieth percentile of the plays. Known limits: people who come later and go first are not
foreseen, nor are missed calls; both are small against the range and pull in opposite directions.
"""

import math
import random
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from statistics import NormalDist

DRAWS = 120
MOST_AHEAD = 60
PRIOR_WEIGHT = 30
PRIOR_STEPS = 400
ROUNDING_MINUTES = 5

_NORMAL = NormalDist()


@dataclass(frozen=True)
class Ahead:
    """One person in calling order and the service waited for.

    `asks`: somebody without a number who only wants to know; takes nobody's place.
    """

    key: Hashable
    service: str
    asks: bool = False


@dataclass(frozen=True)
class OpenDesk:
    """A desk really open: the services it serves, what it serves now and since when.

    `available_at`: on break, or on the roster, from that moment; `until`: takes nobody after it.
    """

    desk: Hashable
    services: frozenset[str]
    serving: str | None = None
    since: datetime | None = None
    available_at: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Prior:
    """What is assumed of a service before it was measured: lognormal minutes at the desk."""

    median: float = 10.0
    sigma: float = 0.8

    def survival(self, minutes: float) -> float:
        """The chance that a service takes longer than this."""
        if minutes <= 0:
            return 1.0
        return 1.0 - _NORMAL.cdf(math.log(minutes / self.median) / self.sigma)

    def draw(self, chance: random.Random, elapsed: float = 0.0) -> float:
        """One length of service, in minutes, given that it already took `elapsed`."""
        below = 1.0 - self.survival(elapsed)
        at = below + chance.random() * (1.0 - below)
        at = min(max(at, 1e-9), 1 - 1e-9)
        return max(self.median * math.exp(self.sigma * _NORMAL.inv_cdf(at)), elapsed)


@dataclass(frozen=True)
class Forecast:
    """The range to show, in minutes rounded outward to five; `median`, `ninetieth` are exact.

    What is kept for judging is what the visitor was told: the rounded range.
    """

    p50: int
    p90: int
    median: float
    ninetieth: float


def forecast(
    line: Sequence[Ahead],
    desks: Sequence[OpenDesk],
    samples: Mapping[str, Sequence[float]],
    now: datetime,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    priors: Mapping[str, Prior] | None = None,
    breaks: Sequence[tuple[datetime, datetime]] = (),
) -> dict[Hashable, Forecast]:
    """The waiting range of everybody in line of whom something can be said.

    `samples`: minutes a visitor kept a desk, per service, newest weeks; `breaks`: published breaks
    during which no desk takes anybody. Left out: people with more than 60 ahead, and people for
    whom no desk is open in at least every tenth play. The same seed gives the same answer.
    """
    chance = random.Random(seed)
    durations = _durations({*samples, *_named(line, desks)}, samples, priors or {})
    pauses = sorted((_minutes(now, a), _minutes(now, b)) for a, b in breaks)
    shown = _within_reach(line)
    plays: list[list[float]] = [[] for _ in shown]
    for _ in range(draws):
        for waits, wait in zip(
            plays, _play(shown, desks, durations, pauses, now, chance), strict=True
        ):
            waits.append(wait)
    found: dict[Hashable, Forecast] = {}
    for person, waits in zip(shown, plays, strict=True):
        waits.sort()
        middle, high = _quantile(waits, 0.5), _quantile(waits, 0.9)
        if math.isfinite(high):
            found[person.key] = _rounded(middle, high)
    return found


def _within_reach(line: Sequence[Ahead]) -> list[Ahead]:
    """Those with at most sixty people ahead; beyond that a range says nothing."""
    shown: list[Ahead] = []
    ahead = 0
    for person in line:
        if ahead <= MOST_AHEAD:
            shown.append(person)
        ahead += not person.asks
    return shown


@lru_cache(maxsize=64)
def _steps_of(prior: Prior) -> tuple[float, ...]:
    """The prior as equally likely lengths: drawing one of them costs a tenth of the inverse."""
    parts = PRIOR_STEPS * 2
    return tuple(
        prior.median * math.exp(prior.sigma * _NORMAL.inv_cdf((2 * step + 1) / parts))
        for step in range(PRIOR_STEPS)
    )


class _Durations:
    """Lengths of one service: what was measured, mixed with the prior while that is little."""

    def __init__(self, measured: Sequence[float], prior: Prior) -> None:
        self.measured = sorted(measured)
        self.prior = prior
        self.usual = _steps_of(prior)
        self.weight = len(measured) / (len(measured) + PRIOR_WEIGHT)

    def draw(self, chance: random.Random) -> float:
        if chance.random() < self.weight:
            return self.measured[int(chance.random() * len(self.measured))]
        return self.usual[int(chance.random() * len(self.usual))]

    def remaining(self, elapsed: float, chance: random.Random) -> float:
        """Minutes still to go for a service that has already taken `elapsed`."""
        longer = self.measured[bisect_right(self.measured, elapsed) :]
        share = self.weight * len(longer) / len(self.measured) if longer else 0.0
        rest = (1.0 - self.weight) * self.prior.survival(elapsed)
        if share and chance.random() * (share + rest) < share:
            return longer[int(chance.random() * len(longer))] - elapsed
        return self.prior.draw(chance, elapsed) - elapsed


def _play(
    line: Sequence[Ahead],
    desks: Sequence[OpenDesk],
    durations: Mapping[str, _Durations],
    pauses: Sequence[tuple[float, float]],
    now: datetime,
    chance: random.Random,
) -> list[float]:
    """One play: the wait of each in minutes, infinite when no desk takes the person."""
    free = [_after_breaks(_free_at(desk, durations, now, chance), pauses) for desk in desks]
    ends = [_minutes(now, desk.until) if desk.until else math.inf for desk in desks]
    serving = {
        service: [index for index, desk in enumerate(desks) if service in desk.services]
        for service in durations
    }
    some_go = any(end < math.inf for end in ends)
    waits: list[float] = []
    for person in line:
        able = serving[person.service]
        if some_go:
            able = [index for index in able if free[index] < ends[index]]
        if not able:
            waits.append(math.inf)
            continue
        first = min(able, key=free.__getitem__) if len(able) > 1 else able[0]
        begins = free[first]
        waits.append(begins)
        if not person.asks:
            done = begins + durations[person.service].draw(chance)
            free[first] = _after_breaks(done, pauses) if pauses else done
    return waits


def _free_at(
    desk: OpenDesk, durations: Mapping[str, _Durations], now: datetime, chance: random.Random
) -> float:
    free = 0.0
    if desk.serving is not None:
        elapsed = _minutes(desk.since, now) if desk.since else 0.0
        free = durations[desk.serving].remaining(max(elapsed, 0.0), chance)
    return max(free, _minutes(now, desk.available_at)) if desk.available_at else free


def _after_breaks(minute: float, pauses: Sequence[tuple[float, float]]) -> float:
    for start, end in pauses:
        if start <= minute < end:
            minute = end
    return minute


def _durations(
    services: Iterable[str],
    samples: Mapping[str, Sequence[float]],
    priors: Mapping[str, Prior],
) -> dict[str, _Durations]:
    return {
        service: _Durations(samples.get(service, ()), priors.get(service, Prior()))
        for service in services
    }


def _named(line: Sequence[Ahead], desks: Sequence[OpenDesk]) -> set[str]:
    return {person.service for person in line} | {d.serving for d in desks if d.serving}


def _minutes(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / 60


def _quantile(ordered: list[float], share: float) -> float:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def _rounded(middle: float, high: float) -> Forecast:
    step = ROUNDING_MINUTES
    low = math.floor(middle / step) * step
    top = max(math.ceil(high / step) * step, low + step)
    return Forecast(low, top, middle, high)
