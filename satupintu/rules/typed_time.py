"""Days and times of day as people type them, and as browsers and addresses send them."""

import re
from datetime import date, time

# Browsers send 09:05, or 09:05:00 where they ask for seconds; people write 9.05, 9 05, 0905.
TYPED = re.compile(r"([01]?\d|2[0-3])[.:, ]?([0-5]\d)(?::\d\d)?", re.ASCII)


def typed_day(text: str) -> date | None:
    """The day written 2026-07-24; None for what is no day, as the 31st of June."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def typed_time(text: str) -> time | None:
    """The hour and minute that were meant; None for what is no time, as an hour alone."""
    found = TYPED.fullmatch(text.strip())
    return time(int(found[1]), int(found[2])) if found else None
