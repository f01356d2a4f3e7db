"""An ending is taken back before its asker was told of it: open again as it was, clock and all.

So is becoming part of another consultation; that one is left as it was, too.
"""

from datetime import datetime

from satupintu.appointments.actions import offer_again
from satupintu.consultations.actions import clocks
from satupintu.consultations.actions.merging import unmerge
from satupintu.consultations.actions.step import step
from satupintu.consultations.models import Consultation, Pause, Round
from satupintu.consultations.queries.as_shown import as_shown, held_ending
from satupintu.consultations.queries.clock import current_round, pauses_of
from satupintu.consultations.workflow import UNDO_CLOSE, USER_OWES, State
from satupintu.journal.record import Act
from satupintu.offices.published import Published


def unclose(doing: Act, place: Published, case: Consultation) -> bool:
    """The ending never was, inside an act; whether it could still be taken back.

    What the user owed is owed since then, so that no day of silence is counted twice or lost.
    """
    before = as_shown(place, case).state
    if not list(held_ending(case).select_for_update()):
        return False
    if case.merged_into_id is not None and not unmerge(doing, place, case):
        return False
    held_ending(case).update(undone_at=doing.at)
    if case.closed_at is not None:
        offer_again(doing, case.subject, case.closed_at)
    round_ = current_round(case)
    assert round_ is not None, f"{case} has no question"
    Pause.objects.filter(round=round_, end=case.closed_at).update(end=None)
    step(
        doing, case, UNDO_CLOSE[before], state_at=_since(case, round_, before), closed_at=None,
        closing="", closing_note="", result="", merged_into_id=None, due_at=round_.due_at,
    )  # fmt: skip
    if before != State.ANSWERED:
        clocks.reckon(place, case, round_)
    return True


def _since(case: Consultation, round_: Round, state: State) -> datetime | None:
    """Since when it was in this state."""
    if state == State.ANSWERED:
        return case.answered_at
    if state in USER_OWES:
        return max(each.start for each in pauses_of(round_) if each.end is None)
    return max([round_.complete_at or round_.asked_at,
                *(each.end for each in pauses_of(round_) if each.end)])  # fmt: skip
