"""The words of old searches go; how many there were, and what came of them, stays."""

from datetime import date

from django.db.models import QuerySet

from satupintu.catalogue.models import SearchCount, SearchLog
from satupintu.catalogue.queries.searches import counted
from satupintu.journal.record import act
from satupintu.offices.published import Published
from satupintu.rules.keeping import kept_from

DAYS_AT_ONCE = 31
_done: dict[int, date] = {}  # office: the day on which nothing was left to count


def count_old_searches(place: Published) -> int:
    """Days older than the office keeps words for become counts; how many searches.

    Asked by the worker, some days at a time. In a year without a decree nothing goes: a machine
    whose clock jumped ahead must not lose them.
    """
    office, day = place.office.pk, place.day
    if _done.get(office) == day or day.year not in place.calendar.loaded_years:
        return 0
    first = kept_from(day, int(place.choices["search_log_months"]))
    old = SearchLog.objects.filter(office=place.office, day__lt=first)
    days = list(old.order_by("day").values_list("day", flat=True).distinct()[:DAYS_AT_ONCE])
    if not days:
        _done[office] = day
        return 0
    with act(office) as doing:
        gone = sum(_count(place, old.filter(day=each), each) for each in days)
        doing.note("catalogue.searches_counted", f"office:{office}", rows=gone)
    return gone


def _count(place: Published, rows: QuerySet[SearchLog], day: date) -> int:
    more = counted(rows)
    kept, _new = SearchCount.objects.get_or_create(office=place.office, day=day)
    for name, count in more.items():
        setattr(kept, name, getattr(kept, name) + count)
    kept.save()
    rows.delete()
    return more["made"]


def forget() -> None:
    """Look anew at the next question (tests)."""
    _done.clear()
