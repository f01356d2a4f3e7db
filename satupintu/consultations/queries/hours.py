"""Whether somebody is there now to look at a question, and when work on it begins (PRT-18)."""

from dataclasses import dataclass
from datetime import datetime

from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown


@dataclass(frozen=True)
class OpeningNow:
    """`begins` is when a question sent now is first looked at; None when nobody can say."""

    open: bool
    begins: datetime | None
    closes: datetime | None = None


def opening_now(place: Published) -> OpeningNow:
    """The office's hours as they stand at this moment."""
    now = clock.now()
    calendar = place.calendar
    try:
        if calendar.open_at(now):
            return OpeningNow(True, now, calendar.closing(place.day))
        return OpeningNow(False, calendar.next_opening(now))
    except (CalendarNotLoaded, HoursNotKnown):
        return OpeningNow(False, None)
