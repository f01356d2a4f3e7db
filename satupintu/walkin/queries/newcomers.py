"""What somebody who takes a number now is told: people ahead and a range, per service.

Playing the line forward takes milliseconds that a press must not wait for. So the answer is kept
per office: pages that are looked at renew it at most once a second; a press takes what is there
and at most counts heads anew.
"""

import threading
import time as wall
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Sum

from satupintu.offices.published import Published
from satupintu.walkin.models import Ticket
from satupintu.walkin.queries.doors import day_is_closed
from satupintu.walkin.queries.play import Place, heads_by_service, people, played
from satupintu.walkin.workflow import State

RENEWED_SECONDS = 1.0
RANGE_SECONDS = 30.0  # an older play tells nothing of the line any more
DRIFT_HEADS = 2  # nor does one since which more people than this came or went


@dataclass(frozen=True)
class Told:
    """People ahead of a newcomer for the same service, and the range in minutes if one is known."""

    ahead: int
    p50: int | None = None
    p90: int | None = None


@dataclass
class Newcomers:
    """The line of an office as newcomers meet it."""

    day: date
    closed: bool
    played_at: float
    counted_at: float
    waiting: Counter[int]  # heads per service now
    ahead: dict[Place, int] = field(default_factory=dict)  # as played
    ranges: dict[Place, tuple[int, int]] = field(default_factory=dict)
    drift: Counter[Place] = field(default_factory=Counter)  # heads that came or went since

    def told(self, service_id: int, *, priority: bool = False) -> Told:
        """What a newcomer for this service is told."""
        place = (service_id, priority)
        drift = self.drift[place]
        ahead = max(0, self.ahead.get(place, self.waiting[service_id]) + drift)
        fresh = wall.monotonic() - self.played_at < RANGE_SECONDS and abs(drift) <= DRIFT_HEADS
        return Told(ahead, *(self.ranges.get(place, ()) if fresh else ()))


_kept: dict[int, Newcomers] = {}
_lock = threading.Lock()
_renewing: dict[int, threading.Lock] = {}


def newcomers(place: Published, now: datetime) -> Newcomers:
    """The line as newcomers meet it, at most a second old; for pages that are looked at."""
    kept = _of(place)
    if kept and wall.monotonic() - kept.played_at < RENEWED_SECONDS:
        return kept
    with _lock:
        turn = _renewing.setdefault(place.office.pk, threading.Lock())
    if not turn.acquire(blocking=kept is None):
        return kept or newcomers(place, now)  # somebody is at it: the last second's answer is good
    try:
        return _keep(place, _played(place, now))
    finally:
        turn.release()


def at_a_press(place: Published) -> Newcomers:
    """The same for a press: never plays the line, counts heads at most once a second."""
    kept = _of(place)
    if kept is None:
        return _keep(place, _counted(place))
    if wall.monotonic() - kept.counted_at >= RENEWED_SECONDS:
        kept.counted_at = wall.monotonic()
        now = _heads(place)
        for service in place.services:
            change = now[service.id] - kept.waiting[service.id]
            kept.drift[service.id, False] += change
            kept.drift[service.id, True] += change
        kept.waiting = now
    return kept


def one_more(place: Published, service_id: int, *, priority: bool, heads: int = 1) -> None:
    """A number was just given: the next newcomer of this second has one more ahead."""
    if kept := _of(place):
        kept.waiting[service_id] += heads
        kept.drift[service_id, False] += heads
        if priority:
            kept.drift[service_id, True] += heads


def forget() -> None:
    """The next question looks anew."""
    with _lock:
        _kept.clear()


def _of(place: Published) -> Newcomers | None:
    with _lock:
        kept = _kept.get(place.office.pk)
    return kept if kept and kept.day == place.day else None


def _keep(place: Published, found: Newcomers) -> Newcomers:
    with _lock:
        if len(_kept) > 600:
            _kept.clear()
        _kept[place.office.pk] = found
    return found


def _heads(place: Published) -> Counter[int]:
    rows = Ticket.objects.filter(office_id=place.office.pk, day=place.day, state=State.WAITING)
    return Counter(dict(rows.values_list("service_id").annotate(heads=Sum("head_count"))))


def _counted(place: Published) -> Newcomers:
    long_ago = wall.monotonic() - RANGE_SECONDS
    heads, now = _heads(place), wall.monotonic()
    return Newcomers(place.day, day_is_closed(place), long_ago, now, heads)


def _played(place: Published, now: datetime) -> Newcomers:
    waiting = people(place, State.WAITING)
    play, seen = played(place, waiting, now), wall.monotonic()
    ranges = {
        where: (play.ranges[where].p50, play.ranges[where].p90)
        for where in play.ahead
        if where in play.ranges
    }
    heads, closed = heads_by_service(waiting), day_is_closed(place)
    return Newcomers(place.day, closed, seen, seen, heads, dict(play.ahead), ranges)
