"""Who serves in an office, with roles and last use."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from satupintu.administration.forms.people import MAY
from satupintu.people.models import Assignment, Officer, Role


@dataclass
class Member:
    """One officer of the office as a line of the list."""

    officer: Officer
    roles: list[str]
    may: list[str]


def held(office_id: int, day: date) -> QuerySet[Assignment]:
    """The roles held in an office on a day."""
    rows = Assignment.objects.filter(office_id=office_id, since__lte=day)
    return rows.filter(Q(until=None) | Q(until__gte=day))


def of_office(office_id: int, day: date) -> QuerySet[Officer]:
    """The officers of an office on a day."""
    return Officer.objects.filter(pk__in=held(office_id, day).values("officer"))


def colleagues(office_id: int, day: date, without: int) -> QuerySet[Officer]:
    """Officers who can take over a desk."""
    able = held(office_id, day).filter(role__in=[Role.CONSULTANT, Role.SUPERVISOR])
    people = Officer.objects.filter(pk__in=able.values("officer"), is_active=True)
    return people.exclude(pk=without).order_by("name")


def staff(office_id: int, day: date, order: str = "name") -> list[Member]:
    """Everybody who serves in the office; order "name" or "used" (longest unused first)."""
    members: dict[int, Member] = {}
    for row in held(office_id, day).select_related("officer").order_by("officer__name", "id"):
        member = members.setdefault(row.officer_id, Member(row.officer, [], []))
        member.roles.append(str(Role(row.role).label))
        member.may.append(str(MAY[row.role]))
    rows = list(members.values())
    if order == "used":
        rows.sort(
            key=lambda one: one.officer.last_login.timestamp() if one.officer.last_login else 0
        )
    return rows
