"""What consultations hand to a service that they do not know: who stands above both fills it in."""

from collections.abc import Callable
from dataclasses import dataclass

from satupintu.journal.record import Act
from satupintu.offices.published import Published


@dataclass(frozen=True)
class Grievance:
    """What somebody complains of, in their own words, and how they are reached."""

    text: str
    contact: str
    number: str  # of the consultation
    dealt_with: frozenset[int]  # officers of it, who are not to read the complaint there


# Called inside the act in which consultations (ids) are erased: who stands above erases with it.
erased: list[Callable[[Act, list[int]], None]] = []

# Called inside the act: both happen, or neither. Gives the receipt number.
complain: list[Callable[[Act, Published, Grievance], str]] = []


def to_complaint(doing: Act, place: Published, told: Grievance) -> str:
    """The receipt number of the register. Raises LookupError where there is no register."""
    if not complain:
        raise LookupError("no register of complaints")
    return complain[0](doing, place, told)
