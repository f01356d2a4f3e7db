"""An empty database gets its tables in one piece; they are those that the whole history makes."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from tests.crowd import url_of_test_database
from tests.machine import temporary_directory
from tests.servers import ROOT

HISTORY = """
import django; django.setup()
from django.core.management import call_command
from django.core.management.commands.migrate import Command
call_command(Command(), verbosity=0, interactive=False)
"""
# Columns in the order of their names: a later change appends what a new table has in its place.
# Django itself gives the ids of one table, which nothing here uses, two widths by the two ways.
OF_POSTGRESQL = {
    "columns": "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,"
    " column_default, identity_generation, generation_expression FROM information_schema.columns"
    " WHERE table_schema = 'public' AND table_name <> 'auth_group_permissions' ORDER BY 1, 2",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
    "migrations": "SELECT app, name FROM django_migrations ORDER BY 1, 2",
    "types": "SELECT app_label, model FROM django_content_type ORDER BY 1, 2",
    "rights": "SELECT codename FROM auth_permission ORDER BY 1",
}


@pytest.fixture
def history() -> Iterator[str]:
    """Address of a database of the kind under test that went through every change."""
    if os.environ["SATUPINTU_TEST_DATABASE"] == "sqlite":
        place = temporary_directory("tables")  # a hundred changes would wait for the disk
        yield walked_through(f"sqlite:///{place}/history.sqlite3")
        shutil.rmtree(place)
        return
    server = os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE history")
        yield walked_through(server.replace("/satupintu?", "/history?"))
        connection.execute("DROP DATABASE history")


def walked_through(address: str) -> str:
    environment = {**os.environ, "DATABASE_URL": address}
    environment["DJANGO_SETTINGS_MODULE"] = "satupintu.config.settings"
    program = [sys.executable, "-c", HISTORY]
    subprocess.run(program, cwd=ROOT, env=environment, check=True, timeout=300)
    return address


@pytest.mark.django_db
def test_an_empty_database_has_the_same_tables_as_one_that_went_through_every_change(history):
    laid = schema(url_of_test_database())  # the tests' own began empty

    assert laid == schema(history)
    assert len(laid) > 5


def schema(address: str) -> dict[str, object]:
    if address.startswith("sqlite"):
        with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
            found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql != ''")
            names = connection.execute("SELECT app, name FROM django_migrations ORDER BY 1, 2")
            rows = connection.execute("SELECT codename FROM auth_permission ORDER BY 1")
            return {
                **{name: sorted(parts(sql)) for name, sql in found},
                "migrations": names.fetchall(),
                "rights": rows.fetchall(),
            }
    with psycopg.connect(address) as connection:
        return {what: connection.execute(sql).fetchall() for what, sql in OF_POSTGRESQL.items()}


def parts(sql: str) -> list[str]:
    """The columns and constraints of a CREATE TABLE; brackets hold together what they enclose."""
    if not (table := re.fullmatch(r"(CREATE TABLE [^(]*)\((.*)\)\s*", sql, re.DOTALL)):
        return [sql]
    found, depth = [table[1], ""], 0
    for piece in re.split(r"([(),])", table[2]):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if piece == "," and not depth:
            found.append("")
        else:
            found[-1] += piece
    return [each.strip() for each in found]
