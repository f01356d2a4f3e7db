"""The one door of the search: `find(office, text, …) -> Found`."""

from satupintu.catalogue.search.find import find
from satupintu.catalogue.search.found import (
    Chip,
    Facet,
    Found,
    Hit,
    Match,
    OtherEdition,
    Piece,
    Suggestion,
)

__all__ = [
    "Chip",
    "Facet",
    "Found",
    "Hit",
    "Match",
    "OtherEdition",
    "Piece",
    "Suggestion",
    "find",
]
