"""Files that came with a question or a message become the consultation's."""

from dataclasses import dataclass

from satupintu.consultations.actions.step import put_message
from satupintu.consultations.models import Author, Consultation, Kind, Message
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
    """The scanner found something in an attached file: the conversation tells those who had it.

    That is both sides, and of what hung on a note the office alone.
    """
    case = Consultation.objects.filter(pk=int(file.owner.partition(":")[2])).first()
    if case is None:
        return
    inside = case.thread.filter(n=file.message or 0, kind=Kind.NOTE).exists()
    with act(case.office_id) as doing:
        put_message(
            doing, case, Author.SYSTEM, Kind.NOTE if inside else Kind.LINE,
            f"Lampiran {file.name} tidak disimpan karena berbahaya.",
        )  # fmt: skip
