"""Rows by the million, past the models: only for filling a database before it is measured."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection


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
