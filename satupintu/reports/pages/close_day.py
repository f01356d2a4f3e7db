"""Closing the day: what is still open, each with a reason; a page of its own."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.reports.words import CLOSE_REASONS, why_not
from satupintu.rules.whole import whole
from satupintu.rules.workflow import NotAllowed
from satupintu.ui.fields import one_newline, too_long
from satupintu.walkin.actions.day import REMARKS_LONGEST, reopen_day
from satupintu.walkin.actions.day import close_day as close
from satupintu.walkin.actions.step import Faster, Refused
from satupintu.walkin.queries.day import left_open, numbers_unused


@officers(Role.SUPERVISOR)
@never_cache
def close_day(request: OfficeRequest, office_code: str) -> HttpResponse:
    """What is still open, the reasons, the remarks; then the day is closed."""
    if request.method == "POST":
        return _closed(request)
    return _shown(request, {})


@officers(Role.SUPERVISOR)
@require_POST
def reopen(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The day was closed too early."""
    try:
        reopen_day(request.published, officer_id=request.user.pk)
        messages.success(request, _("Hari dibuka lagi. Nomor dapat diambil."))
    except Refused as fault:
        messages.warning(request, why_not(fault, request.published.zone))
    return redirect("day", office_code)


def _closed(request: OfficeRequest) -> HttpResponse:
    given, remarks = _reasons(request), one_newline(request.POST.get("remarks", ""))
    if problem := too_long(remarks, REMARKS_LONGEST):
        return _shown(request, given, remarks, 409, problem)
    try:
        closing = close(
            request.published, officer_id=request.user.pk, reasons=given, remarks=remarks
        )
    except Refused:
        return _shown(request, given, remarks, 422)
    except (Faster, NotAllowed) as fault:
        messages.warning(request, why_not(fault, request.published.zone))
        return _shown(request, given, remarks, 409)
    messages.success(request, _closed_words(closing.left_open))
    return redirect("day", request.office.code)


def _reasons(request: OfficeRequest) -> dict[int, str]:
    """A ticket's id → the reason that was chosen for it."""
    return {
        ticket: str(value)
        for name, value in request.POST.items()
        if name.startswith("reason-") and (ticket := whole(name.removeprefix("reason-"))) and value
    }


def _closed_words(count: int) -> str:
    words = ngettext(
        "Hari ini ditutup. %(count)d nomor ditutup dengan alasan.",
        "Hari ini ditutup. %(count)d nomor ditutup dengan alasan.", count,
    )  # fmt: skip
    return words % {"count": count}


def _shown(
    request: OfficeRequest, given: dict[int, str], remarks: str = "", status: int = 200,
    problem: str = "",
) -> HttpResponse:  # fmt: skip
    place = request.published
    rows: list[dict[str, Any]] = [
        {"ticket": ticket, "given": reason, "problem": status == 422 and not reason}
        for ticket in left_open(place.office.pk, place.day)
        for reason in [given.get(ticket.pk, "")]
    ]
    context = {
        "rows": rows, "reasons": CLOSE_REASONS, "remarks": remarks, "problem": problem,
        "longest": REMARKS_LONGEST, "tab": "day",
        "unused": numbers_unused(place, place.day).count(),
        "has_errors": bool(problem) or any(row["problem"] for row in rows),
        "missing": sum(row["problem"] for row in rows),
    }  # fmt: skip
    return render(request, "reports/close_day.html", context, status=status)
