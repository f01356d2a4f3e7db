"""Sealing: entries are chained outside the request, so that a later change would show."""

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from satupintu.journal.models import Entry, Head, Seal
from satupintu.journal.record import writing
from satupintu.rules import clock

MOST_IN_A_SEAL = 5000
Row = tuple[int, datetime, str, str, str, dict[str, Any]]  # what a seal holds of an entry
_ROW = ("seq", "at", "event", "subject", "actor", "facts")


def seal_all() -> int:
    """Seal whatever is unsealed in every office; returns how many seals were made."""
    sealed = Seal.objects.filter(office_id=OuterRef("office_id")).order_by("-first")
    newest = Coalesce(Subquery(sealed.values("last")[:1]), 0)
    behind = Head.objects.filter(last__gt=newest).values_list("office_id", flat=True)
    return sum(seal(office_id) for office_id in list(behind))


def seal(office_id: int) -> int:
    """Chain the office's new entries to its last seal; 1 when a seal was made.

    Read and hashed before anything is locked: presses do not wait for it.
    """
    before = _newest(office_id)
    first = before.last + 1 if before else 1
    new = Entry.objects.filter(office_id=office_id, seq__gte=first).order_by("seq")
    rows = list(new.values_list(*_ROW)[:MOST_IN_A_SEAL])
    if not rows:
        return 0
    previous = before.digest if before else ""
    found = digest(previous, rows)
    with writing():
        Head.objects.select_for_update().filter(office_id=office_id).first()
        if _newest(office_id) != before:
            return 0  # another process was faster
        Seal.objects.create(
            office_id=office_id, first=first, last=rows[-1][0], previous=previous,
            digest=found, made_at=clock.now(),
        )  # fmt: skip
    return 1


def _newest(office_id: int) -> Seal | None:
    return Seal.objects.filter(office_id=office_id).order_by("-first").first()


def digest(previous: str, rows: Iterable[Row]) -> str:
    """The hash of a stretch of entries, chained to the seal before."""
    hasher = sha256(previous.encode())
    for seq, at, event, subject, actor, facts in rows:
        told = json.dumps(facts, sort_keys=True, separators=(",", ":"))
        hasher.update(f"{seq}|{at.isoformat()}|{event}|{subject}|{actor}|{told}\n".encode())
    return hasher.hexdigest()


def verify(office_id: int) -> list[str]:
    """What is wrong with an office's journal: broken seals, gaps; empty when all is well."""
    wrong, previous, expected = [], "", 1
    for stretch in Seal.objects.filter(office_id=office_id).order_by("first"):
        held = Entry.objects.filter(
            office_id=office_id, seq__range=(stretch.first, stretch.last)
        ).order_by("seq")
        rows = list(held.values_list(*_ROW))
        if stretch.first != expected or [row[0] for row in rows] != list(
            range(stretch.first, stretch.last + 1)
        ):
            wrong.append(f"entries {stretch.first}-{stretch.last} have gaps")
        elif stretch.previous != previous or digest(previous, rows) != stretch.digest:
            wrong.append(f"entries {stretch.first}-{stretch.last} do not match their seal")
        previous, expected = stretch.digest, stretch.last + 1
    return wrong
