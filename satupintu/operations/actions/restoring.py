"""A backup becomes an installation again: in an empty data directory and an empty database."""

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph

from satupintu.operations.backups import database
from satupintu.operations.backups.encryption import Unreadable
from satupintu.operations.backups.key import keep, key_file
from satupintu.operations.backups.make import FOLDERS, SECRET, SINGLE, unpack


class NotEmpty(Exception):
    """There is something already; a restore never writes over it."""


class OtherDatabase(Exception):
    """The backup was made from the other kind of database."""


def restore(file: Path, key: str) -> dict[str, Any]:
    """Database, files, voice and keys as they were; the backup's manifest.

    Raises NotEmpty, OtherDatabase, Unreadable. Nothing is put in place before all was read.
    """
    must_be_empty()
    home = Path(settings.DATA_DIR)
    folder = Path(tempfile.mkdtemp(prefix=".restore-", dir=home))
    try:
        manifest = unpack(file, key, folder)
        if manifest["database"] != connection.vendor:
            raise OtherDatabase(manifest["database"])
        if connection.vendor == "sqlite":
            _place_sqlite(folder / database.SQLITE)
        else:
            _load_tables(folder / database.TABLES, manifest["migrations"])
        for name in (*FOLDERS, *SINGLE):
            if (folder / name).exists():
                shutil.move(folder / name, home / name)
        _place_keys(folder / SECRET, key)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return manifest


def must_be_empty() -> None:
    """Raises NotEmpty with what is there."""
    home = Path(settings.DATA_DIR)
    there = [name for name in (*FOLDERS, *SINGLE) if (home / name).exists()]
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        there += [file.name] if file.exists() else []
    elif connection.introspection.table_names():
        there.append(f"tables in the database {connection.settings_dict['NAME']}")
    if there:
        raise NotEmpty(", ".join(there))


def _place_sqlite(copy: Path) -> None:
    if wrong := database.check_sqlite(copy):
        raise Unreadable(f"the database in it is damaged: {wrong}")
    connection.close()
    target = Path(str(connection.settings_dict["NAME"]))
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(copy, target)
    target.chmod(0o600)


def _place_keys(secret: Path, key: str) -> None:
    own = Path(settings.DATA_DIR) / "secret_key"
    own.touch(mode=0o600)
    own.write_bytes(secret.read_bytes())
    os.chmod(own, 0o600)
    if not settings.BACKUP_KEY and not key_file().exists():
        keep(key)


def _load_tables(folder: Path, migrations: Sequence[Sequence[str]]) -> None:
    """The tables as they were at that version; the caller brings them to this one afterwards."""
    executor = MigrationExecutor(connection)
    executor.migrate(_newest(executor.loader.graph, {(app, name) for app, name in migrations}))
    with transaction.atomic(), connection.cursor() as cursor:
        tables = [file.stem for file in sorted(folder.glob("*.copy"))]
        # Filled by migrations themselves: content types and the list of migrations.
        cursor.execute("TRUNCATE " + ", ".join(database.quoted(table) for table in tables))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in tables:
            _load_table(cursor, table, folder)
    _go_on_counting()


def _newest(graph: MigrationGraph, seen: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of the migrations the backup's database had seen, the last ones of each app."""
    if not seen <= set(graph.nodes):
        raise Unreadable("it was made by a newer version of the product; install that one first")
    return [
        key
        for key in sorted(seen)
        if not any(
            child.key in seen and child.key[0] == key[0] for child in graph.node_map[key].children
        )
    ]


def _load_table(cursor: Any, table: str, folder: Path) -> None:
    columns = json.loads((folder / f"{table}.json").read_text(encoding="utf-8"))
    names = ", ".join(database.quoted(column) for column in columns)
    with (
        (folder / f"{table}.copy").open("rb") as file,
        cursor.cursor.copy(f"COPY {database.quoted(table)} ({names}) FROM STDIN") as rows,
    ):
        while data := file.read(1 << 20):
            rows.write(data)


def _go_on_counting() -> None:
    """New rows get ids after those that came back."""
    with connection.cursor() as cursor:
        for found in connection.introspection.table_names(cursor):
            for sequence in connection.introspection.get_sequences(cursor, found):
                table, column = database.quoted(found), database.quoted(sequence["column"])
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', '{sequence['column']}'), "
                    f"coalesce(max({column}), 1), max({column}) IS NOT NULL) FROM {table}"
                )
