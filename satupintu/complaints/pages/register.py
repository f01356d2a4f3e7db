"""The register of complaints: for the complaint handler only."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from satupintu.complaints.actions import mark_read
from satupintu.complaints.queries import for_handler, kept_back, page_of, unread
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role


@officers(Role.COMPLAINT_HANDLER)
@never_cache
@require_safe
def complaints(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Newest first, thirty a page."""
    office, me = request.office, request.user.pk
    before = request.GET.get("before", "")
    rows, older = page_of(office.pk, me, int(before) if before.isdecimal() else None)
    context = {
        "rows": rows, "older": older, "before": before, "zone": request.published.zone,
        "unread": unread(office.pk, me), "kept_back": kept_back(office.pk, me),
    }  # fmt: skip
    return render(request, "complaints/complaints.html", context)


@officers(Role.COMPLAINT_HANDLER)
@never_cache
@require_safe
def complaint(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """One complaint; opening it is what marks it read."""
    mine = for_handler(request.office.pk, request.user.pk)
    found = get_object_or_404(mine.select_related("read_by"), pk=pk)
    found = mark_read(found, officer_id=request.user.pk)
    context = {"complaint": found, "zone": request.published.zone}
    return render(request, "complaints/complaint.html", context)
