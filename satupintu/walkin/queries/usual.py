"""How long people usually wait and when it is quiet, from the last ninety days.

Today's visits are not among them, so that one reading serves an office for a while.
"""

import threading
import time as wall
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from satupintu.offices.published import Published
from satupintu.walkin.models import Ending, Turn

DAYS = 90
LEAST_VISITS = 5  # an hour of the week with fewer visits than this says nothing
READ_MOST = 20_000
STEP = 5  # minutes
KEPT_SECONDS = 600  # earlier years may be imported meanwhile

Waits = Mapping[tuple[int, int], list[float]]  # weekday and hour of coming: minutes
_kept: dict[tuple[int, date], tuple[float, Waits]] = {}
_lock = threading.Lock()


def usual_wait(place: Published, now: datetime) -> tuple[int, int] | None:
    """What half of those who came on this weekday in this hour waited, in minutes rounded outward
    to five; None when too few came. Said when nothing better is known (PUB-11)."""
    local = place.local(now)
    found = sorted(_waits(place).get((local.weekday(), local.hour), []))
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


def by_hour(place: Published) -> list[dict[str, Any]]:
    """Each hour of coming, whatever the weekday: hour, median wait in minutes, visits."""
    hours: dict[int, list[float]] = defaultdict(list)
    for (_day, hour), found in _waits(place).items():
        hours[hour] += found
    return [
        {"hour": hour, "minutes": round(median(found)), "visits": len(found)}
        for hour, found in sorted(hours.items())
        if len(found) >= LEAST_VISITS
    ]


def forget() -> None:
    """The next question reads anew."""
    with _lock:
        _kept.clear()


def _waits(place: Published) -> Waits:
    key = (place.office.pk, place.day)
    with _lock:
        kept = _kept.get(key)
    if kept and wall.monotonic() - kept[0] < KEPT_SECONDS:
        return kept[1]
    found = _read(place)
    with _lock:
        if len(_kept) > 600:
            _kept.clear()
        _kept[key] = (wall.monotonic(), found)
    return found


def _read(place: Published) -> Waits:
    rows = Turn.objects.filter(
        office_id=place.office.pk, day__gte=place.day - timedelta(days=DAYS), day__lt=place.day
    ).exclude(ending=Ending.UNDONE)
    waits: dict[tuple[int, int], list[float]] = defaultdict(list)
    for queued, called in rows.order_by("-id").values_list("queued_at", "called_at")[:READ_MOST]:
        local = place.local(queued)
        waits[local.weekday(), local.hour].append((called - queued).total_seconds() / 60)
    return dict(waits)
