"""What other services may know of consultations."""

from collections.abc import Sequence
from datetime import date, datetime

from satupintu.consultations.models import Consultation
from satupintu.consultations.workflow import OFFICE_OWES, OPEN, State
from satupintu.offices.published import Published


def next_due(place: Published) -> datetime | None:
    """When the next answer or look is owed; None when all is answered."""
    rows = Consultation.objects.filter(
        office=place.office, state__in=OFFICE_OWES, next_at__isnull=False
    )
    return rows.order_by("next_at", "id").values_list("next_at", flat=True).first()


def of_visit(office_id: int, day: date, code: str) -> str:
    """The number of the consultation that a visit went on as."""
    rows = Consultation.objects.filter(office_id=office_id, visit=visit_key(day, code))
    return rows.order_by("-id").values_list("number", flat=True).first() or ""


def visit_key(day: date, code: str) -> str:
    """How a consultation names the visit it goes on from: "2026-07-24 A-017"."""
    return f"{day.isoformat()} {code}"


def of_people(people: Sequence[int]) -> tuple[int, list[str]]:
    """How many closed consultations these persons of an office have, and the open ones.

    Those that another office answers by now are among them.
    """
    rows = Consultation.objects.filter(person_id__in=people, erased_at=None)
    rows = rows.exclude(state=State.DRAFT)
    still_open = rows.filter(state__in=OPEN).order_by("pk").values_list("number", flat=True)
    return rows.exclude(state__in=OPEN).count(), [number or "" for number in still_open]
