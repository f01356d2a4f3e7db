"""The words of a query as what may stand for them in the catalogue.

A group is one thing that was asked for: the word as typed, its kin by root, its synonyms, or the
word that was probably meant. Groups are all wanted; inside a group any reading will do.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import connection

from satupintu.catalogue.models import SynonymKind
from satupintu.catalogue.search.known import LONGEST_PHRASE, Known, Phrase
from satupintu.catalogue.search.spelling import commoner, meant
from satupintu.rules.search_query import Read
from satupintu.rules.search_words import roots

SAME, ANOTHER_WORD, GUESSED = 1.0, 0.85, 0.8
MOST_READINGS = 6
SHORTEST_JOINED = 6
RARE = 2  # entries: a word that stands so seldom may be a slip of its source
ALL_BUT_THE_SAME = (SynonymKind.ABBREVIATION, SynonymKind.CHAT, SynonymKind.SPELLING)


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


@dataclass(frozen=True)
class Groups:
    """All that was asked for, and what had to be guessed or is not known."""

    wanted: tuple[Group, ...]
    helping: tuple[Group, ...]
    corrected: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


def groups_of(read: Read, known: Known) -> Groups:
    """Group the words, weigh them by how rare they are, and mend what is not known."""
    phrases = [one for one in _phrases(read.words, known) if not _said_twice(one, read, known)]
    drafts = [_draft(typed, read, known) for typed in phrases]
    counts = _counts(_forms(drafts))
    corrected: list[tuple[str, str]] = []
    unknown: list[str] = []
    mended: list[Group] = []
    missing: list[Group] = []
    for group in drafts:
        many = _entries(group, counts)
        if 0 < many <= RARE and (word := _slip_of(group, read, known)):
            corrected.append((group.typed[0], word))
            mended.append(_also(group, _meant((word,), read, known)))
        elif many or group.weak:
            mended.append(group)
        elif group.typed[0] in read.names or len(group.typed) > 1:
            unknown += group.typed
            missing.append(group)
        elif guessed := _guess(group, known):
            corrected.append((group.typed[0], " ".join(guessed)))
            mended.append(_meant(guessed, read, known))
        else:
            unknown += group.typed
            missing.append(group)
    if corrected:
        counts |= _counts(_forms(mended))
    weighed = [_weighed(group, counts, known.entries) for group in mended]
    nowhere = [group for group in weighed if not group.weak and not group.entries]
    missing += nowhere  # guesses that lead nowhere either
    vain = {" ".join(group.typed) for group in nowhere}
    unknown += [typed for typed, guessed in corrected if guessed in vain]
    wanted = [group for group in weighed if not group.weak and group.entries]
    helping = [group for group in weighed if group.weak and group.entries]
    if not wanted and not missing:
        wanted, helping = helping, []
    lost = [replace(group, weight=_weight(0, known.entries)) for group in missing]
    told = tuple(pair for pair in corrected if pair[1] not in vain)
    return Groups(tuple(wanted), (*helping, *lost), told, tuple(unknown))


def _phrases(typed: Sequence[str], known: Known) -> Iterable[Phrase]:
    """The words in order, the longest phrases that have a meaning of their own together."""
    start = 0
    while start < len(typed):
        for size in range(min(LONGEST_PHRASE, len(typed) - start), 0, -1):
            phrase = tuple(typed[start : start + size])
            if size == 1 or phrase in known.synonyms:
                yield phrase
                start += size
                break


def _said_twice(typed: Phrase, read: Read, known: Known) -> bool:
    """Whether the words behind an abbreviation were typed too: "pendapatan asli daerah (PAD)"."""
    return any(
        meaning.kind == SynonymKind.ABBREVIATION
        and len(meaning.words) > 1
        and set(meaning.words) <= set(read.words)
        for meaning in known.synonyms.get(typed, ())
    )


def _draft(typed: Phrase, read: Read, known: Known) -> Group:
    readings = [Reading(tuple(term(word) for word in typed), SAME)]
    for meaning in known.synonyms.get(typed, ())[: MOST_READINGS - 1]:
        worth = SAME if meaning.kind in ALL_BUT_THE_SAME else ANOTHER_WORD
        readings.append(Reading(tuple(term(word) for word in meaning.words), worth))
    if len(typed) > 1:
        # the words of a phrase may also be meant one by one, each in its own other words
        for place, word in enumerate(typed):
            for meaning in known.synonyms.get((word,), ())[:1]:
                words = (*typed[:place], *meaning.words, *typed[place + 1 :])
                readings.append(Reading(tuple(term(one) for one in words), ANOTHER_WORD))
    weak = len(typed) == 1 and typed[0] in read.weak
    return Group(typed, tuple(readings[:MOST_READINGS]), weak=weak)


def word_group(word: str) -> Group:
    """One word just as it stands."""
    return Group((word,), (Reading((Term(word, (word,)),), SAME),))


def term(word: str) -> Term:
    """A word with its roots."""
    return Term(word, tuple(dict.fromkeys((word, *roots(word)))))


def _forms(groups: Iterable[Group]) -> set[str]:
    return {
        form
        for group in groups
        for reading in group.readings
        for one in reading.terms
        for form in one.forms
    }


def _counts(forms: set[str]) -> dict[str, int]:
    """How many entries have these words. Written out: it is asked at every search."""
    if not forms:
        return {}
    marks = ", ".join(["%s"] * len(forms))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word, entries FROM catalogue_word WHERE word IN ({marks}) AND entries > 0",
            sorted(forms),
        )
        return dict(cursor.fetchall())


def _entries(group: Group, counts: Mapping[str, int]) -> int:
    """In about how many entries the group stands: its most frequent reading."""
    return max(
        min(max(counts.get(form, 0) for form in one.forms) for one in reading.terms)
        for reading in group.readings
    )


def _weighed(group: Group, counts: Mapping[str, int], entries: int) -> Group:
    there = tuple(
        reading
        for reading in group.readings
        if all(any(counts.get(form) for form in one.forms) for one in reading.terms)
    )
    many = _entries(group, counts)
    weight = _weight(many, entries) * (0.35 if group.weak else 1.0)
    return replace(group, readings=there, weight=weight, entries=many if there else 0)


def _weight(many: int, entries: int) -> float:
    return math.log(1 + (entries + 1) / (many + 1))


def _slip_of(group: Group, read: Read, known: Known) -> str | None:
    """The word that was meant where the catalogue itself has the slip."""
    alone = len(group.typed) == 1 and len(group.readings) == 1
    if not alone or group.typed[0] in read.names:
        return None
    return commoner(group.typed[0], known)


def _also(group: Group, other: Group) -> Group:
    return replace(group, readings=(*group.readings, *other.readings)[:MOST_READINGS])


def _guess(group: Group, known: Known) -> Phrase | None:
    """The word that was probably meant: nearest in spelling, or two words without their space."""
    typed = group.typed[0]
    if word := meant(typed, known):
        return (word,)
    if len(typed) < SHORTEST_JOINED:
        return None
    halves = [(typed[:cut], typed[cut:]) for cut in range(3, len(typed) - 2)]
    counts = _counts({half for pair in halves for half in pair})
    whole = [pair for pair in halves if all(counts.get(half) for half in pair)]
    return max(whole, key=lambda pair: min(counts[half] for half in pair)) if whole else None


def _meant(guessed: Phrase, read: Read, known: Known) -> Group:
    """The guessed word with all that it leads to, each worth a little less."""
    group = _draft(guessed, read, known)
    readings = (replace(one, worth=one.worth * GUESSED) for one in group.readings)
    return replace(group, readings=tuple(readings))
