"""A consultation goes to another office with its promise, and leaves a trace."""

from datetime import datetime

from satupintu.appointments.actions import withdraw_offer
from satupintu.appointments.queries import coming
from satupintu.consultations.actions import clocks, words
from satupintu.consultations.actions.step import REASON_LONGEST, Refused, line, step
from satupintu.consultations.models import Consultation, Handover
from satupintu.consultations.queries.clock import current_round
from satupintu.consultations.workflow import Event
from satupintu.files.actions.deciding import hand_on
from satupintu.journal.record import Act, act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.rules.indonesian import long_moment, sentence
from satupintu.rules.uncut import uncut


def hand_over(
    place: Published, case: Consultation, to: Office, *, officer_id: int, reason: str,
    promised_at: datetime | None = None, press: str = "",
) -> Handover:  # fmt: skip
    """Another office answers it, under the same number; the clock goes on there.

    The promise is kept unless another time is given, and the user reads why. Raises
    Refused("same_office"), "reason" without one, "past" for a promise that lies behind,
    "meeting" while this office has one arranged.
    """
    if to.pk == place.office.pk:
        raise Refused("same_office")
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        why = reasoned(doing, reason, promised_at)
        without_meeting(doing, case)
        trace = Handover.objects.create(
            consultation=case, from_office=place.office, to_office=to, at=doing.at,
            by_id=officer_id, reason=why, due_before=case.due_at, promised_at=promised_at,
        )  # fmt: skip
        step(
            doing, case, Event.MOVE, {"to": to.pk}, state_at=case.state_at, office_id=to.pk,
            officer_id=None, assigned_at=None, moved_from_id=place.office.pk, postponed_until=None,
            unit_id=None,
        )  # fmt: skip
        case.presences.all().delete()  # nobody here reads or writes in it any more
        there = published(to.code)
        carry_promise(doing, there, case, trace, there.office.name)
        words.index_office(case)
        hand_on(case.subject, to.pk)
        doing.press(press, case.subject)
    with act(to.pk, officer_actor(officer_id)) as doing:
        doing.note("consultation.arrive", case.subject)
    return trace


def without_meeting(doing: Act, case: Consultation, *, by_user: bool = False) -> None:
    """What was only offered can be taken no more. Raises Refused("meeting") for one arranged:

    whoever was told to come must not find that nobody there knows of the question any more. What
    is over waits for an officer's note only: that is no reason to hold the user back.
    """
    arranged = coming(case.subject)
    if arranged and not (by_user and arranged.ends_at <= doing.at):
        raise Refused("meeting")
    withdraw_offer(doing, case.subject)


def reasoned(doing: Act, reason: str, promised_at: datetime | None) -> str:
    """Why it is handed over. Raises Refused: "reason" without one, "past" for a promise that lies
    behind, TooLong."""
    if not reason.strip():
        raise Refused("reason")
    if promised_at is not None and promised_at <= doing.at:
        raise Refused("past")
    return uncut(reason, REASON_LONGEST, "reason")


def carry_promise(
    doing: Act, there: Published, case: Consultation, trace: Handover, name: str
) -> None:
    """The clock of the question goes on there; the user reads where, why and until when."""
    round_ = current_round(case)
    if round_ is not None and round_.answered_at is None:
        round_.promised_at = trace.promised_at or case.due_at
        round_.promise_reason = trace.reason if trace.promised_at else ""
        round_.save(update_fields=["promised_at", "promise_reason"])
        clocks.reckon(there, case, round_)
    said = f"Diteruskan ke {name}: {sentence(trace.reason)}"
    if case.due_at:
        kept = "berubah menjadi" if trace.promised_at else "tetap"
        said += f" Waktu jawaban {kept} {long_moment(there.local(case.due_at))}."
    line(doing, case, said)
