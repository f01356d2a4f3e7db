"""How well an entry answers: one measure for both databases, by words first and signs second.

PostgreSQL's own rank knows no rarity and SQLite's no roots, so neither is used: the weights below
are all there is. Words give a share between 0 and 1, signs (kind, area, year, edition, level) move
it by hundredths, so that a sign decides only between entries that answer about equally well.
"""

import re
from dataclasses import dataclass

from satupintu.catalogue.models import Kind
from satupintu.catalogue.search.full_text import Candidate
from satupintu.catalogue.search.question import Question
from satupintu.catalogue.search.signs import signs
from satupintu.catalogue.search.terms import SAME, Group, Term
from satupintu.rules.search_words import roots, words

IN_TITLE, NAMED, ROOT_IN_TITLE, IN_BODY, ROOT_IN_BODY = 1.0, 0.9, 0.88, 0.5, 0.44
APART = 0.93  # a phrase whose words stand apart
PARTLY, HARDLY = 0.5, 0.25  # some of its words are missing; of other words for what was typed
TITLE_SHARE = 0.38  # how much of the score hangs on how little else the title says
HELP_SHARE = 0.12
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
