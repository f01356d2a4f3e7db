"""Who waits, in the order in which they will be called, and why in that order."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Q

from satupintu.offices.published import OfficeDesk, Published
from satupintu.rules.calling_order import Kind, Placed, Waiting, calling_order
from satupintu.walkin.models import Line, Ticket
from satupintu.walkin.queries.at_call import HEAD, front_of_line
from satupintu.walkin.workflow import OPEN, State


class Stands(Protocol):
    """Whatever stands in line: a ticket, or as much of one as a question has read."""

    @property
    def pk(self) -> Any: ...
    @property
    def queued_at(self) -> datetime: ...
    @property
    def issued_at(self) -> datetime: ...
    @property
    def priority(self) -> bool: ...
    @property
    def referred(self) -> bool: ...
    @property
    def returned(self) -> bool: ...


@dataclass(frozen=True)
class InPlace:
    """A waiting ticket at its place in the order of calling."""

    ticket: Ticket
    reason: str
    kind: Kind


def waiting(place: Published, services: Collection[int] | None = None) -> list[Ticket]:
    """The tickets that wait today, first come first."""
    rows = Ticket.objects.filter(office_id=place.office.pk, day=place.day, state=State.WAITING)
    if services is not None:
        rows = rows.filter(service_id__in=services)
    return list(rows.order_by("queued_at", "id"))


def head_of_line(place: Published, services: Collection[int], size: int = HEAD) -> list[Ticket]:
    """The front of the line, enough to tell who is next: a long line must not slow a call."""
    rows = (
        Ticket.objects.filter(
            office_id=place.office.pk, day=place.day, state=State.WAITING, service_id__in=services
        )
        .select_related("entry")
        .order_by("queued_at", "id")
    )
    before = Q(priority=True) | Q(referred=True) | Q(returned=True)
    return [*rows.filter(before)[:size], *rows.exclude(before)[:size]]


def streak(place: Published) -> int:
    """How many privileged numbers were called since the last ordinary one."""
    row = Line.objects.filter(office_id=place.office.pk).values_list("streak", flat=True).first()
    return row or 0


def in_calling_order(
    place: Published, tickets: list[Ticket], streak: int, now: datetime
) -> list[InPlace]:
    """The tickets as they will be called: the rule of fairness that the display shows."""
    by_pk = {ticket.pk: ticket for ticket in tickets}
    placed = ordered(place, people_in_line(tickets), streak, now)
    return [InPlace(by_pk[each.key], each.reason, each.kind) for each in placed]


def people_in_line(tickets: Iterable[Stands]) -> list[Waiting[int]]:
    """The tickets as the rule of calling sees them."""
    return [
        Waiting(
            ticket.pk, ticket.queued_at, ticket.priority or ticket.referred, ticket.returned,
            aged_from=ticket.issued_at,
        )
        for ticket in tickets
    ]  # fmt: skip


def ordered(
    place: Published, people: Iterable[Waiting[int]], streak: int, now: datetime
) -> list[Placed[int]]:
    """Everybody's place by the office's own rule of fairness."""
    return calling_order(
        people,
        streak=streak,
        now=now,
        ratio=place.choices["priority_ratio"],
        aging_minutes=place.choices["aging_minutes"],
    )


def counted_before(
    place: Published, desk: OfficeDesk, line: list[InPlace], now: datetime
) -> list[Ticket]:
    """Everybody whose ten minutes may be counted from the same finishes as those of this desk.

    Where all desks serve the same this is the desk's own line; where they differ, people for
    another service may stand ahead of it for a finish that both could use.
    """
    together = set(desk.services)
    while (
        more := {pk for each in place.desks if each.services & together for pk in each.services}
        - together
    ):
        together |= more
    if together == set(desk.services):
        return [each.ticket for each in line]
    everybody = front_of_line(place, together, max(len(line), HEAD))
    return [each.ticket for each in in_calling_order(place, everybody, streak(place), now)]


def first_for(desk: OfficeDesk, line: Sequence[InPlace]) -> InPlace:
    """Whom the desk calls next: the first in line, but for somebody who waits for another desk."""
    fitting = [each for each in line if each.ticket.wanted_desk_id in (None, desk.id)]
    return (fitting or line)[0]


def behind(ticket: Ticket) -> list[Ticket]:
    """Who is called after this ticket for arriving later, the next one first: of its service and
    of its kind, since priority numbers and ordinary ones do not stand behind each other."""
    rows = Ticket.objects.filter(
        office_id=ticket.office_id, day=ticket.day, state=State.WAITING, returned=False,
        service_id=ticket.service_id, queued_at__gte=ticket.queued_at,
    ).exclude(pk=ticket.pk)  # fmt: skip
    privileged = ticket.priority or ticket.referred
    found = rows.order_by("queued_at", "id")
    return [each for each in found if (each.priority or each.referred) == privileged]


def open_tickets(place: Published) -> list[Ticket]:
    """Every ticket of today that is not ended, with its turn and guest book entry."""
    return list(
        Ticket.objects.filter(office_id=place.office.pk, day=place.day, state__in=OPEN)
        .select_related("turn__desk", "turn__officer", "entry__person", "service")
        .order_by("queued_at", "id")
    )


def by_code(place: Published, code: str) -> Ticket | None:
    """Today's ticket with this code, the newest if a code was given twice."""
    rows = Ticket.objects.filter(office_id=place.office.pk, day=place.day, code=code)
    return rows.select_related("turn__desk", "entry__person", "service").order_by("-id").first()


def by_token(token: str) -> Ticket | None:
    """The ticket whose visitor's page this is."""
    rows = Ticket.objects.select_related("office", "service", "turn__desk", "turn__officer")
    return rows.filter(token=token).first()
