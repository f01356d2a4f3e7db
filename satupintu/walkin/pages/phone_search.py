"""While waiting: searching the catalogue, and pinning what the officer should see (HP-11)."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from satupintu.catalogue.search.find import find
from satupintu.people.access import ticket_holders
from satupintu.people.cookieless import private_link
from satupintu.rules.whole import whole
from satupintu.walkin.actions.shelf import pin, unpin
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.pages.phone import of_token
from satupintu.walkin.queries.shelf import handed, item_of, pinned

SHOWN = 10


@ticket_holders
@private_link
@require_http_methods(["GET", "HEAD", "POST"])
def phone_search(request: HttpRequest, token: str) -> HttpResponse:
    """The search box, what was found, and the list to show to the officer."""
    ticket, place = of_token(token)
    query = request.GET.get("q", "").strip()[:200]
    if request.method == "POST":
        if (item := item_of(place.office.pk, request.POST.get("pin"))) is not None:
            with suppress(Refused):
                pin(ticket, item)
        elif gone := whole(request.POST.get("unpin")):
            unpin(ticket, gone)
        return redirect(request.get_full_path())
    mine = pinned(ticket)
    found = find(place.office, query, limit=SHOWN) if query else None
    said = {
        "ticket": ticket, "office": place.office, "query": query, "found": found, "pinned": mine,
        "handed": handed(ticket), "held": {each.ident for each in mine},
    }  # fmt: skip
    return render(request, "walkin/phone_search.html", said)
