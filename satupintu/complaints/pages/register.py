"""The register of complaints: for its handler, or the supervisor where no handler may read."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from satupintu.complaints.actions import mark_read
from satupintu.complaints.models import Complaint
from satupintu.complaints.queries import kept_back, page_of, readable, unread
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.rules.whole import whole


@officers(Role.COMPLAINT_HANDLER, Role.SUPERVISOR)
@never_cache
@require_safe
def complaints(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Newest first, thirty a page."""
    allowed, before = _allowed(request), request.GET.get("before", "")
    rows, older = page_of(allowed, whole(before) or None)
    context = {
        "rows": rows, "older": older, "before": before, "zone": request.published.zone,
        "unread": unread(allowed), "handler": Role.COMPLAINT_HANDLER in request.roles,
        "kept_back": kept_back(request.office.pk, request.user.pk),
    }  # fmt: skip
    return render(request, "complaints/complaints.html", context)


@officers(Role.COMPLAINT_HANDLER, Role.SUPERVISOR)
@never_cache
@require_safe
def complaint(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """One complaint; opening it is what marks it read."""
    found = get_object_or_404(_allowed(request).select_related("read_by"), pk=pk)
    found = mark_read(found, officer_id=request.user.pk)
    context = {"complaint": found, "zone": request.published.zone}
    return render(request, "complaints/complaint.html", context)


def _allowed(request: OfficeRequest) -> QuerySet[Complaint]:
    """What this officer may open; a supervisor without any such complaint does not enter."""
    allowed = readable(request.published, request.user.pk, request.roles)
    if Role.COMPLAINT_HANDLER not in request.roles and not allowed.exists():
        raise PermissionDenied
    return allowed
