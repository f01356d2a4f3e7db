"""The published hours of the sample office and the decreed days off of 2025-2027."""

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from satupintu.rules.clock import ZONES
from satupintu.rules.working_time import (
    Holiday,
    HoursVersion,
    Interval,
    Season,
    SpecialDay,
    WeekHours,
    WorkingCalendar,
)

WIB = ZONES["WIB"]
DECREES = {
    2025: "SKB 1017/2024, 2/2024, 2/2024",
    2026: "SKB 1497/2025, 2/2025, 5/2025",
    2027: "SKB 1205/2026, 3/2026, 2/2026",
}
NATIONAL = {
    2025: "1-1 Tahun Baru;27-1 Isra Mikraj;29-1 Imlek;29-3 Nyepi;31-3 Idulfitri;1-4 Idulfitri;"
    "18-4 Wafat Yesus Kristus;20-4 Paskah;1-5 Hari Buruh;12-5 Waisak;29-5 Kenaikan Yesus Kristus;"
    "1-6 Hari Lahir Pancasila;6-6 Iduladha;27-6 1 Muharam;17-8 Proklamasi Kemerdekaan;"
    "5-9 Maulid Nabi;25-12 Natal",
    2026: "1-1 Tahun Baru;16-1 Isra Mikraj;17-2 Imlek;19-3 Nyepi;21-3 Idulfitri;22-3 Idulfitri;"
    "3-4 Wafat Yesus Kristus;5-4 Paskah;1-5 Hari Buruh;14-5 Kenaikan Yesus Kristus;27-5 Iduladha;"
    "31-5 Waisak;1-6 Hari Lahir Pancasila;16-6 1 Muharam;17-8 Proklamasi Kemerdekaan;"
    "25-8 Maulid Nabi;25-12 Natal",
    2027: "1-1 Tahun Baru;5-1 Isra Mikraj;6-2 Imlek;8-3 Nyepi;10-3 Idulfitri;11-3 Idulfitri;"
    "26-3 Wafat Yesus Kristus;28-3 Paskah;1-5 Hari Buruh;6-5 Kenaikan Yesus Kristus;17-5 Iduladha;"
    "20-5 Waisak;1-6 Hari Lahir Pancasila;6-6 1 Muharam;15-8 Maulid Nabi;"
    "17-8 Proklamasi Kemerdekaan;25-12 Natal;26-12 Isra Mikraj",
}
JOINT_LEAVE = {
    2025: "28-1 Imlek;28-3 Nyepi;2-4 Idulfitri;3-4 Idulfitri;4-4 Idulfitri;7-4 Idulfitri;"
    "13-5 Waisak;30-5 Kenaikan Yesus Kristus;9-6 Iduladha;18-8 Proklamasi Kemerdekaan;26-12 Natal",
    2026: "16-2 Imlek;18-3 Nyepi;20-3 Idulfitri;23-3 Idulfitri;24-3 Idulfitri;"
    "15-5 Kenaikan Yesus Kristus;28-5 Iduladha;24-12 Natal",
    2027: "5-2 Imlek;9-3 Idulfitri;12-3 Idulfitri;15-3 Idulfitri;25-3 Wafat Yesus Kristus;"
    "18-5 Iduladha;19-5 Iduladha;24-12 Natal",
}


def span(text: str) -> Interval:
    """An interval from its published form: "08.00-12.00"."""
    opens, closes = (time.fromisoformat(part) for part in text.replace(".", ":").split("-"))
    return Interval(opens, closes)


def week(monday_to_thursday: str, friday: str) -> WeekHours:
    """Weekly hours from their published form, several intervals with a space between."""
    usual = tuple(span(found) for found in monday_to_thursday.split())
    return WeekHours(
        {0: usual, 1: usual, 2: usual, 3: usual, 4: tuple(span(found) for found in friday.split())}
    )


def decreed(year: int) -> list[Holiday]:
    """The days off of a year: national holidays and joint leave."""
    found: list[Holiday] = []
    for kind, days in (("libur nasional", NATIONAL), ("cuti bersama", JOINT_LEAVE)):
        for entry in days[year].split(";"):
            when, name = entry.split(" ", 1)
            day, month = when.split("-")
            found.append(Holiday(date(year, int(month), int(day)), name, kind, DECREES[year]))
    return found


HOURS = week("08.00-12.00 13.00-15.30", "08.00-11.30 13.00-16.00")
RAMADAN_HOURS = week("08.00-12.00 12.30-15.00", "08.00-11.30 12.30-15.30")
RAMADAN = Season("Ramadan 1447 H", date(2026, 2, 19), date(2026, 3, 20), RAMADAN_HOURS)
ALL_HOLIDAYS = [holiday for year in DECREES for holiday in decreed(year)]


def calendar(
    *,
    zone: ZoneInfo = WIB,
    seasons: Iterable[Season] = (),
    extra: Iterable[Holiday] = (),
    special: Iterable[SpecialDay] = (),
) -> WorkingCalendar:
    """The calendar of the sample office, 2025-2027, with what a test adds."""
    return WorkingCalendar(
        zone=zone,
        versions=(HoursVersion(date(2024, 1, 1), HOURS),),
        seasons=tuple(seasons),
        holidays=(*ALL_HOLIDAYS, *extra),
        special_days=tuple(special),
        loaded_years=frozenset(DECREES),
    )


def at(text: str, zone: ZoneInfo = WIB) -> datetime:
    """A local moment: "2026-03-17 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)
