"""What an office keeps for a number of months goes afterwards, in parts, until a day has no more.

Services ask this before they erase; what is erased, and how, is theirs.
"""

from datetime import date

from satupintu.offices.published import Published
from satupintu.rules.retention import kept_from

_done: dict[tuple[str, int], date] = {}  # decision and office: the day on which nothing was left


def first_kept(place: Published, decision: str) -> date | None:
    """The first day that this decision still keeps; None when nothing is to go any more today.

    In a year without a decree nothing goes: a machine whose clock jumped ahead must lose nothing.
    """
    done = _done.get((decision, place.office.pk)) == place.day
    if done or place.day.year not in place.calendar.loaded_years:
        return None
    return kept_from(place.day, int(place.choices[decision]))


def nothing_left(place: Published, decision: str) -> None:
    """All of it is gone: not asked again before tomorrow."""
    _done[decision, place.office.pk] = place.day


def forget() -> None:
    """Look anew at the next question (tests)."""
    _done.clear()
