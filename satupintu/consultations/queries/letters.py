"""Letters about consultations that did not arrive: items of today's list (INB-15)."""

from dataclasses import dataclass

from satupintu.offices.published import Published
from satupintu.outbox.queries import newest_given_up
from satupintu.outbox.workflow import Cause

MOST = 5


@dataclass(frozen=True)
class Failed:
    """To whom, why it did not arrive, and which consultation it was about."""

    address: str
    cause: str
    case: int


def failed(place: Published) -> list[Failed]:
    """The newest letters that were given up."""
    return [
        Failed(each.address, str(Cause(each.cause).label) if each.cause else "", int(number))
        for each in newest_given_up(place.office.pk, "consultation", MOST)
        if (number := each.about.partition(":")[2]).isdecimal()
    ]
