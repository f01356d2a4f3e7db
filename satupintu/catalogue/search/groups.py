"""The words of a query as what may stand for them in the catalogue.

A group is one thing that was asked for: the word as typed, its kin by root, its synonyms, or the
word that was probably meant. Groups are all wanted; inside a group any reading will do.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from satupintu.catalogue.search.counting import counts_of, entries_of, forms_of
from satupintu.catalogue.search.drafts import drafts_of, joined_of, with_joined
from satupintu.catalogue.search.guesses import also, guess, meant_group, slip_of
from satupintu.catalogue.search.known import Known
from satupintu.catalogue.search.terms import Group
from satupintu.rules.search_query import Read

MOST_STRANGE = 4  # words of a query that are guessed at: each guess asks the database
RARE = 2  # entries: a word that stands so seldom may be a slip of its source


@dataclass(frozen=True)
class Groups:
    """All that was asked for, and what had to be guessed or is not known."""

    wanted: tuple[Group, ...]
    helping: tuple[Group, ...]
    corrected: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


def groups_of(read: Read, known: Known) -> Groups:
    """Group the words, weigh them by how rare they are, and mend what is not known."""
    drafts, counts = _counted(read, known)
    mended, missing, corrected, unknown = _mended(drafts, counts, read, known)
    if corrected:
        counts |= counts_of(forms_of(mended))
    weighed = [_weighed(group, counts, known.entries) for group in mended]
    nowhere = [group for group in weighed if not group.weak and not group.entries]
    missing += nowhere  # guesses that lead nowhere either
    vain = {" ".join(group.typed) for group in nowhere}
    unknown += [typed for typed, guessed in corrected if guessed in vain]
    wanted = [group for group in weighed if not group.weak and group.entries]
    helping = [group for group in weighed if group.weak and group.entries]
    if not wanted and not missing:
        wanted, helping = helping, []
    # As much as the others on average: a word that nobody knows says little against what is known.
    weights = [group.weight for group in wanted] or [_weight(0, known.entries)]
    lost = [replace(group, weight=sum(weights) / len(weights)) for group in missing]
    told = tuple(pair for pair in corrected if pair[1] not in vain)
    return Groups(tuple(wanted), (*helping, *lost), told, tuple(unknown))


def _mended(
    drafts: Sequence[Group], counts: Mapping[str, int], read: Read, known: Known
) -> tuple[list[Group], list[Group], list[tuple[str, str]], list[str]]:
    """What stands for each group, which stand for nothing, what was guessed, what is unknown."""
    corrected: list[tuple[str, str]] = []
    unknown: list[str] = []
    mended: list[Group] = []
    missing: list[Group] = []
    for place, group in enumerate(drafts):
        many = entries_of(group, counts)
        few = len(corrected) + len(unknown) < MOST_STRANGE
        if 0 < many <= RARE and (word := slip_of(group, read, known)):
            corrected.append((group.typed[0], word))
            mended.append(also(group, meant_group((word,), read, known)))
        elif many or group.weak:
            mended.append(group)
        elif len(group.typed) == 1 and group.typed[0] in known.place_words:
            continue  # where a trade is: its code is the same everywhere
        elif (
            len(group.typed) > 1
            or group.typed[0] in read.names
            or group.typed[0] in known.hint_words
        ):
            unknown += group.typed
            missing.append(group)
        elif few and (guessed := guess(group, _beside(drafts, place, counts), known)):
            corrected.append((group.typed[0], " ".join(guessed)))
            mended.append(meant_group(guessed, read, known))
        else:
            unknown += group.typed
            missing.append(group)
    return mended, missing, corrected, unknown


def _counted(read: Read, known: Known) -> tuple[list[Group], dict[str, int]]:
    """The groups, neighbours that are one word together joined, and where their words stand."""
    drafts = drafts_of(read, known)
    joined = joined_of(drafts, read, known)
    counts = counts_of(forms_of((*drafts, *joined.values())))
    words = {pair: one for pair, one in joined.items() if _is_word(one, counts, known)}
    return with_joined(drafts, words), counts


def _is_word(one: Group, counts: Mapping[str, int], known: Known) -> bool:
    return counts.get(one.typed[0], 0) > RARE or bool(known.meanings(one.typed))


def _beside(drafts: Sequence[Group], place: int, counts: Mapping[str, int]) -> list[Group]:
    around = [*drafts[max(0, place - 1) : place], *drafts[place + 1 : place + 2]]
    return [_weighed(one, counts, 0) for one in around if entries_of(one, counts)]


def _weighed(group: Group, counts: Mapping[str, int], entries: int) -> Group:
    there = tuple(
        reading
        for reading in group.readings
        if all(any(counts.get(form) for form in one.forms) for one in reading.terms)
    )
    many = entries_of(group, counts)
    weight = _weight(many, entries) * (0.35 if group.weak else 1.0)
    return replace(group, readings=there, weight=weight, entries=many if there else 0)


def _weight(many: int, entries: int) -> float:
    return math.log(1 + (entries + 1) / (many + 1))
