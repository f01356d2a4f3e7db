"""The words of old searches go; how many there were, and what came of them, stays."""

from datetime import date

from django.db.models import QuerySet

from satupintu.catalogue.models import SearchCount, SearchLog
from satupintu.catalogue.queries.searches import counted
from satupintu.journal.record import act
from satupintu.offices.published import Published
from satupintu.offices.retention import first_kept, nothing_left

DAYS_AT_ONCE = 31
MONTHS = "search_log_months"  # the decision of the office


def count_old_searches(place: Published) -> int:
    """Days older than the office keeps words for become counts; how many searches.

    Asked by the worker, some days at a time.
    """
    first = first_kept(place, MONTHS)
    if first is None:
        return 0
    old = SearchLog.objects.filter(office=place.office, day__lt=first)
    days = list(old.order_by("day").values_list("day", flat=True).distinct()[:DAYS_AT_ONCE])
    if not days:
        nothing_left(place, MONTHS)
        return 0
    with act(place.office.pk) as doing:
        gone = sum(_count(place, old.filter(day=each), each) for each in days)
        doing.note("catalogue.searches_counted", f"office:{place.office.pk}", rows=gone)
    return gone


def _count(place: Published, rows: QuerySet[SearchLog], day: date) -> int:
    more = counted(rows)
    kept, _new = SearchCount.objects.get_or_create(office=place.office, day=day)
    for name, count in more.items():
        setattr(kept, name, getattr(kept, name) + count)
    kept.save()
    rows.delete()
    return more["made"]
