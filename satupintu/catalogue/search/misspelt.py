"""A misspelt word that says where, or what kind of answer: "smarang", "jawa tngah", "defenisi"."""

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from satupintu.catalogue.search.known import Known
from satupintu.rules.search_talk import ASKS_MEANING

SHORTEST, SHORTEST_CUE = 5, 7
CUES = frozenset(word for word in ASKS_MEANING if len(word) >= SHORTEST_CUE)


def with_cue(text: str, strange: Iterable[str], known: Known) -> tuple[str, tuple[str, str]] | None:
    """The text with the word that was meant, and (typed, read as); None when none is near.

    `strange` are words that nobody knows, or that had to be guessed. One letter may be wrong,
    never the first.
    """
    lowered = text.lower()
    for word in strange:
        if len(word) < SHORTEST or not word.isalpha() or word not in lowered:
            continue
        among = known.place_words | CUES if len(word) >= SHORTEST_CUE else known.place_words
        near = process.extract(word, among, scorer=OSA.distance, score_cutoff=1, limit=4)
        meant = min((name for name, *_ in near if name[0] == word[0]), default=None)
        if meant:
            return re.sub(rf"\b{word}\b", meant, lowered), (word, meant)
    return None
