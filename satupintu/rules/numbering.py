"""Series, ticket codes and leased ranges: how a number looks and which range it comes from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

OFFLINE_FIRST = 500
OFFLINE_LAST = 599

_TYPED = re.compile(r"^([A-Za-z])[\s.\-_/\u2010-\u2015]*(\d{1,6})$")


class NotATicketCode(ValueError):
    """What was typed or scanned is not a letter followed by a number."""


class LeaseExhausted(Exception):
    """The offline range of this letter has no more numbers for today."""


@dataclass(frozen=True)
class Lease:
    """A range of numbers handed to a kiosk before the connection was lost; both ends belong."""

    letter: str
    first: int
    last: int

    def __post_init__(self) -> None:
        if not 0 < self.first <= self.last:
            raise ValueError(f"a lease runs upwards from a positive number: {self}")

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and self.first <= number <= self.last

    def codes(self) -> tuple[str, ...]:
        """The ticket codes of the range, in order."""
        return tuple(ticket_code(self.letter, number) for number in self)


def ticket_series(letter: str) -> str:
    """The name of the series from which connected kiosks and officers draw for this letter."""
    return f"ticket:{_letter(letter)}"


def lease_series(letter: str) -> str:
    """The name of the series from which offline leases of this letter are drawn."""
    return f"lease:{_letter(letter)}"


def day_period(day: date) -> str:
    """The period of a series that begins anew every local day: 2026-07-29."""
    return day.isoformat()


def year_period(day: date) -> str:
    """The period of a series that begins anew every local year: 2026."""
    return f"{day.year:04d}"


def live_number(nth: int) -> int:
    """The number on the ticket for the nth draw of the live series of a day.

    The range kept for offline kiosks is stepped over, so one code never appears twice in a day.
    """
    if nth < 1:
        raise ValueError("draws count from one")
    return nth if nth < OFFLINE_FIRST else nth + OFFLINE_LAST - OFFLINE_FIRST + 1


def lease_range(letter: str, drawn: int, size: int) -> Lease:
    """The next lease of `size` numbers when `drawn` numbers were already leased today.

    Raises LeaseExhausted when the offline range has not so many numbers left.
    """
    first = OFFLINE_FIRST + drawn
    last = first + size - 1
    if size < 1 or last > OFFLINE_LAST:
        raise LeaseExhausted(letter)
    return Lease(_letter(letter), first, last)


def ticket_code(letter: str, number: int) -> str:
    """The code on paper and screens: letter, dash, at least three digits ("A-017")."""
    if number < 1:
        raise ValueError("ticket numbers count from one")
    return f"{_letter(letter)}-{number:03d}"


def parse_ticket_code(text: str) -> tuple[str, int]:
    """Letter and number of what a visitor typed or a scanner sent: "a17", "A 017", "a-17".

    Raises NotATicketCode for everything else.
    """
    match = _TYPED.match(text.strip())
    if match is None or int(match[2]) < 1:
        raise NotATicketCode(text)
    return match[1].upper(), int(match[2])


def _letter(letter: str) -> str:
    if len(letter) != 1 or not letter.isascii() or not letter.isalpha():
        raise ValueError(f"a series letter is one letter from A to Z, not {letter!r}")
    return letter.upper()
