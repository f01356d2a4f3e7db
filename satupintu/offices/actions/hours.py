"""Opening hours, seasons, holidays and single days, each from its day on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from satupintu.offices import acts
from satupintu.offices.actions import holidays
from satupintu.offices.actions.dates import PastDay, must_not_be_past, shown_anew, today
from satupintu.offices.calendar import intervals, mended_by, week_hours
from satupintu.offices.models import Holiday, HolidayYear, HoursVersion, Office, Season, SpecialDay

Spans = Sequence[Sequence[str]]
Week = Mapping[str, Spans]


class Overlap(Exception):
    """Another season covers some of these days."""

    def __init__(self, season: Season) -> None:
        super().__init__(season.name)
        self.season = season


def set_hours(office: Office, hours: Week, *, valid_from: date, by: int) -> HoursVersion:
    """Weekly hours from a day on. Raises PastDay; ValueError when intervals overlap."""
    must_not_be_past(office, valid_from)
    week_hours(hours)
    with acts.act(office.pk, acts.officer(by)) as doing:
        version, _ = HoursVersion.objects.update_or_create(
            office=office, valid_from=valid_from, defaults={"hours": dict(hours)}
        )
        doing.note("office.hours_set", f"hours:{version.pk}", valid_from=valid_from.isoformat())
        shown_anew()
    return version


def withdraw_hours(version: HoursVersion, *, by: int) -> None:
    """Hours that are not in force yet are taken back. Raises PastDay."""
    if version.valid_from <= today(version.office):
        raise PastDay(version.valid_from)
    with acts.act(version.office_id, acts.officer(by)) as doing:
        doing.note("office.hours_withdrawn", f"hours:{version.pk}")
        version.delete()
        shown_anew()


def plan_season(
    office: Office, name: str, first: date, last: date, hours: Week, *, by: int
) -> Season:
    """Other hours between two days (Ramadan). Raises PastDay, Overlap, ValueError."""
    must_not_be_past(office, first)
    if last < first:
        raise ValueError("a season ends after it begins")
    week_hours(hours)
    if covering := office.seasons.filter(first__lte=last, last__gte=first).first():
        raise Overlap(covering)
    with acts.act(office.pk, acts.officer(by)) as doing:
        season = Season.objects.create(
            office=office, name=name, first=first, last=last, hours=dict(hours)
        )
        days = {"first": first.isoformat(), "last": last.isoformat()}
        doing.note("office.season_planned", f"season:{season.pk}", **days)
        shown_anew()
    return season


def end_season(season: Season, *, by: int) -> None:
    """A season that has not begun is taken back; one that runs ends yesterday; a past one stays.

    Raises PastDay when the season is over.
    """
    day = today(season.office)
    if season.last < day:
        raise PastDay(season.last)
    with acts.act(season.office_id, acts.officer(by)) as doing:
        doing.note("office.season_ended", f"season:{season.pk}")
        if season.first >= day:
            season.delete()
        else:
            season.last = date.fromordinal(day.toordinal() - 1)
            season.save(update_fields=["last"])
        shown_anew()


def set_special_day(office: Office, day: date, spans: Spans, reason: str, *, by: int) -> SpecialDay:
    """One day that differs: closed without intervals, open with them. May raise PastDay."""
    must_not_be_past(office, day)
    intervals(spans)
    with acts.act(office.pk, acts.officer(by)) as doing:
        special, _ = SpecialDay.objects.update_or_create(
            office=office, day=day, defaults={"intervals": list(spans), "reason": reason}
        )
        kind = "open" if spans else "closed"
        doing.note("office.special_day", f"special:{special.pk}", day=day.isoformat(), kind=kind)
        shown_anew()
    return special


def remove_special_day(special: SpecialDay, *, by: int) -> None:
    """The day is an ordinary one again. Raises PastDay for a day that is over."""
    must_not_be_past(special.office, special.day)
    with acts.act(special.office_id, acts.officer(by)) as doing:
        day = special.day.isoformat()
        doing.note("office.special_day_removed", f"special:{special.pk}", day=day)
        special.delete()
        shown_anew()


def load_holidays(
    office: Office, year: int, decree: str, days: Iterable[holidays.Proposal], *, by: int
) -> int:
    """Somebody has the decree in hand and loads its year; days that are over stay as they were.

    Raises holidays.NoDecree and holidays.NotOurs.
    """
    loaded = HolidayYear.objects.filter(year=year).exists()
    if loaded and mended_by(office):
        raise holidays.NotOurs(str(year))
    first = today(office)
    over = [
        holidays.Proposal(row.day, row.name, row.kind)
        for row in Holiday.objects.filter(day__year=year, day__lt=first)
    ]
    coming = [each for each in days if not loaded or each.day >= first]
    with acts.act(office.pk, acts.officer(by)) as doing:
        count = holidays.load_year(year, decree, [*over, *coming] if loaded else coming)
        doing.note("office.holidays_loaded", f"year:{year}", days=count)
        shown_anew()
    return count
