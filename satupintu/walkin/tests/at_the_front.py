"""Words that the tests of the front office share."""

from typing import Any

from satupintu.people.actions.persons import Told
from satupintu.walkin.models import Ticket

FRONT = "/o/3300/front/"
SITI = Told(
    name="Siti Rahmawati", email="siti@contoh.id", phone="+6281234567812", institution="Undip"
)
NEW = {
    "name": "Agus Prasetyo", "email": "agus@contoh.id", "purposes": ["Inflasi"], "identity": "ktp",
}  # fmt: skip
PART: dict[str, Any] = {"HTTP_X_PART": "1"}


def book(ticket: Ticket) -> str:
    """The address of a ticket's guest book."""
    return f"{FRONT}{ticket.pk}/"
