"""A question is written, sent, confirmed, or entered by an officer for somebody."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.crypto import get_random_string

from satupintu.consultations.actions.clocks import owed_from, write_round
from satupintu.consultations.actions.enclosing import NONE, Brought, enclose
from satupintu.consultations.actions.numbers import next_number
from satupintu.consultations.actions.step import hold_as_seen, step, write_message
from satupintu.consultations.actions.telling import tell_received
from satupintu.consultations.models import Author, Consultation, Door, Kind, Message
from satupintu.consultations.workflow import Event, State
from satupintu.database.statements import expect
from satupintu.journal.record import Act, act, once
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published
from satupintu.people.actions.account_holders import account_actor
from satupintu.people.actions.persons import Told, remember
from satupintu.people.models import Account, Person

TITLE_LONGEST = 120
QUESTION_LONGEST = 8000


@dataclass(frozen=True)
class Asked:
    """What somebody asks. Everything but the question may be left unsaid."""

    question: str
    name: str = ""
    email: str = ""
    phone: str = ""  # E.164
    contact_by: str = "web"
    topic: str = ""
    use: str = ""
    region: str = ""
    years: str = ""
    kinds: tuple[str, ...] = ()  # data, metadata, classification
    trail: dict[str, Any] = field(default_factory=dict)
    files: Brought = NONE
    may_publish: bool = False


def write_draft(
    place: Published, asked: Asked, *, person: Person | None = None,
    draft: Consultation | None = None, journey: str = "",
) -> Consultation:  # fmt: skip
    """Keep what is being asked, so that nothing typed is lost; it has no number yet.

    `journey` is the token that the form was given: a draft begun from the same form at the same
    moment is one. A token that is another's already is not used.
    """
    with act(place.office.pk, "visitor") as doing:
        if draft is None and journey and not Consultation.objects.filter(token=journey).exists():
            draft = _begun(doing, place, Door.WEB, journey)
        return _write(doing, place, asked, person=person, draft=draft, door=Door.WEB)


def send(
    place: Published, draft: Consultation, *, press: str = "",
    also: Callable[[Consultation], None] | None = None,
) -> Consultation:  # fmt: skip
    """The question is sent: it gets its number and waits to be examined.

    The same press sends it once. `also` belongs to it and commits with it: the disk is waited for
    once. Raises NotAllowed when it was sent before by another press.
    """

    def make() -> Consultation:
        with act(place.office.pk, "visitor") as doing:
            sent = _send(doing, place, draft)
            if also:
                also(sent)
            doing.press(press, sent.subject)
        return sent

    return once(press, make, find)


def ask(
    place: Published, asked: Asked, *, person: Person | None = None, press: str = ""
) -> Consultation:
    """Somebody asks in one step: draft and sending in one act (the form without its check page)."""

    def make() -> Consultation:
        with act(place.office.pk, "visitor") as doing:
            draft = _write(doing, place, asked, person=person, draft=None, door=Door.WEB)
            sent = _send(doing, place, draft)
            doing.press(press, sent.subject)
        return sent

    return once(press, make, find)


def enter(
    place: Published, asked: Asked, *, door: Door, arrived_at: datetime, officer_id: int,
    person: Person | None = None, visit: str = "", press: str = "",
) -> Consultation:  # fmt: skip
    """An officer enters a question that came by telephone, letter, message or on a visit (MJ-6).

    The moment it came counts for the time before it was examined; it never lies in the future.
    """

    def make() -> Consultation:
        with act(place.office.pk, officer_actor(officer_id)) as doing:
            case = _write(doing, place, asked, person=person, draft=None, door=door)
            case.entered_by_id, case.visit = officer_id, visit
            case.arrived_at = min(arrived_at, doing.at)
            case.save(update_fields=["entered_by", "visit", "arrived_at"])
            sent = _send(doing, place, case)
            doing.press(press, sent.subject)
        return sent

    return once(press, make, find)


def confirm_person(place: Published, case: Consultation, account: Account) -> Consultation:
    """The asker's address is proved: the question is the account's from now on.

    Whoever has asked this office before under the account is the same person; a visit under the
    same address is not, until its own address was proved.
    """
    with act(place.office.pk, account_actor(account.pk)) as doing:
        # The address that was proved is still this one: its asker may be mending it right now.
        fresh = Consultation.objects.filter(pk=case.pk, email_confirmed_at=None, email=case.email)
        if not fresh.update(email_confirmed_at=doing.at, email=account.email):
            return case
        written = case.person
        known = Person.objects.filter(office=place.office, account=account).order_by("pk").first()
        if known is not None:
            Consultation.objects.filter(pk=case.pk).update(person=known)
        elif written is not None:
            Person.objects.filter(pk=written.pk).update(
                account=account, email=account.email, email_verified_at=doing.at
            )
        doing.note("consultation.confirm", case.subject, account=account.pk)
        case.refresh_from_db()
        tell_received(case)
    return case


def write_to(place: Published, case: Consultation, email: str) -> None:
    """The asker mends an address that was mistyped; one that is proved stays.

    Codes that went to the earlier one prove that one only, and open nothing of this question. Its
    person may be somebody else's by now, who was found alike: whoever proves the new address is
    a person of their own.
    """
    with act(place.office.pk, "visitor") as doing:
        rows = Consultation.objects.filter(pk=case.pk, email_confirmed_at=None)
        if not rows.exclude(email=email).exists():
            return
        told = Told(name=case.name, email=email, phone=case.phone)
        case.person = remember(doing.office_id, told, at=doing.at, example=case.example)
        rows.update(email=email, person=case.person)
        doing.note("person.new", f"person:{case.person.pk}")
        doing.note("consultation.address", case.subject)
    case.email = email


def discard(place: Published, draft: Consultation) -> None:
    """A draft that is not needed any more: the asker found the answer alone (PRT-8)."""
    with act(place.office.pk, "visitor") as doing:
        gone, _ = Consultation.objects.filter(pk=draft.pk, state=State.DRAFT).delete()
        if gone:
            doing.note("consultation.discard", draft.subject)


def found_alone(place: Published, ease: str) -> None:
    """Somebody found the answer without asking and says how easy it was, from 1 to 4."""
    with act(place.office.pk, "visitor") as doing:
        doing.note("portal.ease", "portal", ease=ease)


def find(subject: str) -> Consultation:
    """The consultation that a press made: "consultation:123"."""
    return Consultation.objects.get(pk=int(subject.removeprefix("consultation:")))


def title_of(question: str) -> str:
    """The first words of a question, for lists."""
    words = " ".join(question.split())
    if len(words) <= TITLE_LONGEST:
        return words
    return words[:TITLE_LONGEST].rsplit(" ", 1)[0] + " …"


def _begun(doing: Act, place: Published, door: Door, token: str) -> Consultation:
    return Consultation(office_id=place.office.pk, token=token, created_at=doing.at, door=door)


def _write(
    doing: Act, place: Published, asked: Asked, *, person: Person | None,
    draft: Consultation | None, door: Door,
) -> Consultation:  # fmt: skip
    case = draft or _begun(doing, place, door, get_random_string(22))
    case.person = person
    case.name = asked.name or (person.name if person else "")
    case.email = asked.email or (person.email if person else "")
    confirmed = person is not None and person.email_verified_at and case.email == person.email
    case.email_confirmed_at = doing.at if confirmed else None
    for name in ("phone", "contact_by", "topic", "use", "region", "years", "trail", "may_publish"):
        setattr(case, name, getattr(asked, name))
    case.question, case.title = asked.question.strip(), title_of(asked.question)
    case.about_data = "data" in asked.kinds
    case.about_metadata = "metadata" in asked.kinds
    case.about_classification = "classification" in asked.kinds
    case.state, case.state_at = State.DRAFT, doing.at
    case.save()
    enclose(doing, case, asked.files, 1)  # with the first message, which sending makes of it
    return case


def _send(doing: Act, place: Published, case: Consultation) -> Consultation:
    expect(Message, *([] if case.person else [Person]))
    hold_as_seen(case)
    if case.person is None:
        told = Told(name=case.name, email=case.email, phone=case.phone)
        case.person = remember(doing.office_id, told, at=doing.at, example=case.example)
        doing.note("person.new", f"person:{case.person.pk}")
    case.rounds = case.messages = 1
    owed = owed_from(place, doing.at)
    case.examine_by = owed["examine_by"]
    write_message(doing, case, Author.USER, Kind.QUESTION, case.question, channel=case.door)
    write_round(place, case, doing.at)
    # The number last of all: others of the office wait for its row.
    return step(
        doing, case, Event.SEND, {"door": str(case.door)}, is_held=True,
        number=next_number(place, doing.at), sent_at=doing.at, person_id=case.person.pk,
        arrived_at=case.arrived_at or doing.at, rounds=1, messages=1, user_wrote=1, user_read=1,
        last_at=doing.at, **owed,
    )  # fmt: skip
