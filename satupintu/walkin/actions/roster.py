"""The roster: who is planned where, filled in by the week."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from satupintu.journal.record import act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published
from satupintu.people.working_days import arrangements
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.models import Shift
from satupintu.walkin.queries.roster import hours_on, working_days

WEEK = timedelta(days=7)
Cell = tuple[date, int | None]  # a day and a desk; None is the front office


class Twice(Refused):
    """The officer is planned at two desks on one day."""

    def __init__(self, day: date, officer_id: int) -> None:
        super().__init__("twice")
        self.day, self.officer_id = day, officer_id


def plan_week(
    place: Published, monday: date, planned: Mapping[Cell, int], *, officer_id: int
) -> int:
    """Write the week's table: who sits where on which day; a cell left out is empty.

    Days that are over stay as they were. Raises Twice; returns how many shifts stand now.
    """
    days = [day for day in working_days(place, monday) if day >= place.day]
    cells = {cell: who for cell, who in planned.items() if cell[0] in days}
    _nobody_twice(cells)
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        Shift.objects.filter(office_id=place.office.pk, day__in=days).delete()
        Shift.objects.bulk_create(_shift(place, cell, who) for cell, who in cells.items())
        doing.note("roster.planned", f"week:{monday.isoformat()}", shifts=len(cells))
    return len(cells)


def copy_last_week(place: Published, monday: date, *, officer_id: int) -> int:
    """Fill the empty cells of a week with who sat there the week before; returns how many.

    On an officer's day off the substitute is planned, or nobody.
    """
    arranged = arrangements(place.office.pk)
    days = [day for day in working_days(place, monday) if day >= place.day]
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        rows = Shift.objects.filter(office_id=place.office.pk, officer__is_active=True)
        before = rows.filter(day__in=[day - WEEK for day in days]).order_by("day", "id")
        there = rows.filter(day__in=days)
        taken = set(there.values_list("day", "desk_id"))
        busy = {
            (day, who)
            for day, who, desk in there.values_list("day", "officer_id", "desk_id")
            if desk
        }
        copied: dict[Cell, int] = {}
        for old in before:
            day = old.day + WEEK
            who = arranged.whoever(old.officer_id, day)
            if who is None or (day, old.desk_id) in taken:
                continue
            if not (old.desk_id and (day, who) in busy):
                copied[day, old.desk_id] = who
                busy |= {(day, who)} if old.desk_id else set()
        Shift.objects.bulk_create(_shift(place, cell, who) for cell, who in copied.items())
        doing.note("roster.copied", f"week:{monday.isoformat()}", shifts=len(copied))
    return len(copied)


def _shift(place: Published, cell: Cell, who: int) -> Shift:
    begins, ends = hours_on(place, cell[0]) or (time(0), time(23, 59))
    return Shift(
        office_id=place.office.pk, day=cell[0], desk_id=cell[1], officer_id=who,
        starts=begins, ends=ends,
    )  # fmt: skip


def _nobody_twice(cells: Mapping[Cell, int]) -> None:
    seen: set[tuple[date, int]] = set()
    for (day, desk), who in cells.items():
        if desk is None:
            continue  # in a small office the front office is looked after from a desk
        if (day, who) in seen:
            raise Twice(day, who)
        seen.add((day, who))
