"""Rows written and read by statements that are put together once.

The ORM puts a statement together anew for each row, which costs more than the database needs to
carry it out. For the few rows that a press waits for.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert(row: Model) -> None:
    """Write a row that is not there yet and give it its key. Signals are not sent."""
    statement, fields = _statement(type(row))
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias


def change(model: type[Model], where: Mapping[str, Any], changes: Mapping[str, Any]) -> int:
    """Change the rows whose columns have these values (None: null); how many there were."""
    asked = {name: value for name, value in where.items() if value is not None}
    null = tuple(name for name in where if name not in asked)
    statement, fields = _changing(model, tuple(changes), tuple(asked), null)
    given = [*changes.values(), *asked.values()]
    values = [
        field.get_db_prep_save(value, connection)
        for field, value in zip(fields, given, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def read(question: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows that a question written out by hand finds. Raises ValueError unless it only asks."""
    if not question.startswith("SELECT "):
        raise ValueError(f"this is not a question: {question[:40]}")
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def stored(value: date) -> Any:
    """A moment or a day as the database keeps it, for a statement written by hand."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value)


def moment(kept: Any) -> datetime | None:
    """A moment as such a statement gives it back: SQLite keeps UTC without saying so."""
    found: datetime | None = datetime.fromisoformat(kept) if isinstance(kept, str) else kept
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def _field(model: type[Model], column: str) -> "Field[Any, Any]":
    return next(field for field in model._meta.concrete_fields if field.column == column)


@cache
def _statement(model: type[Model]) -> tuple[str, tuple["Field[Any, Any]", ...]]:
    key = model._meta.pk
    fields = tuple(field for field in model._meta.concrete_fields if field is not key)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    return (
        f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING {quote(str(key.column))}",
        fields,
    )


@cache
def _changing(
    model: type[Model], changed: tuple[str, ...], asked: tuple[str, ...], null: tuple[str, ...]
) -> tuple[str, tuple["Field[Any, Any]", ...]]:
    quote, fields = connection.ops.quote_name, tuple(_field(model, c) for c in (*changed, *asked))
    sets = ", ".join(f"{quote(column)} = %s" for column in changed)
    conditions = [f"{quote(column)} = %s" for column in asked]
    conditions += [f"{quote(column)} IS NULL" for column in null]
    table = quote(model._meta.db_table)
    return f"UPDATE {table} SET {sets} WHERE {' AND '.join(conditions)}", fields
