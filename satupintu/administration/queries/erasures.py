"""Who asked to be forgotten, and what the office keeps of them."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from satupintu.consultations.queries.elsewhere import of_people
from satupintu.offices.published import Published
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
    people = Person.objects.filter(office=place.office, account=account)
    closed, still_open = of_people(list(people.values_list("pk", flat=True)))
    return Kept(closed, still_open, people.aggregate(visits=Count("visits"))["visits"])
