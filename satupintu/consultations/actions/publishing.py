"""An answered question made public: proposed, read by another, published, withdrawn."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from satupintu.catalogue.actions.keeping import ANSWERS, Outcome, Shelf
from satupintu.catalogue.actions.withdrawing import withdraw as withdraw_items
from satupintu.catalogue.models import Item, Kind, Type
from satupintu.catalogue.sources.record import Record
from satupintu.consultations.actions.step import Refused, hold
from satupintu.consultations.models import Consultation, PublicAnswer
from satupintu.journal.record import Act, act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published
from satupintu.rules.redaction import left_over
from satupintu.rules.uncut import uncut

WHY_LONGEST = 200  # signs of why it was sent back or withdrawn
TITLE_LONGEST = 200
State = PublicAnswer.State
MENDED = "Angka di jawabannya diralat."
AFTER_MENDING: dict[str, str] = {State.PUBLISHED: State.WITHDRAWN, State.PROPOSED: State.REFUSED}


@dataclass(frozen=True)
class Copy:
    """The redacted question and answer, as everybody may read them."""

    question: str
    answer: str
    sources: str = ""


def propose(
    place: Published, case: Consultation, copy: Copy, *, officer_id: int, check_by: date
) -> PublicAnswer:
    """A redacted copy is laid before a second reader; one that is public already is found no more.

    Raises Refused("no_consent") when the asker has not allowed it, "empty", or "personal" while
    the copy still has something that looks like personal data.
    """
    if not case.may_publish:
        raise Refused("no_consent")
    if not copy.question.strip() or not copy.answer.strip():
        raise Refused("empty")
    _nothing_personal(case, copy)
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        hold(case.pk)
        row = PublicAnswer.objects.filter(consultation=case).first()
        if row and row.state == State.PUBLISHED:
            withdraw_items(item_of(row))
        row = row or PublicAnswer(consultation=case)
        row.question, row.answer, row.sources = copy.question, copy.answer, copy.sources
        row.state, row.proposed_by_id, row.proposed_at = State.PROPOSED, officer_id, doing.at
        row.read_by_id, row.settled_at, row.reason, row.check_by = None, None, "", check_by
        row.save()
        doing.note("answer.propose", case.subject)
        if not place.choices["second_reader"]:
            _publish(doing, place, row, officer_id)
    return row


def settle(
    place: Published, row: PublicAnswer, *, read: str, officer_id: int, publish: bool,
    reason: str = "",
) -> PublicAnswer:  # fmt: skip
    """The second reader publishes it or sends it back; `read` is the mark of what they read.

    Raises Refused("second_reader") for who proposed it, where the office wants another's eyes;
    Refused("sent_back") when it is sent back without a reason, Refused("settled") when it was
    settled already, Refused("reworded") when other words stand there than were read.
    """
    if not publish and not reason.strip():
        raise Refused("sent_back")
    why = uncut(reason, WHY_LONGEST, "reason")
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        hold(row.consultation_id)
        row.refresh_from_db()
        if place.choices["second_reader"] and row.proposed_by_id == officer_id:
            raise Refused("second_reader")
        open_ = PublicAnswer.objects.filter(pk=row.pk, state=State.PROPOSED)
        if row.state == State.PROPOSED and row.mark != read:
            raise Refused("reworded")
        if not open_.update(state=State.REFUSED, read_by_id=officer_id, settled_at=doing.at,
                            reason=why):  # fmt: skip
            raise Refused("settled")
        row.refresh_from_db()
        if publish:
            _publish(doing, place, row, officer_id)
        else:
            doing.note("answer.refuse", row.consultation.subject)
    return row


def withdraw(place: Published, row: PublicAnswer, *, officer_id: int, reason: str) -> PublicAnswer:
    """It is found no more: outdated, wrong, or the asker has changed their mind.

    Raises TooLong, Refused("settled") when it is not public any more.
    """
    why = uncut(reason, WHY_LONGEST, "reason")
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        shown = PublicAnswer.objects.filter(pk=row.pk, state=State.PUBLISHED)
        if not shown.update(state=State.WITHDRAWN, settled_at=doing.at, reason=why):
            raise Refused("settled")
        withdraw_items(item_of(row))
        doing.note("answer.withdraw", row.consultation.subject)
    row.refresh_from_db()
    return row


def is_mended(doing: Act, case: Consultation) -> None:
    """A figure of its answer was wrong: nobody finds the public copy any more, and one that waits
    for its second reader goes back, inside the act of the correction."""
    row = PublicAnswer.objects.filter(consultation=case).select_for_update().first()
    if row is None or row.state not in AFTER_MENDING:
        return
    if row.state == State.PUBLISHED:
        withdraw_items(item_of(row))
    row.state, row.settled_at, row.reason = AFTER_MENDING[row.state], doing.at, MENDED
    row.save(update_fields=["state", "settled_at", "reason"])
    doing.note("answer.mend", case.subject)


def item_of(row: PublicAnswer) -> QuerySet[Item]:
    """What of it stands in the catalogue, also under an id that once named the office.

    The question may have gone to another office since: no id rests on where it is.
    """
    mine = Item.objects.filter(source=ANSWERS, ident__startswith="jawaban-")
    return mine.filter(ident__endswith=f"-{row.pk}")


def _ident_of(row: PublicAnswer) -> str:
    """Its id in the catalogue, for good; it tells nothing of the consultation."""
    known = item_of(row).values_list("ident", flat=True).first()
    return known or f"jawaban-{row.pk}"


def _publish(doing: Act, place: Published, row: PublicAnswer, officer_id: int) -> None:
    row.state, row.read_by_id, row.settled_at = State.PUBLISHED, officer_id, doing.at
    row.save(update_fields=["state", "read_by", "settled_at"])
    case = row.consultation
    record = Record(
        source=ANSWERS, kind=str(Kind.ANSWER), type=str(Type.ANSWER), ident=_ident_of(row),
        title=" ".join(row.question.split())[:TITLE_LONGEST],
        description=f"{row.question}\n\n{row.answer}\n\n{row.sources}".strip(),
        subject=case.topic, region_name=case.region, source_name=place.office.name,
        updated_on=place.day,
    )  # fmt: skip
    Shelf(Outcome(ANSWERS, ANSWERS), place.office).put([(1, record)])
    doing.note("answer.publish", case.subject)


def _nothing_personal(case: Consultation, copy: Copy) -> None:
    names = [case.name, case.person.name if case.person else ""]
    if left_over(f"{copy.question}\n{copy.answer}\n{copy.sources}", names):
        raise Refused("personal")
