"""What somebody means by what they typed: codes, years, places, the kind of thing, the words left.

Pure: the places that exist are given, the year is given. Nothing is thrown away for good: what is
read out of the words becomes a chip that can be taken off again (PRT-3).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from satupintu.rules.search_numbers import SCHEMES, numbers, years
from satupintu.rules.search_places import Named, Place, Places, named_place
from satupintu.rules.search_talk import (
    ANY_FIGURES,
    ASKERS,
    ASKS_CODE,
    ASKS_COUNT,
    ASKS_DOCUMENT,
    ASKS_ELSEWHERE,
    ASKS_FIGURES,
    ASKS_MAKING,
    ASKS_MEANING,
    ASKS_MEASURE,
    ASKS_SHOP,
    ASKS_TRADE,
    ASKS_TRADING,
    ASKS_WORK,
    OF_PURPOSES,
    PRESS_RELEASE,
    PURPOSES,
    REQUESTS,
    SAYS_NOTHING,
    STUDENTS,
    TALK,
    TOFU,
    TOFU_BEHIND,
    WEAK,
)
from satupintu.rules.search_words import GRAMMAR, roots, words

LONGEST_QUERY = 300
MOST_WORDS = 24
NAMES = 4  # words between "saya" and "mahasiswa": a name, "seorang"
MAKER = "bps"  # whose data all of it is: said beside other words it tells nothing

# "apa itu …", "… itu apa", "… adalah": a meaning is asked for, though no word says so
_MEANING_PHRASES = re.compile(
    r"\b(?:apa itu|itu apa|apa sih|apaan|apa yang dimaksud|yang dimaksud"
    r"|what (?:is|are)(?! the (?:number|total|rate))|(?:adalah(?: apa)?|means?)\W*$)"
)

# "y-on-y", "q to q": one word each, as "yoy" and "qtq" are
_AGAINST = re.compile(r"\b([cmqy])[ -]?(on|to)[ -]?\1\b")

# "cara minta data": how the office serves is asked, not what a word means
_SERVICE = re.compile(
    r"\b(?:cara\w*|bagaimana|gimana)(?: \w+){0,2}? (?:(?:me)?minta|mendapat(?:kan)?|memperoleh"
    r"|(?:meng)?akses|(?:mem|pe)san|(?:mem)?beli|(?:meng)?unduh|download)(?: \w+)? data\b"
)
# "minta data bayar nggak": so is whether it costs something
_COSTS = re.compile(
    r"(?=.*\b(?:(?:me)?minta|konsultasi|unduh|download|layanan|ambil)\b)(?=.*\b(?:data|bps|pst)\b)"
    r".*\b(?:bayar|berbayar|gratis|dipungut)\b"
    r"|.*\b(?:biaya|ongkos|tarif) (?:(?:me)?minta data|konsultasi|layanan|(?:di )?(?:bps|pst))\b"
)
OF_SERVICE = ("cara", "meminta", "data")
AT_HOME = frozenset((("di", "rumah"), ("dari", "rumah")))


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
    # meaning, figures, count, measure, code, trade, shop, making, trading, work, elsewhere,
    # service, maker, documents
    asks: frozenset[str] = field(default_factory=frozenset)


def read(
    text: str, places: Places, *, this_year: int, without: Collection[str] = (), home: str = ""
) -> Read:
    """Read a query. `without` names kinds of chips not to read: region, years, edition, scheme.

    `home` is the area of the office that is asked: of two areas with one name, it comes first.
    """
    text = text.strip()[:LONGEST_QUERY]
    plain = _AGAINST.sub(lambda found: found[1] + found[2][0] + found[1], text.lower())
    tokens = [_bare(word) for word in words(plain)]
    asks = _asks(plain, tokens)
    scheme = next((word for word in tokens if word in SCHEMES), "")
    left, codes, editions = numbers(plain, _request(tokens), scheme, "code" in asks)
    span = None
    if "years" not in without:
        span, left = years(plain, left, this_year)
    named = Named(left)
    if "region" not in without:
        trade = bool(scheme or asks & {"trade", "work"}) and "figures" not in asks
        named = named_place(left, places, home, strict=trade)
    left = named.left
    if "scheme" in without:
        scheme = ""
    elif scheme:
        left = [word for word in left if word not in SCHEMES]
    carrying = _carrying(left, tokens)
    if not (carrying or scheme or codes or named.place or span):
        carrying = [word for word in left if word in ASKS_MEANING]  # "metadata" and no more
    if named.place and ANY_FIGURES.issuperset(carrying):
        carrying = []  # "data cilacap": whatever there is for the area
    if "service" in asks:
        carrying = _of_service(plain, carrying)
    if scheme and "meaning" in asks and not carrying and not codes and not editions:
        # nothing but the list is named: what it is, is asked
        carrying, scheme, asks = [scheme], "", asks - {"code"}
    told = editions if "edition" not in without else []
    return Read(
        text=text, words=tuple(carrying), codes=tuple(codes), scheme=scheme,
        weak=_weak(carrying, asks) | _where_only(tokens, carrying),
        edition=told[0] if len(told) == 1 else "",
        editions=tuple(told) if len(told) > 1 else (), years=span, place=named.place,
        also=named.also, place_words=named.said, names=named.names, asks=asks,
    )  # fmt: skip


def _bare(word: str) -> str:
    """A word of asking without what hangs on it: "informasinya", "kblinya", "bisakah"."""
    stem = word[:-3]
    hangs = word.endswith(("nya", "kah", "lah"))
    return stem if hangs and (stem in TALK or stem in ASKS_MEANING or stem in SCHEMES) else word


def _request(tokens: Sequence[str]) -> list[str]:
    """The words without who asks and what for: "saya Ani, mahasiswa … untuk skripsi, mau …"."""
    kept: list[str] = []
    for place, word in enumerate(tokens):
        after = tokens[place + 1 :]
        if word in ASKERS and not STUDENTS.isdisjoint(after[:NAMES]):
            asked = next((at for at, one in enumerate(after) if one in REQUESTS), NAMES)
            return [*kept, *_request(after[asked:])]
        if word in PURPOSES and not OF_PURPOSES.isdisjoint(after[:1]):
            return [*kept, *_request([one for one in after if one not in OF_PURPOSES])]
        kept.append(word)
    return kept


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
    return [word for word in found if word != MAKER or len(found) == 1][:MOST_WORDS]


def _weak(carrying: Sequence[str], asks: Collection[str]) -> frozenset[str]:
    """Those that help to order but need not be there; the name of a kind of document is one."""
    names = [cues for kind, cues in ASKS_DOCUMENT.items() if kind in asks]
    release = PRESS_RELEASE if "press_release" in asks else ()
    return WEAK.union(*names, release).intersection(carrying)


def _of_service(plain: str, carrying: list[str]) -> list[str]:
    """The words of a question about the office: how it serves, and what besides was said."""
    how = _SERVICE.search(plain)
    if how is None:
        return carrying
    said = words(how[0])
    besides = [word for word in carrying if word not in WEAK and word not in said]
    return ["cara", *besides] if besides else list(OF_SERVICE)


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
            ("elsewhere", ASKS_ELSEWHERE), ("measure", ASKS_MEASURE),
            ("count", ASKS_COUNT), ("making", ASKS_MAKING), ("trading", ASKS_TRADING),
        )
        if not cues.isdisjoint(tokens)
    }  # fmt: skip
    if _SERVICE.search(plain) or _COSTS.match(plain):
        return frozenset(("service",))
    if _MEANING_PHRASES.search(plain):
        found.add("meaning")
    if MAKER in tokens or "pst" in tokens:
        found.add("maker")
    found.update(kind for kind, cues in ASKS_DOCUMENT.items() if not cues.isdisjoint(tokens))
    if PRESS_RELEASE in pairwise(tokens):
        found.add("press_release")
    return frozenset(found)
