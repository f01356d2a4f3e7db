"""The answer is given: the recorded act that stops the clock; a wrong one is put right for all."""

from satupintu.consultations.actions import clocks
from satupintu.consultations.actions.enclosing import NONE, Brought, hang
from satupintu.consultations.actions.publishing import is_mended
from satupintu.consultations.actions.step import (
    Faster,
    Refused,
    finished,
    must,
    nothing_newer,
    put_message,
    step,
)
from satupintu.consultations.actions.talking import find
from satupintu.consultations.models import Author, Consultation, Draft, Kind, Message
from satupintu.consultations.workflow import Event, State
from satupintu.journal.record import act, once, press_of
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published

LOOKED_THROUGH = 2000  # of the newest answers with sources


def answer(
    place: Published, case: Consultation, text: str, *, officer_id: int, seen: int | None = None,
    cites: list[dict[str, str]] | None = None, files: Brought = NONE,
    kinds: tuple[str, ...] = (), press: str = "",
) -> Message:  # fmt: skip
    """*Jawaban diberikan*: the clock of the round stops (standard, clause 6 online).

    Raises Newer when the user or a colleague wrote after message `seen`, NotAllowed before the
    request is clear and complete (examine it first: one press on the same page).
    """
    finished(text)

    def make() -> Message:
        with act(place.office.pk, officer_actor(officer_id)) as doing:
            nothing_newer(case, seen, officer_id)
            must(case, Event.ANSWER)
            message = put_message(
                doing, case, Author.OFFICER, Kind.ANSWER, text, officer_id=officer_id,
                hold_seconds=int(place.choices["undo_send_seconds"]), cites=cites or [],
            )  # fmt: skip
            hang(doing, case, message, files)
            about = {f"about_{kind}": True for kind in kinds}
            step(doing, case, Event.ANSWER, {"n": message.n}, answered_at=doing.at, **about)
            clocks.stop(doing, place, case, officer_id=officer_id)
            Draft.objects.filter(consultation=case, officer_id=officer_id).delete()
            doing.press(press, f"message:{message.pk}")
        return message

    return once(press, make, find)


def correct(
    place: Published, wrong: Message, text: str, *, officer_id: int, press: str = ""
) -> Message:
    """A wrong figure already sent is marked, and its correction goes to who got it.

    A public copy of the answer is found no more.
    Raises Refused("not_sent") for anything but an officer's message that the user has been shown.
    """
    case = wrong.consultation
    if wrong.author != Author.OFFICER or wrong.shown_at is None or wrong.internal:
        raise Refused("not_sent")
    finished(text)

    def make() -> Message:
        with act(place.office.pk, officer_actor(officer_id)) as doing:
            Message.objects.filter(pk=wrong.pk, wrong_since=None).update(wrong_since=doing.at)
            fixed = put_message(
                doing, case, Author.OFFICER, Kind.CORRECTION, text, officer_id=officer_id,
                corrects=wrong,
            )  # fmt: skip
            if case.state in {State.ANSWERED, State.CLOSED}:
                step(doing, case, Event.CORRECT, {"n": wrong.n}, state_at=case.state_at)
            else:
                doing.note("consultation.correct", case.subject, n=wrong.n)
            is_mended(doing, case)
            doing.press(press, f"message:{fixed.pk}")
        return fixed

    return once(press, make, find)


def told_the_same(place: Published, wrong: Message) -> list[Message]:
    """Answers of the office to others that rest on the very same sources, not yet corrected."""
    sources = {(each.get("source"), each.get("ident")) for each in wrong.cites}
    if not sources:
        return []
    rows = Message.objects.filter(
        consultation__office=place.office, kind=Kind.ANSWER, shown_at__isnull=False,
        wrong_since=None,
    ).exclude(consultation_id=wrong.consultation_id)  # fmt: skip
    rows = rows.exclude(cites=[]).select_related("consultation").order_by("id")
    found = {
        row.consultation_id: row
        for row in rows.reverse()[:LOOKED_THROUGH][::-1]
        if sources & {(each.get("source"), each.get("ident")) for each in row.cites}
    }
    return list(found.values())


def tell_others(
    place: Published, others: list[Message], text: str, *, officer_id: int, press: str = ""
) -> list[Message]:
    """The same correction goes to each of them; one that has moved meanwhile holds up nobody."""
    told = []
    for wrong in others:
        try:
            once_each = press_of(press, "mend", str(wrong.pk))
            told.append(correct(place, wrong, text, officer_id=officer_id, press=once_each))
        except (Faster, Refused):
            continue
    return told
