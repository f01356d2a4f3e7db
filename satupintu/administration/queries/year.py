"""A year of the office in words: which days it is closed and why, and what contradicts what."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from satupintu.offices.published import Published
from satupintu.rules.working_time import ClosedBecause, HoursNotKnown
from satupintu.ui import formats


@dataclass
class Month:
    """One month: its name, working days, and what is unusual in it as (day, words)."""

    name: str
    working_days: int = 0
    days: list[tuple[date, str]] = field(default_factory=list)


def months(place: Published, year: int) -> list[Month]:
    """The twelve months. Raises CalendarNotLoaded for a year that is not loaded."""
    calendar = place.calendar
    special = {one.day: one for one in calendar.special_days}
    found = [Month(f"{formats.MONTHS[formats.language()][n]} {year}") for n in range(12)]
    for day in _days_of(year):
        month = found[day.month - 1]
        try:
            closure = calendar.closure(day)
        except HoursNotKnown:
            continue
        if closure is None:
            month.working_days += 1
            if day in special:
                month.days.append((day, _("buka khusus: %(why)s") % {"why": special[day].reason}))
        elif closure.code not in {ClosedBecause.WEEKEND, ClosedBecause.NO_HOURS}:
            month.days.append((day, f"{closure.code.value}: {closure.name}"))
    return found


def contradictions(place: Published, year: int) -> list[str]:
    """Days on which two rules meet, and which of them wins."""
    calendar, found = place.calendar, []
    holidays = {one.day: one for one in calendar.holidays if one.day.year == year}
    for one in calendar.special_days:
        if one.day in holidays:
            words = (
                _("%(day)s adalah %(holiday)s; kantor tetap buka: %(why)s.")
                if one.intervals
                else _("%(day)s adalah %(holiday)s dan juga ditutup setempat: %(why)s.")
            )
            name = holidays[one.day].name
            values = {"day": formats.long_date(one.day), "holiday": name, "why": one.reason}
            found.append(words % values)
    for one_day, holiday in holidays.items():
        for season in calendar.seasons:
            if season.first == one_day or season.last == one_day:
                words = _("%(season)s dimulai atau berakhir di hari libur %(holiday)s; ini boleh.")
                found.append(words % {"season": season.name, "holiday": holiday.name})
    return found


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)
