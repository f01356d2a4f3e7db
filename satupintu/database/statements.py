"""Rows written and read by statements that are put together once.

The ORM puts a statement together anew for each row, which costs more than the database needs to
carry it out. For the few rows that a press waits for.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from threading import local
from types import MappingProxyType, NoneType
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Field, JSONField, Model

from satupintu.database.repeated import Keyed, Repeated, Unanswered
from satupintu.database.short_way import ShortWay

_UNLESS = " ON CONFLICT DO NOTHING"
_AS_KEPT = (int, str, NoneType)  # what a database takes as it is; an enumeration's member too


class _Thread(local):
    database: ShortWay | None = None


_thread = _Thread()


def here() -> ShortWay:
    """This thread's connection itself: `connection` looks it up anew for each attribute."""
    if asyncio._get_running_loop():  # there Django keeps one for each context
        return cast(ShortWay, connections[DEFAULT_DB_ALIAS])
    database = _thread.database
    if database is None:
        database = _thread.database = cast(ShortWay, connections[DEFAULT_DB_ALIAS])
    return database


def expect(*models: type[Model]) -> None:
    """One row of each is going to be inserted in this act: PostgreSQL is asked for keys once."""
    here().expect(*models)


def insert(row: Model) -> None:
    """Write a row that is not there yet and give it its key. Signals are not sent.

    Where the key was drawn already, PostgreSQL is not waited for (`expect`).
    """
    database = here()
    key = database.drawn(type(row))
    if key is None:
        _written(row, _inserting(type(row), answered=True))
        return
    row.pk = key
    row._state.adding, row._state.db = False, database.alias
    database.tell(_inserting(type(row), keyed=True), [row.pk, *_values(row)])


def write(model: type[Model], *, unless_there: bool = False, **values: Any) -> None:
    """Write a row whose key nobody needs in this act. Values name columns, the others are default.

    Defaults must be the same for each row. Raises KeyError for a column that is not there.
    PostgreSQL is not waited for: a refusal comes with a later statement of the act.
    `unless_there`: nothing happens where a row with one of its unique keys is there.
    """
    database = here()
    places, defaults = _row(model, database.vendor)
    kept = list(defaults)
    for name, value in values.items():
        at, field = places[name]
        kept[at] = as_kept(field, value, database)
    database.tell(_inserting(model, _UNLESS if unless_there else ""), kept)


def insert_new(row: Model) -> bool:
    """The same, unless a row with one of its unique keys is there; whether it was written."""
    return _written(row, _inserting(type(row), _UNLESS, answered=True))


def change(
    model: type[Model], where: Mapping[str, Any], changes: Mapping[str, Any], *,
    after: Mapping[str, Any] = MappingProxyType({}),
) -> int:  # fmt: skip
    """Change the rows whose columns have these values (None: null); how many there were.

    `after` names columns that must be greater than what is given.
    """
    with here().cursor() as cursor:
        statement, values = _change(model, where, changes, after)
        cursor.execute(Repeated(statement), values)
        return int(cursor.rowcount)


def mark(
    model: type[Model], where: Mapping[str, Any], changes: Mapping[str, Any], *,
    after: Mapping[str, Any] = MappingProxyType({}),
) -> None:  # fmt: skip
    """The same where nobody asks how many there were: PostgreSQL is not waited for."""
    statement, values = _change(model, where, changes, after)
    here().tell(Unanswered(statement), values)


def read(question: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows that a question written out by hand finds. Raises ValueError unless it only asks."""
    if not question.startswith("SELECT "):
        raise ValueError(f"this is not a question: {question[:40]}")
    with here().cursor() as cursor:
        cursor.execute(question if isinstance(question, Keyed) else Repeated(question), values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def stored(value: date) -> Any:
    """A moment or a day as the database keeps it, for a statement written by hand."""
    if isinstance(value, datetime):
        return _moment_kept(value, here().vendor)
    return here().ops.adapt_datefield_value(value)


def moment(kept: Any) -> datetime | None:
    """A moment as such a statement gives it back: SQLite keeps UTC without saying so."""
    found: datetime | None = datetime.fromisoformat(kept) if isinstance(kept, str) else kept
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def _written(row: Model, statement: Repeated) -> bool:
    database = here()
    with database.cursor() as cursor:
        cursor.execute(statement, _values(row))
        key = cursor.fetchone()
    if key is None:
        return False
    row.pk = key[0]
    row._state.adding, row._state.db = False, database.alias
    return True


def _values(row: Model) -> list[Any]:
    database = here()
    return [as_kept(each, getattr(row, each.attname), database) for each in _fields(type(row))]


def as_kept(field: "Field[Any, Any]", value: Any, database: BaseDatabaseWrapper) -> Any:
    """A value of a column as the database takes it."""
    if isinstance(value, _AS_KEPT) and not isinstance(field, JSONField):
        return value
    if type(value) is datetime:
        return _moment_kept(value, database.vendor)
    return field.get_db_prep_save(value, database)


@lru_cache(64)  # a row has several columns of the same moment
def _moment_kept(value: datetime, vendor: str) -> Any:
    if vendor == "sqlite" and value.tzinfo is UTC:  # as Django writes it, in one step
        return str(value.replace(tzinfo=None))
    return here().ops.adapt_datetimefield_value(value)


def _field(model: type[Model], column: str) -> "Field[Any, Any]":
    return next(field for field in model._meta.concrete_fields if field.column == column)


@cache
def _fields(model: type[Model]) -> tuple["Field[Any, Any]", ...]:
    return tuple(each for each in model._meta.concrete_fields if not isinstance(each, AutoField))


@cache
def _row(model: type[Model], vendor: str) -> tuple[dict[str, tuple[int, Any]], tuple[Any, ...]]:
    """Where each column stands among the values of a new row, and what it is when unsaid."""
    fields = _fields(model)
    places = {field.attname: (at, field) for at, field in enumerate(fields)}
    return places, tuple(as_kept(field, field.get_default(), here()) for field in fields)


@cache
def _inserting(
    model: type[Model], unless: str = "", *, answered: bool = False, keyed: bool = False
) -> Repeated:
    quote, key = here().ops.quote_name, model._meta.pk
    fields = [key, *_fields(model)] if keyed else _fields(model)
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    told = f" RETURNING {quote(str(key.column))}" if answered else ""
    table = quote(model._meta.db_table)
    words = f"INSERT INTO {table} ({columns}) VALUES ({marks}){unless}{told}"
    return Repeated(words) if answered else Unanswered(words)


def _change(
    model: type[Model], where: Mapping[str, Any], changes: Mapping[str, Any],
    after: Mapping[str, Any],
) -> tuple[str, list[Any]]:  # fmt: skip
    asked = {name: value for name, value in where.items() if value is not None}
    null = tuple(name for name in where if name not in asked)
    statement, fields = _changing(model, tuple(changes), tuple(asked), null, tuple(after))
    given = [*changes.values(), *asked.values(), *after.values()]
    database = here()
    return statement, [
        as_kept(field, value, database) for field, value in zip(fields, given, strict=True)
    ]


@cache
def _changing(
    model: type[Model], changed: tuple[str, ...], asked: tuple[str, ...], null: tuple[str, ...],
    after: tuple[str, ...],
) -> tuple[str, tuple["Field[Any, Any]", ...]]:  # fmt: skip
    quote = here().ops.quote_name
    fields = tuple(_field(model, column) for column in (*changed, *asked, *after))
    sets = ", ".join(f"{quote(column)} = %s" for column in changed)
    conditions = [f"{quote(column)} = %s" for column in asked]
    conditions += [f"{quote(column)} > %s" for column in after]
    conditions += [f"{quote(column)} IS NULL" for column in null]
    table = quote(model._meta.db_table)
    return f"UPDATE {table} SET {sets} WHERE {' AND '.join(conditions)}", fields
