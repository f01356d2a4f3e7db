"""The catalogue that comes with the product, so that the first search finds something."""

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any

from satupintu.catalogue.actions.keeping import STARTER, Outcome, Shelf, batches, begin, end
from satupintu.catalogue.sources.record import Record, record
from satupintu.catalogue.sources.webapi_lists import NATIONAL, SITES
from satupintu.journal.record import writing
from satupintu.offices.models import Office
from satupintu.rules.provinces import PROVINCES

NATION = (NATIONAL, "Indonesia")
INDICATORS, TERMS, ANSWERS, CODES = "indicators", "terms", "answers", "codes"


def load_starter(office: Office | None = None) -> Outcome:
    """Put the starter on the shelf in one act; what is there already stays as it is.

    The indicators are those of the office's province. Real lists stand in front of the starter: an
    item that came from elsewhere, or that stepped back for them, is left alone.
    """
    outcome = Outcome("starter", STARTER)
    with writing():
        shelf = Shelf(outcome)
        for batch in batches(enumerate(starter_records(office), 1)):
            shelf.put(batch)
        if outcome.added or outcome.changed:
            end(begin(outcome, None), outcome)
    return outcome


def starter_records(office: Office | None = None) -> Iterator[Record]:
    """Every item of the starter, in the words of the product."""
    code, name = _province(office)
    site = SITES.get(code, SITES[NATIONAL])
    for row in _items(INDICATORS):
        page = row.pop("page")
        row |= {one: row[one].format(region=name) for one in ("title", "description")}
        row |= {"ident": f"starter:{code}:{row['ident']}", "link": f"{site}/id/{page}"}
        yield record(row | {"region_code": code, "region_name": name})
    for kind in (TERMS, ANSWERS):
        for row in _items(kind):
            yield record(row | {"ident": f"starter:{kind}:{row['ident']}"})
    yield from map(record, _items(CODES))


def _items(name: str) -> Iterator[dict[str, Any]]:
    file = resources.files("satupintu.catalogue.starter") / f"{name}.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    for row in told["items"]:
        yield {"source": STARTER} | told["always"] | row


def _province(office: Office | None) -> tuple[str, str]:
    """The office's province; the nation for headquarters and for nobody."""
    beginning = office.code[:2] if office else ""
    return next(((code, name) for code, name, _ in PROVINCES if code[:2] == beginning), NATION)
