"""What was probably meant by a word that stands nowhere, or hardly anywhere."""

from collections.abc import Sequence
from dataclasses import replace

from satupintu.catalogue.search.counting import counts_of
from satupintu.catalogue.search.drafts import MOST_READINGS, SHORTEST_JOINED, draft
from satupintu.catalogue.search.full_text import Arm, ask
from satupintu.catalogue.search.known import Known, Phrase
from satupintu.catalogue.search.spelling import SHORTEST, commoner, nearest
from satupintu.catalogue.search.terms import Group, word_group
from satupintu.rules.search_query import Read
from satupintu.rules.search_words import VOWELS, spoken_roots

GUESSED = 0.8
OFTEN = 20  # entries: more say nothing more, and a shorter half is no word with fewer


def slip_of(group: Group, read: Read, known: Known) -> str | None:
    """The word that was meant where the catalogue itself has the slip."""
    alone = len(group.typed) == 1 and len(group.readings) == 1
    if not alone or group.typed[0] in read.names:
        return None
    return commoner(group.typed[0], known)


def also(group: Group, other: Group) -> Group:
    """The group with the readings of another one behind its own."""
    return replace(group, readings=(*group.readings, *other.readings)[:MOST_READINGS])


def guess(group: Group, beside: Sequence[Group], known: Known) -> Phrase | None:
    """The word that was probably meant: nearest in spelling, or two words without their space.

    `beside` are the known words next to it. Of words nearly as likely, the one that stands in
    titles together with them most often was meant.
    """
    typed = group.typed[0]
    if said := _spoken(typed):
        return (said,)
    if near := nearest(typed, known):
        return _together(typed, near, beside)
    if len(typed) < SHORTEST_JOINED:
        return None
    halves = [(typed[:cut], typed[cut:]) for cut in range(3, len(typed) - 2)]
    counts = counts_of({half for pair in halves for half in pair})
    whole = [
        pair
        for pair in halves
        if all(counts.get(half, 0) >= (1 if len(half) >= SHORTEST else OFTEN) for half in pair)
    ]
    return max(whole, key=lambda pair: min(counts[half] for half in pair)) if whole else None


def meant_group(guessed: Phrase, read: Read, known: Known) -> Group:
    """The guessed word with all that it leads to, each worth a little less."""
    group = draft(guessed, read, known)
    readings = (replace(one, worth=one.worth * GUESSED) for one in group.readings)
    return replace(group, readings=tuple(readings))


def _spoken(typed: str) -> str | None:
    """The written word of one from everyday talk, the commonest: "dengerin" is dengar."""
    written = [root for root in spoken_roots(typed) if len(root) >= SHORTEST]
    counts = counts_of(written) if len(typed) > SHORTEST else {}
    return max(counts, key=lambda word: counts[word], default=None)


def _together(typed: str, near: Sequence[str], beside: Sequence[Group]) -> Phrase | None:
    """Which of them stands with its neighbours; a short word that lacks more than a vowel must."""
    sure = len(typed) > SHORTEST or _consonants(typed) == _consonants(near[0])
    if not beside or (sure and len(near) == 1):
        return (near[0],)
    arms = [
        Arm((word_group(word), other), in_title=True, limit=OFTEN)
        for word in near
        for other in beside
    ]
    answers = ask(arms, None)
    size = len(beside)
    times = {
        word: sum(len(answer) for answer in answers[place * size : (place + 1) * size])
        for place, word in enumerate(near)
    }
    best = max(near, key=lambda word: times[word])
    return (best,) if sure or times[best] else None


def _consonants(word: str) -> str:
    return "".join(letter for letter in word if letter not in VOWELS)
