"""The signed paper of a standard or of the pledge is put beside its text (PUB-4)."""

from satupintu.files.actions.deciding import remove, remove_within
from satupintu.files.actions.keep import attach
from satupintu.files.models import StoredFile
from satupintu.files.queries import files_of
from satupintu.files.workflow import State
from satupintu.journal.record import act, officer
from satupintu.offices.models import Office


def put(office: Office, owner: str, keys: list[str], *, holder: str, by: int) -> StoredFile:
    """The scan hangs at its standard; the one before it is gone. Raises files' Refused."""
    with act(office.pk, officer(by)) as doing:
        [new] = attach(doing, office.pk, owner, keys, holder=holder)
        for old in files_of(owner).exclude(pk=new.pk).exclude(state=State.REMOVED):
            remove_within(doing, old, "replaced")
    return new


def take_down(file: StoredFile, *, by: int) -> None:
    """The scan is no longer shown; the text stays what it is."""
    remove(file, "office", actor=officer(by))
