"""What answers a question: all that was found in order, and how well it fits (PRT-6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from satupintu.catalogue.models import Kind
from satupintu.catalogue.search.by_code import found_by_code
from satupintu.catalogue.search.found import Match
from satupintu.catalogue.search.full_text import Candidate
from satupintu.catalogue.search.gather import Filters, Gathered, gather, of_area
from satupintu.catalogue.search.question import Question
from satupintu.catalogue.search.scoring import Scored
from satupintu.catalogue.search.signs import TELLING, speaks_of, tells_of
from satupintu.rules.search_numbers import TOP_CODES

LEAST_SHARE = 0.3  # of what was asked: less is not worth showing
FEW_THINGS = 3  # of more things that were asked for, one may be enough
WORSE_THAN_BEST = 0.45
EXACT_SHARE = 0.55  # what only the notes of a table or a concept mention is near, not exact
LEADING_SHARE = 0.75  # of the best score: what of another kind may stand beside it
LEADING = 3  # answers that tell what kind of answers these are


@dataclass(frozen=True)
class Answer:
    """All that was found, in order."""

    match: Match
    order: tuple[Scored, ...] = ()
    total: int = 0
    capped: bool = False
    counted: tuple[Candidate, ...] = ()

    def of_lists(self, scheme: str) -> list[Candidate]:
        """Whose editions one may choose from: codes, where codes lead the answer."""
        leading = [one.candidate for one in self.order[:LEADING]]
        if not leading or any(one.kind != Kind.CLASSIFICATION for one in leading):
            return []
        codes = [one for one in self.counted if one.kind == Kind.CLASSIFICATION]
        return [one for one in codes if one.source.startswith(scheme)]


def answer(question: Question, filters: Filters, office_id: int | None) -> Answer:
    """By codes where some were typed or a list was named alone, else by words."""
    by_words = gather(question, filters, office_id)
    kept = _worth_showing(by_words.best, question)
    codes = question.read.codes
    if not codes and not question.wanted and not question.helping:
        codes = TOP_CODES.get(question.read.scheme, ())
    if codes:
        order, exact = found_by_code(codes, question, filters, office_id)
        seen = {one.candidate.item_id for one in order}
        order += [one for one in kept if one.candidate.item_id not in seen]
        return _all_of(order, Match.EXACT if exact else Match.NEAR)
    if not question.wanted and not question.helping:
        found = of_area(question, filters, office_id)
        return _all_of([Scored(one, 0.0, 1.0, True) for one in found], Match.EXACT)
    if not _fits(kept, question):
        return _all_of(kept, Match.NEAR)
    return _whole(kept, by_words, question, filters)


def _all_of(order: Sequence[Scored], match: Match) -> Answer:
    if not order:
        return Answer(Match.NONE)
    counted = tuple(one.candidate for one in order)
    return Answer(match, tuple(order), len(order), counted=counted)


def _whole(
    kept: Sequence[Scored], by_words: Gathered, question: Question, filters: Filters
) -> Answer:
    """With all that has every word too, weighed or not, and the counts of other kinds."""
    first = kept if question.says_kind else _mixed(kept)
    order = (*first, *(Scored(one, 0.0, 1.0, True) for one in by_words.rest))
    other_kinds = [
        one for one in by_words.counted if filters.kinds and one.kind not in filters.kinds
    ]
    counted = (*(one.candidate for one in order), *other_kinds)
    return Answer(Match.EXACT, order, len(order), by_words.capped, counted)


def _fits(kept: Sequence[Scored], question: Question) -> bool:
    """Whether something has all that was asked for, where and of the kind it was asked for."""
    least = 0.0 if question.asks_code else EXACT_SHARE
    whole = [
        one.candidate
        for one in kept
        if one.whole
        and one.share >= least
        and one.candidate.source.startswith(question.read.scheme)
        and (one.candidate.kind in TELLING or not question.asks_meaning)
        and (one.candidate.kind != Kind.CLASSIFICATION or not question.asks_figures)
    ]
    return bool(whole) and not question.asks_elsewhere and _in_place(whole, question)


def _in_place(whole: Sequence[Candidate], question: Question) -> bool:
    """Whether some of the answers speak of the place that was named."""
    place = question.read.place
    if place is None or question.read.scheme:
        return True
    return any(
        speaks_of(one, place.code, question.read.also) or tells_of(one, question)
        if one.kind == Kind.DATA
        else one.kind == Kind.ANSWER and place.label.lower() in one.title
        for one in whole
    )


def _mixed(kept: Sequence[Scored]) -> tuple[Scored, ...]:
    """The best of each kind first, where nothing says which kind is looked for ("padi")."""
    leading: dict[str, Scored] = {}
    for one in kept:
        if one.whole and one.score >= LEADING_SHARE * kept[0].score:
            leading.setdefault(one.candidate.kind, one)
    first = {one.candidate.item_id for one in leading.values()}
    return (*leading.values(), *(one for one in kept if one.candidate.item_id not in first))


def _worth_showing(best: Sequence[Scored], question: Question) -> tuple[Scored, ...]:
    """What is told enough of; where a list was named, what is best in it sets the measure."""
    if not best:
        return ()
    of_list = [one for one in best if one.candidate.source.startswith(question.read.scheme)]
    least = LEAST_SHARE * min(1.0, FEW_THINGS / max(1, len(question.wanted)))
    least = max(least, WORSE_THAN_BEST * max(one.share for one in (of_list or best)[:10]))
    return tuple(one for one in best if one.share >= least)
