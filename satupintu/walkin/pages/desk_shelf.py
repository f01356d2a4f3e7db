"""The catalogue at the desk: searched beside the notes, handed over in one press (MJ-8)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from satupintu.catalogue.search.find import find
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.walkin.actions.shelf import hand_over
from satupintu.walkin.models import Ticket
from satupintu.walkin.pages.desk import asked_desk, to_desk
from satupintu.walkin.queries.desk import current
from satupintu.walkin.queries.shelf import handed, item_of, pinned

SHOWN = 8


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk_shelf(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """The panel: what the visitor pinned, what was found, what was handed over."""
    place, desk = request.published, asked_desk(request, number)
    turn = current(place, desk)
    ticket = turn.ticket if turn and turn.officer_id == request.user.pk else None
    if request.method == "POST":
        _give(request, ticket)
        if "panel" not in request.POST:
            return to_desk(request, number)
    query = (request.POST.get("q") or request.GET.get("q", "")).strip()[:200]
    said = {
        "desk": desk, "query": query, "may_hand": ticket is not None,
        "found": find(place.office, query, limit=SHOWN) if query else None,
        "pinned": pinned(ticket) if ticket else [], "handed": handed(ticket) if ticket else [],
    }  # fmt: skip
    whole = "panel" not in request.GET and "panel" not in request.POST
    return render(request, f"walkin/desk_shelf{'_page' if whole else ''}.html", said)


def _give(request: OfficeRequest, ticket: Ticket | None) -> None:
    item = item_of(request.office.pk, request.POST.get("item"))
    if ticket and item:
        hand_over(ticket, item, officer_id=request.user.pk)
    else:
        messages.warning(request, _("Panggil pengunjung dahulu, lalu kirim."))
