"""Who fills which guest book: told by each open page, so that two do not fill the same one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from satupintu.people.access import OfficeRequest
from satupintu.rules import clock
from satupintu.rules.whole import whole
from satupintu.walkin.actions.guest_book import has_open
from satupintu.walkin.pages.front_office_drawer import ticket_of
from satupintu.walkin.pages.front_office_show import front_officers
from satupintu.walkin.queries.guest_book import others_there


@front_officers
@require_POST
def front_office_here(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The page is still open, with this guest book or none; which colleagues have one open."""
    given = whole(request.POST.get("ticket"))
    ticket = ticket_of(request, given) if given else None
    has_open(ticket, officer_id=request.user.pk, writing=request.POST.get("writing") == "1")
    there = others_there(request.published, request.user.pk, clock.now())
    return render(request, "walkin/front_office_here.html", {"there": there})
