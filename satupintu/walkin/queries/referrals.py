"""Visitors sent on, as one desk sees them: to answer, to take back, and come back unanswered."""

from satupintu.offices.published import OfficeDesk, Published
from satupintu.walkin.models import Referral
from satupintu.walkin.workflow import State

Outcome = Referral.Outcome


def referrals(place: Published, desk: OfficeDesk, officer_id: int) -> dict[str, list[Referral]]:
    """What wants an answer at this desk, what this desk has sent on and may take back, and what
    came back to it because nobody took it over."""
    open_or_declined = (Outcome.PLACED, Outcome.REFUSED, Outcome.EXPIRED)
    rows = Referral.objects.filter(
        ticket__office_id=place.office.pk, ticket__day=place.day, outcome__in=open_or_declined
    ).order_by("made_at", "pk")
    incoming, sent, came_back = [], [], {}  # of one visitor only the last answer is news
    with_names = ("ticket", "from_turn__desk", "from_turn__officer", "to_service", "to_officer")
    for each in rows.select_related(*with_names):
        mine = each.from_turn.desk_id == desk.id
        if each.outcome != Outcome.PLACED:
            if mine and _is_back(each, officer_id):
                came_back[each.ticket_id] = each
        elif mine:
            sent.append(each)
        elif _wants_answer(each, desk, officer_id):
            incoming.append(each)
    return {"incoming": incoming, "sent": sent, "came_back": list(came_back.values())}


def _is_back(referral: Referral, officer_id: int) -> bool:
    """Whether the visitor still is where the refusal left them: here, or next for this desk."""
    turn, ticket = referral.from_turn, referral.ticket
    if turn.officer_id != officer_id:
        return False
    if referral.transfer:
        return ticket.turn_id == turn.pk and ticket.state == State.SERVING
    back = ticket.returned and ticket.service_id == turn.service_id
    return back and ticket.state == State.WAITING


def _wants_answer(referral: Referral, desk: OfficeDesk, officer_id: int) -> bool:
    if referral.transfer:
        return referral.to_officer_id in (None, officer_id)
    mine = referral.to_service_id in desk.services and referral.to_desk_id in (None, desk.id)
    return mine and referral.ticket.state == State.WAITING
