"""How well an entry answers: one measure for both databases, by words first and signs second.

PostgreSQL's own rank knows no rarity and SQLite's no roots, so neither is used: the weights below
are all there is. Words give a share between 0 and 1, signs (kind, area, year, edition, level) move
it by hundredths, so that a sign decides only between entries that answer about equally well.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from satupintu.catalogue.models import Kind, Type
from satupintu.catalogue.search.full_text import Candidate
from satupintu.catalogue.search.terms import SAME, Group, Term
from satupintu.rules.search_query import Read
from satupintu.rules.search_words import roots, words

IN_TITLE, NAMED, ROOT_IN_TITLE, IN_BODY, ROOT_IN_BODY = 1.0, 0.9, 0.88, 0.5, 0.44
APART = 0.93  # a phrase whose words stand apart
PARTLY, HARDLY = 0.5, 0.25  # some of its words are missing; of other words for what was typed
TITLE_SHARE = 0.38  # how much of the score hangs on how little else the title says
HELP_SHARE = 0.12
# What ships with the product points the way; what an office brought in answers.
STARTER, BEHIND = "starter", -0.15
HEADQUARTERS = "0000"
NATIONAL = ("", HEADQUARTERS)
TELLING = (Kind.METADATA, Kind.ANSWER)  # what explains a word
EXPLAINS: dict[str, float] = {Kind.METADATA: 0.3, Kind.ANSWER: 0.12}
OF_TYPE: dict[str, float] = {
    Type.TERM: 0.06, Type.CONCEPT: 0.03, Type.INFOGRAPHIC: -0.03, Type.NEWS: -0.1,
}  # fmt: skip
NATIONWIDE = frozenset(("indonesia", "nasional"))
LEVELS = frozenset(("kota", "kabupaten"))
# Titles of those who bring together, equip or build for an activity, not of the activity itself.
FOR_OTHERS = frozenset(words("intermediasi perantara mesin instalasi"))
# Two words that are a thing of their own: who asks for "sepeda" does not ask for "sepeda motor".
COMPOUNDS = (
    ("sepeda", "motor"), ("kelapa", "sawit"), ("rumah", "tangga"), ("rumah", "sakit"),
    ("minyak", "tanah"), ("kayu", "putih"), ("tanah", "liat"), ("batu", "bara"),
)  # fmt: skip
# What a title says it is not about; it counts as what the notes say.
_LEFT_OUT = re.compile(r"(?<= )(?:bukan|selain|kecuali)((?: \w+){1,4})")
NO_KIN = frozenset(("anggur",))  # a fruit when it stands alone, not an unemployed person
# Words of titles that say how a table is laid out; their presence says nothing against it.
LAYOUT = frozenset(
    words(
        """
        menurut jenis provinsi kabupaten kota indonesia persen jiwa ribu juta rupiah jumlah
        persentase tahun bulan hasil angka orang unit hektar ton kg ha sumber bps ybdi ytdl
        """
    )
)


@dataclass(frozen=True)
class Question:
    """What is asked, ready for weighing."""

    read: Read
    wanted: tuple[Group, ...]
    helping: tuple[Group, ...]
    home: str = ""  # area of the office that is asked
    forms: frozenset[str] = field(default_factory=frozenset)
    around: frozenset[str] = field(default_factory=frozenset)  # goes without saying in a title
    other_things: tuple[str, ...] = ()  # compounds of which only the first word was asked for

    @classmethod
    def of(
        cls,
        read: Read,
        wanted: tuple[Group, ...],
        helping: tuple[Group, ...],
        home: str,
        around: str = "",
    ) -> "Question":
        """With every form of every word in one set; `around` names the area that is spoken of."""
        forms = {
            form
            for group in (*wanted, *helping)
            for reading in group.readings
            for one in reading.terms
            for form in one.forms
        }
        if read.place:
            forms.update(read.place_words, words(read.place.label))
        others = tuple(
            f" {first} {second} "
            for first, second in COMPOUNDS
            if first in forms and second not in forms
        )
        around_words = frozenset(words(around))
        return cls(read, wanted, helping, home, frozenset(forms), around_words, others)

    @property
    def asks_meaning(self) -> bool:
        """Whether words are to be explained, not a list of codes."""
        return "meaning" in self.read.asks and not self.read.scheme

    @property
    def marks(self) -> frozenset[str]:
        """The forms worth marking: not every "kota" is Kota Semarang."""
        return self.forms - LEVELS if self.read.place else self.forms


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its measure."""

    candidate: Candidate
    score: float
    share: float  # of what was wanted, by weight, 0 to 1
    whole: bool  # all that was wanted stands in it


def scored(candidate: Candidate, question: Question) -> Scored:
    """Measure one entry."""
    title, left_out = f" {candidate.title} ", ""
    if candidate.kind == Kind.CLASSIFICATION and (found := _LEFT_OUT.search(title)):
        title, left_out = f"{title[: found.start()]} {title[found.end() :]}", found[1]
    for other in question.other_things:
        title = title.replace(other, f" {other.replace(' ', '')} ")
    named = f" {candidate.roots} "
    body = f" {candidate.body}{left_out} "
    total = sum(group.weight for group in question.wanted)
    lost = sum(group.weight for group in question.helping if not group.weak)
    got, whole = 0.0, not lost
    for group in question.wanted:
        value = _group(group, title, named, body)
        got += group.weight * value
        whole = whole and value >= 0.3
    share = got / (total + lost) if total + lost else 0.0
    helped = _helped(question, title, named, body)
    own = _own_share(candidate.title, question)
    text = share * (1 - TITLE_SHARE + TITLE_SHARE * own**0.6) + HELP_SHARE * helped * share
    text += _phrase(question, title)
    return Scored(candidate, text + signs(candidate, question), share, whole)


def _group(group: Group, title: str, named: str, body: str) -> float:
    best = 0.0
    for reading in group.readings:
        if reading.worth <= best:
            continue
        values = [_term(one, title, named, body) for one in reading.terms]
        there = sum(1 for value in values if value)
        if not there:
            continue
        value = sum(values) / len(values)
        if there < len(values):
            value *= PARTLY if reading.worth == SAME else HARDLY
        elif len(values) > 1 and f" {' '.join(one.word for one in reading.terms)} " not in title:
            value *= APART
        best = max(best, value * reading.worth)
    return best


def _term(one: Term, title: str, named: str, body: str) -> float:
    if f" {one.word} " in title:
        return IN_TITLE
    if f" {one.word} " in named:
        return NAMED if len(one.forms) > 1 or one.forms[0] == one.word else ROOT_IN_TITLE
    for form in one.forms[1:]:
        if f" {form} " in named or (f" {form} " in title and form not in NO_KIN):
            return ROOT_IN_TITLE
    place = body.find(f" {one.word} ")
    if place >= 0:
        return IN_BODY - min(place, 1500) / 10_000  # what is told first matters most
    for form in one.forms[1:]:
        place = body.find(f" {form} ")
        if place >= 0:
            return ROOT_IN_BODY - min(place, 1500) / 10_000
    return 0.0


def _helped(question: Question, title: str, named: str, body: str) -> float:
    weak = [group for group in question.helping if group.weak]
    total = sum(group.weight for group in weak)
    if not total:
        return 0.0
    return sum(group.weight * _group(group, title, named, body) for group in weak) / total


def _own_share(title: str, question: Question) -> float:
    """How much of what the title says was asked for."""
    forms, around = question.forms, question.around
    asked, said = 0, 0
    for word in title.split():
        if word.isdigit():
            continue
        if word in forms or any(root in forms for root in roots(word)):
            asked += 1
            said += 1
        elif word not in LAYOUT and word not in around:
            said += 1
    return asked / said if said else 0.0


def _phrase(question: Question, title: str) -> float:
    typed = [word for group in question.wanted for word in group.typed]
    if len(typed) < 2:
        return 0.0
    return 0.05 if f" {' '.join(typed)} " in title else 0.0


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
    if read.scheme or "code" in asks:
        return value + (0.3 if kind == Kind.CLASSIFICATION else -0.4)
    if "meaning" in asks:
        return value + EXPLAINS.get(kind, -0.4)
    if "figures" in asks or read.place or read.years:
        return value + (0.2 if kind == Kind.DATA else -0.04)
    if asks & {"trade", "shop", "work"}:
        return value + (0.15 if kind == Kind.CLASSIFICATION else 0.0)
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
    elif scheme == "kbli":
        value += 0.06
    if read.edition or read.editions:
        value += 0.3 if edition in (read.edition, *read.editions) else -0.3
    elif scheme == "kbli":
        value += {"2020": 0.03, "2025": 0.02}.get(edition, -0.12)
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
    if speaks_of(candidate, place.code):
        return 0.14 if area in NATIONAL else 0.18
    return -0.08 if area in NATIONAL else -0.3


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
