"""Room for what nobody has attached yet, shared out: no household shuts out the others."""

from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from satupintu.files.accepted import LOOSE_BYTES, LOOSE_PER_HOLDER, SHARE
from satupintu.files.models import Arrival, StoredFile
from satupintu.files.refusals import Refused
from satupintu.offices.models import Office


def room_for(office_id: int, size: int, *, holder: str, household: str) -> None:
    """A household has a part of what all others leave free, so that something always is.

    What it brought within a day counts, whatever became of it and at every office: a question
    that is never sent takes room as well. An officer is no stranger and has no household.
    Asked inside the act that takes the room: of two at one moment the second counts the first.
    Raises Refused: many (of one session), share (of one household), full.
    """
    one_at_a_time()
    kept = StoredFile.objects.filter(ended_at=None)
    loose = _count(kept.filter(office_id=office_id, owner=""), holder)
    coming = _count(Arrival.objects.filter(office_id=office_id), holder)
    if max(loose["mine"], coming["mine"]) >= LOOSE_PER_HOLDER:
        raise Refused("many")
    free = LOOSE_BYTES - loose["size"] - coming["size"]
    if size > free:
        raise Refused("full")
    if household and size + _brought(household) > free // SHARE:
        raise Refused("share")


def one_at_a_time() -> None:
    """Whoever takes or clears away files waits here first, inside the act."""
    # One row for all offices, since a household's part is counted over all of them. On SQLite
    # acts come one by one anyway.
    first = Office.objects.select_for_update(no_key=True).order_by("pk").values_list("pk")
    list(first[:1])


def crowded() -> list[int]:
    """Offices whose loose files take so much room that those of strangers must make way soon."""
    loose = StoredFile.objects.filter(ended_at=None, owner="").values("office")
    full = loose.annotate(size=Sum("size")).filter(size__gt=LOOSE_BYTES // SHARE)
    return list(full.values_list("office", flat=True))


def _count(rows: Any, holder: str) -> dict[str, int]:
    found: dict[str, int] = rows.aggregate(
        size=Coalesce(Sum("size"), 0), mine=Count("pk", filter=Q(holder=holder))
    )
    return found


def _brought(household: str) -> int:
    kept = StoredFile.objects.filter(ended_at=None, household=household)
    coming = Arrival.objects.filter(household=household)
    return sum(rows.aggregate(size=Coalesce(Sum("size"), 0))["size"] for rows in (kept, coming))
