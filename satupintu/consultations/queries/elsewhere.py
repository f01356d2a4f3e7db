"""What other services may know of consultations."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from satupintu.consultations.models import Consultation
from satupintu.consultations.workflow import OFFICE_OWES, OPEN, State
from satupintu.offices.published import Published

SHOWN = 5  # conversations at a desk


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


def at_the_desk(place: Published, person_id: int | None, subject: str) -> list[Consultation]:
    """For whoever is at a desk: the consultation that arranged the visit first, then the newest of
    this person. Only those with a proved address tell of a person: one may be written wrong."""
    rows = Consultation.objects.filter(office=place.office, erased_at=None, number__isnull=False)
    arranged = int(subject.partition(":")[2]) if subject.startswith("consultation:") else 0
    theirs = Q(person_id=person_id, email_confirmed_at__isnull=False) if person_id else Q(pk=None)
    found = list(rows.filter(Q(pk=arranged) | theirs).order_by("-pk")[: SHOWN + 1])
    return sorted(found, key=lambda case: case.pk != arranged)[:SHOWN]


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
