"""What the catalogue has that may answer a question already."""

from satupintu.catalogue.search.find import find
from satupintu.catalogue.search.found import Hit, Match
from satupintu.offices.published import Published

SHOWN = 3
QUESTION_WORDS = 24  # a long story is searched by its beginning


def likely_answers(place: Published, question: str) -> list[Hit]:
    """Up to three items that may answer it; none rather than a poor guess (PRT-8)."""
    words = " ".join(question.split()[:QUESTION_WORDS])
    if not words:
        return []
    found = find(place.office, words, limit=SHOWN)
    return list(found.hits) if found.match != Match.NONE else []
