"""Who serves in an office, with roles and last use."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from satupintu.administration.forms.people import MAY
from satupintu.offices.published import Published
from satupintu.people.models import Assignment, Officer, Role
from satupintu.people.working_days import arrangements
from satupintu.ui import formats


@dataclass
class Member:
    """One officer of the office as a line of the list."""

    officer: Officer
    roles: list[str]
    may: list[str]
    days: str = ""  # empty: every day
    substitute: str = ""


def held(office_id: int, day: date) -> QuerySet[Assignment]:
    """The roles held in an office on a day."""
    rows = Assignment.objects.filter(office_id=office_id, since__lte=day)
    return rows.filter(Q(until=None) | Q(until__gte=day))


def of_office(office_id: int, day: date) -> QuerySet[Officer]:
    """The officers of an office on a day."""
    return Officer.objects.filter(pk__in=held(office_id, day).values("officer"))


def colleagues(office_id: int, day: date, without: int) -> QuerySet[Officer]:
    """Officers who can take over a desk."""
    return consultants(office_id, day).exclude(pk=without)


def consultants(office_id: int, day: date) -> QuerySet[Officer]:
    """Officers who serve visitors and answer questions."""
    able = held(office_id, day).filter(role__in=[Role.CONSULTANT, Role.SUPERVISOR])
    people = Officer.objects.filter(pk__in=able.values("officer"), is_active=True)
    return people.order_by("name")


def open_weekdays(place: Published) -> frozenset[int]:
    """The weekdays on which the office opens by its ordinary hours."""
    now = [one for one in place.calendar.versions if one.valid_from <= place.day]
    week = max(now, key=lambda one: one.valid_from).hours.days if now else {}
    return frozenset(day for day, spans in week.items() if spans) or frozenset(range(5))


def staff(place: Published, order: str = "name") -> list[Member]:
    """Everybody who serves in the office; order "name" or "used" (longest unused first)."""
    members: dict[int, Member] = {}
    for row in (
        held(place.office.pk, place.day).select_related("officer").order_by("officer__name", "id")
    ):
        member = members.setdefault(row.officer_id, Member(row.officer, [], []))
        member.roles.append(str(Role(row.role).label))
        member.may.append(str(MAY[row.role]))
    rows = list(members.values())
    arranged, opened = arrangements(place.office.pk), open_weekdays(place)
    for one in rows:
        told = arranged.on(one.officer.pk, place.day)
        one.days = "" if opened <= told.days else formats.weekdays(told.days & opened)
        if told.substitute in members:
            one.substitute = members[told.substitute].officer.name
    if order == "used":
        rows.sort(
            key=lambda one: one.officer.last_login.timestamp() if one.officer.last_login else 0
        )
    return rows
