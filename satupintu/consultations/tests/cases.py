"""Small steps that tests of consultations share."""

from datetime import datetime
from typing import Any

from satupintu.consultations.actions.examining import clear_and_complete
from satupintu.consultations.models import Consultation, Round
from satupintu.consultations.queries.clock import current_round
from satupintu.consultations.queries.standard import checklist_of
from satupintu.offices.published import Published
from satupintu.people.models import Officer
from satupintu.rules import clock

WIB = clock.ZONES["WIB"]


def wib(day: int, hour: int, minute: int = 0, month: int = 7) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=WIB)


def round_of(case: Consultation) -> Round:
    found = current_round(case)
    assert found is not None
    return found


def ticks(place: Published, case: Consultation) -> list[str]:
    """All of the checklist, as it is posted."""
    return [code for code, _ in checklist_of(place, case)]


def examined(place: Published, case: Consultation, officer: Officer) -> Consultation:
    return clear_and_complete(place, case, officer_id=officer.pk, checklist=ticks(place, case))


def kinds_of(case: Consultation) -> list[str]:
    """What kinds of messages it has, in order."""
    return list(case.thread.order_by("n").values_list("kind", flat=True))


def fresh(case: Consultation) -> Consultation:
    """The consultation as it stands in the database now."""
    return Consultation.objects.get(pk=case.pk)


def html(answer: Any) -> str:
    return str(answer.content.decode())
