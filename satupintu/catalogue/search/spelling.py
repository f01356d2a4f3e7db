"""The word that was probably meant by one that stands nowhere.

The words of titles with how often they stand there, kept once per process and bounded; read when
a word is first not found.
"""

import math
import threading
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from satupintu.catalogue.models import SynonymKind, Word
from satupintu.catalogue.search.known import Known, shipped_synonyms

MOST_KEPT = 40_000
SHORTEST = 4
SHORTEST_CLIPPED = 5
ONE_ERROR_BELOW = 8  # letters: shorter words may have one error, longer ones two
# A letter left out is likelier than a wrong one; a frequent word likelier than a rare one.
LEFT_OUT, FREQUENT = 0.8, 0.4
NEARLY, MOST_NEAR = 0.6, 4  # words nearly as likely, among which the words beside it may choose
LONG_ENOUGH, COMMON = 6, 10  # letters and titles from which a rare word is held against others
KNOWN = 3  # titles: a rarer word is no guess for a short one, which may be anything
# Words typed short or wrong lead on, but nobody means them.
_SHORTHAND = {SynonymKind.CHAT, SynonymKind.SPELLING, SynonymKind.ABBREVIATION}


@dataclass(frozen=True)
class Spellings:
    """Right spellings as of one revision: by length, with the number of titles."""

    revision: int
    by_length: dict[int, dict[str, int]]


_lock = threading.Lock()
_kept = Spellings(-1, {})


def meant(typed: str, known: Known) -> str | None:
    """The known word nearest to what was typed; None when none is near."""
    return next(iter(nearest(typed, known)), None)


def nearest(typed: str, known: Known) -> list[str]:
    """The known words nearest to what was typed: the likeliest, then those nearly as likely."""
    if len(typed) < SHORTEST or not typed.isalpha():
        return []
    errors = 1 if len(typed) < ONE_ERROR_BELOW else 2
    reach = (
        2 if len(typed) >= LONG_ENOUGH else errors
    )  # two letters may be left out a little sooner
    costs: dict[str, float] = {}
    for length in range(len(typed) - errors, len(typed) + reach + 1):
        words = _spellings(known).by_length.get(length, {})
        found = process.extract(
            typed, words.keys(), scorer=OSA.distance, score_cutoff=reach, limit=12
        )
        for word, distance, _ in found:
            if word == typed or (errors == 1 and word[0] != typed[0]):
                continue  # the first letter of a short word is seldom the wrong one
            if distance > errors and not left_out(typed, word):
                continue
            if len(typed) < LONG_ENOUGH and 0 < words[word] < KNOWN:
                continue
            if len(typed) == SHORTEST and not same_letters(typed, word):
                continue
            costs[word] = likely(typed, word, int(distance), words[word])
    if (whole := _clipped(typed, known)) and whole[0] not in costs:
        costs[whole[0]] = likely(typed, whole[0], 1, whole[1])
    least = min(costs.values(), default=0.0)
    near = sorted((cost, word) for word, cost in costs.items() if cost <= least + NEARLY)
    return [word for _, word in near[:MOST_NEAR]]


def _clipped(typed: str, known: Known) -> tuple[str, int] | None:
    """The commonest longer word that begins so, with its titles: "perpus" is perpustakaan."""
    begun = (
        (word, titles)
        for length, words in _spellings(known).by_length.items()
        if length > len(typed) >= SHORTEST_CLIPPED
        for word, titles in words.items()
        if titles >= KNOWN and word.startswith(typed)
    )
    return max(begun, key=lambda one: one[1], default=None)


def commoner(typed: str, known: Known) -> str | None:
    """The frequent word that a rare one is probably a slip of, whoever made it."""
    if len(typed) < LONG_ENOUGH:
        return None
    word = meant(typed, known)
    if word is None or word[0] != typed[0] or OSA.distance(typed, word) > 1:
        return None
    return word if _spellings(known).by_length[len(word)][word] >= COMMON else None


def likely(typed: str, word: str, distance: int, titles: int) -> float:
    """How unlikely it is that this word was meant: less is likelier."""
    cost = float(distance)
    if left_out(typed, word):
        cost -= LEFT_OUT
    if typed[0] != word[0]:
        cost += LEFT_OUT
    return cost - FREQUENT * math.log10(titles + 1)


def left_out(typed: str, word: str) -> bool:
    """Whether all that was typed stands in the word in this order."""
    letters = iter(word)
    return all(letter in letters for letter in typed)


def same_letters(typed: str, word: str) -> bool:
    """Whether a letter was left out, doubled or changed its place, none was another."""
    return left_out(typed, word) or left_out(word, typed) or sorted(typed) == sorted(word)


def forget() -> None:
    """Forget all; for tests and after a restore."""
    global _kept
    with _lock:
        _kept = Spellings(-1, {})


def _spellings(known: Known) -> Spellings:
    global _kept
    with _lock:
        if _kept.revision != known.revision:
            _kept = Spellings(known.revision, _read())
        return _kept


def _read() -> dict[int, dict[str, int]]:
    by_length: dict[int, dict[str, int]] = {}
    found = Word.objects.filter(titles__gt=0).order_by("-titles").values_list("word", "titles")
    leading = ((words, 0) for words, _, kind in shipped_synonyms() if kind not in _SHORTHAND)
    for word, titles in (*found[:MOST_KEPT].iterator(), *leading):
        if len(word) >= SHORTEST and word.isalpha():
            by_length.setdefault(len(word), {}).setdefault(word, titles)
    return by_length
