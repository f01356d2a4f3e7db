"""An act: one transaction in which something happens and is written down, last of all."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from satupintu.database.part import part
from satupintu.database.repeated import Repeated
from satupintu.database.statements import here, stored
from satupintu.journal.models import Press, key_of
from satupintu.rules import clock

T = TypeVar("T")

after_commit: list[Callable[[int, int], None]] = []  # told (office id, newest seq)


@dataclass
class Act:
    """What is being done to an office, by whom, at one moment."""

    office_id: int
    actor: str
    at: datetime
    notes: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    pressed: list[tuple[str, str]] = field(default_factory=list)

    def note(self, event: str, subject: str, **facts: Any) -> None:
        """Write down an event when the act ends. Facts are ids and codes, never personal text."""
        self.notes.append((event, subject, facts))

    def press(self, key: str, made: str) -> None:
        """Link a press of a button to what it made."""
        if key:
            self.pressed.append((key, made))


def officer(pk: int) -> str:
    return f"officer:{pk}"


@contextmanager
def writing(*, savepoint: bool = True) -> Iterator[None]:
    """A transaction that changes rows; on SQLite threads take turns and share the commit.

    Without a savepoint what is written inside another one fails only together with it.
    """
    database = here()
    if database.in_atomic_block and not savepoint:
        with part():
            yield
    else:
        shared_commit = getattr(database, "shared_commit", nullcontext)  # only SQLite has one
        with shared_commit(), transaction.atomic():
            yield


@contextmanager
def passing() -> Iterator[None]:
    """A transaction whose loss in a power cut nobody would notice: who looks, what was read.

    A page that is only opened does not wait for the disk. What was written before stays whole.
    """
    database = here()
    own_commit = getattr(database, "own_commit", None)
    if database.in_atomic_block:
        with writing():
            yield
    elif own_commit:  # SQLite
        with _hurried(), own_commit(), transaction.atomic():
            yield
    else:
        with writing():
            with database.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit TO OFF")
            yield


@contextmanager
def _hurried() -> Iterator[None]:
    """Commits of this connection are written down, and reach the disk with the next of another."""
    with here().cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
    try:
        yield
    finally:
        with here().cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


@contextmanager
def act(office_id: int, actor: str = "system", *, savepoint: bool = True) -> Iterator[Act]:
    """Everything inside commits together with its journal entries, or not at all."""
    with writing(savepoint=savepoint):
        doing = Act(office_id, actor, clock.now())
        yield doing
        if doing.notes:
            seq = _write(doing)
            transaction.on_commit(lambda: _tell(office_id, seq))
        elif doing.pressed:
            with here().cursor() as cursor:
                cursor.execute(*_presses(doing))


def once(key: str, make: Callable[[], T], find: Callable[[str], T]) -> T:
    """Make it; if this very press has already made something, find that instead.

    What the second half of a double click meets is the work of the first: its files are attached
    already, its question stands answered. Nothing of that is a refusal.
    """
    try:
        return make()
    except Exception:
        pressed = Press.objects.filter(key=key_of(key)).first() if key else None
        if pressed is None:
            raise
        return find(pressed.made)


def press_of(press: str, form: str, *said: str) -> str:
    """The key of a press with what was said in it, for a form whose words nobody may lose.

    `said` is all of it, the contents of the files too. The same again is the same press. What
    differs is another one, even with the mark of an earlier form: the back button brings it, and
    so does a line that broke before the answer.
    """
    return sha256("\n".join([form, press, *said]).encode()).hexdigest() if press else ""


def _write(doing: Act) -> int:
    # The office's journal row is locked from here to the commit that follows at once, so that
    # numbers become visible in order and nobody waits on thinking time.
    database = here()
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            return _write_postgresql(cursor, doing, commit=_nothing_follows(database))
        return _write_sqlite(cursor, doing)


_DRAW = Repeated(
    "INSERT INTO journal_head (office_id, last) VALUES (%s, %s) ON CONFLICT (office_id) "
    "DO UPDATE SET last = journal_head.last + excluded.last RETURNING last"
)
_COLUMNS = "(office_id, seq, at, event, subject, actor, facts)"
_PRESS = "INSERT INTO journal_press (key, office_id, made, at) VALUES "


def _presses(doing: Act) -> tuple[str, list[Any]]:
    at = stored(doing.at)
    rows = [(key_of(key), doing.office_id, made, at) for key, made in doing.pressed]
    marks = ", ".join(["(%s, %s, %s, %s)"] * len(rows))
    return Repeated(_PRESS + marks), [value for row in rows for value in row]


def _write_sqlite(cursor: Any, doing: Act) -> int:
    if doing.pressed:
        cursor.execute(*_presses(doing))
    cursor.execute(_DRAW, [doing.office_id, len(doing.notes)])
    last: int = cursor.fetchone()[0]
    first, at = last - len(doing.notes) + 1, stored(doing.at)
    rows = [
        (
            doing.office_id,
            first + n,
            at,
            event,
            subject,
            doing.actor,
            json.dumps(facts),
        )
        for n, (event, subject, facts) in enumerate(doing.notes)
    ]
    marks = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    cursor.execute(
        Repeated(f"INSERT INTO journal_entry {_COLUMNS} VALUES {marks}"),
        [value for row in rows for value in row],
    )
    return last


def _nothing_follows(database: BaseDatabaseWrapper) -> bool:
    """Whether the act's end is the end of the whole transaction."""
    return len(database.atomic_blocks) == 1


# Who commits lets the office's row go before the disk has the act, so that the next one need not
# wait for the disk as well; then waits for it. What lies behind an act in the server's log, here a
# word that nobody reads, is on the disk only after the act itself.
_SOON = ", set_config('synchronous_commit', 'off', true)"
_ON_DISK = "; COMMIT; SELECT pg_logical_emit_message(true, 'satupintu', '')"


def _write_postgresql(cursor: Any, doing: Act, *, commit: bool) -> int:
    """Presses, entries and the commit are sent together: each is a way to the server and back.

    Others of the office wait for the journal's row meanwhile; this process may have other things
    to do before it could say COMMIT. Django finds nothing left to commit and goes on.
    """
    soon = _SOON if commit else ""
    presses, pressed = _presses(doing) if doing.pressed else ("", [])
    also = f", pressed AS ({presses}) " if presses else " "
    count = len(doing.notes)
    marks = ", ".join(["(%s::int, %s, %s, %s::jsonb)"] * count)
    values = [
        value
        for n, (event, subject, facts) in enumerate(doing.notes)
        for value in (n, event, subject, json.dumps(facts))
    ]
    words = Repeated(
        f"WITH head AS ({_DRAW}), written AS (INSERT INTO journal_entry {_COLUMNS} "
        f"SELECT %s::int, head.last - {count} + 1 + v.n, %s::timestamptz, v.event, v.subject, "
        f"%s, v.facts FROM head, (VALUES {marks}) AS v(n, event, subject, facts) RETURNING seq)"
        f"{also}SELECT max(seq), pg_notify('journal', %s || ':' || max(seq)){soon} FROM written"
    )
    words.then = _ON_DISK if commit else ""
    cursor.execute(
        words,
        [
            doing.office_id,
            count,
            doing.office_id,
            doing.at,
            doing.actor,
            *values,
            *pressed,
            str(doing.office_id),
        ],
    )
    seq: int = cursor.fetchone()[0]
    return seq


def _tell(office_id: int, seq: int) -> None:
    for listener in after_commit:
        listener(office_id, seq)
