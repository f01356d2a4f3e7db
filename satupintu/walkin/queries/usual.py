"""How long people usually wait and when it is quiet, from the last ninety days."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from satupintu.offices.published import Published
from satupintu.walkin.models import Ending, Turn

DAYS = 90
LEAST_VISITS = 5  # an hour of the week with fewer visits than this says nothing
READ_MOST = 5000
STEP = 5  # minutes


def usual_wait(place: Published, now: datetime) -> tuple[int, int] | None:
    """What half of those who came on this weekday in this hour waited, in minutes rounded outward
    to five; None when too few came. Said when nothing better is known (PUB-11)."""
    local = place.local(now)
    same_days = [place.day - timedelta(weeks=n) for n in range(1, DAYS // 7 + 1)]
    found = sorted(_waits(place, same_days).get((local.weekday(), local.hour), []))
    if len(found) < LEAST_VISITS:
        return None
    low, high = found[len(found) // 4], found[len(found) * 3 // 4]
    least = int(low // STEP * STEP)
    return least, max(least + STEP, -int(-high // STEP) * STEP)


def quietest_hours(place: Published, most: int = 3) -> list[dict[str, Any]]:
    """The quietest hours: weekday (0 = Monday), hour, median wait in minutes, visits."""
    known = [
        {"weekday": day, "hour": hour, "minutes": round(median(found)), "visits": len(found)}
        for (day, hour), found in _waits(place).items()
        if len(found) >= LEAST_VISITS
    ]
    return sorted(known, key=lambda each: (each["minutes"], each["weekday"], each["hour"]))[:most]


def _waits(place: Published, days: list[date] | None = None) -> dict[tuple[int, int], list[float]]:
    rows = Turn.objects.filter(
        office_id=place.office.pk, day__gte=place.day - timedelta(days=DAYS), day__lt=place.day
    ).exclude(ending=Ending.UNDONE)
    rows = rows if days is None else rows.filter(day__in=days)
    waits: dict[tuple[int, int], list[float]] = defaultdict(list)
    for queued, called in rows.order_by("-id").values_list("queued_at", "called_at")[:READ_MOST]:
        local = place.local(queued)
        waits[local.weekday(), local.hour].append((called - queued).total_seconds() / 60)
    return waits
