"""A number as other services know it: they ask here and never read the walk-in desk's tables."""

from dataclasses import dataclass
from datetime import date, datetime

from satupintu.offices.published import Published
from satupintu.walkin.models import Ticket, Turn
from satupintu.walkin.queries.guest_book import tickets_meant
from satupintu.walkin.workflow import ENDED, State

NOT_A_VISITORS = frozenset({State.LEASED, State.VOID})


@dataclass(frozen=True)
class Visit:
    """One visit under one number."""

    id: int  # of the ticket
    office_id: int
    office_code: str
    day: date
    code: str
    token: str
    service_id: int
    state: str
    ended_at: datetime | None
    example: bool

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"ticket:{self.id}"

    @property
    def over(self) -> bool:
        """Whether it has ended, in whatever way."""
        return self.state in ENDED


def visit_of_token(token: str) -> Visit | None:
    """The visit whose page this is; None for a link that no visitor ever held."""
    found = Ticket.objects.select_related("office").filter(token=token).first()
    return _visit(found) if found and found.state not in NOT_A_VISITORS else None


def visit_on(place: Published, day: date, code: str) -> Visit | None:
    """The visit under this number on a day."""
    rows = Ticket.objects.select_related("office").filter(
        office_id=place.office.pk, day=day, code=code
    )
    found = rows.exclude(state__in=NOT_A_VISITORS).order_by("-id").first()
    return _visit(found) if found else None


def visit_meant(place: Published, text: str) -> Visit | None:
    """Today's visit that a scan or what was typed means, when it is clear which."""
    found = tickets_meant(place, text)
    if len(found) != 1 or found[0].state in NOT_A_VISITORS:
        return None
    return _visit(found[0])


def ended_since(place: Published, since: datetime) -> list[Visit]:
    """Today's visits that ended after a moment, latest first."""
    rows = Ticket.objects.select_related("office").filter(
        office_id=place.office.pk, day=place.day, state__in=ENDED, ended_at__gte=since
    )
    return [_visit(found) for found in rows.order_by("-ended_at")[:60]]


def officers_of(visit: Visit) -> set[int]:
    """The officers at whose desks this visitor was."""
    rows = Turn.objects.filter(ticket_id=visit.id).exclude(officer=None)
    return {pk for pk in rows.values_list("officer_id", flat=True) if pk}


def served_by(office_id: int, day: date, code: str) -> set[int]:
    """The officers at whose desks this number was on that day."""
    rows = Turn.objects.filter(office_id=office_id, day=day, ticket__code=code)
    return {pk for pk in rows.exclude(officer=None).values_list("officer_id", flat=True) if pk}


def _visit(ticket: Ticket) -> Visit:
    return Visit(
        ticket.pk, ticket.office_id, ticket.office.code, ticket.day, ticket.code, ticket.token,
        ticket.service_id, ticket.state, ticket.ended_at, ticket.example,
    )  # fmt: skip
