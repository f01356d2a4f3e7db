"""The words of a message enter the search in the very act that puts the message."""

from satupintu.consultations.models import Consultation, Kind, Message, MessageWords
from satupintu.consultations.queries.message_search import of_office
from satupintu.database.statements import write
from satupintu.rules.search_words import words


def index(message: Message, case: Consultation) -> None:
    """The message can be found by its words; a question by who asked it, too."""
    if message.kind != Kind.LINE:
        words_ = _words(message, case)
        write(MessageWords, message_id=message.pk, words=words_, marks=message.kind)


def index_office(case: Consultation) -> None:
    """The consultation has gone to another office: there its messages are found from now on."""
    for row in MessageWords.objects.filter(message__consultation=case).select_related("message"):
        row.words = _words(row.message, case)
        row.save(update_fields=["words"])


def forget(message: Message) -> None:
    """A message that was taken back is not found any more."""
    MessageWords.objects.filter(message=message).delete()


def _words(message: Message, case: Consultation) -> str:
    told = f"{case.name} {message.text}" if message.kind == Kind.QUESTION else message.text
    return " ".join(of_office(case.office_id, dict.fromkeys(words(told))))
