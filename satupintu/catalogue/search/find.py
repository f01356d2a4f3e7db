"""From the words somebody typed to the items that answer them."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from satupintu.catalogue.models import Kind
from satupintu.catalogue.search.chips import chips_of
from satupintu.catalogue.search.found import Found, Match
from satupintu.catalogue.search.full_text import Candidate
from satupintu.catalogue.search.gather import Filters, Gathered, by_code, gather
from satupintu.catalogue.search.groups import Groups, groups_of
from satupintu.catalogue.search.known import Known, known
from satupintu.catalogue.search.misspelt import with_cue
from satupintu.catalogue.search.present import facets, hits_of
from satupintu.catalogue.search.question import Question
from satupintu.catalogue.search.scoring import Scored
from satupintu.catalogue.search.signs import TELLING, signs, speaks_of
from satupintu.catalogue.search.ways_on import elsewhere, suggestions
from satupintu.offices.models import Office
from satupintu.rules import clock
from satupintu.rules.search_numbers import TOP_CODES
from satupintu.rules.search_query import Read, read

LEAST_SHARE = 0.3  # of what was asked: less is not worth showing
WORSE_THAN_BEST = 0.45
EXACT_SHARE = 0.55  # what only the notes of a table or a concept mention is near, not exact
CODE_SCORE = 3.0
LEADING_SHARE = 0.75  # of the best score: what of another kind may stand beside it


def find(
    office: Office | None,
    text: str,
    *,
    kinds: Collection[str] = (),
    types: Collection[str] = (),
    region: str = "",
    years: tuple[int, int] | None = None,
    edition: str = "",
    without: Sequence[str] = (),
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """What the catalogue has for these words, best first.

    The filters are what a reader narrowed to: kinds, types, an area code, years, an edition as the
    key of its list ("kbli2020"). `without` names chips (their keys) that were read from the words
    and taken off again.
    """
    now = known(office)
    home = office.code if office else ""
    taken_off = {key.split(":")[0] for key in without}
    understood, groups = _understood(text, taken_off, home, now)
    area = understood.place.code if understood.place else home
    around = now.labels.get(f"{area[:2]}00", "")
    question = Question.of(understood, groups.wanted, groups.helping, home, around)
    filters = Filters(kinds, types, region, years, edition)
    answer = _answer(question, filters, office.pk if office else None)
    page = answer.order[offset : offset + limit]
    counts = Counter(one.kind for one in answer.counted)
    of_lists = _of_lists(answer, understood.scheme)
    return Found(
        text=text,
        match=answer.match,
        hits=hits_of(page, question, office.pk if office else None),
        total=answer.total,
        capped=answer.capped,
        kinds=dict(counts),
        types=facets(answer.counted, "type", now.labels),
        regions=facets(answer.counted, "region", now.labels),
        editions=facets(of_lists, "source", now.labels),
        chips=chips_of(understood),
        corrected=groups.corrected,
        unknown=groups.unknown,
        suggestions=suggestions(question, answer.counted, now.labels),
        elsewhere=elsewhere(answer.match, groups, now),
    )


def _understood(text: str, taken_off: set[str], home: str, now: Known) -> tuple[Read, Groups]:
    """The words read and grouped; once more where a strange word is a misspelt place or cue."""
    year = clock.now().year
    understood = read(text, now.places, this_year=year, without=taken_off, home=home)
    groups = groups_of(understood, now)
    strange = (*(typed for typed, _ in groups.corrected), *groups.unknown)
    if mended := with_cue(text, strange, now):
        better = read(mended[0], now.places, this_year=year, without=taken_off, home=home)
        if better.asks != understood.asks or (better.place and not understood.place):
            others = groups_of(better, now)
            return better, replace(others, corrected=(mended[1], *others.corrected))
    return understood, groups


def _of_lists(answer: "Answer", scheme: str) -> list[Candidate]:
    """Whose editions one may choose from: codes, when a code or the named list leads the answer."""
    if not answer.order or answer.order[0].candidate.kind != Kind.CLASSIFICATION:
        return []
    codes = [one for one in answer.counted if one.kind == Kind.CLASSIFICATION]
    return [one for one in codes if one.source.startswith(scheme)]


@dataclass(frozen=True)
class Answer:
    """All that was found, in order."""

    match: Match
    order: tuple[Scored, ...]
    total: int
    capped: bool
    counted: tuple[Candidate, ...]


def _answer(question: Question, filters: Filters, office_id: int | None) -> Answer:
    by_words = gather(question, filters, office_id)
    codes = question.read.codes
    if not codes and not question.wanted and not question.helping:
        codes = TOP_CODES.get(question.read.scheme, ())
    if codes:
        return _code_answer(codes, question, filters, by_words, office_id)
    scheme = question.read.scheme
    kept = _worth_showing(by_words.best, scheme)
    if not kept:
        return Answer(Match.NONE, (), 0, False, ())
    least = 0.0 if question.asks_code else EXACT_SHARE
    whole = [
        one
        for one in kept
        if one.whole and one.share >= least and one.candidate.source.startswith(scheme)
    ]
    if question.asks_meaning:
        whole = [one for one in whole if one.candidate.kind in TELLING]
    if not whole or question.asks_elsewhere or not _in_place(whole, question):
        return Answer(Match.NEAR, kept, len(kept), False, tuple(one.candidate for one in kept))
    rest = tuple(Scored(one, 0.0, 1.0, True) for one in by_words.rest)
    order = (*(kept if question.says_kind else _mixed(kept)), *rest)
    other_kinds = [
        one for one in by_words.counted if filters.kinds and one.kind not in filters.kinds
    ]
    counted = (*(one.candidate for one in order), *other_kinds)
    return Answer(Match.EXACT, order, len(order), by_words.capped, counted)


def _mixed(kept: Sequence[Scored]) -> tuple[Scored, ...]:
    """The best of each kind first, where nothing says which kind is looked for ("padi")."""
    leading: dict[str, Scored] = {}
    for one in kept:
        if one.whole and one.score >= LEADING_SHARE * kept[0].score:
            leading.setdefault(one.candidate.kind, one)
    first = list(leading.values())
    return (*first, *(one for one in kept if one not in first))


def _worth_showing(best: Sequence[Scored], scheme: str) -> tuple[Scored, ...]:
    """What is told enough of; where a list was named, what is best in it sets the measure."""
    if not best:
        return ()
    of_list = [one for one in best if one.candidate.source.startswith(scheme)]
    least = max(LEAST_SHARE, WORSE_THAN_BEST * max(one.share for one in (of_list or best)[:10]))
    return tuple(one for one in best if one.share >= least)


def _in_place(whole: Sequence[Scored], question: Question) -> bool:
    """Whether some of the answers speak of the place that was named."""
    place = question.read.place
    if place is None or question.read.scheme:
        return True
    return any(
        speaks_of(one.candidate, place.code, question.read.also)
        if one.candidate.kind == Kind.DATA
        else one.candidate.kind == Kind.ANSWER and place.label.lower() in one.candidate.title
        for one in whole
    )


def _of_edition(one: Candidate, question: Question) -> bool:
    """Whether it is of an edition that was named; of any when none was."""
    named = (question.read.edition, *question.read.editions)
    return not any(named) or one.source.endswith(tuple(edition for edition in named if edition))


def _code_answer(
    codes: tuple[str, ...], question: Question, filters: Filters, by_words: Gathered,
    office_id: int | None,
) -> Answer:  # fmt: skip
    """The code itself, what stands below it, then what the words lead to.

    A code that no edition has leads to what stands above it: near, not exact.
    """
    rows = by_code(codes, question.read.scheme, filters, office_id)
    itself = sorted(
        (one for one in rows if one.code in codes), key=lambda one: -signs(one, question)
    )
    below = sorted(
        (one for one in rows if one.code not in codes and one.code.startswith(codes)),
        key=lambda one: (not _of_edition(one, question), one.code, -signs(one, question)),
    )
    above = sorted(
        (one for one in rows if len(one.code) < len(codes[0])), key=lambda one: -len(one.code)
    )
    exact = any(_of_edition(one, question) for one in (*itself, *below))
    match = Match.EXACT if exact else Match.NEAR
    order = [Scored(one, CODE_SCORE + signs(one, question), 1.0, True) for one in itself]
    order += [
        Scored(one, CODE_SCORE - 1 - 0.01 * place, 1.0, True)
        for place, one in enumerate(below or ([] if itself else above))
    ]
    if not order and not question.wanted:
        return Answer(Match.NONE, (), 0, False, ())
    seen = {one.candidate.item_id for one in order}
    order += [
        one
        for one in _worth_showing(by_words.best, question.read.scheme)
        if one.candidate.item_id not in seen
    ]
    if not order:
        return Answer(Match.NONE, (), 0, False, ())
    everything = tuple(one.candidate for one in order)
    return Answer(match, tuple(order), len(order), False, everything)
