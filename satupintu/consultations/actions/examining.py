"""The request is examined: clear and complete, or asked back; the online clock hangs on it."""

from datetime import datetime

from satupintu.consultations.actions import clocks
from satupintu.consultations.actions.enclosing import NONE, Brought, hang
from satupintu.consultations.actions.step import (
    REASON_LONGEST,
    Refused,
    finished,
    line,
    must,
    nothing_newer,
    put_message,
    step,
)
from satupintu.consultations.actions.talking import find
from satupintu.consultations.models import Author, Consultation, Draft, Kind, Message
from satupintu.consultations.queries.standard import checklist_of
from satupintu.consultations.workflow import Event
from satupintu.journal.record import act, once
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published
from satupintu.rules.indonesian import long_moment
from satupintu.rules.uncut import uncut

HOW_LONGEST = 200  # signs


def clear_and_complete(
    place: Published, case: Consultation, *, officer_id: int, checklist: list[str],
    kinds: tuple[str, ...] = (),
) -> Consultation:  # fmt: skip
    """Recorded as *jelas dan lengkap*: the three-day clock starts at this act (standard, time).

    Raises Refused("checklist") while a requirement of the published standard is not ticked.
    """
    if {code for code, _ in checklist_of(place, case)} - set(checklist):
        raise Refused("checklist")
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        step(doing, case, Event.EXAMINE, {"by": officer_id})
        if case.officer_id is None:
            case.officer_id, case.assigned_at = officer_id, doing.at
        for kind in kinds:
            setattr(case, f"about_{kind}", True)
        case.save(update_fields=["officer", "assigned_at", *(f"about_{kind}" for kind in kinds)])
        round_ = clocks.start(doing, place, case, officer_id=officer_id, checklist=checklist)
        line(doing, case, f"Permintaan jelas dan lengkap. {promise(place, round_.due_at)}".strip())
    return case


def start_by_itself(place: Published, case: Consultation) -> Consultation:
    """Nobody examined it by the close of the next working day: the clock starts at that close.

    The supervisor's page lists it (published standard: what the leaflet leaves open).
    """
    with act(place.office.pk) as doing:
        since = case.examine_by
        step(doing, case, Event.START_CLOCK)
        round_ = clocks.start(doing, place, case, officer_id=None, checklist=[], at=since)
        said = f"Waktu layanan mulai dihitung dengan sendirinya. {promise(place, round_.due_at)}"
        line(doing, case, said.strip())
    return case


def ask_back(
    place: Published, case: Consultation, text: str, reason: str, *, officer_id: int,
    seen: int | None = None, press: str = "", cites: list[dict[str, str]] | None = None,
    files: Brought = NONE,
) -> Message:  # fmt: skip
    """Ask the user for what is missing: the clock stands for a reason that the user sees.

    Raises Newer when the user or a colleague has written meanwhile, Refused("reason") without
    a reason.
    """
    finished(text)
    if not reason.strip():
        raise Refused("reason")
    why = uncut(reason, REASON_LONGEST, "reason")

    def make() -> Message:
        with act(place.office.pk, officer_actor(officer_id)) as doing:
            nothing_newer(case, seen, officer_id)
            must(case, Event.ASK_BACK)
            message = put_message(
                doing, case, Author.OFFICER, Kind.ASK, text, officer_id=officer_id,
                hold_seconds=int(place.choices["undo_send_seconds"]), cites=cites or [],
            )  # fmt: skip
            hang(doing, case, message, files)
            step(doing, case, Event.ASK_BACK, {"n": message.n})
            clocks.pause(doing, place, case, why)
            Draft.objects.filter(consultation=case, officer_id=officer_id).delete()
            doing.press(press, f"message:{message.pk}")
        return message

    return once(press, make, find)


def resume(place: Published, case: Consultation, *, officer_id: int, how: str) -> Consultation:
    """What was missing is known from elsewhere (a call, a visit): the user owes nothing more.

    Raises Refused("reason") without a word on how it came, TooLong.
    """
    if not how.strip():
        raise Refused("reason")
    how = uncut(how, HOW_LONGEST, "how")
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        step(doing, case, Event.RESUME)
        clocks.go_on(doing, place, case)
        line(doing, case, f"Kelengkapan diterima dengan cara lain: {how}")
    return case


def promise(place: Published, due: datetime | None) -> str:
    """The sentence that tells the user until when; empty when it cannot be said yet."""
    return f"Jawaban paling lambat {long_moment(place.local(due))}." if due else ""
