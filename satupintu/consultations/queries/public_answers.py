"""Answered questions that were proposed for everybody, and what became of them."""

from django.db.models import Case, When

from satupintu.consultations.models import Consultation, PublicAnswer
from satupintu.offices.published import Published

SHOWN = 60
State = PublicAnswer.State
ORDER = (State.PROPOSED, State.PUBLISHED, State.REFUSED, State.WITHDRAWN)


def newest_first(place: Published) -> list[PublicAnswer]:
    """The office's newest: what waits for a reader first, then what is public."""
    rows = PublicAnswer.objects.filter(consultation__office=place.office)
    rows = rows.select_related("consultation", "proposed_by", "read_by")
    unread_first = Case(When(state=State.PROPOSED, then=0), default=1)
    return sorted(
        rows.order_by(unread_first, "-pk")[:SHOWN], key=lambda row: ORDER.index(State(row.state))
    )


def public_answer(place: Published, pk: int) -> PublicAnswer | None:
    """One of the office's, with its consultation."""
    rows = PublicAnswer.objects.select_related("consultation__office")
    return rows.filter(consultation__office=place.office, pk=pk).first()


def public_answer_of(case: Consultation) -> PublicAnswer | None:
    """What was proposed from this consultation."""
    return PublicAnswer.objects.filter(consultation=case).first()
