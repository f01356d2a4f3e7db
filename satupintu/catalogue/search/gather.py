"""From groups of words to scored candidates: strict questions first, laxer ones when few answer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from satupintu.catalogue.models import Entry, Kind
from satupintu.catalogue.search.entries import mark
from satupintu.catalogue.search.full_text import Arm, Candidate, ask, with_texts
from satupintu.catalogue.search.groups import Group
from satupintu.catalogue.search.scoring import Question, Scored, scored

MOST_COUNTED = 1000
MOST_WEIGHED = 320
FEW = 12  # fewer full answers than this, and partial ones are looked for too
RARE_SHARE, RARE_LEAST = 40, 2000  # a word alone is asked for only when it is rare
MOST_GROUPS = 8


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
        if self.years and one.last_year is not None:
            first, last = self.years
            return (one.first_year or one.last_year) <= last and one.last_year >= first
        return not self.years or one.kind != Kind.DATA


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
    arms = _strict(wanted, question, filters)
    answers = ask(arms, office_id)
    counted = [one for one in answers[0] if filters.lets(one, any_kind=True)]
    capped = len(answers[0]) >= MOST_COUNTED
    found = _in_turn(answers[1:] + answers[:1])
    preferred = [one for one in found if _preferred(one, question) and filters.lets(one)]
    if len(preferred) < FEW and len(wanted) > 1:
        laxer = _lax(wanted, question, filters)
        found = found[: MOST_WEIGHED // 2] + _in_turn(ask(laxer, office_id)) + found
    ids = [one.item_id for one in _unlike(found) if filters.lets(one)]
    weighed = [scored(one, question) for one in with_texts(ids[:MOST_WEIGHED])]
    weighed.sort(key=lambda one: (-one.score, one.candidate.item_id))
    seen = {one.candidate.item_id for one in weighed}
    rest = [one for one in answers[0] if one.item_id not in seen and filters.lets(one)]
    return Gathered(tuple(weighed), tuple(rest), tuple(counted), capped)


def by_code(codes: Collection[str], scheme: str, filters: Filters) -> list[Candidate]:
    """Entries with one of these codes; else those whose codes begin so; else what stands above."""
    entries = Entry.objects.filter(kind=Kind.CLASSIFICATION)
    if scheme:
        entries = entries.filter(source__startswith=scheme)
    if filters.source:
        entries = entries.filter(source=filters.source)
    above = {code[:size] for code in codes for size in range(2, len(code))}
    fields = ("item_id", "kind", "type", "source", "region", "first_year", "last_year", "code")
    texts = ("title", "roots", "body")
    rows = entries.filter(code__in=[*codes, *above]).values_list(*fields, *texts)
    return [Candidate(*row) for row in rows[:200]]


def beginning(code: str, scheme: str, filters: Filters, limit: int = 60) -> list[Candidate]:
    """Entries whose code begins like this, in the order of the tree."""
    entries = Entry.objects.filter(
        kind=Kind.CLASSIFICATION, code__gt=code, code__lt=code + "\uffff"
    )
    if scheme:
        entries = entries.filter(source__startswith=scheme)
    if filters.source:
        entries = entries.filter(source=filters.source)
    fields = ("item_id", "kind", "type", "source", "region", "first_year", "last_year", "code")
    rows = entries.order_by("code", "item_id").values_list(*fields, "title", "roots", "body")
    return [Candidate(*row) for row in rows[:limit]]


def _strict(wanted: tuple[Group, ...], question: Question, filters: Filters) -> list[Arm]:
    """All groups: anywhere (which also counts), then in titles, per kind, per area, per scheme."""
    marks = filters.marks()
    read = question.read
    arms = [Arm(wanted, marks, limit=MOST_COUNTED)]
    if read.scheme:
        scheme = (*marks, mark("c", read.scheme))
        arms.append(Arm(wanted, scheme, in_title=True, limit=120, pool=500))
        arms.append(Arm(wanted, scheme, limit=120))
    areas = [read.place.code, *read.also] if read.place else [question.home]
    for area in filter(None, areas):
        if not read.scheme and not filters.region:
            arms.append(Arm(wanted, (*marks, mark("r", area)), limit=60, pool=300))
    for kind in filters.kinds or Kind.values:
        if not (read.scheme and kind == Kind.CLASSIFICATION):
            of_kind = (*marks, mark("k", kind))
            arms.append(Arm(wanted, of_kind, in_title=True, limit=80, pool=500))
            arms.append(Arm(wanted, of_kind, limit=40))
    return arms


def _lax(wanted: tuple[Group, ...], question: Question, filters: Filters) -> list[Arm]:
    """All groups but one; then each rare one alone, in titles first."""
    marks = filters.marks()
    if question.read.scheme:
        marks = (*marks, mark("c", question.read.scheme))
    elif len(filters.kinds) == 1:
        marks = (*marks, mark("k", next(iter(filters.kinds))))
    arms = []
    if len(wanted) > 2:
        for left_out in wanted:
            some = tuple(group for group in wanted if group is not left_out)
            arms.append(Arm(some, marks, in_title=True, limit=50, pool=300))
            arms.append(Arm(some, marks, limit=40))
    rare = sorted(wanted, key=lambda group: group.entries)
    for group in rare[:4]:
        arms.append(Arm((group,), marks, in_title=True, limit=60, pool=300))
    for group in rare[:2]:
        arms.append(Arm((group,), marks, limit=40))
    return arms


def _preferred(one: Candidate, question: Question) -> bool:
    scheme = question.read.scheme
    return one.source.startswith(scheme) if scheme else True


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


def _unlike(found: Iterable[Candidate]) -> list[Candidate]:
    return list({one.item_id: one for one in found}.values())
