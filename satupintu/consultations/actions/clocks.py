"""Clocks are started, paused, gone on with and stopped; the inbox learns what is due next."""

from collections.abc import Sequence
from datetime import datetime

from satupintu.consultations.models import Consultation, Pause, Round
from satupintu.consultations.queries.clock import (
    current_round,
    due_of,
    examine_until,
    look_until,
    pauses_of,
    promised,
)
from satupintu.consultations.queries.standard import promised_days
from satupintu.consultations.workflow import State
from satupintu.database.statements import write
from satupintu.journal.record import Act
from satupintu.offices.published import Published


def open_round(doing: Act, place: Published, case: Consultation) -> None:
    """A question came: it must be examined, at the latest by the close of the next working day."""
    owed = owed_from(place, doing.at)
    _keep(case, rounds=case.rounds + 1, due_at=None, **owed)
    write_round(place, case, doing.at)


def owed_from(place: Published, at: datetime) -> dict[str, datetime | None]:
    """What the office owes from the moment a question came: a look, and its examination.

    Without a calendar nothing can be said, but the list must not lose it: it comes first.
    """
    return {"examine_by": examine_until(place, at), "next_at": look_until(place, at) or at}


def write_round(place: Published, case: Consultation, at: datetime) -> None:
    """The clock of the question that the consultation has counted last."""
    write(
        Round, consultation_id=case.pk, n=case.rounds, asked_at=at, examine_by=case.examine_by,
        days=promised_days(place),
    )  # fmt: skip


def start(
    doing: Act, place: Published, case: Consultation, *, officer_id: int | None,
    checklist: list[str], at: datetime | None = None,
) -> Round:  # fmt: skip
    """The request is clear and complete: the online clock of the standard runs from here."""
    round_ = _round(case)
    # What was asked back before is not waited for any more: it is complete.
    end_pauses(round_, at or doing.at)
    round_.complete_at = at or doing.at
    round_.examined_by_id = officer_id
    round_.by_itself = officer_id is None
    round_.checklist = checklist
    round_.save(update_fields=["complete_at", "examined_by", "by_itself", "checklist"])
    reckon(place, case, round_)
    return round_


def pause(doing: Act, place: Published, case: Consultation, reason: str) -> None:
    """The user owes a reply: the clock stands, or is kept from starting, for this reason."""
    round_ = _round(case)
    end_pauses(round_, doing.at)
    Pause.objects.create(round=round_, start=doing.at, reason=reason)
    reckon(place, case, round_)


def go_on(doing: Act, place: Published, case: Consultation) -> None:
    """What was owed has come: the clock goes on, or the request waits to be examined again."""
    round_ = _round(case)
    end_pauses(round_, doing.at)
    if not round_.promise_reason:
        # A promise kept at a hand-over knew nothing of this waiting: the clock says it anew.
        round_.promised_at = None
        round_.save(update_fields=["promised_at"])
    reckon(place, case, round_)


def unpause(place: Published, case: Consultation) -> bool:
    """A question back was taken back: its pause never was; whether an earlier one still waits."""
    round_ = _round(case)
    undone = Pause.objects.filter(round=round_, end=None).first()
    if undone is None:
        return False
    undone.delete()
    waits = bool(Pause.objects.filter(round=round_, end=undone.start).update(end=None))
    if not waits:
        reckon(place, case, round_)
    return waits


def stop(doing: Act, place: Published, case: Consultation, *, officer_id: int) -> Round:
    """The answer is given: the clock stops, and the round is within the standard or not."""
    round_ = _round(case)
    end_pauses(round_, doing.at)
    due = due_of(place, round_)
    round_.due_at, round_.answered_at, round_.answered_by_id = due, doing.at, officer_id
    round_.within_standard = None if due is None else doing.at <= due
    round_.save(update_fields=["due_at", "answered_at", "answered_by", "within_standard"])
    _keep(case, due_at=due, next_at=None, examine_by=None)
    return round_


def start_again(place: Published, case: Consultation) -> None:
    """An answer was taken back in time: the clock runs as if it had not been given."""
    round_ = _round(case)
    round_.answered_at = round_.answered_by_id = round_.within_standard = None
    round_.save(update_fields=["answered_at", "answered_by", "within_standard"])
    reckon(place, case, round_)


def reckon(place: Published, case: Consultation, round_: Round) -> None:
    """Work out anew what is due: after a step, or when the calendar of the office has changed."""
    of_round, of_case = reckoned(place, case, round_)
    Round.objects.filter(pk=round_.pk).update(**of_round)
    for name, value in of_round.items():
        setattr(round_, name, value)
    _keep(case, **of_case)


Moments = dict[str, datetime | None]


def reckoned(
    place: Published, case: Consultation, round_: Round, pauses: Sequence[Pause] | None = None
) -> tuple[Moments, Moments]:
    """What is due, of the round and of the consultation, as it follows from the calendar."""
    if round_.complete_at is None:
        waiting, since = case.state == State.ASKED, _waits_for_office(round_, pauses)
        examine_by = examine_until(place, since)
        # Without a calendar nothing can be said, but the list must not lose it: it comes first.
        return {"examine_by": examine_by}, {
            "due_at": None, "examine_by": None if waiting else examine_by,
            "next_at": None if waiting else look_until(place, since) or since,
        }  # fmt: skip
    due = promised(round_, due_of(place, round_, pauses))
    paused = case.state == State.PAUSED
    return {"due_at": due}, {
        "due_at": due, "examine_by": None, "next_at": None if paused else due or round_.complete_at,
    }  # fmt: skip


def look_again(place: Published, case: Consultation) -> None:
    """What is due is worked out anew: the state or the calendar of the office has changed."""
    reckon(place, case, _round(case))


def _waits_for_office(round_: Round, pauses: Sequence[Pause] | None) -> datetime:
    """Since when the office has the question: its coming, or the reply to what was asked back."""
    rows = pauses_of(round_) if pauses is None else pauses
    return max((row.end for row in rows if row.end), default=round_.asked_at)


def end_pauses(round_: Round, at: datetime) -> None:
    """Nothing more is waited for from the user."""
    Pause.objects.filter(round=round_, end=None).update(end=at)


def _round(case: Consultation) -> Round:
    found = current_round(case)
    assert found is not None, f"{case} has no question"
    return found


def _keep(case: Consultation, **values: datetime | int | None) -> None:
    Consultation.objects.filter(pk=case.pk).update(**values)
    for name, value in values.items():
        setattr(case, name, value)
