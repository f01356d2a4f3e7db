"""The asker is told by letter of what was said, in the same act in which it is shown to them."""

from django.conf import settings
from django.utils import translation

from satupintu.consultations.letters import letter_of, received
from satupintu.consultations.models import Author, Consultation, Kind, Message
from satupintu.outbox.actions import put
from satupintu.outbox.letters import BadAddress
from satupintu.people.models import Account


def tell(case: Consultation, message: Message) -> None:
    """A parcel for the asker, once for each message; notes and the asker's own words make none."""
    if message.author == Author.USER or message.kind == Kind.NOTE or not case.email:
        return
    if message.kind == Kind.LINE and case.merged_into and case.merged_into.email == case.email:
        return  # one letter tells of both: that of the conversation that goes on
    with translation.override(language_of(case)):
        letter = letter_of(case, message)
    try:
        put(case.office_id, letter, key=f"message:{message.pk}")
    except BadAddress:
        return  # written down wrong on the telephone: the thread and the officer still have it


def tell_received(case: Consultation) -> None:
    """The proved address gets the confirmation: number, what happens next, a copy of the words."""
    with translation.override(language_of(case)):
        letter = received(case)
    put(case.office_id, letter, key=f"received:{case.pk}")


def language_of(case: Consultation) -> str:
    """The language in which the asker reads letters."""
    account = Account.objects.filter(email=case.email).values_list("language", flat=True).first()
    return account or settings.LANGUAGE_CODE
