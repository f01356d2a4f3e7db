"""Numbers lent to a kiosk, so that it goes on while the server is away, and what became of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from satupintu.journal.models import Press
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.rules.numbering import LeaseExhausted
from satupintu.walkin.actions.step import Faster
from satupintu.walkin.actions.tickets import find, issue_leased, lease, leave, void
from satupintu.walkin.models import Door, Ticket
from satupintu.walkin.workflow import State

LENT = 20  # numbers per service; five kiosks find room in a day's range
REFILLED_BELOW = 10


@dataclass(frozen=True)
class GivenAway:
    """A lent number as the kiosk gave it to a visitor while the server was away."""

    code: str
    at: datetime
    priority: bool = False
    press: str = ""  # the press that got no answer before, if there was one


def merge(place: Published, device_id: int, given: Sequence[GivenAway]) -> list[str]:
    """Put the numbers a kiosk gave away in line at the times it states; none is renumbered.

    Returns the codes that are settled: sending them again changes nothing.
    """
    lent = {ticket.code: ticket for ticket in lent_to(place, device_id)}
    for one in given:
        ticket = lent.get(one.code)
        if ticket:
            _issue(ticket, one)
        if one.press:
            _give_back_what_nobody_saw(place, one.press)
    return [one.code for one in given]


def provide(place: Published, device_id: int, held: Collection[str]) -> dict[str, list[str]]:
    """Lend a kiosk what it needs: service → codes. What it no longer knows of becomes void."""
    _void_forgotten(place, device_id, held)
    kept = lent_to(place, device_id)
    found: dict[str, list[str]] = {}
    for service in place.services:
        mine = [ticket.code for ticket in kept if ticket.service_id == service.id]
        if service.offered and len(mine) < REFILLED_BELOW:
            try:
                more = lease(
                    place, service, size=LENT - len(mine), device_id=device_id, door=Door.KIOSK
                )
            except LeaseExhausted:
                more = []
            mine += [ticket.code for ticket in more]
        found[service.code] = mine
    return found


def lent_to(place: Published, device_id: int) -> list[Ticket]:
    """The numbers a kiosk holds today and has not given away, lowest first."""
    rows = Ticket.objects.filter(
        office_id=place.office.pk, device_id=device_id, day=place.day, state=State.LEASED
    )
    return list(rows.order_by("number"))


def _issue(ticket: Ticket, given: GivenAway) -> None:
    # A machine's clock may be wrong: never before it got the number, never in the future.
    at = min(max(given.at, ticket.issued_at), clock.now())
    changes: dict[str, Any] = {"priority": given.priority}
    try:
        issue_leased(ticket, at=at, actor="visitor", **changes)
    except Faster:
        return  # the same message arrived twice at once


def _give_back_what_nobody_saw(place: Published, press: str) -> None:
    """The server gave a number whose answer was lost on the way: the visitor holds the lent one."""
    pressed = Press.objects.filter(key=press, office_id=place.office.pk)
    made = pressed.filter(made__startswith="ticket:").values_list("made", flat=True).first()
    if made is None:
        return
    ticket = find(made)
    if ticket.state == State.WAITING:
        leave(ticket, actor="system")


def _void_forgotten(place: Published, device_id: int, held: Collection[str]) -> None:
    rows = Ticket.objects.filter(
        office_id=place.office.pk, device_id=device_id, state=State.LEASED, day__lte=place.day
    )
    for ticket in rows:
        if ticket.day < place.day:
            void(ticket, "hari sudah berganti")
        elif ticket.code not in held:
            void(ticket, "mesin antrean kehilangan catatannya")
