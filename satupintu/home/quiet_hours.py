"""When it is quiet, in words and as bars: from the visits of ninety days, never from a guess."""

from dataclasses import dataclass
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from satupintu.offices.published import Published
from satupintu.walkin.queries.usual import by_hour, quietest_hours

STEP, BAR, TALLEST = 36, 24, 72  # widths and height in the drawing's own units
FOOT = 20  # for the hour below a bar, and as much for the minutes above it


@dataclass(frozen=True)
class Bar:
    """One hour: where its bar stands and what it says."""

    hour: int
    minutes: int
    x: int
    y: int
    height: int
    quiet: bool

    @property
    def middle(self) -> int:
        """Where the words of the bar stand."""
        return self.x + BAR // 2

    @property
    def words(self) -> str:
        """ "08.00, 12 menit"."""
        return _("%(hour)02d.00, %(minutes)d menit") % {
            "hour": self.hour, "minutes": self.minutes,
        }  # fmt: skip


@dataclass(frozen=True)
class QuietHours:
    """What the public page shows; false when too few visits are known."""

    quietest: list[str]
    bars: list[Bar]

    width_of_bar = BAR
    foot = TALLEST + 2 * FOOT - 4
    height = TALLEST + 2 * FOOT

    def __bool__(self) -> bool:
        return bool(self.quietest and self.bars)

    @property
    def width(self) -> int:
        """Of the drawing."""
        return STEP * len(self.bars) - (STEP - BAR)

    @property
    def said(self) -> str:
        """The drawing in words, for those who hear the page."""
        return "; ".join(bar.words for bar in self.bars)


def quiet_hours(place: Published) -> QuietHours:
    """The three quietest hours of the week and the usual wait at each hour of the day."""
    hours = by_hour(place)
    longest = max((each["minutes"] for each in hours), default=0) or 1
    least = min((each["minutes"] for each in hours), default=0)
    bars = [_bar(nth, each, longest, least) for nth, each in enumerate(hours)]
    return QuietHours([_words(each) for each in quietest_hours(place)], bars)


def _bar(nth: int, each: dict[str, Any], longest: int, least: int) -> Bar:
    height = max(2, each["minutes"] * TALLEST // longest)
    return Bar(
        each["hour"], each["minutes"], nth * STEP, FOOT + TALLEST - height, height,
        each["minutes"] == least,
    )  # fmt: skip


def _words(each: dict[str, Any]) -> str:
    said = {"day": WEEKDAYS[each["weekday"]], "hour": each["hour"], "minutes": each["minutes"]}
    if not each["minutes"]:
        return _("%(day)s pukul %(hour)02d.00, hampir tanpa menunggu") % said
    return _("%(day)s pukul %(hour)02d.00, sekitar %(minutes)d menit") % said
