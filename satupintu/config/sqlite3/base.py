"""SQLite, written to through one connection of the process (database/group_commit.py).

Django tells a thread's connection to begin, to commit and to roll back. While an act goes on, that
connection stands aside and the one that writes takes its place.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from sqlite3 import Connection
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.utils import debug_transaction

from satupintu.database.group_commit import Commit, GroupCommit
from satupintu.database.repeated import Repeated
from satupintu.database.short_way import ShortWay

_groups: dict[str, GroupCommit] = {}  # by file


class Cursor(base.SQLiteCursorWrapper):
    """Marks of a statement that comes again are translated once: it is some hundred signs long."""

    def execute(self, query: str, params: Any = None) -> Any:
        if isinstance(query, Repeated) and params is not None:
            return sqlite3.Cursor.execute(self, _translated(query), params)
        return super().execute(query, params)


@cache
def _translated(query: str) -> str:
    return query.replace("%s", "?").replace("%%", "%")


class DatabaseWrapper(ShortWay, base.DatabaseWrapper):
    """The database as one thread sees it."""

    connection: Connection
    in_atomic_block: bool
    # As PostgreSQL does by itself: a word longer than its column is refused, in new tables.
    data_type_check_constraints = {
        **base.DatabaseWrapper.data_type_check_constraints,
        "CharField": 'length("%(column)s") <= %(max_length)s',
    }
    _shares = False
    _act: tuple[Commit, Connection] | None = None  # the second is this thread's own connection

    @contextmanager
    def shared_commit(self) -> Iterator[None]:
        """A transaction that begins in here reaches the disk together with those of others."""
        self._shares = not self.in_atomic_block
        try:
            yield
        finally:
            self._shares = False

    def own_commit(self) -> AbstractContextManager[None]:
        """No act is under way in here; this thread commits by itself."""
        return self._group.alone()

    @property
    def _group(self) -> GroupCommit:
        def connect() -> Connection:
            connection: Connection = self.get_new_connection(self.get_connection_params())
            return connection

        file = str(self.settings_dict["NAME"])
        return _groups.get(file) or _groups.setdefault(file, GroupCommit(connect))

    # What Django asks of a backend; its stubs do not know these four.

    def create_cursor(self, name: str | None = None) -> Cursor:
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        if not self._shares:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
            return
        with debug_transaction(self, "BEGIN"), self.wrap_database_errors:
            commit = self._group.begin()
        self._act = commit, self.connection
        self.connection = commit.connection

    def _commit(self) -> None:
        if commit := self._ended():
            with debug_transaction(self, "COMMIT"), self.wrap_database_errors:
                self._group.commit(commit)
        else:
            super()._commit()  # type: ignore[misc]

    def _rollback(self) -> None:
        if commit := self._ended():
            with debug_transaction(self, "ROLLBACK"), self.wrap_database_errors:
                self._group.rollback(commit)
        else:
            super()._rollback()  # type: ignore[misc]

    def _ended(self) -> Commit | None:
        if self._act is None:
            return None
        (commit, self.connection), self._act = self._act, None
        return commit
