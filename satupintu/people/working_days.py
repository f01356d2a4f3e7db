"""On which weekdays an officer serves in an office, and who stands in on the others (ADM-4).

An office decides it for each officer from a day on, in the same dated rows as everything else it
decides (offices.models.Choice), under a name of the officer's own.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from satupintu.offices.models import Choice

PREFIX = "working_days:"
EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True)
class WorkingDays:
    """Weekdays (0 is Monday) and the officer who stands in on the others."""

    days: frozenset[int] = EVERY_DAY
    substitute: int | None = None


@dataclass(frozen=True)
class Arrangements:
    """What an office has decided for its officers, with the day from which each answer holds."""

    of_officer: dict[int, list[tuple[date, WorkingDays]]]

    def on(self, officer_id: int, day: date) -> WorkingDays:
        """What holds for an officer on a day; every day where nothing was decided."""
        known = self.of_officer.get(officer_id, [])
        place = bisect_right([since for since, _ in known], day)
        return known[place - 1][1] if place else WorkingDays()

    def works(self, officer_id: int, day: date) -> bool:
        return day.weekday() in self.on(officer_id, day).days

    def stands_in(self, officer_id: int, day: date) -> int | None:
        """Who serves instead on a day off, if that person serves on it."""
        other = self.on(officer_id, day).substitute
        return other if other and self.works(other, day) else None

    def whoever(self, officer_id: int, day: date) -> int | None:
        """The officer, on a day off the substitute, or nobody."""
        return officer_id if self.works(officer_id, day) else self.stands_in(officer_id, day)

    def coming(self, officer_id: int, after: date) -> list[tuple[date, WorkingDays]]:
        """What is planned for an officer after a day."""
        return [
            (since, told) for since, told in self.of_officer.get(officer_id, []) if since > after
        ]


def arrangements(office_id: int) -> Arrangements:
    """Everything an office has decided on its officers' days, in one question."""
    rows = Choice.objects.filter(office_id=office_id, name__startswith=PREFIX)
    found: dict[int, list[tuple[date, WorkingDays]]] = {}
    for row in rows.order_by("valid_from", "id"):
        told = WorkingDays(frozenset(row.value["days"]), row.value["substitute"])
        found.setdefault(int(row.name.removeprefix(PREFIX)), []).append((row.valid_from, told))
    return Arrangements(found)
