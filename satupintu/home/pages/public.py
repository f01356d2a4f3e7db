"""The public page: is it open, how long does it take, which standard binds the office."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from satupintu.home.promises import promises
from satupintu.home.queries import live_figures, standard_of, standards
from satupintu.home.quiet_hours import quiet_hours
from satupintu.home.reading import can_be_heard
from satupintu.home.scans import scans
from satupintu.home.words import said
from satupintu.offices.starting_standard import MAKLUMAT, RUN_COMPONENTS, RUN_NAMES
from satupintu.people.access import OfficeRequest, open_to_all
from satupintu.people.limits import address_of, within
from satupintu.rules import clock
from satupintu.ui.pdf import pdf_response
from satupintu.walkin.queries.doors import may_join_from_here
from satupintu.walkin.queries.usual import quietest_hours

LIVE_SECONDS = 15
PAPERS = ("a3", "a4")
FILES, FILES_SECONDS = 20, 600.0  # drawn for one address


@open_to_all
def public(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Opening state, live figures, promise, standard, maklumat, the ways to complain."""
    shown = standards(request.published)
    now = live_figures(request.published)
    context = {
        "figures": now,
        "standards": shown,
        "contacts": list(request.office.contacts.all()),
        "maklumat": said(MAKLUMAT),
        "quiet": quiet_hours(request.published),
        "promises": promises(request.published),
        "scans": scans(request, shown),
        "may_join": may_join_from_here(request.published, now.opening["open"]),
    }
    return render(request, "home/public.html", context)


@open_to_all
def live_part(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The live figures alone, for a page that is already open."""
    return render(request, "home/public_now.html", {"figures": live_figures(request.published)})


@open_to_all
def figures(request: OfficeRequest, office_code: str) -> JsonResponse:
    """The same figures for other programs: no personal data, anybody may read them (PUB-5)."""
    now = live_figures(request.published)
    answer = JsonResponse(
        {
            "office": office_code,
            "at": clock.now().isoformat(),
            "opening": now.opening,
            "services": now.services,
            "quietest_hours": quietest_hours(request.published),
        }
    )
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = f"public, max-age={LIVE_SECONDS}"
    return answer


@open_to_all
def standard(request: OfficeRequest, office_code: str, service_code: str) -> HttpResponse:
    """The published standard of one service in full: 14 components, date and decree."""
    found = standard_of(request.published, service_code)
    if found is None:
        raise Http404
    context = {
        "standard": found,
        "scan": scans(request, [found]).get(service_code),
        "heard": can_be_heard(request.published, service_code),
        "contacts": list(request.office.contacts.all()),
        "run_components": [
            (RUN_NAMES[code], found.content.get(code, "")) for code in RUN_COMPONENTS
        ],
    }
    return render(request, "home/standard.html", context)


@open_to_all
def standard_print(
    request: OfficeRequest, office_code: str, service_code: str, paper: str
) -> HttpResponse:
    """The same text as a poster (A3) or a leaflet (A4): what hangs on the wall cannot differ."""
    if paper not in PAPERS:
        raise Http404
    return render(request, "home/poster.html", _poster(request, service_code, paper))


@open_to_all
@require_safe
def standard_pdf(request: OfficeRequest, office_code: str, service_code: str) -> HttpResponse:
    """The leaflet as a file; where it cannot be drawn now, the leaflet itself."""
    leaflet = redirect("standard-print", office_code, service_code, "a4")
    context, who = _poster(request, service_code, "a4"), address_of(request)
    if not within("pdf", who, most=FILES, seconds=FILES_SECONDS):
        return leaflet
    title = _("Standar pelayanan %(name)s") % {"name": context["standard"].name}
    return pdf_response(
        request, "home/poster.html", context, title=title, author=request.office.name,
        name=f"standar-{office_code}-{service_code}",
    ) or leaflet  # fmt: skip


def _poster(request: OfficeRequest, service_code: str, paper: str) -> dict[str, Any]:
    found = standard_of(request.published, service_code)
    if found is None:
        raise Http404
    contacts = list(request.office.contacts.all())
    return {"standard": found, "contacts": contacts, "maklumat": said(MAKLUMAT), "paper": paper}
