"""A visitor is sent on to another service, or handed to another officer, with what was told so far.

The number, the guest book entry and the place in line go along: nobody queues twice. Whoever is
referred goes before ordinary numbers within the rule of fairness (rules.calling_order), in the
order of first arrival; the ten minutes of the new service run from the referral.
"""

from datetime import timedelta
from typing import Any

from satupintu.journal.record import Act, act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.models import Result
from satupintu.offices.published import OfferedService, OfficeDesk, Published
from satupintu.rules import clock
from satupintu.rules.uncut import uncut
from satupintu.walkin.actions.serving import current_turn
from satupintu.walkin.actions.step import Faster, Refused, step
from satupintu.walkin.models import Ending, Referral, Start, Ticket, Turn
from satupintu.walkin.workflow import Event, State

Outcome = Referral.Outcome
REASON_LONGEST, ANSWER_LONGEST = 60, 200  # signs


def refer(
    ticket: Ticket, service: OfferedService, *, officer_id: int, reason: str, note: str = "",
    desk: OfficeDesk | None = None,
) -> Referral:  # fmt: skip
    """The visitor needs another service and goes on to it (standard, clause 6; MJ-6).

    Raises Refused without a reason or when the service is the one the visitor is at.
    """
    if not (reason := uncut(reason, REASON_LONGEST)):
        raise Refused("reason")
    if service.id == ticket.service_id:
        raise Refused("same_service")
    turn = current_turn(ticket)
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        _send(doing, ticket, turn, service.id, wanted_desk_id=desk.id if desk else None)
        Turn.objects.filter(pk=turn.pk).update(
            ended_at=doing.at, ending=Ending.REFERRED, result=Result.REFERRED
        )
        return Referral.objects.create(
            ticket=ticket, from_turn=turn, to_service_id=service.id,
            to_desk_id=desk.id if desk else None, reason=reason, note=note, made_at=doing.at,
        )  # fmt: skip


def take_back(referral: Referral, *, officer_id: int) -> Ticket:
    """The desk that referred takes the visitor back before anybody has called the number."""
    ticket, turn = referral.ticket, referral.from_turn
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        _desk_is_idle(turn.desk_id)
        if Turn.objects.filter(after_id=turn.pk).exists():
            raise Refused("late")  # the next visitor's ten minutes already run from this referral
        _settle(doing, referral, Outcome.TAKEN_BACK)
        step(doing, ticket, Event.TAKE_BACK, {"turn": turn.pk}, **_as_before(referral, turn.pk))
        Turn.objects.filter(pk=turn.pk).update(ended_at=None, ending="", result="")
    return ticket


def refuse(referral: Referral, *, officer_id: int, answer: str) -> Ticket:
    """The receiving service cannot help: the visitor is next again where the referral came from."""
    if not (answer := uncut(answer, ANSWER_LONGEST)):
        raise Refused("reason")
    ticket, turn = referral.ticket, referral.from_turn
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        _settle(doing, referral, Outcome.REFUSED, answer)
        step(
            doing, ticket, Event.REFUSE, {"to": turn.service_id}, service_id=turn.service_id,
            wanted_desk_id=turn.desk_id, returned=True, referred=True, restarted_at=doing.at,
        )  # fmt: skip
    return ticket


def send_back(ticket: Ticket, *, officer_id: int, answer: str) -> Referral:
    """The receiving desk has helped and sends the visitor back to the desk that referred."""
    turn = current_turn(ticket)
    came = arrived_by(ticket)
    if came is None:
        raise Refused("not_referred")
    if not (answer := uncut(answer, ANSWER_LONGEST)):
        raise Refused("reason")
    origin = came.from_turn
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        _send(doing, ticket, turn, origin.service_id, wanted_desk_id=origin.desk_id)
        Turn.objects.filter(pk=turn.pk).update(
            ended_at=doing.at, ending=Ending.REFERRED, result=Result.REFERRED
        )
        _settle(doing, came, Outcome.SENT_BACK, answer, among=(Outcome.ACCEPTED,))
        return Referral.objects.create(
            ticket=ticket, from_turn=turn, to_service_id=origin.service_id,
            to_desk_id=origin.desk_id, reason="sent_back", note=answer, made_at=doing.at,
        )  # fmt: skip


def transfer(
    ticket: Ticket, *, officer_id: int, to_officer_id: int | None, note: str = ""
) -> Referral:
    """An officer asks a colleague (a named one or any) to go on with the visitor (MJ-7)."""
    if to_officer_id == officer_id:
        raise Refused("same_officer")
    turn = current_turn(ticket)
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        step(doing, ticket, Event.TRANSFER, {"turn": turn.pk, "to": to_officer_id})
        return Referral.objects.create(
            ticket=ticket, from_turn=turn, to_service_id=turn.service_id, transfer=True,
            to_officer_id=to_officer_id, reason="transfer", note=note, made_at=doing.at,
        )  # fmt: skip


def accept(referral: Referral, desk: OfficeDesk, *, officer_id: int) -> Ticket:
    """The colleague takes over: the visitor moves to this desk, the service goes on."""
    ticket, turn = referral.ticket, referral.from_turn
    if referral.to_officer_id not in (None, officer_id):
        raise Refused("not_yours")
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        _desk_is_idle(desk.id)
        _settle(doing, referral, Outcome.ACCEPTED)
        Turn.objects.filter(pk=turn.pk).update(ended_at=doing.at, ending=Ending.TRANSFERRED)
        # Waiting ended at the first desk: this turn has no ten minutes of its own.
        here = Turn.objects.create(
            office_id=turn.office_id, ticket=ticket, day=turn.day, service_id=turn.service_id,
            desk_id=desk.id, officer_id=officer_id, queued_at=turn.queued_at, called_at=doing.at,
            last_called_at=doing.at, quiet=True, started_at=doing.at, start_kind=Start.PRESSED,
            topics=turn.topics, about_data=turn.about_data, about_metadata=turn.about_metadata,
            about_classification=turn.about_classification,
        )  # fmt: skip
        return step(
            doing, ticket, Event.ACCEPT, {"turn": here.pk, "desk": desk.number}, turn_id=here.pk
        )


def return_offer(referral: Referral, *, actor: str, outcome: Outcome, answer: str = "") -> Ticket:
    """Nobody takes over: declined, withdrawn, or two minutes passed. The visitor stays here."""
    ticket, answer = referral.ticket, uncut(answer, ANSWER_LONGEST)
    with act(ticket.office_id, actor) as doing:
        _settle(doing, referral, outcome, answer)
        return step(doing, ticket, Event.RETURN_OFFER, {"turn": ticket.turn_id, "why": outcome})


def expire_offers(place: Published) -> list[Ticket]:
    """Offers that nobody answered within two minutes go back; asked by pages and the worker."""
    before = clock.now() - timedelta(seconds=Referral.ANSWER_SECONDS)
    late = Referral.objects.filter(
        ticket__office_id=place.office.pk, ticket__state=State.OFFERED, transfer=True,
        outcome=Outcome.PLACED, made_at__lte=before,
    ).select_related("ticket")  # fmt: skip
    returned = []
    for referral in late:
        try:
            returned.append(return_offer(referral, actor="system", outcome=Outcome.EXPIRED))
        except (Faster, Refused):
            continue  # answered in this very moment
    return returned


def arrived_by(ticket: Ticket) -> Referral | None:
    """The referral by which the visitor came to where the ticket is now."""
    rows = Referral.objects.filter(
        ticket_id=ticket.pk, transfer=False, to_service_id=ticket.service_id,
        outcome__in=(Outcome.PLACED, Outcome.ACCEPTED),
    )  # fmt: skip
    return rows.select_related("from_turn").order_by("-id").first()


def _send(
    doing: Act, ticket: Ticket, turn: Turn, service_id: int, wanted_desk_id: int | None
) -> None:
    step(
        doing, ticket, Event.REFER, {"turn": turn.pk, "to": service_id}, service_id=service_id,
        referred=True, queued_at=ticket.issued_at, restarted_at=doing.at, turn_id=None,
        wanted_desk_id=wanted_desk_id,
    )  # fmt: skip


def _as_before(referral: Referral, turn_id: int) -> dict[str, Any]:
    turn, ticket = referral.from_turn, referral.ticket
    earlier = Referral.objects.filter(ticket_id=ticket.pk, transfer=False, pk__lt=referral.pk)
    return {
        "service_id": turn.service_id,
        "queued_at": turn.queued_at,
        "referred": earlier.filter(outcome__in=(Outcome.ACCEPTED, Outcome.SENT_BACK)).exists(),
        "restarted_at": None,
        "wanted_desk_id": None,
        "turn_id": turn_id,
    }


def _settle(
    doing: Act, referral: Referral, outcome: Outcome, answer: str = "",
    among: tuple[Outcome, ...] = (Outcome.PLACED,),
) -> None:  # fmt: skip
    changed = Referral.objects.filter(pk=referral.pk, outcome__in=among).update(
        outcome=outcome, settled_at=doing.at, answer=answer
    )
    if not changed:
        raise Refused("settled")


def _desk_is_idle(desk_id: int) -> None:
    if Turn.objects.filter(desk_id=desk_id, ended_at=None).exists():
        raise Refused("busy")
