"""At the desk: service starts, is noted, described and finished - and a slip is undone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from satupintu.journal.record import Act, act
from satupintu.journal.record import officer as officer_actor
from satupintu.rules import clock
from satupintu.walkin.actions.step import Faster, Refused, step
from satupintu.walkin.models import DataNeed, Ending, Result, Start, Ticket, Turn
from satupintu.walkin.workflow import Event

UNDO_SECONDS = 15  # ten on screen, five for the way


@dataclass(frozen=True)
class Need:
    """One datum wanted, as in Block III of the data-needs survey."""

    what: str
    region: str = ""
    year_from: int | None = None
    year_to: int | None = None
    level: str = ""
    period: str = ""
    obtained: bool | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a service: result, kinds of information (standard, product), topics, needs."""

    result: Result
    about: frozenset[str] = frozenset()  # data, metadata, classification
    topics: tuple[str, ...] = ()
    notes: str | None = None
    needs: Sequence[Need] = field(default_factory=tuple)


def start(ticket: Ticket, *, officer_id: int | None, kind: Start = Start.PRESSED) -> Ticket:
    """The officer begins to serve: here the standard's ten minutes stop."""
    turn = current_turn(ticket)
    actor = officer_actor(officer_id) if officer_id else "system"
    with act(ticket.office_id, actor) as doing:
        within = turn.due_at is None or doing.at <= turn.due_at
        step(doing, ticket, Event.START, {"turn": turn.pk, "kind": kind, "within": within})
        Turn.objects.filter(pk=turn.pk).update(
            started_at=doing.at, start_kind=kind, within_standard=within
        )
    return ticket


def finish(ticket: Ticket, outcome: Outcome, *, officer_id: int) -> Ticket:
    """The service is over; the ten minutes of whoever is next begin (standard, time)."""
    turn = current_turn(ticket)
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        step(doing, ticket, Event.FINISH, {"turn": turn.pk, "result": outcome.result})
        describe(turn, outcome)
        Turn.objects.filter(pk=turn.pk).update(ended_at=doing.at, ending=Ending.FINISHED)
    return ticket


def describe(turn: Turn, outcome: Outcome) -> None:
    """Write what a service was about: kinds of information, topics, result, data needs."""
    turn.result, turn.topics = outcome.result, list(outcome.topics)
    turn.about_data = "data" in outcome.about
    turn.about_metadata = "metadata" in outcome.about
    turn.about_classification = "classification" in outcome.about
    if outcome.notes is not None:
        turn.notes = outcome.notes
    turn.save(
        update_fields=[
            "result",
            "topics",
            "about_data",
            "about_metadata",
            "about_classification",
            "notes",
        ]
    )
    turn.data_needs.all().delete()
    DataNeed.objects.bulk_create(DataNeed(turn=turn, **vars(need)) for need in outcome.needs)


def undo_start(ticket: Ticket, *, officer_id: int) -> Ticket:
    """Service was started too soon: the visitor is called, not yet here; the clock runs on."""
    turn = current_turn(ticket)
    in_time(turn.started_at)
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        step(doing, ticket, Event.UNDO_START, {"turn": turn.pk})
        Turn.objects.filter(pk=turn.pk).update(started_at=None, start_kind="", within_standard=None)
    return ticket


def undo_finish(ticket: Ticket, *, officer_id: int) -> Ticket:
    """Finished by mistake: the visitor still sits here, unless the desk has called the next one."""
    turn = current_turn(ticket)
    in_time(turn.ended_at)
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        _desk_still_free(turn, doing)
        step(doing, ticket, Event.UNDO_FINISH, {"turn": turn.pk})
        Turn.objects.filter(pk=turn.pk).update(ended_at=None, ending="")
    return ticket


def save_notes(turn: Turn, text: str, *, officer_id: int) -> Turn:
    """Notes are kept as they are typed; who types while the visitor is called has begun to serve."""
    with act(turn.office_id, officer_actor(officer_id)) as doing:
        turn.notes, turn.notes_saved_at = text, doing.at
        turn.save(update_fields=["notes", "notes_saved_at"])
    return turn


def current_turn(ticket: Ticket) -> Turn:
    """The turn the ticket is in. Raises Faster when it is in none any more."""
    if ticket.turn_id is None:
        raise Faster(ticket)
    return Turn.objects.get(pk=ticket.turn_id)


def in_time(moment: object) -> None:
    """Raises Refused when the ten seconds for undoing are over."""
    if moment is None or clock.now() - moment > timedelta(seconds=UNDO_SECONDS):  # type: ignore[operator]
        raise Refused("late")


def _desk_still_free(turn: Turn, doing: Act) -> None:
    taken = Turn.objects.filter(desk_id=turn.desk_id, ended_at=None).exclude(pk=turn.pk).exists()
    if taken or Turn.objects.filter(after_id=turn.pk).exists():
        raise Refused("late")
