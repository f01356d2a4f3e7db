"""What the lists do not tell of a dynamic table: its years, and its newest figure."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from satupintu.catalogue.actions.index import index
from satupintu.catalogue.models import Item
from satupintu.catalogue.sources import webapi_lists
from satupintu.catalogue.sources.webapi import WebApi
from satupintu.catalogue.sources.webapi_data import newest_figure
from satupintu.catalogue.sources.webapi_lists import SOURCE, Place
from satupintu.journal.record import writing
from satupintu.rules import clock

# Kept among the details: the WebAPI's id of the newest year, and that there was no answer.
NEWEST, ASKED = "newest_th", "asked_data"


def complete(api: WebApi, place: Place, model: str, tell: Callable[[str, int, int], None]) -> int:
    """Ask for what is still missing, one variable at a time; what was told stays.

    Raises Silent, NotAllowed, OutOfTime.
    """
    waiting = list(_waiting(place, model).values_list("pk", flat=True))
    what = {"th": "tahun tabel dinamis", "data": "nilai terbaru"}.get(model, model)
    for done, pk in enumerate(waiting, 1):
        item = Item.objects.get(pk=pk)
        told = _TELL[model](api, item, place, model)
        with writing():
            Item.objects.filter(pk=pk).update(**told, changed_at=clock.now())
            index(Item.objects.filter(pk=pk))
        tell(f"{what} {place.domain}", done, len(waiting))
    return len(waiting)


def _waiting(place: Place, model: str) -> QuerySet[Item]:
    mine = Item.objects.filter(
        source=SOURCE, ident__startswith=f"var:{place.domain}:", withdrawn_at=None
    )
    if model != "data":
        return mine.exclude(details__has_key=NEWEST if model == "th" else model).order_by("pk")
    known = mine.filter(details__has_key=NEWEST).exclude(**{f"details__{NEWEST}": ""})
    return known.exclude(details__has_key=ASKED).order_by("pk")


def _number(item: Item) -> str:
    return item.ident.rpartition(":")[2]


def _rows(api: WebApi, model: str, item: Item, place: Place) -> list[dict[str, Any]]:
    pages = api.pages(model, domain=place.domain, var=_number(item))
    return [row for page in pages for row in page.rows]


def _divided(api: WebApi, item: Item, place: Place, model: str) -> dict[str, Any]:
    told = webapi_lists.divisions(model, _rows(api, model, item, place))
    return {"details": item.details | {model: told}}


def _years(api: WebApi, item: Item, place: Place, model: str) -> dict[str, Any]:
    rows = _rows(api, model, item, place)
    span, newest = webapi_lists.years(rows), webapi_lists.newest_year(rows)
    details = item.details | {NEWEST: newest}
    if span is None:
        return {"details": details}
    return {
        "details": details, "period": span.period, "first_year": span.first, "last_year": span.last,
    }  # fmt: skip


def _figure(api: WebApi, item: Item, place: Place, model: str) -> dict[str, Any]:
    told = api.data(domain=place.domain, var=_number(item), th=item.details[NEWEST])
    figure = newest_figure(told, place.domain)
    details = item.details | {ASKED: item.details[NEWEST]}
    return {"details": details} | ({"value": figure[:300]} if figure else {})


_TELL: dict[str, Callable[[WebApi, Item, Place, str], dict[str, Any]]] = {
    "th": _years, "data": _figure, "turth": _divided, "turvar": _divided, "vervar": _divided,
}  # fmt: skip
