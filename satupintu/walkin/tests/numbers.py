"""A visitor takes a number: what nearly every test of the hall begins with."""

from typing import Any

from satupintu.offices.published import Published
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door, Ticket


def take(
    place: Published, service: str = "consultation", *, door: Door = Door.KIOSK, **details: Any
) -> Ticket:
    """One number for this service, at the kiosk unless another door is told."""
    offered = place.service(service)
    assert offered
    return take_ticket(place, offered, door=door, **details)
