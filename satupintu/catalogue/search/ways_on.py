"""When nothing fits exactly: what exists for other areas and years, and who else may have it."""

from collections import Counter
from collections.abc import Iterable, Mapping

from satupintu.catalogue.models import ElsewhereHint, Kind
from satupintu.catalogue.search.found import Match, Suggestion
from satupintu.catalogue.search.full_text import Candidate
from satupintu.catalogue.search.groups import Groups
from satupintu.catalogue.search.known import Known, named
from satupintu.catalogue.search.question import Question
from satupintu.rules.search_words import kin, words

MOST = 3


def suggestions(
    question: Question, counted: Iterable[Candidate], labels: Mapping[str, str]
) -> tuple[Suggestion, ...]:
    """Areas and years for which the same words lead to data, counted from what exists (PRT-6)."""
    read = question.read
    data = [one for one in counted if one.kind == Kind.DATA]
    ways: list[Suggestion] = []
    if read.place and not any(one.region == read.place.code for one in data):
        areas = Counter(one.region for one in data if named(one.region, labels))
        ways += [
            Suggestion("region", area, named(area, labels), n)
            for area, n in areas.most_common(MOST)
        ]
    if read.years:
        first, last = read.years
        spans = [(one.first_year or one.last_year, one.last_year) for one in data if one.last_year]
        if spans and not any(begin <= last and end >= first for begin, end in spans):
            latest = Counter(end for _, end in spans)
            ways += [
                Suggestion("years", str(year), str(year), n)
                for year, n in sorted(latest.items(), reverse=True)[:MOST]
            ]
    return tuple(ways)


def elsewhere(match: Match, groups: Groups, known: Known) -> tuple[ElsewhereHint, ...]:
    """Institutions that the office named for such words; only when the answer is not exact."""
    if match == Match.EXACT:
        return ()
    typed = {word for group in (*groups.wanted, *groups.helping) for word in group.typed}
    return tuple(
        hint
        for hint in known.hints
        if any(
            all(any(kin(word, one) for one in typed) for word in words(cue))
            for cue in hint.words.split(",")
            if words(cue)
        )
    )[:MOST]
