"""What a call must know, asked while the whole hall waits: two statements, written out once.

Desks that press at the same instant stand behind each other here, so nothing is read that only a
page shows, and no statement is put together anew.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from satupintu.database.statements import moment, read, stored
from satupintu.offices.published import OfficeDesk, Published
from satupintu.rules.walkin_clock import WalkinClock
from satupintu.walkin.models import GuestBookEntry, Ticket, Turn
from satupintu.walkin.queries.clocks import COUNTED, NOBODY_CAME, clocks_from, services_of, up_to
from satupintu.walkin.workflow import State

HEAD = 12  # of each kind: enough to tell who is next

_FIELDS = (
    "id", "office_id", "day", "code", "service_id", "state", "priority", "referred", "returned",
    "issued_at", "queued_at", "restarted_at", "postponements", "turn_id", "wanted_desk_id",
)  # fmt: skip
_FLAGS = slice(_FIELDS.index("priority"), _FIELDS.index("issued_at"))
_MOMENTS = slice(_FIELDS.index("issued_at"), _FIELDS.index("postponements"))
_ONE_KIND = (
    f"SELECT * FROM (SELECT {', '.join('t.' + name for name in _FIELDS)}, e.id AS entry_id "
    "FROM walkin_ticket t LEFT JOIN walkin_guestbookentry e ON e.ticket_id = t.id "
    "WHERE t.office_id = %s AND t.day = %s AND t.state = %s AND t.service_id IN ({services}) "
    "AND {which} (t.priority OR t.referred OR t.returned) "
    "ORDER BY t.queued_at, t.id LIMIT %s) AS {name}"
)
_HALL = (
    "SELECT id, desk_id, ended_at, 'busy' FROM walkin_turn "
    "WHERE office_id = %s AND day = %s AND ended_at IS NULL "
    "UNION ALL SELECT id, desk_id, ended_at, 'finish' FROM walkin_turn t "
    "WHERE office_id = %s AND day = %s AND ending IN ({counted}) "
    "AND NOT EXISTS (SELECT 1 FROM walkin_turn b WHERE b.after_id = t.id) "
    "UNION ALL SELECT NULL, desk_id, NULL, 'fresh' FROM walkin_duty d "
    "WHERE office_id = %s AND day = %s AND until IS NULL AND NOT EXISTS ("
    "SELECT 1 FROM walkin_turn u WHERE u.desk_id = d.desk_id AND u.day = d.day "
    "AND u.ending NOT IN ({nobody}))"
).format(
    counted=", ".join(f"'{ending}'" for ending in COUNTED),
    nobody=", ".join(f"'{ending}'" for ending in NOBODY_CAME),
)


@dataclass(frozen=True)
class Hall:
    """The desks now: where somebody is, what was finished and not yet counted, who is unused."""

    busy: frozenset[int]
    finishes: list[Turn]
    fresh: list[int]


def hall(place: Published) -> Hall:
    """What the clock of a call is reckoned from; see `clocks` for what each part means."""
    today = [place.office.pk, stored(place.day)]
    rows = read(_HALL, today * 3)
    finishes = [
        Turn.from_db(connection.alias, ["id", "desk_id", "ended_at"], [pk, desk, moment(ended)])
        for pk, desk, ended, what in rows
        if what == "finish"
    ]
    return Hall(
        frozenset(desk for _, desk, _, what in rows if what == "busy"),
        sorted(finishes, key=lambda turn: (turn.ended_at, turn.pk)),
        [desk for _, desk, _, what in rows if what == "fresh"],
    )


def clock_at_call(
    place: Published, desk: OfficeDesk, ticket: Ticket, line: Sequence[Ticket], now: Hall
) -> tuple[WalkinClock | None, int | None]:
    """The clock of a ticket that this desk calls, and the turn whose finish is counted with it.

    Each finish is one free place. A desk that takes somebody while another one, not used yet
    today, gave the clock must not leave its own finish for the next: that would be a place more
    than there are desks. Raises as clock_of.
    """
    served = services_of(place, now.busy)
    ahead = up_to(ticket, line)
    found = clocks_from(place, ahead, now.finishes, now.fresh, served).get(ticket.pk)
    if found is None or found.after or desk.id in now.fresh:
        return found, int(str(found.after)) if found and found.after else None
    able = {each.id for each in place.desks if ticket.service_id in each.services}
    usable = [turn for turn in now.finishes if turn.desk_id in able]
    own_first = sorted(usable, key=lambda turn: turn.desk_id != desk.id)
    return found, own_first[0].pk if own_first else None


def front_of_line(place: Published, services: Collection[int], size: int = HEAD) -> list[Ticket]:
    """The front of the line, enough to tell who is next: a long line must not slow a call.

    Without what only a page shows: those columns are read when somebody looks at them.
    """
    if not services:
        return []
    marks = ", ".join(["%s"] * len(services))
    before = _ONE_KIND.format(services=marks, which="", name="before")
    others = _ONE_KIND.format(services=marks, which="NOT", name="others")
    asked = [place.office.pk, stored(place.day), State.WAITING, *services, size]
    return [_ticket(row) for row in read(f"{before} UNION ALL {others}", asked * 2)]


def _ticket(row: tuple[Any, ...]) -> Ticket:
    *values, entry = row
    values[_FLAGS] = map(bool, values[_FLAGS])
    values[_MOMENTS] = map(moment, values[_MOMENTS])
    ticket = Ticket.from_db(connection.alias, _FIELDS, values)
    signed = GuestBookEntry.from_db(connection.alias, ["id", "ticket_id"], [entry, ticket.pk])
    ticket._state.fields_cache["entry"] = signed if entry else None
    return ticket
