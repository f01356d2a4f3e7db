"""The laws of the house that a machine can keep. A failure names the lines that break the law."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests import source
from tests.source import where

LONGEST_FILE = 320

# Plumbing that may write rows outside actions and journal, each with its reason.
WRITERS_BY_NAME = {
    "satupintu/example": "lays out the sample office and takes its day away again",
    "satupintu/database/statements.py": "writes rows for actions, by statements put together once",
    "satupintu/config/postgresql": "sends to the server what others have put together",
    "satupintu/config/sqlite3": "hands SQLite what others have put together",
    "satupintu/database/short_way.py": "hands to either what others have put together",
    "satupintu/database/prepared.py": "asks what Django put together from a question, again",
}
ASKING_STATEMENTS = {"here", "read", "stored", "moment", "as_kept"}
WRITING = {
    "create",
    "acreate",
    "bulk_create",
    "get_or_create",
    "update_or_create",
    "bulk_update",
    "executemany",
}
# SQL that asks, listens or bounds a transaction; any other writes, or cannot be seen not to.
READING = re.compile(r"\s*(?:SELECT|PRAGMA|LISTEN|UNLISTEN|BEGIN|SAVEPOINT|RELEASE|ROLLBACK)\b")
# Also names of other things, so they count only in the form that a row or a query set has.
WRITING_WITHOUT_POSITION = {"save", "asave", "update", "delete", "adelete"}


@pytest.mark.proves("LAW-1")
def test_imports_point_down():
    # In a process of its own: it would silence every logger of this one.
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    told = subprocess.run(command, cwd=source.ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


@pytest.mark.proves("LAW-1")
def test_foreign_keys_point_down():
    """They are written as strings, so the import contracts do not see them."""
    depth = {name: level for level, names in enumerate(source.layers()) for name in names}
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in depth
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        if (target := field.related_model._meta.app_label) in depth
        and target != model._meta.app_label
        if depth[target] <= depth[model._meta.app_label]
    ]
    assert not upward, "\n".join(upward)


@pytest.mark.proves("LAW-2")
def test_only_actions_and_the_journal_write_rows():
    offenders = [
        where(path, line)
        for path, tree in source.code()
        if not may_write(path)
        for line in writing_lines(tree)
    ]
    assert not offenders, "\n".join(offenders)


def test_every_exception_to_the_writing_law_is_still_needed():
    writing = [where(path) for path, tree in source.code() if list(writing_lines(tree))]
    idle = [name for name in WRITERS_BY_NAME if not any(path.startswith(name) for path in writing)]
    assert not idle, "\n".join(idle)


@pytest.mark.parametrize(
    ("line", "writes"),
    [
        ("Ticket.objects.create(number=1)", True),
        ("ticket.save(update_fields=['state'])", True),
        ("Ticket.objects.filter(pk=1).update(state='called')", True),
        ("tickets.delete()", True),
        ("cursor.execute('INSERT INTO t VALUES (1)')", True),
        ("cursor.execute(some_sql)", True),
        ("cursor.execute('SELECT 1')", False),
        ("cursor.execute(f'SELECT {columns} FROM t')", False),
        ("cursor.execute(f'{verb} t')", True),
        ("cursor.execute(f'DELETE FROM {table}')", True),
        ("from satupintu.database.statements import read, write", True),
        ("from satupintu.database.statements import read, stored", False),
        ("facts.update({'a': 1})", False),
        ("digest.update(b'a')", False),
        ("workbook.save(path)", False),
        ("Ticket.objects.filter(state='waiting')", False),
    ],
)
def test_the_law_on_writing_knows_a_writer_when_it_sees_one(line, writes):
    assert list(writing_lines(ast.parse(line))) == ([1] if writes else [])


def may_write(path: Path) -> bool:
    rooms = path.relative_to(source.PACKAGE).with_suffix("").parts
    return "actions" in rooms or rooms[0] == "journal" or excepted(path)


def excepted(path: Path) -> bool:
    return any(where(path).startswith(name) for name in WRITERS_BY_NAME)


def writing_lines(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.ImportFrom)
            and node.module == "satupintu.database.statements"
            and any(each.name not in ASKING_STATEMENTS for each in node.names)
        ):
            yield node.lineno
    for node, name in source.calls(tree):
        if not isinstance(node.func, ast.Attribute):
            continue
        if (
            name in WRITING
            or (name in WRITING_WITHOUT_POSITION and not node.args)
            or (name == "execute" and not reads(node))
        ):
            yield node.lineno


def reads(call: ast.Call) -> bool:
    sql = call.args[0] if call.args else None
    if isinstance(sql, ast.JoinedStr):  # what it begins with decides, what is filled in comes later
        sql = sql.values[0]
    return isinstance(sql, ast.Constant) and bool(READING.match(str(sql.value)))


@pytest.mark.proves("LAW-6", "LAW-13")
def test_only_the_clock_asks_for_the_time():
    """`datetime.now(UTC)` and its cousins would not travel with a test; all moments have a zone."""
    asking = re.compile(
        r"\b(?:datetime|date|timezone)\."
        r"(?:now|utcnow|today|localtime|localdate|fromtimestamp|utcfromtimestamp)\b"
        r"|\btime\.(?:time|time_ns|localtime|gmtime)\b"
        r"|^(?:localdate|localtime)$|\bNow$"
    )
    offenders = [
        where(path, node.lineno)
        for path, tree in source.code()
        if where(path) != "satupintu/rules/clock.py"
        for node, _ in source.calls(tree)
        if asking.search(ast.unparse(node.func))
        or {"auto_now", "auto_now_add"} & {word.arg for word in node.keywords}
    ]
    assert not offenders, "\n".join(offenders)


@pytest.mark.proves("LAW-6")
def test_every_moment_in_the_database_has_a_zone(settings):
    assert settings.USE_TZ is True
    assert settings.TIME_ZONE == "UTC"


def test_the_migrations_say_what_the_models_say(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_have_names_and_import_nothing_of_the_house():
    found = list(source.PACKAGE.rglob("migrations/0*.py"))
    badly = [where(path) for path in found if "_auto_" in path.name]
    importing = [
        where(path)
        for path in found
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("satupintu")
    ]
    assert (badly, importing) == ([], [])


def test_no_file_is_longer_than_a_person_reads_in_one_go():
    long = [
        f"{where(path)}: {lines} lines"
        for path in source.kept_files()
        if path.suffix in {".py", ".html", ".js"} and "migrations" not in path.parts
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]
    assert not long, "\n".join(long)


def test_nothing_names_a_package_index_or_a_path_of_the_machine_it_was_written_on():
    """The patterns are put together here so that this file does not name them either."""
    hosts = [
        "py" + "pi.org",
        "python" + "hosted.org",
        "npm" + "js.",
        "deb." + "debian.org",
        "registry." + "npm",
    ]
    paths = ["/" + name + r"\b" for name in ("work", "root", "tmp")] + ["/opt/" + "py" + "pi"]
    named = re.compile(
        "|".join([*map(re.escape, hosts), *(r"(?<![\w.}>-])" + path for path in paths)])
    )
    offenders = [
        where(path, number)
        for path in source.kept_files()
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="ignore").splitlines(), 1
        )
        if named.search(line)
    ]
    assert not offenders, "\n".join(offenders)


def test_every_package_is_locked_with_its_hash():
    for name in ("runtime", "dev"):
        text = (source.ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        packages = re.split(r"\n(?=\S)", text.strip())
        assert [one.split("\n")[0] for one in packages if "--hash=sha256:" not in one] == []
