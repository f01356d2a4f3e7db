"""What somebody means by what they typed: codes, years, places, the kind of thing, the words left.

Pure: the places that exist are given, the year is given. Nothing is thrown away for good: what is
read out of the words becomes a chip that can be taken off again (PRT-3).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from satupintu.rules.search_talk import (
    ALSO_WORDS,
    ASKS_CODE,
    ASKS_ELSEWHERE,
    ASKS_FIGURES,
    ASKS_MEANING,
    ASKS_SHOP,
    ASKS_TRADE,
    ASKS_WORK,
    SAYS_NOTHING,
    TALK,
    TOFU,
    TOFU_BEHIND,
    WEAK,
)
from satupintu.rules.search_words import GRAMMAR, roots, words

SCHEMES = ("kbli", "kbji", "kbki")
# Where a list begins: its first level, for who names the list alone.
TOP_CODES = {"kbli": tuple("ABCDEFGHIJKLMNOPQRSTUV"), "kbji": tuple("0123456789")}
TOP_CODES["kbki"] = TOP_CODES["kbji"]
EDITIONS = {
    "kbli": ("2005", "2009", "2015", "2017", "2020", "2025"),
    "kbji": ("2002", "2014"),
    "kbki": ("2010", "2012", "2013", "2015", "2025"),
}
FIRST_YEAR, LAST_YEAR = 1945, 2050
LONGEST_QUERY = 300
MOST_WORDS = 24
MOST_ALIKE = 3  # areas of one name
MAKER = "bps"  # whose data all of it is: said beside other words it tells nothing
WHOLE_CODE = 6  # signs of a KBLI code with its letter: G47192

# "apa itu …", "… itu apa", "… adalah": a meaning is asked for, though no word says so
_MEANING_PHRASES = re.compile(
    r"\b(?:apa itu|itu apa|apa sih|apaan|apa yang dimaksud|yang dimaksud"
    r"|what (?:is|are)(?! the (?:number|total|rate))|adalah(?: apa)?\W*$)"
)

_YEAR = re.compile(r"(?:19|20)\d\d")
_RANGE = re.compile(
    r"\b((?:19|20)\d\d)\s*(?:-|–|—|/|s\.?d\.?|sampai(?: dengan)?|hingga|ke)\s*"
    r"((?:19|20)?\d\d)\b"
)
_LAST_YEARS = re.compile(
    r"\b(\d{1,2}|dua|tiga|lima|sepuluh)\s+(?:tahun|thn|th)\s+(?:terakhir|belakangan)\b"
)
_NUMBER_WORDS = {"dua": 2, "tiga": 3, "lima": 5, "sepuluh": 10}
_DOTTED_CODE = re.compile(r"\b([a-v]\s?[.-]?\s?)?(\d{1,4}(?:\.\d{1,4}){1,4})\b")
_LETTER_CODE = re.compile(r"[a-v]\d{2,5}")
_CODE_ALONE = re.compile(r"(?:[a-v]\s?[.-]?\s?)?(\d{2,10}|\d{1,4}(?:\.\d{1,4}){1,4})")
_BEFORE_CODES = frozenset((*SCHEMES, *words("kode kodenya nomor no golongan pokok divisi angka")))
_WITHIN = frozenset(words("kecamatan kec desa ds kelurahan kel"))
_PLACE_WORDS = {
    "kabupaten": "kab", "kab": "kab", "kota": "kota", "provinsi": "prov", "propinsi": "prov",
    "prov": "prov",
}  # fmt: skip
AT_HOME = frozenset((("di", "rumah"), ("dari", "rumah")))


@dataclass(frozen=True)
class Place:
    """An area that the catalogue or the tree of offices knows."""

    code: str
    label: str


@dataclass(frozen=True)
class Read:
    """What was read from a query."""

    text: str
    words: tuple[str, ...] = ()  # that carry the question, in order
    weak: frozenset[str] = frozenset()  # those of them that help to order but need not be there
    codes: tuple[str, ...] = ()
    scheme: str = ""
    edition: str = ""
    editions: tuple[str, ...] = ()  # when two are compared
    years: tuple[int, int] | None = None
    place: Place | None = None
    place_words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # other codes the place may stand for (Kota or Kabupaten Semarang)
    names: tuple[str, ...] = ()  # behind "kabupaten", "desa": a name, never a misspelt word
    # meaning, figures, code, trade, shop, work, elsewhere
    asks: frozenset[str] = field(default_factory=frozenset)


Places = Mapping[tuple[str, ...], tuple[Place, ...]]


def read(
    text: str, places: Places, *, this_year: int, without: Collection[str] = (), home: str = ""
) -> Read:
    """Read a query. `without` names kinds of chips not to read: region, years, edition, scheme.

    `home` is the area of the office that is asked: of two areas with one name, it comes first.
    """
    text = text.strip()[:LONGEST_QUERY]
    plain = text.lower()
    tokens = words(text)[:MOST_WORDS]
    asks = _asks(plain, tokens)
    scheme = next((word for word in tokens if word in SCHEMES), "")
    left, codes, editions = _numbers(plain, tokens, scheme, "code" in asks)
    years = None
    if "years" not in without:
        years, left = _years(plain, left, this_year)
    place: Place | None = None
    also: tuple[str, ...] = ()
    place_words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    if "region" not in without:
        trade = bool(scheme or asks & {"trade", "work"}) and "figures" not in asks
        place, also, place_words, names, left = _place(left, places, home, strict=trade)
    if "scheme" in without:
        scheme = ""
    elif scheme:
        left = [word for word in left if word not in SCHEMES]
    carrying = _carrying(left, tokens)
    if scheme and not carrying and not codes and not editions:
        carrying, scheme = [scheme], ""  # nothing but the list is named: what it is, is asked
    told = editions if "edition" not in without else []
    return Read(
        text=text, words=tuple(carrying), codes=tuple(codes), scheme=scheme,
        weak=WEAK.intersection(carrying) | _where_only(tokens, carrying),
        edition=told[0] if len(told) == 1 else "",
        editions=tuple(told) if len(told) > 1 else (), years=years, place=place, also=also,
        place_words=place_words, names=names, asks=asks,
    )  # fmt: skip


def _carrying(left: Sequence[str], tokens: Sequence[str]) -> list[str]:
    """The words that say what is looked for; none where all of them only ask or greet."""
    tofu = any(word == TOFU and before in TOFU_BEHIND for before, word in pairwise(tokens))
    found = [
        word
        for word in dict.fromkeys(_once(left))
        if (word not in TALK or (tofu and word == TOFU)) and _carries(word)
    ]
    if SAYS_NOTHING.issuperset(found):
        return []
    return [word for word in found if word != MAKER] if len(found) > 1 else found


def _where_only(tokens: list[str], carrying: Sequence[str]) -> frozenset[str]:
    """The last word of "… di rumah": where it is done, not what is asked for."""
    home = tuple(tokens[-2:]) in AT_HOME and len(carrying) > 1
    return frozenset(tokens[-1:]) if home else frozenset()


def _once(tokens: Sequence[str]) -> list[str]:
    """Words said twice only once: "sayur sayuran" is sayuran, "kos kosan" is kos."""
    again = {
        before if before in roots(word) else word
        for before, word in pairwise(tokens)
        if word == f"{before}an"
    }
    return [word for word in tokens if word not in again]


def _carries(word: str) -> bool:
    asks = word in ASKS_MEANING or word in ("klasifikasi", *SCHEMES)
    return not asks and word not in GRAMMAR and len(word) > 1


def _asks(plain: str, tokens: list[str]) -> frozenset[str]:
    found = {
        name
        for name, cues in (
            ("meaning", ASKS_MEANING), ("figures", ASKS_FIGURES), ("code", ASKS_CODE),
            ("trade", ASKS_TRADE), ("shop", ASKS_SHOP), ("work", ASKS_WORK),
            ("elsewhere", ASKS_ELSEWHERE),
        )
        if not cues.isdisjoint(tokens)
    }  # fmt: skip
    if _MEANING_PHRASES.search(plain):
        found.add("meaning")
    return frozenset(found)


def _numbers(
    plain: str, tokens: list[str], scheme: str, code_asked: bool
) -> tuple[list[str], list[str], list[str]]:
    """Codes and editions taken out of the words."""
    alone = _CODE_ALONE.fullmatch(plain.strip())
    if alone and not _YEAR.fullmatch(alone[1]):
        return [], [alone[1].replace(".", "")], []
    codes: list[str] = []
    editions: list[str] = []
    parts: set[str] = set()
    if scheme or code_asked:
        for letter, digits in _DOTTED_CODE.findall(plain):
            codes.append(digits.replace(".", ""))
            parts.update((*digits.split("."), letter.strip(" .-")))
    left: list[str] = []
    for index, word in enumerate(tokens):
        before = tokens[index - 1] if index else ""
        if word in parts:
            continue
        if scheme and word in EDITIONS[scheme] and before not in ("kode", "nomor", "tahun"):
            editions.append(word)
        elif len(word) == 1 and word.isalpha() and _is_category(before, tokens[index + 1 :]):
            codes.append(word.upper())
        elif _LETTER_CODE.fullmatch(word) and (scheme or code_asked or len(word) == WHOLE_CODE):
            codes.append(word[1:])
        elif word.isdigit() and _is_code(word, before, bool(scheme), code_asked):
            if len(word) > 2 or _beside_its_list(before, tokens[index + 1 : index + 2]):
                codes.append(word)
        else:
            left.append(word)
    return left, list(dict.fromkeys(codes)), list(dict.fromkeys(editions))


def _is_code(word: str, before: str, scheme: bool, code_asked: bool) -> bool:
    if before in ("tahun", "thn", "th"):
        return False
    if len(word) == 4 and _YEAR.fullmatch(word):
        return scheme or before == "kode"
    if scheme:
        return 1 <= len(word) <= 10
    if code_asked:
        return (2 if before in _BEFORE_CODES else 3) <= len(word) <= 10
    return 5 <= len(word) <= 10


def _is_category(before: str, after: Sequence[str]) -> bool:
    """Whether a letter is a code of its own: "kategori C", "kbli C", but not "kbli C.10"."""
    return before in ("kategori", "golongan") or (before == "kbli" and not after)


def _beside_its_list(before: str, after: Sequence[str]) -> bool:
    """Whether a short number is meant as a code: "kbli 10", but not "kbli gas 3 kg"."""
    category = len(before) == 1 and before.isalpha()  # C.10
    edition = any(before in years for years in EDITIONS.values())
    named = before in _BEFORE_CODES or category or edition
    return named or any(word in SCHEMES for word in after)


def _years(
    plain: str, tokens: list[str], this_year: int
) -> tuple[tuple[int, int] | None, list[str]]:
    if found := _LAST_YEARS.search(plain):
        many = _NUMBER_WORDS.get(found[1]) or int(found[1])
        taken = {*words(found[0])}
        return (this_year - many, this_year), [word for word in tokens if word not in taken]
    years = [int(word) for word in tokens if _YEAR.fullmatch(word)]
    years = [year for year in years if FIRST_YEAR <= year <= LAST_YEAR]
    if found := _RANGE.search(plain):
        first = int(found[1])
        last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
        years += [first, last] if FIRST_YEAR <= last <= LAST_YEAR else []
        tokens = [word for word in tokens if word != found[2]]
    if not years:
        return None, tokens
    return (min(years), max(years)), [word for word in tokens if not _YEAR.fullmatch(word)]


def _place(
    tokens: list[str], places: Places, home: str, *, strict: bool
) -> tuple[Place | None, tuple[str, ...], tuple[str, ...], tuple[str, ...], list[str]]:
    """The longest name of a place among the words; the first one when there are several."""
    names = tuple(
        word
        for before, word in pairwise(tokens)
        if (before in _PLACE_WORDS or before in _WITHIN)
        and word not in TALK and word not in WEAK and word not in _WITHIN
    )  # fmt: skip
    for size in (4, 3, 2, 1):
        for start in range(len(tokens) - size + 1):
            key = tuple(tokens[start : start + size])
            found = places.get(key)
            before = tokens[start - 1] if start else ""
            kind = _PLACE_WORDS.get(before, "")
            if not found or (
                size == 1 and not kind and before != "di" and (strict or key[0] in ALSO_WORDS)
            ):
                continue
            ordered = sorted(found, key=lambda one: _fits(one, kind, home))
            begin = start - 1 if kind else start
            left = tokens[:begin] + tokens[start + size :]
            others = tuple(one.code for one in ordered[1:MOST_ALIKE]) if not kind else ()
            rest = tuple(name for name in names if name not in key)
            return ordered[0], others, key, rest, left
    return None, (), (), names, tokens


def _fits(place: Place, kind: str, home: str) -> tuple[bool, bool, bool]:
    """Order among areas of one name: as called, then one's own, then the city."""
    city = place.code[2:3] == "7"
    province = place.code.endswith("00")
    wrong = {"kota": not city, "kab": city or province, "prov": not province}.get(kind, False)
    return wrong, place.code != home, not city
