"""The question put to the full-text index, in the tongue of either database.

Every question has a limit of its own: what is read does not grow with the catalogue.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from satupintu.catalogue.search.terms import Group, Reading, Term

Forms = frozenset[str]  # any of these words
_PLAIN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry as it is weighed."""

    item_id: int
    kind: str
    type: str
    source: str
    region: str
    first_year: int | None
    last_year: int | None
    code: str
    title: str = ""
    roots: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Arm:
    """One question: these groups all, these marks all; how many, and the shortest titles first."""

    groups: tuple[Group, ...]
    marks: tuple[str, ...] = ()
    in_title: bool = False
    limit: int = 100
    pool: int = 0  # when set, the shortest titles of so many


_LIGHT = "e.item_id, e.kind, e.type, e.source, e.region, e.first_year, e.last_year, e.code"


def ask(arms: Sequence[Arm], office_id: int | None) -> list[list[Candidate]]:
    """The candidates of each arm, without their texts. One statement."""
    if not arms:
        return []
    parts: list[str] = []
    values: list[Any] = []
    for number, arm in enumerate(arms):
        found, matching = _matching(arm)
        own, mine = _own(office_id)
        given: list[Any] = [matching, *mine]
        inner = f"SELECT {_LIGHT}, e.title_words FROM {found} AND {own} LIMIT %s"
        given.append(arm.pool or arm.limit)
        if arm.pool:
            inner = f"SELECT * FROM ({inner}) AS p{number} ORDER BY title_words LIMIT %s"
            given.append(arm.limit)
        parts.append(f"SELECT {number} AS arm, a{number}.* FROM ({inner}) AS a{number}")
        values += given
    answers: list[list[Candidate]] = [[] for _ in arms]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({' UNION ALL '.join(parts)}) AS arms", values)
        for row in cursor.fetchall():
            answers[row[0]].append(Candidate(*row[1:9]))
    return answers


def with_words(ids: Sequence[int]) -> list[Candidate]:
    """These entries with all their words. One statement."""
    return [Candidate(*row) for row in _entries(f"{_LIGHT}, e.title, e.roots, e.body", ids)]


def with_codes(codes: Sequence[str], limit: int, office_id: int | None) -> list[Candidate]:
    """Entries with one of these codes, in whatever list. One statement."""
    own, mine = _own(office_id)
    columns = f"{_LIGHT}, e.title, e.roots"
    return [Candidate(*row) for row in _entries(columns, codes, f"{own} AND e.code", mine, limit)]


def _own(office_id: int | None) -> tuple[str, list[int]]:
    """What is every office's or this one's: the condition and its value."""
    if office_id is None:
        return "e.office_id IS NULL", []
    return "(e.office_id IS NULL OR e.office_id = %s)", [office_id]


def _entries(
    columns: str, wanted: Sequence[Any], among: str = "e.item_id", given: Sequence[Any] = (),
    limit: int = 1000,
) -> list[Any]:  # fmt: skip
    if not wanted:
        return []
    marks = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM catalogue_entry e WHERE {among} IN ({marks}) LIMIT %s",
            [*given, *wanted, limit],
        )
        return list(cursor.fetchall())


def _matching(arm: Arm) -> tuple[str, str]:
    """(from and where, the value of the match)."""
    if connection.vendor == "sqlite":
        return (
            "catalogue_fts f JOIN catalogue_entry e ON e.item_id = f.rowid"
            " WHERE catalogue_fts MATCH %s",
            fts5(arm),
        )
    return "catalogue_entry e WHERE e.vector @@ %s::tsquery", tsquery(arm)


def fts5(arm: Arm) -> str:
    """The arm as SQLite's FTS5 reads it."""
    column = "{title roots} : " if arm.in_title else ""
    parts = [f"{column}({_group(group, ' AND ', ' OR ', _quoted)})" for group in arm.groups]
    parts += [f"marks : {_quoted(mark)}" for mark in arm.marks]
    return " AND ".join(parts)


def tsquery(arm: Arm) -> str:
    """The arm as PostgreSQL's tsquery reads it; words of titles stand behind a "^"."""

    def lexeme(word: str) -> str:
        return f"'{'^' if arm.in_title else ''}{_checked(word)}'"

    parts = [f"({_group(group, ' & ', ' | ', lexeme)})" for group in arm.groups]
    parts += [f"'{_checked(mark)}'" for mark in arm.marks]
    return " & ".join(parts)


def _group(group: Group, every: str, some: str, write: Any) -> str:
    def written(forms: Forms) -> str:
        return "(" + some.join(write(form) for form in sorted(forms)) + ")"

    def reading(one: frozenset[Forms]) -> str:
        return "(" + every.join(written(forms) for forms in sorted(one, key=sorted)) + ")"

    return some.join(reading(one) for one in least(group.readings))


def least(readings: Iterable[Reading]) -> list[frozenset[Forms]]:
    """What must be asked so that any reading is found, and nothing that follows from it.

    Where a word stands in the index its roots stand too: they alone are asked for. A reading that
    holds all words of another one finds nothing more than that.
    """
    asked = [frozenset(_forms(one) for one in reading.terms) for reading in readings]
    alone = list(dict.fromkeys(asked))
    return [one for one in alone if not any(other < one for other in alone)]


def _forms(one: Term) -> Forms:
    return frozenset(one.forms[1:] or one.forms)


def _quoted(word: str) -> str:
    return f'"{_checked(word)}"'


def _checked(word: str) -> str:
    if not _PLAIN.fullmatch(word):
        raise ValueError(f"not a folded word: {word!r}")
    return word
