"""Words of old searches go, their counts stay."""

from dataclasses import replace
from datetime import timedelta

from satupintu.catalogue.actions import search_retention
from satupintu.catalogue.models import SearchCount, SearchLog
from satupintu.catalogue.queries.searches import Searches, searches
from satupintu.journal.models import Entry
from satupintu.offices import retention
from satupintu.rules import clock


def searched(office, day, **more):
    told = {"match": "none", "results": 0, "query": "cabai rawit", "at": clock.now()}
    return SearchLog.objects.create(office=office, day=day, **(told | more))


def test_old_days_become_counts_and_the_figures_stay_the_same(place, office, other_office):
    today = place.day
    old, older = today - timedelta(days=90), today - timedelta(days=91)
    searched(office, old)
    searched(office, old, match="exact", opened=["x"], left=True)
    searched(office, older, asked=True)
    searched(office, today)
    searched(other_office, old)
    before = searches(office, older, today)
    there = replace(place, choices={**place.choices, "search_log_months": 1})
    assert search_retention.count_old_searches(there) == 3
    assert search_retention.count_old_searches(there) == 0
    assert [row.day for row in SearchLog.objects.filter(office=office)] == [today]
    assert SearchLog.objects.filter(office=other_office).count() == 1
    assert searches(office, older, today) == before == Searches(4, 1, 3, 1, 1, 1)
    assert not any("cabai" in str(entry.facts) for entry in Entry.objects.all())


def test_a_search_that_comes_late_is_added_to_its_day(place, office):
    old = place.day - timedelta(days=90)
    there = replace(place, choices={**place.choices, "search_log_months": 1})
    for _ in range(2):
        searched(office, old)
        retention.forget()
        search_retention.count_old_searches(there)
    assert SearchCount.objects.get().made == 2


def test_what_the_office_still_keeps_stays(place, office):
    searched(office, place.day - timedelta(days=20))
    assert search_retention.count_old_searches(place) == 0
    assert SearchLog.objects.exists()
