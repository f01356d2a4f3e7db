"""The parts of a question: words with their roots, readings made of them, groups of readings."""

from dataclasses import dataclass

from satupintu.catalogue.search.known import Phrase
from satupintu.rules.search_words import roots

SAME = 1.0  # the worth of the words as they were typed


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a reading with its roots."""

    word: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Words that together mean what was asked."""

    terms: tuple[Term, ...]
    worth: float  # how near to what was typed


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that was asked for."""

    typed: Phrase
    readings: tuple[Reading, ...]
    weight: float = 1.0
    entries: int = 0
    weak: bool = False


def word_group(word: str) -> Group:
    """One word just as it stands."""
    return Group((word,), (Reading((Term(word, (word,)),), SAME),))


def term(word: str) -> Term:
    """A word with its roots."""
    return Term(word, tuple(dict.fromkeys((word, *roots(word)))))
