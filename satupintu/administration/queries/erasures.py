"""Who asked to be forgotten, and what the office keeps of them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from satupintu.consultations.queries.elsewhere import of_people
from satupintu.offices.published import Published
from satupintu.people.actions.account_holders import ANSWER_WITHIN
from satupintu.people.models import Account, Person


@dataclass(frozen=True)
class Kept:
    """What goes when the wish is carried out; `open` are numbers that stand in the way."""

    closed: int
    open: list[str]
    visits: int


def wishes(place: Published) -> QuerySet[Account]:
    """Account holders served by this office whose wish is not carried out yet, oldest first."""
    rows = Account.objects.filter(erasure_asked_at__isnull=False)
    served = Person.objects.filter(office=place.office).values("account")
    return rows.filter(pk__in=served).order_by("erasure_asked_at", "pk")


def kept_of(place: Published, account: Account) -> Kept:
    """What this office keeps of the account holder."""
    people = list(Person.objects.filter(office=place.office, account=account))
    closed, still_open = of_people([each.pk for each in people])
    return Kept(closed, still_open, sum(each.visits.count() for each in people))


def answer_by(account: Account) -> datetime | None:
    """Until when the wish must be answered (UU 27/2022: three days by the clock)."""
    asked = account.erasure_asked_at
    return asked + ANSWER_WITHIN if asked else None
