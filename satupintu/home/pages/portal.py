"""The portal: one search box, results with chips and facets, an item, and the way to an officer."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from satupintu.catalogue.actions.search_log import logged, opened
from satupintu.catalogue.models import Kind
from satupintu.catalogue.queries.items import item_shown
from satupintu.catalogue.search.find import find
from satupintu.catalogue.search.found import Found
from satupintu.catalogue.search_key import search_key, search_number
from satupintu.consultations.queries.standard import promised_days
from satupintu.consultations.queries.usual import usual_days
from satupintu.home.pages.portal_ways import PER_PAGE, Asked, ways
from satupintu.home.queries import live_figures, officers_now
from satupintu.people.access import OfficeRequest, account_of, open_to_all
from satupintu.people.limits import address_of, within
from satupintu.rules.search_query import LONGEST_QUERY
from satupintu.ui.csv_file import csv_response

SEARCHES, SECONDS = 300, 600.0  # of one address: a campus shares one; a robot is not counted on
EXAMPLES = (_("penduduk menurut kabupaten"), _("apa itu garis kemiskinan"), _("kode KBLI katering"))
COLUMNS = ("ident", "title", "subject", "region_name", "period", "unit", "value", "source_name",
           "link", "updated_on")  # fmt: skip


@open_to_all
@require_http_methods(["GET", "HEAD"])
def portal(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The search box alone, or with what it found; the address holds everything (PRT-5)."""
    asked = Asked.read(request.GET)
    if not asked.text:
        figures = live_figures(request.published)
        said = {"figures": figures, "examples": EXAMPLES, **_around(request)}
        return render(request, "home/portal.html", said)
    found = _search(request, asked)
    asked = _noted(request, asked, found)
    said = {"asked": asked, "found": found, "ways": ways(request.office, asked, found),
            "kinds": _tabs(asked, found), **_around(request)}  # fmt: skip
    return render(request, "home/portal_results.html", said)


@open_to_all
@require_http_methods(["GET", "HEAD"])
def catalogue_item(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """One item: what it is, what it covers, where it comes from; a code with its neighbours."""
    shown = item_shown(request.office.pk, pk)
    if shown is None:
        raise Http404
    query, search = request.GET.get("q", "")[:LONGEST_QUERY], request.GET.get("s", "")
    if number := search_number(search):
        opened(request.office, number, shown.item.ident)
    said = {"shown": shown, "item": shown.item, "query": query, "search": search,
            **_around(request)}  # fmt: skip
    return render(request, "home/portal_item.html", said)


@open_to_all
@require_http_methods(["GET", "HEAD"])
def catalogue_csv(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """What the catalogue knows of an item, as a table of one row; the data are at its source."""
    shown = item_shown(request.office.pk, pk)
    if shown is None:
        raise Http404
    row = [getattr(shown.item, name) for name in COLUMNS]
    return csv_response(f"katalog-{pk}", COLUMNS, [row])


def _search(request: OfficeRequest, asked: Asked) -> Found:
    return find(
        request.office, asked.text, kinds=[asked.kind] if asked.kind else (), region=asked.region,
        years=asked.years, edition=asked.edition, without=asked.without, limit=PER_PAGE,
        offset=(asked.page - 1) * PER_PAGE,
    )  # fmt: skip


def _noted(request: OfficeRequest, asked: Asked, found: Found) -> Asked:
    """A new search is written down without whose it is; looking further into it is the same one."""
    address = address_of(request)
    fresh = request.method == "GET" and not asked.search and asked.page == 1
    if not fresh or not within("search", address, most=SEARCHES, seconds=SECONDS):
        return asked
    return replace(asked, search=search_key(logged(request.office, found)))


def _tabs(asked: Asked, found: Found) -> list[dict[str, Any]]:
    """*Semua* and the kinds that have something, each with its count."""
    counts = {kind: found.kinds.get(kind, 0) for kind in Kind.values}
    every: list[dict[str, Any]] = [
        {"word": "", "count": sum(counts.values()), "address": asked.address(kind="", page=1),
         "here": not asked.kind}
    ]  # fmt: skip
    return every + [
        {"word": Kind(kind).label, "count": count, "here": asked.kind == kind,
         "address": asked.address(kind=kind, page=1)}
        for kind, count in counts.items() if count or asked.kind == kind
    ]  # fmt: skip


def _around(request: OfficeRequest) -> dict[str, Any]:
    place = request.published
    return {
        "days": promised_days(place), "usual": usual_days(place), "here": "search",
        "officers_now": officers_now(place), "account": account_of(request),
    }  # fmt: skip
