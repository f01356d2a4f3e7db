"""What the clocks of the service standard say of themselves: a list of steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


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
