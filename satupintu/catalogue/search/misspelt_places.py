"""The area that was meant by a word that stands nowhere: "smarang", "jawa tngah"."""

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from satupintu.catalogue.search.known import Known

SHORTEST = 5


def with_place(
    text: str, strange: Iterable[str], known: Known
) -> tuple[str, tuple[str, str]] | None:
    """The text with the word of a place in it, and (typed, read as); None when none is near.

    `strange` are words that nobody knows, or that had to be guessed. One letter may be wrong,
    never the first.
    """
    lowered = text.lower()
    for word in strange:
        if len(word) < SHORTEST or not word.isalpha() or word not in lowered:
            continue
        near = process.extract(
            word, known.place_words, scorer=OSA.distance, score_cutoff=1, limit=4
        )
        meant = min((name for name, *_ in near if name[0] == word[0]), default=None)
        if meant:
            return re.sub(rf"\b{word}\b", meant, lowered), (word, meant)
    return None
