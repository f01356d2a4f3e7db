"""Words that the tests of the front office share."""

from typing import Any

from satupintu.offices.published import Published
from satupintu.people.actions.persons import Told
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door, Ticket

FRONT = "/o/3300/front/"
SITI = Told(
    name="Siti Rahmawati", email="siti@contoh.id", phone="+6281234567812", institution="Undip"
)
NEW = {
    "name": "Agus Prasetyo", "email": "agus@contoh.id", "purposes": ["Inflasi"], "identity": "ktp",
}  # fmt: skip
PART: dict[str, Any] = {"HTTP_X_PART": "1"}


def take(place: Published, service: str = "consultation", **details: object) -> Ticket:
    """A visitor takes a number at the kiosk."""
    offered = place.service(service)
    assert offered
    return take_ticket(place, offered, door=Door.KIOSK, **details)  # type: ignore[arg-type]


def book(ticket: Ticket) -> str:
    """The address of a ticket's guest book."""
    return f"{FRONT}{ticket.pk}/"
