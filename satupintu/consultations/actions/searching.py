"""Who asks without having searched has the question searched first; that is its trail.

Standard, clauses 3 and 4 online: a consultation follows a search that did not find.
"""

from typing import Any

from satupintu.catalogue.actions.search_log import impersonal, logged
from satupintu.catalogue.search.find import find
from satupintu.consultations.queries.likely import QUESTION_WORDS, SHOWN
from satupintu.offices.published import Published


def search_first(place: Published, question: str) -> dict[str, Any]:
    """The question itself is searched; what was found stands in the trail, without the words."""
    found = find(place.office, " ".join(question.split()[:QUESTION_WORDS]), limit=SHOWN)
    return {
        "query": impersonal(found.text), "by_itself": True, "match": str(found.match),
        "viewed": [hit.item.ident for hit in found.hits], "search": logged(place.office, found),
    }  # fmt: skip
