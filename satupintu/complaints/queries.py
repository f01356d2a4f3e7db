"""The register as its handler may see it, and the other doors of the office."""

from collections.abc import Collection, Sequence

from django.db.models import QuerySet

from satupintu.complaints.models import Complaint
from satupintu.offices.models import Contact
from satupintu.offices.published import Published
from satupintu.people.models import Role
from satupintu.people.queries import serving

PAGE = 30


def for_handler(office_id: int, officer_id: int) -> QuerySet[Complaint]:
    """What this handler may open: never what is about a visit that they served themselves."""
    return Complaint.objects.filter(office_id=office_id).exclude(kept_from=officer_id)


def for_supervisor(place: Published, officer_id: int) -> QuerySet[Complaint]:
    """What no handler of the office may open, because each of them served the visit."""
    rows = for_handler(place.office.pk, officer_id)
    for handler in serving(place.office.pk, place.day, [Role.COMPLAINT_HANDLER]):
        rows = rows.filter(kept_from=handler.pk)
    return rows


def readable(place: Published, officer_id: int, roles: Collection[str]) -> QuerySet[Complaint]:
    """What somebody with these roles may open."""
    if Role.COMPLAINT_HANDLER in roles:
        return for_handler(place.office.pk, officer_id)
    return for_supervisor(place, officer_id)


def page_of(allowed: QuerySet[Complaint], before: int | None) -> tuple[list[Complaint], int | None]:
    """Newest first, from below `before`; and where the next page begins, if there is one."""
    rows = allowed.defer("text")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


def kept_back(office_id: int, officer_id: int) -> int:
    """How many wait for another handler because this one served the visit."""
    return Complaint.objects.filter(office_id=office_id, kept_from=officer_id).count()


def unread(allowed: QuerySet[Complaint]) -> int:
    """How many nobody has opened yet."""
    return allowed.filter(read_at=None).count()


def other_doors(office_id: int) -> Sequence[Contact]:
    """The office's other doors for complaints, as it publishes them."""
    rows = Contact.objects.filter(for_complaints=True, office_id=office_id)
    return list(rows.order_by("position", "id"))
