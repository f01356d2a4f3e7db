"""Everybody who waits, in calling order, and the line played forward once for all who ask.

The public state, the pages of newcomers and a visitor's own page all read this one play. What it
makes depends only on what the database says and on the clock's ten seconds, so every process finds
the same.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from satupintu.offices.published import Published
from satupintu.rules import waiting_time
from satupintu.rules.calling_order import Waiting
from satupintu.rules.waiting_time import Ahead, Forecast
from satupintu.walkin.models import Ticket
from satupintu.walkin.queries.estimates import Known, known
from satupintu.walkin.queries.line import ordered, people_in_line, streak
from satupintu.walkin.workflow import State

PLAYED_LINE = 120  # with more people waiting nobody is told a range; the count is said
STEP_SECONDS = 10  # ranges move in steps of five minutes: no need to play for every second
NEWCOMER = 2**62  # the key of somebody who has no number yet: behind everybody who came at once

OPEN = (State.WAITING, State.CALLED, State.SERVING, State.OFFERED, State.MISSED)
FACTS = (
    "pk", "token", "service_id", "state", "queued_at", "issued_at", "priority", "referred",
    "returned", "head_count", "turn__desk_id", "turn__calls",
)  # fmt: skip

Place = tuple[int, bool]  # service id, priority


class Person(NamedTuple):
    """An open ticket, with as much of it as the line needs: a hall of 900 is read in a moment."""

    pk: int
    token: str
    service_id: int
    state: str
    queued_at: datetime
    issued_at: datetime
    priority: bool
    referred: bool
    returned: bool
    head_count: int
    desk_id: int | None
    calls: int | None


@dataclass(frozen=True)
class Played:
    """The line in calling order with its ranges, by ticket id and for a newcomer by `Place`."""

    line: Sequence[Person]
    ranges: Mapping[Hashable, Forecast]
    ahead: Mapping[Place, int]  # of a newcomer, for the same service; empty where nothing is played


_plays: dict[int, tuple[Hashable, Known, Mapping[Hashable, Forecast]]] = {}


def people(place: Published, *states: str) -> list[Person]:
    """Today's tickets in one of these states, first come first."""
    rows = Ticket.objects.filter(office_id=place.office.pk, day=place.day, state__in=states)
    facts = rows.order_by("queued_at", "id").values_list(*FACTS)
    return [Person(*row) for row in facts]


def played(place: Published, waiting: Sequence[Person], now: datetime) -> Played:
    """The order of those who wait (first come first) and what each of them is told."""
    passed = streak(place)
    line = calling_line(place, waiting, passed, now)
    if len(line) > PLAYED_LINE:
        return Played(line, {}, {})
    before = {
        priority: _before_newcomer(place, waiting, passed, priority, now)
        for priority in (False, True)
    }
    ahead: dict[Place, int] = {}
    for priority, count in before.items():
        heads = heads_by_service(line[:count])
        ahead |= {(service.id, priority): heads[service.id] for service in place.services}
    basis = known(place, now)
    ranges = _ranges(place, line, before, basis, now) if basis else {}
    return Played(line, ranges, ahead)


def heads_by_service(line: Sequence[Person]) -> Counter[int]:
    """How many people wait for each service; a group is one ticket with a head count."""
    found: Counter[int] = Counter()
    for person in line:
        found[person.service_id] += person.head_count
    return found


def calling_line(
    place: Published, waiting: Sequence[Person], passed: int, now: datetime
) -> Sequence[Person]:
    """Those who wait (first come first) in the order in which they will be called."""
    if not any(each.priority or each.referred or each.returned for each in waiting):
        return waiting  # nobody goes before anybody: most lines, and the long ones cost most
    by_pk = {person.pk: person for person in waiting}
    placed = ordered(place, people_in_line(waiting), passed, now)
    return [by_pk[each.key] for each in placed]


def _before_newcomer(
    place: Published, waiting: Sequence[Person], passed: int, priority: bool, now: datetime
) -> int:
    """How many are called before somebody who takes a number now.

    They are the first so many of the line as it is: whoever comes last of a kind changes nothing
    for those before.
    """
    newcomer = Waiting(NEWCOMER, now, priority)
    placed = ordered(place, [*people_in_line(waiting), newcomer], passed, now)
    return [each.key for each in placed].index(NEWCOMER)


def _ranges(
    place: Published, line: Sequence[Person], before: Mapping[bool, int], basis: Known,
    now: datetime,
) -> Mapping[Hashable, Forecast]:  # fmt: skip
    codes = {service.id: service.code for service in place.services}
    people = [Ahead(person.pk, codes.get(person.service_id, "")) for person in line]
    for priority, count in sorted(before.items(), key=lambda item: -item[1]):
        askers = [Ahead((pk, priority), code, asks=True) for pk, code in codes.items()]
        people[count:count] = askers
    at = now - timedelta(seconds=now.timestamp() % STEP_SECONDS)
    asked = (tuple(people), tuple(basis.desks), tuple(basis.breaks), at)
    kept = _plays.get(place.office.pk)
    if kept and kept[0] == asked and kept[1].samples is basis.samples:
        return kept[2]
    found = waiting_time.forecast(people, basis.desks, basis.samples, at, breaks=basis.breaks)
    if len(_plays) > 600:
        _plays.clear()
    _plays[place.office.pk] = asked, basis, found
    return found
