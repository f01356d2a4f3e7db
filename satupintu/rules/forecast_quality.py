"""How good past forecasts of the waiting time were, and whether they may be shown."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from satupintu.rules.waiting_time import ROUNDING_MINUTES

ENOUGH_OUTCOMES = 30
COVERAGE_LOW, COVERAGE_HIGH = 0.80, 0.97
UNLIKELY = 0.05


class Outcome(NamedTuple):
    """What was predicted and what came true, in minutes."""

    p50: float
    p90: float
    actual: float


@dataclass(frozen=True)
class Score:
    """How good past forecasts were, in minutes and shares.

    `bias` is the mean of actual minus median: above zero, visitors were told too little.
    `told_too_little` is the share told at least five minutes too little.
    """

    count: int
    error: float
    bias: float
    coverage: float
    told_too_little: float


def reliable(outcomes: Iterable[Sequence[float]]) -> bool:
    """Whether forecasts may be shown: coverage within 80-97 %, or too few outcomes to judge.

    Takes pairs (p90, actual) or Outcomes. Too little coverage misleads people, so it counts at
    once. Too much only means that ranges are wider than need be, and rounding up alone brings
    about 96 %: it counts when chance does not explain it, and never for the narrowest range.
    """
    pairs = [(outcome[-2], outcome[-1]) for outcome in outcomes]
    if len(pairs) < ENOUGH_OUTCOMES:
        return True
    if fmean(actual <= p90 for p90, actual in pairs) < COVERAGE_LOW:
        return False
    hits = [actual <= p90 for p90, actual in pairs if p90 > ROUNDING_MINUTES]
    return _chance_of_at_least(sum(hits), len(hits), COVERAGE_HIGH) >= UNLIKELY


def score(outcomes: Iterable[Outcome]) -> Score | None:
    """Error, bias and coverage of past forecasts; None when there are none."""
    known = list(outcomes)
    if not known:
        return None
    misses = [outcome.actual - outcome.p50 for outcome in known]
    return Score(
        count=len(known),
        error=fmean(abs(miss) for miss in misses),
        bias=fmean(misses),
        coverage=fmean(outcome.actual <= outcome.p90 for outcome in known),
        told_too_little=fmean(miss >= ROUNDING_MINUTES for miss in misses),
    )


def _chance_of_at_least(hits: int, tries: int, share: float) -> float:
    """How likely so many hits or more are when each try hits with this share."""

    def exactly(count: int) -> float:
        ways = math.lgamma(tries + 1) - math.lgamma(count + 1) - math.lgamma(tries - count + 1)
        return math.exp(ways + count * math.log(share) + (tries - count) * math.log(1 - share))

    return math.fsum(exactly(count) for count in range(hits, tries + 1))
