"""How a promise was kept lately: of how many, how many in time, and how long it usually took."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

ENOUGH = 5  # fewer say nothing as a share
LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Kept:
    """What happened to all that was owed in these days; who still waits beyond the promise is late.

    `took`: seconds of the middle one, None where it is not told.
    """

    total: int
    in_time: int
    took: float | None = None

    @property
    def late(self) -> int:
        """How many were late, or are still owed beyond the promise."""
        return self.total - self.in_time

    @property
    def enough(self) -> bool:
        """Whether a share may be told."""
        return self.total >= ENOUGH

    @property
    def percent(self) -> int:
        """The share in time, rounded down: one that was late is never a hundred per cent."""
        return 100 * self.in_time // self.total if self.total else 0


def middle(seconds: Iterable[float]) -> float | None:
    """How long the middle one took; None for too few."""
    found = list(seconds)
    return median(found) if len(found) >= ENOUGH else None
