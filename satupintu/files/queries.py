"""Files of an owner, as its pages show them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from satupintu.database.prepared import Prepared
from satupintu.files.models import StoredFile
from satupintu.files.workflow import State


def files_of(owner: str) -> QuerySet[StoredFile]:
    """Everything attached to an owner, oldest first; one question for all its messages."""
    return StoredFile.objects.filter(owner=owner).order_by("at", "pk")


_files = Prepared(files_of, owner=str)


def by_message(owner: str) -> dict[int | None, list[StoredFile]]:
    """The files of an owner under the number of their message."""
    found: dict[int | None, list[StoredFile]] = {}
    for file in _files.rows(owner=owner):
        found.setdefault(file.message, []).append(file)
    return found


def loose(holder: str, keys: Iterable[str]) -> list[StoredFile]:
    """Files of this session that are attached to nothing yet, of those that are named."""
    if not holder:
        return []
    return list(
        StoredFile.objects.filter(holder=holder, owner="", key__in=list(keys)[:100])
        .exclude(state__in=[State.REFUSED, State.REMOVED])
        .order_by("at", "pk")
    )


def ended(keys: Iterable[str]) -> list[StoredFile]:
    """Of files that are named, those that were refused or removed before anybody attached them."""
    rows = StoredFile.objects.filter(owner="", key__in=list(keys)[:100])
    return list(rows.exclude(ended_at=None).order_by("at", "pk"))


def contents_of(holder: str, keys: Iterable[str]) -> list[str]:
    """SHA-256 of what this session brought under these keys, attached meanwhile or not."""
    rows = StoredFile.objects.filter(holder=holder, key__in=list(keys)[:100])
    return list(rows.order_by("sha256").values_list("sha256", flat=True)) if holder else []
