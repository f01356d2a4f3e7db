"""PostgreSQL as Django speaks to it, with fewer ways to the server and back for each page.

Django asks the server "are you there?" before the first question of every request: one way there
and back in six of a press. A connection that has just answered is there; one that broke meanwhile
is dropped after the page that met it, and a restart of the server is a longer silence.

BEGIN, and what nobody needs an answer of, waits for the next statement and goes with it.
What writes, or looks up a key, again and again is planned once for a connection (`cursor.py`).
"""

import time
from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql import base

from satupintu.config.postgresql.cursor import BEGIN, Cursor, Kept, Keys
from satupintu.database import short_way

SILENCE = 1.0  # seconds


class DatabaseWrapper(short_way.ShortWay, base.DatabaseWrapper):
    """See `CONN_HEALTH_CHECKS`."""

    health_check_done: bool
    looked_at = 0.0

    def connect(self) -> None:
        super().connect()
        self.looked_at = time.monotonic()

    def close_if_health_check_failed(self) -> None:
        if self.health_check_done or self.connection is None:
            return
        now = time.monotonic()
        if now - self.looked_at > SILENCE:
            super().close_if_health_check_failed()
        self.health_check_done, self.looked_at = True, now

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "cursor_factory": Cursor}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.kept = Kept()
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        if name:  # it sends its own statements
            Cursor(self.connection).flush()
        return super().create_cursor(name)

    def tell(self, statement: str, values: Sequence[Any]) -> None:
        """By one cursor for all of these: the driver takes its time to make one."""
        if not self._is_open_and_unwatched():
            super().tell(statement, values)
            return
        kept = self._kept
        kept.teller = kept.teller or Cursor(self.connection)
        short_way.Cursor(kept.teller, self).execute(statement, values)

    def expect(self, *models: Any) -> None:
        """Have the keys of such rows drawn together with the next statement."""
        names = [f"nextval('{each._meta.db_table}_{each._meta.pk.column}_seq')" for each in models]
        question = Keys(f"SELECT {', '.join(names)}")
        question.models = models
        self._kept.unsent.append(question)

    def drawn(self, model: Any) -> int | None:
        """The key for a row of this model, if one was expected."""
        if any(isinstance(each, Keys) for each in self._kept.unsent):
            with self.wrap_database_errors:
                Cursor(self.connection).flush()
        return self._kept.keys.pop(model, None)

    @property
    def _kept(self) -> Kept:
        kept: Kept = self.connection.kept
        return kept

    def _set_autocommit(self, autocommit: bool) -> None:
        # The driver would send BEGIN by itself, alone.
        if autocommit:
            super()._set_autocommit(autocommit)  # type: ignore[misc]
        else:
            self._kept.unsent, self._kept.keys = [BEGIN], {}

    def _commit(self) -> None:
        if self.connection is None:
            return
        if self._kept.unsent == [BEGIN]:  # nothing was done
            self._kept.unsent = []
        elif self._kept.unsent:
            with self.wrap_database_errors:
                Cursor(self.connection).execute("COMMIT")
        else:
            super()._commit()  # type: ignore[misc]

    def _rollback(self) -> None:
        if self.connection is not None:
            self._kept.unsent = []
        super()._rollback()  # type: ignore[misc]
