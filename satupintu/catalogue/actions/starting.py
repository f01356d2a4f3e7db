"""The catalogue that comes with the product, so that the first search finds something."""

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any

from satupintu.catalogue.actions.keeping import STARTER, Outcome, Shelf, batches, begin, end
from satupintu.catalogue.sources.record import Record, record
from satupintu.journal.record import writing

FILES = ("indicators.json", "terms.json", "answers.json", "codes.json")


def load_starter() -> Outcome:
    """Put the starter on the shelf in one act; what is there already stays as it is.

    Real lists stand in front of it: an item that came from elsewhere, or that stepped back for
    them, is left alone.
    """
    outcome = Outcome("starter", STARTER)
    with writing():
        shelf = Shelf(outcome)
        for batch in batches(enumerate(starter_records(), 1)):
            shelf.put(batch)
        if outcome.added or outcome.changed:
            end(begin(outcome, None), outcome)
    return outcome


def starter_records() -> Iterator[Record]:
    """Every item of the starter, in the words of the product."""
    folder = resources.files("satupintu.catalogue.starter")
    for name in FILES:
        told = json.loads((folder / name).read_text(encoding="utf-8"))
        for row in told["items"]:
            yield _record(told["always"] | row)


def _record(told: dict[str, Any]) -> Record:
    return record({"source": STARTER, **told})
