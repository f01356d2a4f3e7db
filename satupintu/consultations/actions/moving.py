"""Two consultations of one person become one; one goes to another office with its promise."""

from datetime import datetime

from satupintu.appointments.actions import withdraw_offer
from satupintu.appointments.queries import coming
from satupintu.consultations.actions import clocks, words
from satupintu.consultations.actions.step import REASON_LONGEST, Refused, line, step
from satupintu.consultations.models import Closing, Consultation, Handover
from satupintu.consultations.queries.clock import current_round
from satupintu.consultations.workflow import OFFICE_OWES, USER_OWES, Event, State
from satupintu.files.actions.deciding import hand_on
from satupintu.journal.record import Act, act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.rules.indonesian import long_moment, sentence
from satupintu.rules.uncut import uncut


def merge(
    place: Published, gone: Consultation, kept: Consultation, *, officer_id: int
) -> Consultation:
    """The first is closed as part of the second; its messages are read there, both numbers find it.

    The earlier promise holds, and a clock that waited for the user goes on: the office owes what
    comes in. Raises Refused: "same_case", "not_same_person" unless one proved person asked both,
    "office_owes" when a question would get lost in an answered consultation, "meeting".
    """
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        # Both rows, always in the same order: of two who merge them into each other one is first.
        rows = Consultation.objects.select_for_update().filter(pk__in=[gone.pk, kept.pk])
        kept = {row.pk: row for row in rows.order_by("pk")}[kept.pk]
        _one_person(gone, kept)
        if gone.state in OFFICE_OWES and kept.state == State.ANSWERED:
            raise Refused("office_owes")
        _without_meeting(doing, gone)
        due, was, owed = gone.due_at, gone.number, gone.state in OFFICE_OWES
        step(
            doing, gone, Event.CLOSE, {"into": kept.pk}, closing=Closing.MERGED,
            merged_into_id=kept.pk, closed_at=doing.at, next_at=None, examine_by=None, due_at=None,
        )  # fmt: skip
        if round_ := current_round(gone):
            clocks.end_pauses(round_, doing.at)
        if owed and kept.state in USER_OWES:
            step(doing, kept, Event.REPLY)
            clocks.go_on(doing, place, kept)
        line(doing, gone, f"Percakapan ini digabung dengan {kept.number}.")
        line(doing, kept, f"{was} digabung ke sini. Kedua nomor membuka percakapan ini.")
        _keep_earlier(place, kept, due)
    return kept


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
        _without_meeting(doing, case)
        trace = Handover.objects.create(
            consultation=case, from_office=place.office, to_office=to, at=doing.at,
            by_id=officer_id, reason=why, due_before=case.due_at, promised_at=promised_at,
        )  # fmt: skip
        step(
            doing, case, Event.MOVE, {"to": to.pk}, state_at=case.state_at, office_id=to.pk,
            officer_id=None, assigned_at=None, moved_from_id=place.office.pk, postponed_until=None,
            unit_id=None,
        )  # fmt: skip
        there = published(to.code)
        carry_promise(doing, there, case, trace, there.office.name)
        words.index_office(case)
        hand_on(case.subject, to.pk)
        doing.press(press, case.subject)
    with act(to.pk, officer_actor(officer_id)) as doing:
        doing.note("consultation.arrive", case.subject)
    return trace


def _without_meeting(doing: Act, case: Consultation) -> None:
    # Whoever was told to come must not find that nobody there knows of the question any more.
    if coming(case.subject):
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


def _one_person(gone: Consultation, kept: Consultation) -> None:
    if gone.pk == kept.pk or gone.office_id != kept.office_id:
        raise Refused("same_case")
    proved = gone.email_confirmed_at and kept.email_confirmed_at
    if not proved or gone.person_id is None or gone.person_id != kept.person_id:
        raise Refused("not_same_person")
    if kept.merged_into_id is not None or kept.state == State.CLOSED:
        raise Refused("same_case")


def _keep_earlier(place: Published, kept: Consultation, due: datetime | None) -> None:
    round_ = current_round(kept)
    if due is None or round_ is None or round_.answered_at is not None or round_.promise_reason:
        return
    round_.promised_at = min(due, round_.promised_at or due)
    round_.save(update_fields=["promised_at"])
    clocks.reckon(place, kept, round_)


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
