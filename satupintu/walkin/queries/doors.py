"""Whether the hall gives out numbers now, and if not, since when again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from satupintu.offices.published import Published
from satupintu.rules.working_time import CalendarNotLoaded
from satupintu.walkin.models import DayClosing, Duty

EARLY = timedelta(minutes=30)  # whoever is at the door before the opening may take a number


@dataclass(frozen=True)
class Doors:
    """`giving`: numbers are given out. `starts_at`: when calling begins again, if it is not on."""

    giving: bool
    starts_at: datetime | None = None


def doors(place: Published, now: datetime, *, day_closed: bool = False) -> Doors:
    """From half an hour before the opening until the last closing, through the breaks (KSK-15).

    Without the year's decree nobody knows the hours: the hall goes on and promises nothing.
    """
    try:
        spans = place.calendar.spans_on(place.day)
        if spans and spans[0].start - EARLY <= now < spans[-1].end and not day_closed:
            running = any(span.start <= now < span.end for span in spans)
            return Doors(True, None if running else place.calendar.next_opening(now))
        after = spans[-1].end if spans and day_closed and now < spans[-1].end else now
        return Doors(False, place.calendar.next_opening(after))
    except (CalendarNotLoaded, LookupError):
        return Doors(not day_closed)


def day_closed_at(place: Published) -> datetime | None:
    """When somebody closed this day, None while it goes on."""
    rows = DayClosing.objects.filter(office_id=place.office.pk, day=place.day)
    return rows.values_list("at", flat=True).first()


def day_is_closed(place: Published) -> bool:
    """Whether somebody has closed this day already."""
    return day_closed_at(place) is not None


def may_join_from_here(place: Published, is_open: bool | None) -> bool:
    """Whether somebody who is not in the hall may take a number now (choice `phone_join`)."""
    if place.choices["phone_join"] != "anywhere" or is_open is False:
        return False
    return not day_is_closed(place)


def at_desks(office_id: int) -> int:
    """How many officers sit at a desk now."""
    return Duty.objects.filter(office_id=office_id, until=None).values("officer").distinct().count()
