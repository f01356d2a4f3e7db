"""From groups of words to scored candidates: strict questions first, laxer ones when few answer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from satupintu.catalogue.models import Kind
from satupintu.catalogue.search.entries import mark
from satupintu.catalogue.search.full_text import Arm, Candidate, ask, with_codes, with_words
from satupintu.catalogue.search.question import Question
from satupintu.catalogue.search.scoring import Scored, scored
from satupintu.catalogue.search.signs import HEADQUARTERS, TELLING, layout_of
from satupintu.catalogue.search.terms import Group, word_group
from satupintu.rules.search_numbers import SCHEMES

MOST_COUNTED = 500
MOST_WEIGHED = 140
ENOUGH = 60  # of a named list with all groups in the title: what has them elsewhere comes behind
FEW = 12  # fewer full answers than this, and partial ones are looked for too
RARE_SHARE, RARE_LEAST = 40, 2000  # a word alone is asked for only when it is rare
MOST_GROUPS = 8
MOST_OF_CODE = 400


@dataclass(frozen=True)
class Filters:
    """What the reader has narrowed to."""

    kinds: Collection[str] = ()
    types: Collection[str] = ()
    region: str = ""
    years: tuple[int, int] | None = None
    source: str = ""

    def marks(self) -> tuple[str, ...]:
        """Those that the index itself can apply."""
        region = (mark("r", self.region),) if self.region else ()
        return region + ((mark("s", self.source),) if self.source else ())

    def lets(self, one: Candidate, *, any_kind: bool = False) -> bool:
        """Whether it stays."""
        if not any_kind and self.kinds and one.kind not in self.kinds:
            return False
        if self.types and one.type not in self.types:
            return False
        if self.region and one.region != self.region:
            return False
        if self.source and one.source != self.source:
            return False
        if self.years and one.last_year is None:
            return one.kind != Kind.DATA
        return _covers(one, self.years)


@dataclass(frozen=True)
class Gathered:
    """Scored candidates, best first, and all that the words as a whole lead to."""

    best: tuple[Scored, ...]
    rest: tuple[Candidate, ...]  # answered too, but were not weighed
    counted: tuple[Candidate, ...]  # whole answers, of any kind
    capped: bool


def gather(question: Question, filters: Filters, office_id: int | None) -> Gathered:
    """Ask the index and weigh what it gives."""
    wanted = question.wanted[:MOST_GROUPS]
    if not wanted:
        return Gathered((), (), (), False)
    everywhere = ask([Arm(wanted, filters.marks(), limit=MOST_COUNTED)], office_id)[0]
    capped = len(everywhere) >= MOST_COUNTED
    counted = [one for one in everywhere if filters.lets(one, any_kind=True)]
    found = [one for one in counted if filters.lets(one)]
    preferred = [one for one in found if _preferred(one, question)]
    if len(preferred) > MOST_WEIGHED or capped:
        likely = _in_turn(ask(_likely(wanted, question, filters), office_id))
        if question.read.scheme and len(likely) < ENOUGH:
            likely += ask([_of_list(wanted, question, filters)], office_id)[0]
        found = [*(one for one in likely if filters.lets(one)), *found]
        preferred = [one for one in found if _preferred(one, question)]
    elif question.read.scheme or question.asks_meaning:
        found = [*preferred, *found]
    if len(preferred) < FEW and len(wanted) > 1:
        more = _in_turn(ask(_lax(wanted, question, filters), office_id))
        found = [*preferred, *(one for one in more if filters.lets(one)), *found]
    ids = [one.item_id for one in _unlike(found)[:MOST_WEIGHED]]
    weighed = _told_once(sorted((scored(one, question) for one in with_words(ids)), key=_order))
    seen = set(ids)
    rest = [one for one in counted if one.item_id not in seen and filters.lets(one)]
    return Gathered(tuple(weighed), tuple(rest), tuple(counted), capped)


def _order(one: Scored) -> tuple[float, int]:
    return -one.score, one.candidate.item_id


def of_area(question: Question, filters: Filters, office_id: int | None) -> list[Candidate]:
    """What there is for an area that was named and nothing else: its own, then the province's."""
    place = question.read.place
    if place is None:
        return []
    laid_out = (word_group(layout_of(place.code)),)
    around = HEADQUARTERS if place.code.endswith("00") else f"{place.code[:2]}00"
    arms = [
        Arm((), (*filters.marks(), mark("r", place.code)), limit=MOST_WEIGHED),
        Arm(laid_out, (*filters.marks(), mark("r", around)), in_title=True, limit=MOST_WEIGHED),
    ]
    own, wider = ask(arms, office_id)
    return [
        one
        for some in (own, wider)
        for one in sorted(some, key=lambda one: (-(one.last_year or 0), one.item_id))
        if filters.lets(one) and _covers(one, question.read.years)
    ]


def _covers(one: Candidate, years: tuple[int, int] | None) -> bool:
    if years is None or one.last_year is None:
        return True
    return (one.first_year or one.last_year) <= years[1] and one.last_year >= years[0]


def of_codes(
    codes: Collection[str], scheme: str, filters: Filters, office_id: int | None
) -> list[Candidate]:
    """Entries with one of these codes, below them by up to two signs, or above them."""
    wanted = set(codes)
    for code in codes:
        wanted.update(code[:size] for size in range(2, len(code)))
        wanted.update(f"{code}{number}" for number in range(10))
        wanted.update(f"{code}{number:02d}" for number in range(100))
    found = with_codes(sorted(wanted), MOST_OF_CODE, office_id)
    return [one for one in found if one.source.startswith(scheme) and filters.lets(one)]


def _likely(wanted: tuple[Group, ...], question: Question, filters: Filters) -> list[Arm]:
    """When too many answer: those with all groups in the title, per list, area and kind."""
    marks = filters.marks()
    read = question.read
    arms = []
    if read.scheme:
        return [Arm(wanted, (*marks, mark("c", read.scheme)), in_title=True, limit=160, pool=500)]
    if question.asks_meaning:
        arms.append(Arm(wanted, (*marks, mark("k", Kind.METADATA)), limit=60))
    if not filters.region:
        areas = [read.place.code, *read.also] if read.place else [question.home]
        of_areas = ((*marks, mark("r", area)) for area in areas if area)
        arms += [Arm(wanted, of_area, limit=60, pool=300) for of_area in of_areas]
    if read.place and not filters.region:
        # national tables laid out by areas of this size
        laid_out = (*wanted, word_group(layout_of(read.place.code)))
        of_nation = (*marks, mark("r", HEADQUARTERS))
        arms.append(Arm(laid_out, of_nation, in_title=True, limit=40, pool=200))
    # Lists of codes one by one: the longest of them would take all places of the others.
    kinds = filters.kinds or Kind.values
    groups = [mark("k", kind) for kind in kinds if kind != Kind.CLASSIFICATION]
    if Kind.CLASSIFICATION in kinds:
        groups += [mark("c", scheme) for scheme in SCHEMES]
    for of_group in groups:
        arms.append(Arm(wanted, (*marks, of_group), in_title=True, limit=60, pool=300))
    return arms


def _of_list(wanted: tuple[Group, ...], question: Question, filters: Filters) -> Arm:
    """When few have it in the title: those of the named list that have it anywhere."""
    return Arm(wanted, (*filters.marks(), mark("c", question.read.scheme)), limit=120)


def _lax(wanted: tuple[Group, ...], question: Question, filters: Filters) -> list[Arm]:
    """All groups but one; then each rare one alone, in titles first."""
    marks = filters.marks()
    if question.read.scheme:
        marks = (*marks, mark("c", question.read.scheme))
    elif len(filters.kinds) == 1:
        marks = (*marks, mark("k", next(iter(filters.kinds))))
    elif question.asks_meaning:
        marks = (*marks, mark("k", Kind.METADATA))
    arms = []
    if len(wanted) > 2:
        for left_out in wanted:
            some = tuple(group for group in wanted if group is not left_out)
            arms.append(Arm(some, marks, limit=60))
    rare = sorted(wanted, key=lambda group: group.entries)
    for group in rare[:3]:
        arms.append(Arm((group,), marks, in_title=True, limit=50, pool=200))
    arms.append(Arm((rare[0],), marks, limit=40))
    if question.read.place and not filters.region and not question.read.scheme:
        here = (*marks, mark("r", question.read.place.code))
        arms += [Arm((group,), here, in_title=True, limit=20, pool=60) for group in rare[:3]]
    return arms


def _preferred(one: Candidate, question: Question) -> bool:
    scheme = question.read.scheme
    if scheme:
        return one.source.startswith(scheme)
    return one.kind in TELLING if question.asks_meaning else True


def _in_turn(answers: Iterable[list[Candidate]]) -> list[Candidate]:
    """Some of each arm, so that no arm crowds out the others."""
    lists = [list(answer) for answer in answers]
    mixed: list[Candidate] = []
    step = 20
    while any(lists):
        for index, answer in enumerate(lists):
            mixed += answer[:step]
            lists[index] = answer[step:]
    return mixed


def _told_once(weighed: Iterable[Scored]) -> list[Scored]:
    """Of concepts with one title and one explanation, as each survey lists them, the first."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for one in weighed:
        told = (one.candidate.title, one.candidate.body)
        if one.candidate.kind == Kind.METADATA and told[1] and told in seen:
            continue
        seen.add(told)
        kept.append(one)
    return kept


def _unlike(found: Iterable[Candidate]) -> list[Candidate]:
    return list({one.item_id: one for one in found}.values())
