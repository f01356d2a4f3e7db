"""At the desk: service starts, is noted, described and finished - and a slip is undone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from satupintu.catalogue.data_needs import Need
from satupintu.journal.record import Act, act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.models import Result
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.rules.workflow import NotAllowed
from satupintu.walkin.actions.step import Faster, Refused, in_time, step
from satupintu.walkin.models import DataNeed, Ending, Start, Ticket, Turn
from satupintu.walkin.workflow import Event, State


@dataclass(frozen=True)
class Outcome:
    """What came of a service: result, kinds of information (standard, product), topics, needs."""

    result: Result | None = None  # None: not yet known, while the service goes on
    about: frozenset[str] = frozenset()  # data, metadata, classification
    topics: tuple[str, ...] = ()
    notes: str | None = None
    needs: Sequence[Need] = field(default_factory=tuple)


def start(ticket: Ticket, *, officer_id: int | None, kind: Start = Start.PRESSED) -> Ticket:
    """The officer begins to serve: here the standard's ten minutes stop."""
    turn = current_turn(ticket)
    actor = officer_actor(officer_id) if officer_id else "system"
    with act(ticket.office_id, actor) as doing:
        _begin(doing, ticket, turn, kind, doing.at)
    return ticket


def start_due(place: Published) -> list[Ticket]:
    """Services that begin by themselves: the visitor said "on my way" a minute ago (MJ-1).

    The start is recorded at that minute's end and marked automatic. Who has to sign the guest book
    first is at the front office until it is signed. Asked by desk pages and by the worker.
    """
    after = timedelta(seconds=place.choices["auto_start_seconds"])
    rows = Turn.objects.filter(
        office_id=place.office.pk, day=place.day, ended_at=None, started_at=None,
        coming_at__lte=clock.now() - after, ticket__state=State.CALLED, current_of__isnull=False,
    ).select_related("ticket__entry")  # fmt: skip
    begun = []
    for turn in rows:
        entry = getattr(turn.ticket, "entry", None)
        if turn.coming_at is None or (turn.to_front and entry is None):
            continue
        on_the_way = max(turn.coming_at, entry.signed_at) if entry else turn.coming_at
        if clock.now() - on_the_way >= after:
            begun += _start_by_itself(turn, on_the_way + after)
    return begun


def _start_by_itself(turn: Turn, at: datetime) -> list[Ticket]:
    try:
        with act(turn.office_id, "system") as doing:
            _begin(doing, turn.ticket, turn, Start.AUTOMATIC, at)
    except (Faster, NotAllowed):
        return []  # the officer pressed in this very moment
    return [turn.ticket]


def _begin(doing: Act, ticket: Ticket, turn: Turn, kind: Start, at: datetime) -> None:
    within = None if turn.due_at is None else at <= turn.due_at
    step(doing, ticket, Event.START, {"turn": turn.pk, "kind": kind, "within": within})
    Turn.objects.filter(pk=turn.pk).update(started_at=at, start_kind=kind, within_standard=within)


def finish(ticket: Ticket, outcome: Outcome, *, officer_id: int) -> Ticket:
    """The service is over; the ten minutes of whoever is next begin (standard, time)."""
    turn = current_turn(ticket)
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        step(doing, ticket, Event.FINISH, {"turn": turn.pk, "result": outcome.result})
        describe(turn, outcome)
        Turn.objects.filter(pk=turn.pk).update(ended_at=doing.at, ending=Ending.FINISHED)
    return ticket


def keep_draft(
    turn: Turn, draft: Outcome, *, officer_id: int, seen: datetime | None = None
) -> Turn:
    """What is typed and ticked at the desk is kept before the service is finished.

    Who writes while the visitor is called has begun to serve: an automatic start (MJ-1). `seen` is
    when the writer last saw the notes saved; text that another page saved since is not lost.
    Raises Refused when the turn's day is over or it is somebody else's.
    """
    with act(turn.office_id, officer_actor(officer_id)) as doing:
        turn = Turn.objects.select_for_update().select_related("ticket").get(pk=turn.pk)
        if turn.officer_id != officer_id:
            raise Refused("taken_over")
        if turn.ticket.turn_id == turn.pk and turn.ticket.state == State.CALLED and draft.notes:
            _begin(doing, turn.ticket, turn, Start.AUTOMATIC, doing.at)
        turn.notes = _both(turn, draft.notes or "", seen)
        turn.notes_saved_at = doing.at
        turn.save(update_fields=["notes", "notes_saved_at"])
        if turn.ended_at is None:  # a draft that arrives late must not undo what was finished
            describe(turn, replace(draft, notes=None))
    return turn


def _both(turn: Turn, text: str, seen: datetime | None) -> str:
    changed_elsewhere = turn.notes_saved_at is not None and turn.notes_saved_at != seen
    if changed_elsewhere and turn.notes.strip() and turn.notes.strip() not in text:
        return f"{turn.notes.rstrip()}\n{text}"
    return text


def describe(turn: Turn, outcome: Outcome) -> None:
    """Write what a service was about: kinds of information, topics, result, data needs."""
    turn.result, turn.topics = outcome.result or "", list(outcome.topics)
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
    """Service was started too soon: the visitor is called, not yet here; the clock runs on.

    Raises Refused for who was taken over from a colleague and never called here.
    """
    turn = current_turn(ticket)
    if turn.handed_over:
        raise Refused("late")
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
        _desk_still_free(turn)
        step(doing, ticket, Event.UNDO_FINISH, {"turn": turn.pk})
        Turn.objects.filter(pk=turn.pk).update(ended_at=None, ending="")
    return ticket


def current_turn(ticket: Ticket) -> Turn:
    """The turn the ticket is in. Raises Faster when it is in none any more."""
    if ticket.turn_id is None:
        raise Faster(ticket)
    return Turn.objects.get(pk=ticket.turn_id)


def _desk_still_free(turn: Turn) -> None:
    taken = Turn.objects.filter(desk_id=turn.desk_id, ended_at=None).exclude(pk=turn.pk).exists()
    if taken or Turn.objects.filter(after_id=turn.pk).exists():
        raise Refused("late")
