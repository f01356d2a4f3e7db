"""Files that came with a question or a message become the consultation's."""

from dataclasses import dataclass

from satupintu.consultations.actions.step import line
from satupintu.consultations.models import Consultation, Message
from satupintu.files.actions.keep import attach
from satupintu.files.models import StoredFile
from satupintu.journal.record import Act, act


@dataclass(frozen=True)
class Brought:
    """Keys of kept files and the session that brought them."""

    keys: tuple[str, ...] = ()
    holder: str = ""


NONE = Brought()


def enclose(doing: Act, case: Consultation, files: Brought, n: int) -> None:
    """The files belong to message n from now on. Raises files.refusals.Refused above the limits."""
    if files.keys:
        attach(doing, case.office_id, case.subject, list(files.keys), holder=files.holder,
               message=n)  # fmt: skip


def hang(doing: Act, case: Consultation, message: Message, files: Brought) -> None:
    """The files came with this message."""
    enclose(doing, case, files, message.n)


def refused(file: StoredFile) -> None:
    """The scanner found something in an attached file: both sides are told in the conversation."""
    case = Consultation.objects.filter(pk=int(file.owner.partition(":")[2])).first()
    if case is None:
        return
    with act(case.office_id) as doing:
        line(doing, case, f"Lampiran {file.name} tidak disimpan karena berbahaya.")
