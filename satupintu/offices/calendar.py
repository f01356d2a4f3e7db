"""An office's working calendar, put together from its dated rows."""

from collections.abc import Mapping, Sequence
from datetime import time

from satupintu.offices.models import Holiday, HolidayYear, Level, Office
from satupintu.rules import clock
from satupintu.rules import working_time as rules


def office_calendar(office: Office) -> rules.WorkingCalendar:
    """Hours, seasons, holidays and special days of an office as the rules understand them."""
    return rules.WorkingCalendar(
        zone=clock.ZONES[office.zone],
        versions=tuple(
            rules.HoursVersion(row.valid_from, week_hours(row.hours))
            for row in office.hours_versions.all()
        ),
        seasons=tuple(
            rules.Season(row.name, row.first, row.last, week_hours(row.hours))
            for row in office.seasons.all()
        ),
        holidays=tuple(
            rules.Holiday(row.day, row.name, row.kind, row.decree) for row in Holiday.objects.all()
        ),
        special_days=tuple(
            rules.SpecialDay(row.day, intervals(row.intervals), row.reason)
            for row in office.special_days.all()
        ),
        loaded_years=frozenset(HolidayYear.objects.values_list("year", flat=True)),
    )


def mended_by(office: Office) -> Office | None:
    """The central office, when it alone may change holidays that are loaded; None when this may.

    The decree is the nation's: whichever office has it in hand may load its year, for all; what is
    loaded is changed for all only where the centre is, if it serves on this installation.
    """
    if office.level == Level.HEADQUARTERS:
        return None
    centres = Office.objects.filter(level=Level.HEADQUARTERS, serving=True)
    return centres.order_by("pk").first()


def week_hours(hours: Mapping[str, Sequence[Sequence[str]]]) -> rules.WeekHours:
    """{"0": [["08:00", "12:00"]]} as the rules' week, 0 = Monday."""
    return rules.WeekHours({int(day): intervals(spans) for day, spans in hours.items()})


def intervals(spans: Sequence[Sequence[str]]) -> tuple[rules.Interval, ...]:
    """[["08:00", "12:00"]] as the rules' intervals."""
    return tuple(
        rules.Interval(time.fromisoformat(opens), time.fromisoformat(closes))
        for opens, closes in spans
    )
