"""The database as files in a backup: a copy of SQLite's file, or PostgreSQL's tables by COPY.

COPY instead of pg_dump: it needs no program beside the server, works between versions of
PostgreSQL, and gives the same tables back wherever the migrations can be run.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

SQLITE = "database.sqlite3"
TABLES = "tables"
REPEATABLE_READ = 3  # psycopg.IsolationLevel, which SQLite's installations need not load


def migrations_applied() -> list[list[str]]:
    """Every migration that this database has seen: [app, name]."""
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def copy_to(folder: Path) -> None:
    """One consistent state of the database as files in the folder; nobody is kept from writing."""
    if connection.vendor == "sqlite":
        _copy_sqlite(Path(str(connection.settings_dict["NAME"])), folder / SQLITE)
    else:
        (folder / TABLES).mkdir()
        _copy_tables(folder / TABLES)


def check_sqlite(file: Path) -> str:
    """What SQLite says is wrong with a database file; empty when it is whole."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            said = [row[0] for row in database.execute("PRAGMA integrity_check")]
            wrong = database.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as problem:
        return str(problem)
    if said != ["ok"]:
        return "; ".join(str(line) for line in said[:3])
    return f"{len(wrong)} rows point to rows that are not there" if wrong else ""


def _copy_sqlite(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=30)) as running,
        closing(sqlite3.connect(target)) as copy,
    ):
        running.backup(copy)  # all at once: a copy in steps begins anew with every commit
        copy.execute("PRAGMA journal_mode=DELETE")  # one file is complete


def _copy_tables(folder: Path) -> None:
    apart = connections.create_connection("default")
    try:
        apart.ensure_connection()
        apart.connection.isolation_level = REPEATABLE_READ
        apart.connection.read_only = True
        with apart.connection.transaction(), apart.cursor() as cursor:
            for table in sorted(apart.introspection.table_names(cursor)):
                _copy_table(cursor, table, folder)
    finally:
        apart.close()


def _copy_table(cursor: Any, table: str, folder: Path) -> None:
    columns = _written(cursor, table)
    (folder / f"{table}.json").write_text(json.dumps(columns), encoding="utf-8")
    names = ", ".join(quoted(column) for column in columns)
    with (
        (folder / f"{table}.copy").open("wb") as file,
        cursor.cursor.copy(f"COPY {quoted(table)} ({names}) TO STDOUT") as rows,
    ):
        for data in rows:
            file.write(data)


def _written(cursor: Any, table: str) -> list[str]:
    """The columns that hold what was written; what the database reckons comes by itself."""
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [quoted(table)],
    )
    return [name for (name,) in cursor.fetchall()]


def quoted(name: str) -> str:
    """A name of the database's as SQL wants it."""
    return str(connection.ops.quote_name(name))
