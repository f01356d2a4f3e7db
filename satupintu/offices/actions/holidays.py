"""A year's national holidays and cuti bersama enter the calendar, under their decree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from satupintu.offices.models import Holiday, HolidayYear
from satupintu.offices.published import forget
from satupintu.rules import clock

# Joint decrees (SKB) of the ministers of religion, manpower and administrative reform known so far.
DECREES = {
    2025: "SKB 1017/2024, 2/2024, 2/2024 dan perubahannya SKB 933/2025, 1/2025, 3/2025",
    2026: "SKB 1497/2025, 2/2025, 5/2025",
    2027: "SKB 1205/2026, 3/2026, 2/2026",
}


class NoDecree(Exception):
    """The year's decree is not given: its days would be guesses."""


class NotOurs(Exception):
    """The year is loaded; the central office alone changes it, for all offices."""


@dataclass(frozen=True)
class Proposal:
    """A day that is free by a decree, or would be if the library is right."""

    day: date
    name: str
    kind: str


def proposed(year: int) -> list[Proposal]:
    """What the `holidays` package knows of a year, for a person to compare with the decree."""
    import holidays as library

    found: list[Proposal] = []
    for category, kind in (
        (library.PUBLIC, Holiday.Kind.NATIONAL),
        (library.GOVERNMENT, Holiday.Kind.COLLECTIVE),
    ):
        days = library.country_holidays("ID", years=year, categories=(category,), language="id")
        found += [Proposal(day, _plain(name), kind) for day, name in sorted(days.items())]
    return sorted(found, key=lambda each: (each.day, each.kind))


def _plain(name: str) -> str:
    # The kind already says "cuti bersama".
    return name.removeprefix("Cuti Bersama ").removeprefix("Cuti bersama ")


@transaction.atomic
def load_year(year: int, decree: str = "", days: Iterable[Proposal] | None = None) -> int:
    """Somebody has the decree in hand and loads its year; tells how many days there are.

    Raises NoDecree when neither the caller nor DECREES names one (law 14: a year is never guessed).
    """
    decree = decree or DECREES.get(year, "")
    if not decree:
        raise NoDecree(str(year))
    Holiday.objects.filter(day__year=year).delete()
    rows = {(each.day, each.kind): each for each in (proposed(year) if days is None else days)}
    Holiday.objects.bulk_create(
        Holiday(day=each.day, name=each.name[:120], kind=each.kind, decree=decree)
        for each in rows.values()
    )
    HolidayYear.objects.update_or_create(
        year=year, defaults={"decree": decree, "loaded_at": clock.now()}
    )
    forget()
    return len(rows)
