"""The words of a query in groups, each with all that it may stand for; nothing is counted yet."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from satupintu.catalogue.models import SynonymKind
from satupintu.catalogue.search.known import LONGEST_PHRASE, Known, Phrase
from satupintu.catalogue.search.terms import SAME, Group, Reading, term
from satupintu.rules.search_query import Read
from satupintu.rules.search_talk import WEAK_PHRASES

ANOTHER_WORD = 0.85
MOST_READINGS = 6
SHORTEST_JOINED = 6
ALL_BUT_THE_SAME = (SynonymKind.ABBREVIATION, SynonymKind.CHAT, SynonymKind.SPELLING)


def drafts_of(read: Read, known: Known) -> list[Group]:
    """The words in order, the longest phrases that have a meaning of their own together."""
    phrases = [one for one in _phrases(read, known) if not _said_twice(one, read, known)]
    return [draft(typed, read, known) for typed in phrases]


def draft(typed: Phrase, read: Read, known: Known) -> Group:
    """A word or phrase with its other words."""
    readings = [Reading(tuple(term(word) for word in typed), SAME)]
    for meaning in known.meanings(typed)[: MOST_READINGS - 1]:
        worth = SAME if meaning.kind in ALL_BUT_THE_SAME else ANOTHER_WORD
        readings.append(Reading(tuple(term(word) for word in meaning.words), worth))
    if len(typed) > 1:
        # the words of a phrase may also be meant one by one, each in its own other words
        for place, word in enumerate(typed):
            for meaning in known.meanings((word,))[:1]:
                words = (*typed[:place], *meaning.words, *typed[place + 1 :])
                readings.append(Reading(tuple(term(one) for one in words), ANOTHER_WORD))
    weak = read.weak.issuperset(typed) or typed in WEAK_PHRASES
    return Group(typed, tuple(readings[:MOST_READINGS]), weak=weak)


def joined_of(drafts: Sequence[Group], read: Read, known: Known) -> dict[Phrase, Group]:
    """What neighbours mean when they are one word: "mini market" is minimarket."""
    pairs = [
        (one.typed[0], other.typed[0])
        for one, other in pairwise(drafts)
        if len(one.typed) == len(other.typed) == 1
    ]
    return {
        pair: draft(("".join(pair),), read, known)
        for pair in pairs
        if "".join(pair).isalpha() and len("".join(pair)) >= SHORTEST_JOINED
    }


def with_joined(drafts: Sequence[Group], joined: dict[Phrase, Group]) -> list[Group]:
    """The groups with those neighbours as one that are a word together."""
    left: list[Group] = []
    for group in drafts:
        before = left[-1] if left else None
        whole = joined.get((*before.typed, *group.typed)) if before else None
        if before is None or whole is None:
            left.append(group)
            continue
        typed = (*before.typed, *group.typed)
        apart = Reading((*before.readings[0].terms, *group.readings[0].terms), SAME)
        left[-1] = Group(typed, (apart, *whole.readings)[:MOST_READINGS])
    return left


def _phrases(read: Read, known: Known) -> Iterable[Phrase]:
    """The longest ones first; but "jasa" leaves "angkut" to "angkut sampah" and stands alone."""
    typed, start = read.words, 0
    while start < len(typed):
        phrase = _longest(typed[start:], known)
        if len(phrase) > 1 and phrase[0] in read.weak and _goes_on(typed[start:], phrase, known):
            phrase = phrase[:1]
        yield phrase
        start += len(phrase)


def _longest(typed: Phrase, known: Known) -> Phrase:
    """The longest phrase with a meaning that the words begin with, or the first of them."""
    for size in range(min(LONGEST_PHRASE, len(typed)), 1, -1):
        if known.meanings(typed[:size]):
            return typed[:size]
    return typed[:1]


def _goes_on(typed: Phrase, phrase: Phrase, known: Known) -> bool:
    """Whether a phrase that begins inside this one reaches beyond it."""
    return any(
        start + len(_longest(typed[start:], known)) > len(phrase) for start in range(1, len(phrase))
    )


def _said_twice(typed: Phrase, read: Read, known: Known) -> bool:
    """Whether the words behind an abbreviation were typed too: "pendapatan asli daerah (PAD)"."""
    return any(
        meaning.kind == SynonymKind.ABBREVIATION
        and len(meaning.words) > 1
        and set(meaning.words) <= set(read.words)
        for meaning in known.meanings(typed)
    )
