"""How many there are in each view and group of the list, counted no further than a hundred."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from satupintu.consultations.queries.inbox import OWED, silence_begins
from satupintu.database.statements import read, stored
from satupintu.offices.published import Published
from satupintu.rules.due_words import Limits

MOST = 100  # "99+": nobody plans by a larger number, and counting on costs time

_CASES = "consultations_consultation WHERE office_id = %s AND "
# From the few that wait: SQLite takes the tables of a CROSS JOIN in the order in which they stand.
_PROPOSED = (
    "consultations_publicanswer AS p CROSS JOIN consultations_consultation AS c "
    "WHERE c.office_id = %s AND c.id = p.consultation_id AND p.state = 'proposed' AND "
)


class Few(NamedTuple):
    """One count: its name, which rows of the office it counts, and where they are."""

    name: str
    where: str
    values: list[object]
    rows: str = _CASES

    @property
    def sql(self) -> str:
        return f"(SELECT count(*) FROM (SELECT 1 FROM {self.rows}{self.where} LIMIT 100) AS few)"


@dataclass(frozen=True)
class Counts:
    """Counts by view and by group; 100 stands for more than anybody counts."""

    views: dict[str, int]
    groups: dict[str, int]
    to_read: int  # answers that a colleague has proposed for everybody


def counts(place: Published, officer_id: int, limits: Limits) -> Counts:
    """All counts of the list in one statement."""
    now = stored(limits.now)
    asked = [
        Few("mine", OWED + " AND officer_id = %s AND state IN ('sent', 'complete')",
            [now, officer_id]),
        Few("mine_waiting", "officer_id = %s AND state IN ('asked', 'paused')", [officer_id]),
        Few("free", OWED + " AND officer_id IS NULL", [now]),
        Few("asked", "state = 'asked'", []),
        Few("paused", "state = 'paused'", []),
        Few("answered", "state = 'answered'", []),
        Few("postponed", "next_at IS NOT NULL AND postponed_until > %s", [now]),
        Few("late", OWED + " AND next_at < %s", [now, now]),
        Few("today", OWED + " AND next_at >= %s AND next_at < %s",
            [now, now, stored(limits.today_ends)]),
        Few("next", OWED + " AND next_at >= %s AND next_at < %s",
            [now, stored(limits.today_ends), stored(limits.next_ends)]),
        Few("later", OWED + " AND next_at >= %s", [now, stored(limits.next_ends)]),
        Few("to_read", "p.proposed_by_id <> %s", [officer_id], _PROPOSED),
        *_ready(place, limits),
    ]  # fmt: skip
    got = _ask(place.office.pk, asked)
    waiting = got["asked"] + got["paused"]
    due = got["late"] + got["today"] + got["next"] + got["later"]
    return Counts(
        {
            "all": due + waiting, "mine": got["mine"] + got["mine_waiting"],
            "free": got["free"], "waiting": waiting, "answered": got["answered"],
            "postponed": got["postponed"],
            "ready": sum(got.get(f"ready_{n}", 0) for n in range(3)),
        },
        {"late": got["late"], "today": got["today"], "next": got["next"], "later": got["later"],
         "waiting": waiting},
        got["to_read"],
    )  # fmt: skip


def came_since(place: Published, since: datetime, but: int | None = None) -> int:
    """In how many consultations the user has had the last word since a moment."""
    where = "last_at > %s AND user_wrote = messages AND id <> %s"
    return _ask(place.office.pk, [Few("came", where, [stored(since), but or 0])])["came"]


def _ready(place: Published, limits: Limits) -> list[Few]:
    begins = silence_begins(place, limits.now)
    if begins is None:
        return []
    sql = "state = %s AND state_at < %s"
    return [
        Few(f"ready_{n}", sql, [state, stored(begins)])
        for n, state in enumerate(("answered", "asked", "paused"))
    ]


def _ask(office_id: int, asked: list[Few]) -> dict[str, int]:
    values = [value for few in asked for value in (office_id, *few.values)]
    row = read(f"SELECT {', '.join(few.sql for few in asked)}", values)[0]
    return {few.name: count for few, count in zip(asked, row, strict=True)}
