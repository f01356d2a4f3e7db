"""Questions about parcels: what waits, what could not be sent, and why."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from satupintu.database.prepared import Prepared
from satupintu.database.statements import read
from satupintu.outbox.letters import CODE
from satupintu.outbox.models import Parcel
from satupintu.outbox.workflow import WAITING, Cause, State
from satupintu.rules import clock

SHOWN = 50


def something_due() -> bool:
    """Whether a parcel could be claimed now, those included whose holder went away."""
    now = clock.now()
    due = Q(state__in=WAITING, next_at__lte=now) | Q(state=State.CLAIMED, claimed_until__lte=now)
    return Parcel.objects.filter(due).exists()


def troubles(office_id: int, before: int | None = None) -> list[Parcel]:
    """What could not be sent, and what is tried again, newest first; one more than is shown."""
    rows = _troubled(office_id)
    if before:
        rows = rows.filter(pk__lt=before)
    may_go = ~Q(text="") & (Q(useless_after=None) | Q(useless_after__gt=clock.now()))
    rows = rows.annotate(can_go_again=ExpressionWrapper(may_go, BooleanField()))
    return list(rows.defer("text").order_by("-pk")[: SHOWN + 1])


def count_of_waiting(office_id: int) -> int:
    """How many letters of the office wait to be sent for the first time, or are under way."""
    states = [State.QUEUED, State.CLAIMED]
    return Parcel.objects.filter(office_id=office_id, state__in=states).count()


def waiting() -> tuple[int, datetime | None]:
    """How many parcels wait in all offices, and since when the oldest does."""
    rows = Parcel.objects.filter(state__in=[*WAITING, State.CLAIMED]).order_by("created_at")
    return rows.count(), rows.values_list("created_at", flat=True).first()


def count_of_dead() -> int:
    """How many letters of all offices could not be delivered and are still remembered."""
    return Parcel.objects.filter(state=State.DEAD, emptied_at=None).exclude(kind=CODE).count()


def latest(office_ids: Collection[int], most: int) -> list[Parcel]:
    """The newest parcels of these offices with their words, for reading where nothing is sent."""
    rows = Parcel.objects.filter(office__in=office_ids).exclude(text="")
    return list(rows.order_by("-pk")[:most])


def of_subject(about: str) -> QuerySet[Parcel]:
    """What was sent about a case, oldest first: whether the person has had word of it."""
    return Parcel.objects.filter(about=about).defer("text").order_by("pk")


def given_up(about: str) -> list[Parcel]:
    """What was sent about a case and did not arrive, oldest first.

    A code that nobody used in time is asked for anew by its owner: no officer can mend it.
    """
    return _given_up.rows(about=about)


def _dead(about: str) -> QuerySet[Parcel]:
    return of_subject(about).filter(state=State.DEAD).exclude(cause=Cause.TOO_LATE)


_given_up = Prepared(_dead, about=str)


class GivenUp(NamedTuple):
    """A parcel that did not arrive: to whom, why, and what it was about."""

    address: str
    cause: str  # workflow.Cause, or nothing
    about: str


def newest_given_up(office_id: int, kind: str, most: int) -> list[GivenUp]:
    """What was given up about things of this kind ("consultation"), newest first."""
    rows = read(_GIVEN_UP, [office_id, str(State.DEAD), str(Cause.TOO_LATE), f"{kind}:%", most])
    return [GivenUp(*row) for row in rows]


_GIVEN_UP = (  # asked by every opening of an inbox
    "SELECT address, cause, about FROM outbox_parcel WHERE office_id = %s AND state = %s "
    "AND cause <> %s AND about LIKE %s AND emptied_at IS NULL ORDER BY id DESC LIMIT %s"
)


def _troubled(office_id: int) -> QuerySet[Parcel]:
    rows = Parcel.objects.filter(office_id=office_id, state__in=[State.DEAD, State.FAILED])
    return rows.filter(emptied_at=None)
