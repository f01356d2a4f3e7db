"""A lasting connection is looked at after a silence, not before each page.

Django asks the server "are you there?" before the first question of every request: one way there
and back in six of a press. A connection that has just answered is there; one that broke meanwhile
is dropped after the page that met it, and a restart of the server is a longer silence.
"""

import time

from django.db.backends.postgresql import base

SILENCE = 1.0  # seconds


class DatabaseWrapper(base.DatabaseWrapper):
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
