"""From the words somebody typed to the items that answer them."""

from collections.abc import Collection, Sequence

from satupintu.catalogue.search.found import Found, Match
from satupintu.offices.models import Office


def find(
    office: Office | None,
    text: str,
    *,
    kinds: Collection[str] = (),
    types: Collection[str] = (),
    region: str = "",
    years: tuple[int, int] | None = None,
    edition: str = "",
    without: Sequence[str] = (),
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """What the catalogue has for these words, best first.

    `without` names chips (their keys) that were read from the words and taken off again.
    """
    return Found(text=text, match=Match.NONE)
