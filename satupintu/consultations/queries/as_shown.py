"""A consultation as its asker knows it: a step whose words are still held back has not happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from satupintu.consultations.models import Consultation, Kind, Merger, Message, Pause, Round
from satupintu.consultations.queries.clock import (
    IfReplied,
    clock_of,
    current_round,
    if_replied,
    promised,
)
from satupintu.consultations.workflow import State
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.rules.online_clock import OnlineClock
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown

# What takes the consultation further. Lines are held back of an officer's closing and merging only.
STEPS = (Kind.ASK, Kind.ANSWER, Kind.LINE)


@dataclass(frozen=True)
class AsShown:
    """State, promise and clock as they follow from the messages that the asker was shown."""

    state: State
    due_at: datetime | None
    examine_by: datetime | None
    waits_for: str  # what the asker owes, in the officer's words
    clock: OnlineClock | None
    if_replied: IfReplied | None  # while the asker owes a reply


def as_shown(place: Published, case: Consultation) -> AsShown:
    """What the asker may see of it now; the seconds for taking back are the officer's alone."""
    round_ = current_round(case)
    held = [at for _pk, at in _held([case.pk])]
    pauses = _pauses(round_, held)
    merger = _merger(case, held) if held else None
    if round_ is not None and merger is not None:
        round_.promised_at = merger.promised_before
    running = _clock(place, round_, pauses)
    waits = next((each.reason for each in pauses if each.end is None), "")
    state = _before(case, round_, pauses, held) if held else State(case.state)
    gain = if_replied(place, round_, pauses, clock.now()) if state == State.PAUSED else None
    if round_ is None or (state == case.state and merger is None):
        return AsShown(state, case.due_at, case.examine_by, waits, running, gain)
    due = promised(round_, running.due if running else None)
    examine_by = round_.examine_by if state == State.SENT else None
    return AsShown(state, due, examine_by, waits, running, gain)


def states_shown(cases: Iterable[Consultation]) -> list[Consultation]:
    """The same for a list, as far as a list shows it: rows not to be saved, with the state known.

    One question more for all of them, and some for each one that an officer acts on just now.
    """
    rows = list(cases)
    held: dict[int, list[datetime]] = {}
    for pk, at in _held([row.pk for row in rows]):
        held.setdefault(pk, []).append(at)
    for row in rows:
        if moments := held.get(row.pk):
            round_ = current_round(row)
            row.state = _before(row, round_, _pauses(round_, moments), moments)
    return rows


def held_ending(case: Consultation) -> QuerySet[Message]:
    """The line that will tell of its ending, while whoever closed it may take that back."""
    return held_line(case, case.closed_at) if case.closed_at else Message.objects.none()


def held_line(case: Consultation, at: datetime) -> QuerySet[Message]:
    """The line of what an officer did at that moment, while they may take it back."""
    return Message.objects.filter(
        consultation=case, kind=Kind.LINE, at=at, shown_at=None, undone_at=None
    )


def held_endings(place: Published, pks: list[int]) -> list[int]:
    """Of these, whose ending may still be taken back, in one question."""
    rows = Consultation.objects.filter(Exists(_ENDING_HELD), office=place.office, pk__in=pks)
    return list(rows.order_by("pk").values_list("pk", flat=True)) if pks else []


def come_in(case: Consultation) -> Consultation | None:
    """What became part of it a moment ago, and may be a consultation of its own again."""
    return case.merged.filter(Exists(_ENDING_HELD)).order_by("-closed_at").first()


def told_merged(case: Consultation) -> QuerySet[Consultation]:
    """What became part of it, and its asker knows."""
    return case.merged.exclude(Exists(_ENDING_HELD))


_ENDING_HELD = Message.objects.filter(
    consultation=OuterRef("pk"), kind=Kind.LINE, at=OuterRef("closed_at"), shown_at=None,
    undone_at=None,
)  # fmt: skip


def _held(pks: list[int]) -> list[tuple[int, datetime]]:
    rows = Message.objects.filter(
        consultation_id__in=pks, kind__in=STEPS, shown_at=None, undone_at=None
    )
    return list(rows.order_by("at").values_list("consultation_id", "at"))


def _merger(case: Consultation, held: list[datetime]) -> Merger | None:
    """The first of those whose line is held back: what was promised before all of them."""
    return Merger.objects.filter(gone__merged_into=case, at__in=held).order_by("at").first()


def _pauses(round_: Round | None, held: list[datetime]) -> list[Pause]:
    """Pauses without those that held words began; those that they ended still stand."""
    pauses = list(round_.pauses.order_by("start")) if round_ else []
    for moment in reversed(held):
        pauses = [each for each in pauses if each.start != moment]
        for each in pauses:
            each.end = None if each.end == moment else each.end
    return pauses


def _before(
    case: Consultation, round_: Round | None, pauses: list[Pause], held: list[datetime]
) -> State:
    """The state that the shown words have led to, where held ones have led further."""
    if case.state == State.CLOSED:
        if case.closed_at not in held:
            return State.CLOSED
        if case.answered_at is not None:
            return State.ANSWERED
    elif case.state == State.ANSWERED and case.answered_at not in held:
        return State.ANSWERED
    begun = round_ is not None and round_.complete_at is not None
    if any(each.end is None for each in pauses):
        return State.PAUSED if begun else State.ASKED
    return State.COMPLETE if begun else State.SENT


def _clock(place: Published, round_: Round | None, pauses: list[Pause]) -> OnlineClock | None:
    try:
        return clock_of(place, round_, pauses)
    except (CalendarNotLoaded, HoursNotKnown):
        return None
