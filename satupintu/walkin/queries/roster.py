"""Who is planned where in a week."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from satupintu.offices.published import Published
from satupintu.people.models import Officer, Role
from satupintu.walkin.models import Shift

AT_DESKS = (Role.CONSULTANT, Role.FRONT_OFFICE, Role.SUPERVISOR)


@dataclass(frozen=True)
class RosterDay:
    """One column of the week's table."""

    day: date
    closed: str  # why nobody is planned; empty on a working day
    past: bool


@dataclass(frozen=True)
class Week:
    """The week's table: days, and who is planned by day and desk id (None: front office)."""

    monday: date
    days: list[RosterDay]
    planned: dict[tuple[date, int | None], Shift]


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def week_of(place: Published, monday: date) -> Week:
    """Monday to Friday, and the weekend where the office opens then."""
    days = [monday + timedelta(days=n) for n in range(7)]
    shown = [day for day in days if day.weekday() < 5 or not why_closed(place, day)]
    rows = Shift.objects.filter(office_id=place.office.pk, day__in=shown).select_related("officer")
    return Week(
        monday,
        [RosterDay(day, why_closed(place, day), day < place.day) for day in shown],
        {(shift.day, shift.desk_id): shift for shift in rows.order_by("id")},
    )


def working_days(place: Published, monday: date) -> list[date]:
    """The days of a week on which the office opens."""
    days = [monday + timedelta(days=n) for n in range(7)]
    return [day for day in days if not why_closed(place, day)]


def why_closed(place: Published, day: date) -> str:
    """Why the office is closed on a day; empty when it opens, or when the year is not loaded."""
    try:
        closure = place.calendar.closure(day)
    except LookupError:
        return "" if day.weekday() < 5 else "akhir pekan"
    return closure.name if closure else ""


def hours_on(place: Published, day: date) -> tuple[time, time] | None:
    """From when until when somebody is needed on a day."""
    try:
        spans = place.calendar.spans_on(day)
    except LookupError:
        return None
    if not spans:
        return None
    first, last = place.local(spans[0].start), place.local(spans[-1].end)
    return first.time(), last.time()


def officers_for_desks(place: Published) -> list[Officer]:
    """Who may be planned: everybody with a role in the hall, by name."""
    rows = Officer.objects.filter(
        is_active=True, assignments__office_id=place.office.pk, assignments__role__in=AT_DESKS,
        assignments__until=None,
    )  # fmt: skip
    return list(rows.distinct().order_by("name", "id"))
