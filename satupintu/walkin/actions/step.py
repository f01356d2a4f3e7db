"""One step of a ticket, compare-and-set: of two who press at once, one learns who was faster."""

from datetime import datetime, timedelta
from typing import Any

from satupintu.database.statements import change
from satupintu.journal.record import Act
from satupintu.rules import clock
from satupintu.rules.workflow import NotAllowed
from satupintu.walkin.models import Ticket
from satupintu.walkin.workflow import ENDED, TICKET, UNDO_SECONDS, Event, State


class Faster(Exception):
    """Somebody else changed the ticket first; `ticket` is as it stands now."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(f"{ticket.code} is {ticket.state}")
        self.ticket = ticket


class Refused(Exception):
    """The rules of the hall do not allow it now; the message is a code for the words that say why.

    `field`: which of several stated moments it is about.
    """

    def __init__(self, why: str, field: str = "") -> None:
        super().__init__(why)
        self.field = field


def step(
    doing: Act, ticket: Ticket, event: Event, facts: dict[str, Any] | None = None, **changes: Any
) -> Ticket:
    """Take the ticket to its next state and write the event down.

    Raises NotAllowed when the table has no such step, Faster when the ticket has moved meanwhile.
    """
    before = State(ticket.state)
    after = TICKET.step(before, event)
    if after in ENDED:
        changes.setdefault("ended_at", doing.at)
    elif before in ENDED:
        changes.setdefault("ended_at", None)
    as_seen = {
        "id": ticket.pk, "state": before, "turn_id": ticket.turn_id, "queued_at": ticket.queued_at,
        "service_id": ticket.service_id,
    }  # fmt: skip
    if not change(Ticket, as_seen, {"state": after, **changes}):
        raise Faster(Ticket.objects.select_related("turn__desk").get(pk=ticket.pk))
    ticket.state = after
    for name, value in changes.items():
        setattr(ticket, name, value)
    doing.note(f"ticket.{event}", ticket.subject, **(facts or {}))
    return ticket


def must(ticket: Ticket, event: Event) -> None:
    """Raises NotAllowed unless the event is possible now; asked before anything else is written."""
    if not TICKET.can(State(ticket.state), event):
        raise NotAllowed(ticket.state, event, TICKET.name)


def in_time(moment: datetime | None) -> None:
    """Raises Refused when the seconds for undoing what happened at that moment are over."""
    if moment is None or clock.now() - moment > timedelta(seconds=UNDO_SECONDS):
        raise Refused("late")
