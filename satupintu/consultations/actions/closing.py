"""A consultation is closed with its reason, or opened again by one tap (standard, clause 7)."""

from collections.abc import Sequence

from satupintu.catalogue.data_needs import Need
from satupintu.consultations.actions import clocks
from satupintu.consultations.actions.assigning import sort
from satupintu.consultations.actions.moving import without_meeting
from satupintu.consultations.actions.step import Refused, hold, line, must, put_message, step
from satupintu.consultations.actions.talking import ask_again, show_held
from satupintu.consultations.actions.unclosing import unclose
from satupintu.consultations.models import Author, Closing, Consultation, DataNeed, Kind
from satupintu.consultations.queries.clock import current_round
from satupintu.consultations.queries.deadlines import may_reopen, not_silent_enough
from satupintu.consultations.summary import summary_of
from satupintu.consultations.workflow import OFFICE_OWES, Event
from satupintu.journal.record import Act, act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.models import Result
from satupintu.offices.published import Published

BY_USER = "visitor"
OPENED = "Percakapan dibuka lagi."
RESULTS = {
    Closing.DONE: Result.ANSWERED,
    Closing.MOVED: Result.REFERRED,
    Closing.REFERRED: Result.REFERRED,
}


def close(
    place: Published, case: Consultation, reason: Closing, *, summary: str | None = None,
    result: str = "", topic: str = "", officer_id: int | None = None, by_user: bool = False,
) -> Consultation:  # fmt: skip
    """The conversation is closed: done, withdrawn, moved, referred, or for no response.

    Without a summary it is the one that officers are offered (PRT-15). `result`: what came of it;
    where an officer does not say, it follows from the reason. `topic`: another than it has.
    Raises Refused("office_owes") when it is closed for silence or as done while the office owes an
    answer, Refused("too_early") before the days of silence have passed, Refused("not_warned")
    unless the last reminder was sent a working day before, Refused("meeting") while one is
    arranged: whoever was told to come must not find that it was over before.
    """
    actor = BY_USER if by_user else officer_actor(officer_id) if officer_id else "system"
    with act(place.office.pk, actor) as doing:
        _allowed(doing, place, case, reason)
        without_meeting(doing, case, by_user=by_user)
        note = summary_of(place, case) if summary is None else summary.strip()
        if officer_id:
            result = result or RESULTS.get(reason, "")
        end(doing, case, reason, note=note, result=result)
        if topic.strip() not in {"", case.topic}:
            sort(doing, case, case.labels, topic)
        # Who pressed it may take it back for some seconds: until then nobody is told.
        seconds = int(place.choices["undo_send_seconds"]) if officer_id else 0
        words = f"Percakapan ditutup: {Closing(reason).label}."
        put_message(doing, case, Author.SYSTEM, Kind.LINE, words, hold_seconds=seconds)
    return case


def end(
    doing: Act, case: Consultation, reason: Closing, *, note: str = "", result: str = ""
) -> None:
    """It is over, inside an act: nothing is owed or waited for, and what was held back is shown."""
    step(
        doing, case, Event.CLOSE, {"reason": str(reason), "result": str(result)}, closing=reason,
        result=result, closed_at=doing.at, closing_note=note, next_at=None, examine_by=None,
        due_at=None,
    )  # fmt: skip
    if round_ := current_round(case):
        clocks.end_pauses(round_, doing.at)
    show_held(doing, case)


def undo_close(place: Published, case: Consultation, *, officer_id: int) -> Consultation:
    """Closed by mistake: open again as it was. Raises Refused("late") when the user was told."""
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        hold(case.pk, case.merged_into_id)
        if not unclose(doing, place, case):
            raise Refused("late")
    return case


def reopen(place: Published, case: Consultation, *, officer_id: int | None = None) -> Consultation:
    """One tap opens it again under the same number; it is examined anew.

    Raises Refused("too_late") after the days for it.
    """
    actor = officer_actor(officer_id) if officer_id else BY_USER
    with act(place.office.pk, actor) as doing:
        if not may_reopen(place, case, doing.at):
            raise Refused("too_late")
        show_held(doing, case)
        ask_again(doing, place, case)
        line(doing, case, OPENED)
    return case


def keep_needs(
    place: Published, case: Consultation, needs: Sequence[Need], *, officer_id: int | None
) -> None:
    """The data needs of the consultation are set down: one row for each datum (SKD Block III)."""
    actor = officer_actor(officer_id) if officer_id else BY_USER
    with act(place.office.pk, actor) as doing:
        DataNeed.objects.filter(consultation=case).delete()
        DataNeed.objects.bulk_create(DataNeed(consultation=case, **vars(need)) for need in needs)
        doing.note("consultation.needs", case.subject, rows=len(needs))


def _allowed(doing: Act, place: Published, case: Consultation, reason: Closing) -> None:
    must(case, Event.CLOSE)  # closed already is no matter of days
    if reason in {Closing.DONE, Closing.NO_RESPONSE} and case.state in OFFICE_OWES:
        raise Refused("office_owes")
    if reason == Closing.NO_RESPONSE and (why := not_silent_enough(place, case, doing.at)):
        raise Refused(why)
