"""The words of a message enter the search in the very act that puts the message."""

from satupintu.consultations.models import Consultation, Kind, Message, MessageWords
from satupintu.database.statements import insert
from satupintu.rules.search_words import words


def index(message: Message, case: Consultation) -> None:
    """The message can be found by its words; a question by who asked it, too."""
    if message.kind == Kind.LINE:
        return
    told = f"{case.name} {message.text}" if message.kind == Kind.QUESTION else message.text
    found = " ".join(dict.fromkeys(words(told)))
    insert(MessageWords(message=message, words=found, marks=marks_of(case.office_id, message.kind)))


def index_office(case: Consultation) -> None:
    """The consultation has gone to another office: there its messages are found from now on."""
    for row in MessageWords.objects.filter(message__consultation=case).select_related("message"):
        row.marks = marks_of(case.office_id, row.message.kind)
        row.save(update_fields=["marks"])


def forget(message: Message) -> None:
    """A message that was taken back is not found any more."""
    MessageWords.objects.filter(message=message).delete()


def marks_of(office_id: int, kind: str) -> str:
    """The marks that a search filters by."""
    return f"o{office_id} {kind}"
