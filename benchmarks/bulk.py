"""Rows by the million, past the models: only for filling a database before it is measured."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

from satupintu.database.statements import as_kept, here


def insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write the rows in the quickest way that the database has."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def create(rows: Sequence[Model]) -> None:
    """Write new rows of one model in that way, past what it does when it is saved; they get ids."""
    table, fields = rows[0]._meta.db_table, rows[0]._meta.concrete_fields
    for pk, row in enumerate(rows, next_id(table)):
        row.pk = pk
    names = [connection.ops.quote_name(str(field.column)) for field in fields]
    database = here()
    insert(table, names, (
        [as_kept(field, getattr(row, field.attname), database) for field in fields] for row in rows
    ))  # fmt: skip


def moment(value: Any) -> Any:
    """A moment as this database stores it."""
    return connection.ops.adapt_datetimefield_value(value)


def next_id(table: str) -> int:
    """The first id that no row has."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")
        return int(cursor.fetchone()[0])


def ids_used(table: str) -> None:
    """Tell PostgreSQL's sequence which ids were given by hand."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )
