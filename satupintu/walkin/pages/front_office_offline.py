"""The front office without a server: the screen its browser keeps, who was seen (FO-12)."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

from satupintu.people.access import OfficeRequest
from satupintu.walkin.pages.front_office_drawer import blank_of, contacts_of
from satupintu.walkin.pages.front_office_show import SCREEN, front_officers
from satupintu.walkin.queries.guest_book import seen_lately
from satupintu.walkin.queries.rail import Rail


@front_officers
@require_safe
def shell(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The front office with nobody on it; the browser keeps it for when nobody answers."""
    place = request.published
    context = {
        "rail": Rail([], [], [], []), "drawer": None, "place": place, "shell": True,
        "blank": blank_of(place), "contacts": contacts_of(place), "messages": (),
    }  # fmt: skip
    return render(request, SCREEN, context)


@front_officers
@require_GET
def worker(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The service worker; served from the front office's address, for it may rule only below it."""
    context = {"office": request.office}
    answer = render(
        request, "walkin/front_office_worker.js", context, "text/javascript; charset=utf-8"
    )
    answer["Cache-Control"] = "no-cache"
    return answer


@front_officers
@require_GET
def lately(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Who was here today and in the last 30 days, as the box shows them, with masked contacts."""
    context = {"persons": seen_lately(request.published), "place": request.published}
    answer = render(request, "walkin/front_office_lately.html", context)
    answer["X-Seconds"] = str(settings.SESSION_COOKIE_AGE)
    return answer
