"""The area that a query names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from satupintu.rules.search_talk import ACTIVITIES, ALONE, ALSO_WORDS, PERFORMERS, TALK, WEAK
from satupintu.rules.search_words import words

MOST_ALIKE = 3  # areas of one name
LONGEST_NAME = 4  # words
_KINDS = {
    "kabupaten": "kab", "kab": "kab", "kota": "kota", "provinsi": "prov", "propinsi": "prov",
    "prov": "prov",
}  # fmt: skip
_WITHIN = frozenset(words("kecamatan kec desa ds kelurahan kel"))


@dataclass(frozen=True)
class Place:
    """An area that the catalogue or the tree of offices knows."""

    code: str
    label: str


Places = Mapping[tuple[str, ...], tuple[Place, ...]]


@dataclass(frozen=True)
class Named:
    """What was said about an area."""

    left: list[str]  # the other words
    names: tuple[str, ...] = ()  # behind "kabupaten", "desa": a name, never a misspelt word
    place: Place | None = None
    said: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # other codes the place may stand for (Kota or Kabupaten Semarang)


def named_place(tokens: list[str], places: Places, home: str, *, strict: bool) -> Named:
    """The longest name of a place among the words; the first one when there are several.

    `strict`: a name of one word counts only behind "di" or the kind of area ("kbli sate blora").
    """
    names = tuple(
        word
        for before, word in pairwise(tokens)
        if (before in _KINDS or before in _WITHIN)
        and word not in TALK and word not in WEAK and word not in _WITHIN
    )  # fmt: skip
    for size in range(LONGEST_NAME, 0, -1):
        for start in range(len(tokens) - size + 1):
            said = tuple(tokens[start : start + size])
            found = places.get(said)
            before = tokens[start - 1] if start else ""
            kind = _KINDS.get(before, "")
            if not found:
                continue
            sure = size > 1 or kind or before == "di"
            if not sure and (strict or not _meant(tokens, start, found, home)):
                continue
            ordered = sorted(found, key=lambda one: _fits(one, kind, home))
            return Named(
                left=tokens[: start - 1 if kind else start] + tokens[start + size :],
                names=tuple(name for name in names if name not in said),
                place=ordered[0],
                said=said,
                also=() if kind else tuple(one.code for one in ordered[1:MOST_ALIKE]),
            )
    return Named(tokens, names)


def _meant(tokens: Sequence[str], start: int, found: Sequence[Place], home: str) -> bool:
    """Whether a name that is a word too is the place: said last, in the province of the office.

    "kemiskinan pati" asks for Pati, "produksi pati" for starch.
    """
    if tokens[start] == ALONE and tokens[start - 1 : start]:
        return tokens[start - 1] not in PERFORMERS
    if tokens[start] not in ALSO_WORDS:
        return True
    near = any(home and one.code[:2] == home[:2] for one in found)
    before = [word for word in tokens[:start] if word not in TALK and word not in WEAK]
    return near and start == len(tokens) - 1 and not ACTIVITIES.issuperset(before)


def _fits(place: Place, kind: str, home: str) -> tuple[bool, bool, bool]:
    """Order among areas of one name: as called, then one's own, then the city."""
    city = place.code[2:3] == "7"
    province = place.code.endswith("00")
    wrong = {"kota": not city, "kab": city or province, "prov": not province}.get(kind, False)
    return wrong, place.code != home, not city
