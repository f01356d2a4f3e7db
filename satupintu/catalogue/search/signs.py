"""What speaks for an entry besides its words: kind, list, edition, level, area, year."""

from collections.abc import Collection

from satupintu.catalogue.models import Kind, Type
from satupintu.catalogue.search.full_text import Candidate
from satupintu.catalogue.search.question import Question
from satupintu.rules.search_query import Read
from satupintu.rules.search_talk import ASKS_DOCUMENT
from satupintu.rules.search_words import words

# What ships with the product points the way; what an office brought in answers.
STARTER, BEHIND = "starter", -0.15
HEADQUARTERS = "0000"
NATIONAL = ("", HEADQUARTERS)
TELLING = (Kind.METADATA, Kind.ANSWER)  # what explains a word
EXPLAINS: dict[str, float] = {Kind.METADATA: 0.3, Kind.ANSWER: 0.12}
OF_FIGURES: dict[str, float] = {Kind.DATA: 0.2, Kind.CLASSIFICATION: -0.2}
OF_THE_OFFICE: dict[str, float] = {Kind.ANSWER: 0.3, Kind.CLASSIFICATION: -0.3}
OF_TYPE: dict[str, float] = {
    Type.TERM: 0.06, Type.CONCEPT: 0.03, Type.INFOGRAPHIC: -0.03, Type.NEWS: -0.1,
}  # fmt: skip
DOCUMENTS, OF_ASKED_TYPE = tuple(ASKS_DOCUMENT), 0.25
NATIONWIDE = frozenset(("indonesia", "nasional"))
# The first words of titles of those who sell what others made, and of those who make.
TRADING, MAKING = "perdagangan", "industri"
# Titles of those who bring together, equip or build for an activity, not of the activity itself.
FOR_OTHERS = frozenset(words("intermediasi perantara mesin instalasi"))


def signs(candidate: Candidate, question: Question) -> float:
    """What speaks for an entry besides its words."""
    read = question.read
    value = _kind_sign(candidate, read)
    if candidate.kind == Kind.CLASSIFICATION:
        for_others = FOR_OTHERS.intersection(candidate.title.split()) - question.forms
        return value + _code_sign(candidate, read) - (0.1 if for_others else 0.0)
    if candidate.kind == Kind.DATA:
        value += _area_sign(candidate, question) + _year_sign(candidate, read)
    return value


def _kind_sign(candidate: Candidate, read: Read) -> float:
    kind, asks = candidate.kind, read.asks
    value = OF_TYPE.get(candidate.type, 0.0)
    if candidate.source == STARTER:
        value += BEHIND
    if candidate.type in DOCUMENTS and candidate.type in asks:
        value += OF_ASKED_TYPE
    if read.scheme or "code" in asks:
        return value + (0.3 if kind == Kind.CLASSIFICATION else -0.4)
    if "meaning" in asks:
        return value + EXPLAINS.get(kind, -0.4)
    if "service" in asks or ("maker" in asks and "figures" not in asks):
        return value + OF_THE_OFFICE.get(kind, 0.0)
    if "figures" in asks or read.place or read.years:
        return value + OF_FIGURES.get(kind, -0.04)
    if asks & {"trade", "shop", "work"}:
        return value + (0.15 if kind == Kind.CLASSIFICATION else 0.0)
    if "measure" in asks:
        return value + (0.2 if kind == Kind.DATA else -0.04)
    return value + (0.08 if kind == Kind.DATA else 0.0)


def _code_sign(candidate: Candidate, read: Read) -> float:
    scheme = candidate.source.rstrip("0123456789")
    edition = candidate.source[len(scheme) :]
    value = 0.0
    if read.scheme:
        value += 0.3 if scheme == read.scheme else -0.8
    elif "work" in read.asks:
        value += 0.15 if scheme == "kbji" else 0.0
    elif read.asks & {"trade", "shop", "code"}:
        value += 0.06 if scheme == "kbli" else -0.2
    else:
        value += {"kbli": 0.06, "kbki": -0.1}.get(scheme, 0.0)
    if read.edition or read.editions:
        value += 0.3 if edition in (read.edition, *read.editions) else -0.3
    if scheme == "kbli":
        value += {"2020": 0.03, "2025": 0.02}.get(edition, -0.12)
    other = {"making": TRADING, "trading": MAKING}
    if any(ask in read.asks and candidate.title.startswith(other[ask]) for ask in other):
        value -= 0.15
    if scheme == "kbli" and len(candidate.code) == 5:
        value += 0.09
    if scheme == "kbji" and len(candidate.code) >= 4:
        value += 0.03
    return value


def _area_sign(candidate: Candidate, question: Question) -> float:
    """Near areas before far ones; a table of all provinces answers for each of them."""
    area, place = candidate.region, question.read.place
    if place is None:
        if area in NATIONAL:
            return 0.08 if NATIONWIDE & question.read.weak else 0.04
        if area == question.home:
            return 0.05
        return -0.15
    if area == place.code:
        return 0.25
    if area in question.read.also:
        return 0.15
    if tells_of(candidate, question):
        return 0.2
    if speaks_of(candidate, place.code):
        return 0.14 if area in NATIONAL else 0.18
    return -0.08 if area in NATIONAL else -0.3


def tells_of(candidate: Candidate, question: Question) -> bool:
    """Whether an office of the province that was named tells of all of it in its title."""
    place, title = question.read.place, f" {candidate.title} "
    within = place is not None and candidate.region[:2] == place.code[:2]
    return within and any(f" {name} " in title for name in question.called)


def speaks_of(candidate: Candidate, area: str, also: Collection[str] = ()) -> bool:
    """Whether it is of this area, or of a wider one and laid out by areas of this size."""
    if candidate.region == area or candidate.region in also:
        return True
    if candidate.region in NATIONAL:
        return layout_of(area) in candidate.title
    return not area.endswith("00") and candidate.region == f"{area[:2]}00"


def layout_of(area: str) -> str:
    """What a table of the nation says in its title when it has rows for such areas."""
    return "provinsi" if area.endswith("00") else "kabupaten"


def _year_sign(candidate: Candidate, read: Read) -> float:
    first, last = candidate.first_year, candidate.last_year
    if last is None:
        return 0.0
    fresh = max(-0.03, min(0.03, (last - 2018) * 0.006))
    if read.years is None:
        return fresh
    begin, end = read.years
    covers = (first or last) <= end and last >= begin
    return 0.06 if covers else fresh - 0.05
