"""From the words somebody typed to the items that answer them."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from satupintu.catalogue.search.answer import answer
from satupintu.catalogue.search.chips import chips_of
from satupintu.catalogue.search.found import Found
from satupintu.catalogue.search.gather import Filters
from satupintu.catalogue.search.groups import Groups, groups_of
from satupintu.catalogue.search.known import Known, known
from satupintu.catalogue.search.misspelt import with_cue
from satupintu.catalogue.search.present import facets, hits_of
from satupintu.catalogue.search.question import Question
from satupintu.catalogue.search.ways_on import elsewhere, suggestions
from satupintu.offices.models import Office
from satupintu.rules import clock
from satupintu.rules.search_query import Read, read


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
    home, office_id = (office.code, office.pk) if office else ("", None)
    question, groups = _question(text, {key.split(":")[0] for key in without}, home, now)
    told = answer(question, Filters(kinds, types, region, years, edition), office_id)
    of_lists = told.of_lists(question.read.scheme)
    return Found(
        text=text,
        match=told.match,
        hits=hits_of(told.order[offset : offset + limit], question, office_id),
        total=told.total,
        capped=told.capped,
        kinds=dict(Counter(one.kind for one in told.counted)),
        types=facets(told.counted, "type", now.labels),
        regions=facets(told.counted, "region", now.labels),
        editions=facets(of_lists, "source", now.labels),
        chips=chips_of(question.read),
        corrected=groups.corrected,
        unknown=groups.unknown,
        suggestions=suggestions(question, told.counted, now.labels),
        elsewhere=elsewhere(told.match, groups, now),
    )


def _question(
    text: str, taken_off: Collection[str], home: str, now: Known
) -> tuple[Question, Groups]:
    """What is asked, ready for weighing, and its words in groups."""
    understood, groups = _understood(text, taken_off, home, now)
    area = understood.place.code if understood.place else home
    around = now.labels.get(f"{area[:2]}00", "")
    called = now.called.get(area, ()) if understood.place and area.endswith("00") else ()
    return Question.of(understood, groups.wanted, groups.helping, home, around, called), groups


def _understood(
    text: str, taken_off: Collection[str], home: str, now: Known
) -> tuple[Read, Groups]:
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
