"""Changes begin on a day; what was in force before that day stays as it was (law 7)."""

from datetime import date

from django.db import transaction

from satupintu.offices.models import Office
from satupintu.offices.published import forget
from satupintu.rules import clock


class PastDay(Exception):
    """The day is over: a change must not alter what was reckoned then. `earliest` may be taken."""

    def __init__(self, earliest: date) -> None:
        super().__init__(earliest.isoformat())
        self.earliest = earliest


def today(office: Office) -> date:
    """The office's local day."""
    return clock.now().astimezone(clock.ZONES[office.zone]).date()


def must_not_be_past(office: Office, day: date, *, earliest: date | None = None) -> None:
    """Raises PastDay for a day before today, or before `earliest` when that is later."""
    first = max(today(office), earliest or today(office))
    if day < first:
        raise PastDay(first)


def shown_anew() -> None:
    """After the commit, every screen reads the office as it now stands."""
    transaction.on_commit(forget)
