"""When it is usually quiet, from the last ninety days."""

from collections import defaultdict
from datetime import timedelta
from statistics import median
from typing import Any

from satupintu.offices.published import Published
from satupintu.walkin.models import Ending, Turn

DAYS = 90
LEAST_VISITS = 5  # an hour of the week with fewer visits than this says nothing
READ_MOST = 5000


def quietest_hours(place: Published, most: int = 3) -> list[dict[str, Any]]:
    """The quietest hours: weekday (0 = Monday), hour, median wait in minutes, visits."""
    rows = Turn.objects.filter(
        office_id=place.office.pk, day__gte=place.day - timedelta(days=DAYS), day__lt=place.day
    ).exclude(ending=Ending.UNDONE)
    waits: dict[tuple[int, int], list[float]] = defaultdict(list)
    for queued, called in rows.order_by("-id").values_list("queued_at", "called_at")[:READ_MOST]:
        local = place.local(queued)
        waits[local.weekday(), local.hour].append((called - queued).total_seconds() / 60)
    known = [
        {"weekday": day, "hour": hour, "minutes": round(median(found)), "visits": len(found)}
        for (day, hour), found in waits.items()
        if len(found) >= LEAST_VISITS
    ]
    return sorted(known, key=lambda each: (each["minutes"], each["weekday"], each["hour"]))[:most]
