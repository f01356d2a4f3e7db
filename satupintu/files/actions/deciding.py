"""A kept file is released, refused or removed; of two who decide at once one does."""

from django.db import transaction

from satupintu.files import disk
from satupintu.files.access import owner_of
from satupintu.files.models import StoredFile
from satupintu.files.workflow import FILE, Event, State
from satupintu.offices.acts import Doing, act


def release(file: StoredFile, *, actor: str = "system") -> bool:
    """Nothing was found in it: whoever may read it can open it. False when already decided."""
    with act(file.office_id, actor) as doing:
        return _step(doing, file, Event.RELEASE)


def refuse(file: StoredFile, reason: str = "virus", *, actor: str = "system") -> bool:
    """Something was found in it: the content goes, the row tells why, its owner is told."""
    with act(file.office_id, actor) as doing:
        if not _step(doing, file, Event.REFUSE, reason=reason, ended_at=doing.at):
            return False
        speaks = owner_of(file.owner)
        if speaks is not None and speaks.refused is not None:
            speaks.refused(file)
    return True


def remove(file: StoredFile, reason: str, *, actor: str) -> bool:
    """Content and name are gone for good; the row stays and says that there was a file.

    The reason is a code: "person", "office", "retention", "loose".
    """
    with act(file.office_id, actor) as doing:
        return remove_within(doing, file, reason)


def remove_within(doing: Doing, file: StoredFile, reason: str) -> bool:
    """The same inside the caller's own act."""
    return _step(
        doing, file, Event.REMOVE, reason=reason, ended_at=doing.at, name="", sha256="", holder="",
        household="",
    )  # fmt: skip


def remove_all(doing: Doing, owner: str, reason: str) -> int:
    """Everything of an owner is removed, as when its case has reached its end of keeping."""
    rows = StoredFile.objects.filter(owner=owner).exclude(state=State.REMOVED)
    return sum(remove_within(doing, file, reason) for file in rows)


def hand_on(owner: str, office_id: int) -> None:
    """What an owner has goes with it to another office: there its files are opened from now on."""
    StoredFile.objects.filter(owner=owner).update(office_id=office_id)


def _step(doing: Doing, file: StoredFile, event: Event, **changes: object) -> bool:
    before = State(file.state)
    after = FILE.step(before, event)
    if not StoredFile.objects.filter(pk=file.pk, state=before).update(state=after, **changes):
        return False
    file.state = after
    for name, value in changes.items():
        setattr(file, name, value)
    doing.note(f"file.{event}", file.subject, **({"reason": file.reason} if file.reason else {}))
    if after in {State.REFUSED, State.REMOVED}:
        transaction.on_commit(lambda: disk.remove(file.key))
    return True
