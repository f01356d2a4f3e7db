"""What the desk and the visitor's page say about online consultations, which this room does not
know: who stands above both fills these in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from satupintu.offices.published import Published


@dataclass(frozen=True)
class OnlineDue:
    """The next online answer that the office owes."""

    due_at: datetime
    address: str
    late: bool = False


@dataclass(frozen=True)
class OnlineThread:
    """A conversation online of whoever is at the desk."""

    number: str
    title: str
    open: bool
    address: str
    arranged: bool  # this visit was arranged in it


next_online: list[Callable[[Published], OnlineDue | None]] = []  # MJ-14
# A visit that went on online: (office id, day, ticket code) → number of the consultation (MJ-6)
goes_on: list[Callable[[int, date, str], str]] = []

# Person of the guest book, and what an appointment is about → their conversations (MJ-8)
threads: list[Callable[[Published, int | None, str], list[OnlineThread]]] = []


def online_threads(place: Published, person_id: int | None, about: str) -> list[OnlineThread]:
    """The conversations online of a proved person, first the one that arranged this visit."""
    if person_id is None and not about:
        return []
    return [each for ask in threads for each in ask(place, person_id, about)]


def online_due(place: Published) -> OnlineDue | None:
    """What is due next online, if anybody knows."""
    return next((due for ask in next_online if (due := ask(place))), None)


def online_number(office_id: int, day: date, code: str) -> str:
    """The number under which a visit goes on online; empty when it does not."""
    return next((found for ask in goes_on if (found := ask(office_id, day, code))), "")
