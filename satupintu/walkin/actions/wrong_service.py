"""A number of the wrong service is set right at the front office: the paper in hand stays valid."""

from typing import Any

from satupintu.journal.record import act, once
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import OfferedService, Published
from satupintu.walkin.actions.calling import never_called
from satupintu.walkin.actions.step import Faster, Refused, in_time, must, step
from satupintu.walkin.models import ServiceChange, Ticket, Turn
from satupintu.walkin.workflow import Event, State

TOLD = ("ahead", "forecast_p50", "forecast_p90")  # of the line that was left: no longer true


def change_service(
    place: Published, ticket: Ticket, service: OfferedService, *, officer_id: int, press: str = "",
    seen: int | None = None,
) -> ServiceChange:  # fmt: skip
    """The visitor pressed the wrong button: the number waits for this service from now on.

    Number and arrival are kept, so nobody who came later stands ahead. The ten minutes run on
    where one desk serves both; else from now, as after a referral, because no desk of the service
    could know of the visitor before. A call to the front office is taken back. Raises Refused for
    the service it has, for a referral, NotAllowed for who is at a desk or sent to one; Faster when
    somebody else was first: `seen` is the service that the officer's page showed.
    """
    one_desk = any({service.id, ticket.service_id} <= desk.services for desk in place.desks)

    def make() -> ServiceChange:
        turn = _at_the_front(ticket)
        if seen not in (None, ticket.service_id):
            raise Faster(ticket)
        if service.id == ticket.service_id:
            raise Refused("same_service")
        if ticket.referred:
            raise Refused("was_referred")
        with act(ticket.office_id, officer_actor(officer_id)) as doing:
            if turn:
                never_called(doing, ticket, turn)
            change = ServiceChange.objects.create(
                ticket=ticket, from_service_id=ticket.service_id, to_service_id=service.id,
                by_id=officer_id, at=doing.at, restarted_before=ticket.restarted_at,
                told_before={name: getattr(ticket, name) for name in TOLD},
            )  # fmt: skip
            facts = {"from": ticket.service_id, "to": service.id, **change.told_before}
            step(
                doing, ticket, Event.CHANGE_SERVICE, facts, service_id=service.id,
                restarted_at=ticket.restarted_at if one_desk else doing.at, **dict.fromkeys(TOLD),
            )  # fmt: skip
            doing.press(press, f"service_change:{change.pk}")
        return change

    return once(press, make, find_change)


def undo_change_service(change: ServiceChange, *, officer_id: int) -> Ticket:
    """It was the right service after all: the number waits for it as before, called by nobody.

    Raises Refused when the ten seconds are over or the visitor has asked for more time since,
    NotAllowed when it was called or has left, Faster when it moves at this very moment.
    """
    in_time(change.at)
    ticket = change.ticket
    as_before: dict[str, Any] = {"restarted_at": change.restarted_before, **change.told_before}
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        open_ = ServiceChange.objects.filter(pk=change.pk, undone_at=None)
        stands = ticket.service_id == change.to_service_id
        stands &= ticket.restarted_at in (change.restarted_before, change.at)
        if not stands or not open_.update(undone_at=doing.at):
            raise Refused("late")
        return step(
            doing, ticket, Event.UNDO_CHANGE_SERVICE, {"to": change.from_service_id},
            service_id=change.from_service_id, **as_before,
        )  # fmt: skip


def find_change(subject: str) -> ServiceChange:
    """The change that a press made: "service_change:12"."""
    return ServiceChange.objects.select_related("ticket").get(pk=int(subject.partition(":")[2]))


def may_change_service(ticket: Ticket) -> bool:
    """Whether the front office may still set the service right: nobody serves it yet."""
    if ticket.referred:
        return False
    called_here = ticket.state == State.CALLED and ticket.turn and ticket.turn.to_front
    return ticket.state == State.WAITING or bool(called_here)


def _at_the_front(ticket: Ticket) -> Turn | None:
    """The call by which the visitor stands at the front office; None for who waits.

    Raises NotAllowed for a number that is neither.
    """
    if ticket.state != State.CALLED or ticket.turn is None or not ticket.turn.to_front:
        must(ticket, Event.CHANGE_SERVICE)
        return None
    return ticket.turn
