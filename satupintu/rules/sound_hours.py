"""How loud the voice is by the hour, and when it is silent: "08.00-12.00 60", "11.45-12.15"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

LOUDEST = 100
_TIME = r"(\d{1,2})[.:](\d{2})"
_WINDOW = re.compile(rf"\s*{_TIME}\s*(?:[-–—]|\s|sampai|s/d)\s*{_TIME}(?:\D+(\d{{1,3}})\s*%?)?\s*")


@dataclass(frozen=True, order=True)
class SoundWindow:
    """From `starts` to `ends`, local time of each day, at so many percent of full loudness."""

    starts: time
    ends: time
    percent: int = LOUDEST


def sound_window(written: Any) -> SoundWindow:
    """Reads "11.45-12.15", "08:00–12:00 60 %" or a list of the same parts.

    Raises ValueError for what is no window, with the text as it was written.
    """
    text = " ".join(map(str, written)) if isinstance(written, list | tuple) else str(written)
    found = _WINDOW.fullmatch(text)
    if not found:
        raise ValueError(text)
    first_hour, first_minute, last_hour, last_minute = (int(part) for part in found.groups()[:4])
    percent = min(LOUDEST, int(found[5] or LOUDEST))
    try:
        window = SoundWindow(time(first_hour, first_minute), time(last_hour, last_minute), percent)
    except ValueError:
        raise ValueError(text) from None
    if window.starts >= window.ends:
        raise ValueError(text)
    return window


def sound_windows(lines: Iterable[Any]) -> list[SoundWindow]:
    """The windows of a decision, in order; a line that says no window is left out."""
    found = []
    for line in lines:
        try:
            found.append(sound_window(line))
        except ValueError:
            continue  # the settings page refuses such a line; an old row must not stop the display
    return sorted(found)
