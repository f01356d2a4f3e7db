"""The officers' list: what is due first, in views and groups, a page at a time by keyset."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from satupintu.consultations.models import Consultation
from satupintu.consultations.workflow import OFFICE_OWES, State
from satupintu.database.statements import moment, read, stored
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown

VIEWS = ("all", "mine", "free", "waiting", "answered", "ready", "postponed", "closed")
PAGE = 30
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Line(NamedTuple):
    """A consultation as a row of the list reads it: plain values, as the database keeps them.

    Two lines are equal exactly when they show the same, so what was written of one can be kept.
    """

    pk: int
    number: str
    state: str
    door: str
    name: str
    title: str
    labels_json: str
    next_at_kept: Any
    due_at_kept: Any
    state_at_kept: Any
    closing: str
    user_wrote: int
    office_read: int
    officer_id: int | None
    officer_name: str | None
    unit_name: str | None  # of the subject unit at which it waits

    @property
    def labels(self) -> list[str]:
        return list(json.loads(self.labels_json))

    @property
    def next_at(self) -> datetime | None:
        return moment(self.next_at_kept)

    @property
    def due_at(self) -> datetime | None:
        return moment(self.due_at_kept)

    @property
    def state_at(self) -> datetime | None:
        return moment(self.state_at_kept)


@dataclass(frozen=True)
class Wanted:
    """Which part of the list is looked at, by whom, and from where on."""

    view: str
    officer_id: int
    topic: str = ""
    label: str = ""
    unit: int = 0  # waits at this subject unit
    after: str = ""  # cursor of the page before
    at: datetime = field(default_factory=clock.now)


@dataclass(frozen=True)
class Listed:
    """One page of rows in their order, and the cursor of the next, if there is one."""

    rows: list[Line]
    after: str


Found = list[tuple[int, datetime, Line]]  # the part of the list, the moment in it, the row


def rows_of(place: Published, wanted: Wanted, most: int = PAGE) -> Listed:
    """One page of a view: what the office owes by its due moment, then what waits for users.

    The same number of statements for few rows and for many; no row is counted to find its page.
    """
    usual = most == PAGE and wanted.view == "all"
    if usual and not (wanted.topic or wanted.label or wanted.unit or wanted.after):
        found = _first_page(place, wanted)
    else:
        found = _sections(place, wanted, most)
    more = found[most - 1] if len(found) > most else None
    return Listed([row for *_, row in found[:most]], _write(*more) if more else "")


def _sections(place: Published, wanted: Wanted, most: int) -> Found:
    first, *rest = SECTIONS[wanted.view](place, wanted)
    start = _read(wanted.after)
    due = _lines(_from(first, start, 0)[: most + 1])
    room = max(1, most + 1 - len(due))
    waiting = [row for section in rest for row in _lines(_from(section, start, 1)[:room])]
    found = [(0, getattr(row, first[1]), row) for row in due]
    return found + sorted((1, row.state_at or wanted.at, row) for row in waiting)


def _lines(rows: QuerySet[Consultation]) -> list[Line]:
    plain = rows.values_list(
        "pk", "number", "state", "door", "name", "title", Cast("labels", TextField()), "next_at",
        "due_at", "state_at", "closing", "user_wrote", "office_read", "officer_id",
        "officer__name", "unit__name",
    )  # fmt: skip
    return [Line(*row) for row in plain]


# What every officer opens all day is one statement, written out once: what is due, and as many of
# those that wait for users as there is room for behind it.
_COLUMNS = (
    "c.id, c.number, c.state, c.door, c.name, c.title, CAST(c.labels AS text) AS labels, "
    "c.next_at, c.due_at, c.state_at, c.closing, c.user_wrote, c.office_read, c.officer_id, "
    "o.name AS officer_name, u.name AS unit_name"
)
_FROM = (
    "FROM consultations_consultation c LEFT JOIN people_officer o ON o.id = c.officer_id "
    "LEFT JOIN people_subjectunit u ON u.id = c.unit_id"
)
OWED = "next_at IS NOT NULL AND (postponed_until IS NULL OR postponed_until <= %s)"  # as `owed`
_OWED = f"c.office_id = %s AND {OWED}"
_ROOM = (
    f"(SELECT {PAGE + 1} - count(*) FROM (SELECT 1 FROM consultations_consultation c "
    f"WHERE {_OWED} LIMIT {PAGE + 1}) AS due)"
)
_DUE = (
    f"SELECT * FROM (SELECT {_COLUMNS}, 0 AS part, c.next_at AS key {_FROM} WHERE {_OWED} "
    f"ORDER BY c.next_at, c.id LIMIT {PAGE + 1}) AS owed"
)
_SILENT = (
    f"SELECT * FROM (SELECT {_COLUMNS}, 1 AS part, c.state_at AS key {_FROM} "
    "WHERE c.office_id = %s AND c.state = '{state}' AND c.state_at IS NOT NULL "
    f"ORDER BY c.state_at, c.id LIMIT {_ROOM}) AS {{state}}"
)
_FIRST_PAGE = " UNION ALL ".join(
    [_DUE, *(_SILENT.format(state=state.value) for state in (State.ASKED, State.PAUSED))]
)


def _first_page(place: Published, wanted: Wanted) -> Found:
    owed = [place.office.pk, stored(wanted.at)]
    silent = [place.office.pk, *owed]
    rows = read(_FIRST_PAGE, [*owed, *silent, *silent])
    rows.sort(key=lambda row: (row[-2], row[-1], row[0]))
    return [(row[-2], moment(row[-1]) or wanted.at, Line(*row[:-2])) for row in rows]


def owed(place: Published, wanted: Wanted) -> QuerySet[Consultation]:
    """What the office owes an answer or a look, without what was laid aside."""
    rows = Consultation.objects.filter(office=place.office, next_at__isnull=False)
    return rows.filter(Q(postponed_until=None) | Q(postponed_until__lte=wanted.at))


def silence_begins(place: Published, at: datetime) -> datetime | None:
    """Who has been silent since before this moment has been so for the days of the standard."""
    day, left = place.local(at).date(), int(place.choices["close_days"])
    try:
        while left:
            left -= place.calendar.is_working_day(day)
            day -= timedelta(days=1)
    except (CalendarNotLoaded, HoursNotKnown):
        return None
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), place.zone)


# Rows, the moment by which they are ordered, and whether the newest come first.
Section = tuple[QuerySet[Consultation], str, bool]


def _all(place: Published, wanted: Wanted) -> list[Section]:
    return [(_narrow(owed(place, wanted), wanted), "next_at", False), *_waiting(place, wanted)]


def _mine(place: Published, wanted: Wanted) -> list[Section]:
    mine = Q(officer_id=wanted.officer_id)
    due = _narrow(owed(place, wanted).filter(mine, state__in=OFFICE_OWES), wanted)
    rest = [(rows.filter(mine), key, way) for rows, key, way in _waiting(place, wanted)]
    return [(due, "next_at", False), *rest]


def _free(place: Published, wanted: Wanted) -> list[Section]:
    due = _narrow(owed(place, wanted).filter(officer=None), wanted)
    return [(due, "next_at", False)]


def _waiting(place: Published, wanted: Wanted) -> list[Section]:
    return [_in_state(place, wanted, state) for state in (State.ASKED, State.PAUSED)]


def _waiting_only(place: Published, wanted: Wanted) -> list[Section]:
    nothing: Section = (Consultation.objects.none(), "state_at", False)
    return [nothing, *_waiting(place, wanted)]


def _answered(place: Published, wanted: Wanted) -> list[Section]:
    return [_in_state(place, wanted, State.ANSWERED)]


def _closed(place: Published, wanted: Wanted) -> list[Section]:
    rows, key, _ = _in_state(place, wanted, State.CLOSED)
    return [(rows, key, True)]


def _ready(place: Published, wanted: Wanted) -> list[Section]:
    begins = silence_begins(place, wanted.at)
    nothing = Consultation.objects.none()
    states = [
        _in_state(place, wanted, state) for state in (State.ANSWERED, State.ASKED, State.PAUSED)
    ]
    return [
        (rows.filter(state_at__lt=begins) if begins else nothing, key, way)
        for rows, key, way in states
    ]


def _postponed(place: Published, wanted: Wanted) -> list[Section]:
    rows = Consultation.objects.filter(office=place.office, next_at__isnull=False)
    rows = rows.filter(postponed_until__gt=wanted.at)
    return [(_narrow(rows, wanted), "next_at", False)]


SECTIONS = {
    "all": _all, "mine": _mine, "free": _free, "waiting": _waiting_only, "answered": _answered,
    "ready": _ready, "postponed": _postponed, "closed": _closed,
}  # fmt: skip


def _in_state(place: Published, wanted: Wanted, state: State) -> Section:
    rows = Consultation.objects.filter(office=place.office, state=state, state_at__isnull=False)
    return _narrow(rows, wanted), "state_at", False


def _narrow(rows: QuerySet[Consultation], wanted: Wanted) -> QuerySet[Consultation]:
    if wanted.unit:
        rows = rows.filter(unit_id=wanted.unit)
    if wanted.topic:
        rows = rows.filter(topic=wanted.topic)
    if wanted.label:
        named = rows.annotate(label_text=Cast("labels", TextField()))
        rows = named.filter(label_text__contains=f'"{wanted.label}"')
    return rows


def _from(
    section: Section, start: tuple[int, datetime, int] | None, group: int
) -> QuerySet[Consultation]:
    """The rows of a section behind the cursor, in order."""
    rows, key, descending = section
    rows = rows.order_by(*((f"-{key}", "-id") if descending else (key, "id")))
    if start is None or (group and not start[0]):
        return rows  # the page before ended within what is due
    begun, at, pk = start
    if begun > group:
        return rows.none()
    way = "lt" if descending else "gt"
    behind = Q(**{f"{key}__{way}": at}) | Q(**{key: at, f"id__{way}": pk})
    return rows.filter(behind, **{f"{key}__{way}e": at})


def _write(group: int, at: datetime, row: Line) -> str:
    return f"{group}.{(at - EPOCH) // timedelta(microseconds=1)}.{row.pk}"


def _read(after: str) -> tuple[int, datetime, int] | None:
    parts = after.split(".")
    if len(parts) != 3 or not all(p.isascii() and p.isdecimal() and len(p) < 19 for p in parts):
        return None
    try:
        at = EPOCH + timedelta(microseconds=int(parts[1]))
    except OverflowError:
        return None
    return int(parts[0]), at, int(parts[2])
