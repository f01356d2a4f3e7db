"""From Django to the driver by the shortest way, for both databases.

Django's own cursor passes each statement through a dozen functions: a press has sixteen statements.
Who watches statements (a count in a test, a log of them) gets Django's way.
"""

from collections.abc import Sequence
from threading import get_ident
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import Model


class Cursor(CursorWrapper):
    """Refuses, and tells what went wrong, as Django's does."""

    def execute(self, sql: Any, params: Any = None) -> Any:
        if self.db.needs_rollback:
            self.db.validate_no_broken_transaction()
        try:
            return self.cursor.execute(sql) if params is None else self.cursor.execute(sql, params)
        except Exception:
            with self.db.wrap_database_errors:
                raise

    def fetchone(self) -> Any:
        try:
            return self.cursor.fetchone()
        except Exception:
            with self.db.wrap_database_errors:
                raise

    def fetchall(self) -> Any:
        try:
            return self.cursor.fetchall()
        except Exception:
            with self.db.wrap_database_errors:
                raise


class ShortWay(BaseDatabaseWrapper):
    """A database's wrapper that hands out such cursors."""

    _thread_ident: int

    def cursor(self) -> CursorWrapper:
        """A cursor, on a connection that is opened if need be."""
        self.close_if_health_check_failed()
        if not self._is_open_and_unwatched():
            return super().cursor()
        with self.wrap_database_errors:
            return Cursor(self.create_cursor(), self)

    def tell(self, statement: str, values: Sequence[Any]) -> None:
        """Have something written whose answer nobody needs."""
        with self.cursor() as cursor:
            cursor.execute(statement, values)

    def expect(self, *models: type[Model]) -> None:
        """Rows of these are going to be inserted in this act."""

    def drawn(self, model: type[Model]) -> int | None:
        """The key for a row of this model, if one was drawn ahead."""
        return None

    def _is_open_and_unwatched(self) -> bool:
        watched = self.execute_wrappers or self.queries_logged
        return not (self.connection is None or watched or self._thread_ident != get_ident())
