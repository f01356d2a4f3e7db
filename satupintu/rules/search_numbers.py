"""The numbers in a query: codes of lists, their editions, and years."""

import re
from collections.abc import Sequence

from satupintu.rules.search_talk import TALK
from satupintu.rules.search_words import words

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
WHOLE_CODE = 6  # signs of a KBLI code with its letter: G47192

_YEAR = re.compile(r"(?:19|20)\d\d")
_RANGE = re.compile(
    r"\b((?:19|20)\d\d)\s*(?:-|–|—|/|s\.?d\.?|sampai(?: dengan)?|hingga|ke)\s*"
    r"((?:19|20)?\d\d)\b"
)
_LAST_YEARS = re.compile(
    r"\b(\d{1,2}|dua|tiga|lima|sepuluh)\s+(?:tahun|thn|th)\s+(?:terakhir|belakangan)\b"
)
_UNTIL_NOW = re.compile(
    r"\b(?:19|20)\d\d\s*(?:-|–|—|s\.?d\.?|sampai(?: dengan)?|hingga)\s*(?:sekarang|saat ini|kini)\b"
)
_YEAR_WORDS = ("tahun", "thn", "th")
_BESIDE_TODAY = {"ini": 0, "lalu": -1, "kemarin": -1}
_NUMBER_WORDS = {"dua": 2, "tiga": 3, "lima": 5, "sepuluh": 10}
_DOTTED_CODE = re.compile(r"\b([a-v]\s?[.-]?\s?)?(\d{1,4}(?:\.\d{1,4}){1,4})\b")
_LETTER_CODE = re.compile(r"[a-v]\d{2,5}")
_CODE_ALONE = re.compile(r"(?:[a-v]\s?[.-]?\s?)?(\d{2,10}|\d{1,4}(?:\.\d{1,4}){1,4})")
# Money and people are told in thousands: "harga cabai 39000" asks for no code.
_THOUSANDS = re.compile(r"\d{2,7}000")
_BEFORE_CODES = frozenset((*SCHEMES, *words("kode kodenya nomor no golongan pokok divisi angka")))


def numbers(
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
        before = next((one for one in reversed(tokens[:index]) if _told(one)), "")
        if word in parts:
            continue
        told_as_code = index == 0 or scheme or code_asked or before in _BEFORE_CODES
        if not told_as_code and _THOUSANDS.fullmatch(word):
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


def _told(word: str) -> bool:
    """Whether a word before a number says what the number is: "kbli untuk 56", "tahun 2023"."""
    return word in _BEFORE_CODES or word not in TALK


def _is_code(word: str, before: str, scheme: bool, code_asked: bool) -> bool:
    if before in _YEAR_WORDS:
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


def years(
    plain: str, tokens: list[str], this_year: int
) -> tuple[tuple[int, int] | None, list[str]]:
    """The first and last year that were named, and the words left."""
    if found := _LAST_YEARS.search(plain):
        many = _NUMBER_WORDS.get(found[1]) or int(found[1])
        taken = {*words(found[0])}
        return (this_year - many, this_year), [word for word in tokens if word not in taken]
    tokens, told = _beside_today(tokens, this_year)
    told += [int(word) for word in tokens if _YEAR.fullmatch(word)]
    told = [year for year in told if FIRST_YEAR <= year <= LAST_YEAR]
    if found := _RANGE.search(plain):
        first = int(found[1])
        last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
        told += [first, last] if FIRST_YEAR <= last <= LAST_YEAR else []
        tokens = [word for word in tokens if word != found[2]]
    if not told:
        return None, tokens
    if _UNTIL_NOW.search(plain):
        told.append(this_year)
    return (min(told), max(told)), [word for word in tokens if not _YEAR.fullmatch(word)]


def _beside_today(tokens: Sequence[str], this_year: int) -> tuple[list[str], list[int]]:
    """The words without "tahun ini" and "tahun lalu", and the years that these are."""
    left: list[str] = []
    told: list[int] = []
    for word in tokens:
        if word in _BESIDE_TODAY and left and left[-1] in _YEAR_WORDS:
            left.pop()
            told.append(this_year + _BESIDE_TODAY[word])
        else:
            left.append(word)
    return left, told
