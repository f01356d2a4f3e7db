"""A file is kept: looked at, made bare of what it says about its sender, written, noted."""

from contextlib import suppress
from pathlib import Path

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from satupintu.files import contents, disk, names, pictures, scanner
from satupintu.files.accepted import (
    ALLOWED,
    MOST_BYTES,
    OWNER_BYTES,
    PER_MESSAGE,
    PER_OWNER,
)  # fmt: skip
from satupintu.files.actions.room import room_for
from satupintu.files.models import StoredFile
from satupintu.files.refusals import Refused
from satupintu.files.workflow import FILE, Event, State
from satupintu.offices.acts import Doing, act


def keep(
    office_id: int, source: disk.Readable, name: str, *,
    actor: str, holder: str = "", household: str = "", owner: str = "",
    kinds: tuple[str, ...] = ALLOWED,
) -> StoredFile:  # fmt: skip
    """Keep what can be read from `source`, loose until attached, or at once for an owner.

    Raises Refused with the reason in words; then nothing of it is left.
    """
    try:
        staged, size = disk.stage(source, MOST_BYTES)
    except disk.NoRoom:
        raise Refused("full", names.clean(name)) from None
    return keep_staged(
        office_id, staged, size, name, actor=actor, holder=holder, household=household,
        owner=owner, kinds=kinds,
    )  # fmt: skip


def keep_staged(
    office_id: int, staged: Path, size: int, name: str, *,
    actor: str, holder: str = "", household: str = "", owner: str = "",
    kinds: tuple[str, ...] = ALLOWED,
) -> StoredFile:  # fmt: skip
    """The same for a file that lies apart already; it lies there no more afterwards."""
    try:
        kind = _examined(staged, size, name, kinds)
        bare = kind in pictures.FORMATS
        if bare:
            staged = pictures.without_metadata(staged, kind)
        return _write(office_id, staged, StoredFile(
            holder=holder, household=household, owner=owner, name=names.clean(name, kind),
            kind=kind, metadata_removed=bare, uploaded_by=actor,
        ))  # fmt: skip
    except disk.NoRoom:
        raise Refused("full", names.clean(name)) from None
    except Refused as refusal:
        raise Refused(refusal.reason, names.clean(name), kinds) from None
    finally:
        staged.unlink(missing_ok=True)


def attach(
    doing: Doing, office_id: int, owner: str, keys: list[str], *,
    holder: str, message: int | None = None,
) -> list[StoredFile]:  # fmt: skip
    """Loose files of a session become those of an owner's message, within the caller's own act.

    They may have come through another office's page: a consultation was handed over meanwhile.
    Raises Refused: many or total above the limits of an owner, failed when one is no longer there.
    """
    if not keys:
        return []
    keys = list(dict.fromkeys(keys))
    mine = StoredFile.objects.filter(owner="", holder=holder, key__in=keys)
    mine = mine.exclude(state__in=[State.REFUSED, State.REMOVED])
    chosen = list(mine)
    if not holder or len(chosen) != len(keys):
        raise Refused("failed")
    _within_limits(owner, chosen)
    if mine.update(owner=owner, message=message, office_id=office_id) != len(keys):
        raise Refused("failed")
    for file in chosen:
        file.owner, file.message, file.office_id = owner, message, office_id
        doing.note("file.attach", file.subject, to=owner, kind=file.kind)
    return chosen


def detach(owner: str, message: int) -> list[str]:
    """The files of a message that was taken back are loose again; their keys.

    Whoever brought them may attach them once more; left alone they go like any loose file.
    """
    mine = StoredFile.objects.filter(owner=owner, message=message, ended_at=None)
    keys = list(mine.order_by("at", "pk").values_list("key", flat=True))
    mine.update(owner="", message=None)
    return keys


def _examined(staged: Path, size: int, name: str, kinds: tuple[str, ...]) -> str:
    if not size:
        raise Refused("empty")
    if size > MOST_BYTES:
        raise Refused("big")
    return contents.examine(staged, name, kinds)


def _write(office_id: int, staged: Path, file: StoredFile) -> StoredFile:
    file.office_id, file.key = office_id, disk.new_key()
    file.size, file.sha256 = staged.stat().st_size, disk.digest(staged)
    disk.settle(staged, file.key)
    try:
        with act(office_id, file.uploaded_by) as doing:
            file.at = doing.at
            if not file.owner:
                room_for(office_id, file.size, holder=file.holder, household=file.household)
            if not scanner.configured():
                file.state = FILE.step(State.QUARANTINED, Event.RELEASE)
            file.save()
            doing.note(
                "file.keep", file.subject, kind=file.kind, size=file.size, state=str(file.state)
            )
    except BaseException:
        with suppress(OSError):
            disk.remove(file.key)
        raise
    return file


def _within_limits(owner: str, chosen: list[StoredFile]) -> None:
    there = StoredFile.objects.filter(owner=owner, ended_at=None).aggregate(
        count=Count("pk"), size=Coalesce(Sum("size"), 0)
    )
    if len(chosen) > PER_MESSAGE or there["count"] + len(chosen) > PER_OWNER:
        raise Refused("many")
    if there["size"] + sum(file.size for file in chosen) > OWNER_BYTES:
        raise Refused("total")
