"""Two consultations of one person become one, and for some seconds can be two again."""

from datetime import datetime

from satupintu.consultations.actions import clocks
from satupintu.consultations.actions.moving import without_meeting
from satupintu.consultations.actions.step import Refused, put_message, step
from satupintu.consultations.models import (
    Author,
    Closing,
    Consultation,
    Handover,
    Kind,
    Merger,
    Pause,
    Round,
)
from satupintu.consultations.queries.as_shown import held_line
from satupintu.consultations.queries.clock import current_round
from satupintu.consultations.workflow import OFFICE_OWES, USER_OWES, Event, State
from satupintu.journal.record import Act, act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published


def merge(
    place: Published, gone: Consultation, kept: Consultation, *, officer_id: int
) -> Consultation:
    """The first is closed as part of the second; its messages are read there, both numbers find it.

    The earlier promise holds, and a clock that waited for the user goes on: the office owes what
    comes in. The user is told after the seconds for taking it back. Raises Refused: "same_case",
    "not_same_person" unless one proved person asked both, "office_owes" when a question would get
    lost in an answered consultation, "meeting".
    """
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        # Both rows, always in the same order: of two who merge them into each other one is first.
        rows = Consultation.objects.select_for_update().filter(pk__in=[gone.pk, kept.pk])
        kept = {row.pk: row for row in rows.order_by("pk")}[kept.pk]
        _one_person(gone, kept)
        if gone.state in OFFICE_OWES and kept.state == State.ANSWERED:
            raise Refused("office_owes")
        without_meeting(doing, gone)
        due, owed = gone.due_at, gone.state in OFFICE_OWES
        _end(doing, gone, kept)
        if owed and kept.state in USER_OWES:
            step(doing, kept, Event.REPLY)
            clocks.go_on(doing, place, kept)
        _keep_earlier(place, kept, due)
        _say(doing, place, gone, kept)
    return kept


def unmerge(doing: Act, place: Published, gone: Consultation) -> bool:
    """What it had become part of stands as before, inside an act that holds both; whether that
    could still be.

    A user who has written there since has given that reply: then the office still owes there.
    """
    merger = Merger.objects.filter(gone=gone).first()
    if merger is None or gone.merged_into_id is None:
        return False
    kept = Consultation.objects.get(pk=gone.merged_into_id)
    told = held_line(kept, merger.at).select_for_update().first()
    if told is None or _gone_on(kept, merger):
        return False
    held_line(kept, merger.at).update(undone_at=doing.at)
    round_ = current_round(kept)
    if round_ is not None and round_.answered_at is None:
        if kept.user_wrote < told.n:
            _wait_again(doing, kept, round_, merger)
        round_.promised_at = merger.promised_before
        round_.save(update_fields=["promised_at"])
        clocks.reckon(place, kept, round_)
    merger.delete()
    return True


def _one_person(gone: Consultation, kept: Consultation) -> None:
    if gone.pk == kept.pk or gone.office_id != kept.office_id:
        raise Refused("same_case")
    proved = gone.email_confirmed_at and kept.email_confirmed_at
    if not proved or gone.person_id is None or gone.person_id != kept.person_id:
        raise Refused("not_same_person")
    if kept.merged_into_id is not None or kept.state == State.CLOSED:
        raise Refused("same_case")


def _end(doing: Act, gone: Consultation, kept: Consultation) -> None:
    before = current_round(kept)
    step(
        doing, gone, Event.CLOSE, {"into": kept.pk}, closing=Closing.MERGED,
        merged_into_id=kept.pk, closed_at=doing.at, next_at=None, examine_by=None, due_at=None,
    )  # fmt: skip
    Merger.objects.create(
        gone=gone, at=doing.at, promised_before=before.promised_at if before else None
    )
    if round_ := current_round(gone):
        clocks.end_pauses(round_, doing.at)


def _keep_earlier(place: Published, kept: Consultation, due: datetime | None) -> None:
    round_ = current_round(kept)
    if due is None or round_ is None or round_.answered_at is not None or round_.promise_reason:
        return
    round_.promised_at = min(due, round_.promised_at or due)
    round_.save(update_fields=["promised_at"])
    clocks.reckon(place, kept, round_)


def _say(doing: Act, place: Published, gone: Consultation, kept: Consultation) -> None:
    seconds = int(place.choices["undo_send_seconds"])
    for case, words in (
        (gone, f"Percakapan ini digabung dengan {kept.number}."),
        (kept, f"{gone.number} digabung ke sini. Kedua nomor membuka percakapan ini."),
    ):
        put_message(doing, case, Author.SYSTEM, Kind.LINE, words, hold_seconds=seconds)


def _gone_on(kept: Consultation, merger: Merger) -> bool:
    """Whether somebody has taken a step there since, which would not fit what it was."""
    return (
        (kept.state_at is not None and kept.state_at > merger.at)
        or Handover.objects.filter(consultation=kept, at__gt=merger.at).exists()
        or Merger.objects.filter(gone__merged_into=kept, at__gt=merger.at).exists()
    )


def _wait_again(doing: Act, kept: Consultation, round_: Round, merger: Merger) -> None:
    waits = Pause.objects.filter(round=round_, end=merger.at).first()
    if waits is not None:
        Pause.objects.filter(pk=waits.pk).update(end=None)
        step(doing, kept, Event.UNDO_MERGE, state_at=waits.start)
