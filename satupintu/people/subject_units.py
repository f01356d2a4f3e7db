"""The subject units of an office: which there are on a day, and who belongs to them."""

from datetime import date

from django.db.models import Q, QuerySet

from satupintu.database.prepared import Prepared
from satupintu.people.models import SubjectUnit


def units_on(office_id: int, day: date) -> QuerySet[SubjectUnit]:
    """The units of an office on this day, by name."""
    rows = SubjectUnit.objects.filter(office_id=office_id, since__lte=day)
    return rows.filter(Q(until=None) | Q(until__gte=day)).order_by("name", "id")


def units_read(office_id: int, day: date) -> list[SubjectUnit]:
    """The same as rows, for pages that are opened all day."""
    return _units.rows(office_id=office_id, day=day)


_units = Prepared(units_on, office_id=int, day=date)


def topics_of(office_id: int, day: date, officer_id: int) -> list[str]:
    """The topics of the units to which the officer belongs on this day."""
    return sorted({
        topic
        for topics in units_on(office_id, day).filter(members=officer_id).values_list(
            "topics", flat=True
        )
        for topic in topics
    })  # fmt: skip


def belongs(unit: SubjectUnit, officer_id: int) -> bool:
    """Whether the officer may take what waits at the unit; everybody where it names nobody, or
    is there no more."""
    if unit.until is not None:
        return True
    named = set(unit.members.values_list("pk", flat=True))
    return not named or officer_id in named


def open_to(officer_id: int) -> QuerySet[SubjectUnit]:
    """The units at which the officer may take what waits, as `belongs` says of one."""
    return SubjectUnit.objects.filter(
        Q(members=officer_id) | Q(members=None) | Q(until__isnull=False)
    )
