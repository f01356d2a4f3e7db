"""Notices what another process committed: PRAGMA data_version on SQLite, LISTEN on PostgreSQL."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

T = TypeVar("T")

LOOK = 0.25  # seconds between two looks at a SQLite file
TOGETHER = 0.005  # seconds in which notices of PostgreSQL gather, after one was heard

log = logging.getLogger(__name__)


class Sleeper(Protocol):
    """Whom a watch wakes: the hub of this process."""

    def wake(self, office_id: int, seq: int) -> None:
        """An office's journal reached `seq`."""

    async def catch_up(self) -> None:
        """Something happened, nobody knows where: look at all journals."""

    async def ask(self, question: Callable[..., T], *details: object) -> T:
        """A question that may take its time, outside the event loop."""


class Watch(Protocol):
    """Runs as long as the hub and wakes it."""

    async def run(self, hub: Sleeper) -> None:
        """Never ends by itself."""


class SqliteWatch:
    """The file's data version changes with every commit of another connection."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None

    async def run(self, hub: Sleeper) -> None:
        """See `Watch`."""
        last = -1
        while True:
            try:
                version = await hub.ask(self._version)
                if version != last:
                    await hub.catch_up()
                    last = version
            except Exception:
                log.warning("The database file cannot be watched yet", exc_info=True)
                self._connection = None
                await asyncio.sleep(2)
            await asyncio.sleep(LOOK)

    def _version(self) -> int:
        if self._connection is None:
            address = f"{Path(self.path).resolve().as_uri()}?mode=ro"
            self._connection = sqlite3.connect(
                address, uri=True, timeout=5, check_same_thread=False
            )
        row = self._connection.execute("PRAGMA data_version").fetchone()
        return int(row[0])


class PostgresWatch:
    """One connection that listens; after each new connection everything missed is caught up."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        self.parameters = parameters

    async def run(self, hub: Sleeper) -> None:
        """See `Watch`."""
        import psycopg

        pause = 1.0
        while True:
            try:
                # Not `async with`: cancelled twice, as at the end of a process, it closes nothing.
                connection = await psycopg.AsyncConnection.connect(
                    autocommit=True, **self.parameters
                )
                try:
                    await connection.execute("LISTEN journal")
                    await hub.catch_up()
                    pause = 1.0
                    await self._listen(hub, connection)
                finally:
                    await connection.close()
            except Exception as problem:
                log.warning("Not listening to the database (%s); again in %s s", problem, pause)
            await asyncio.sleep(pause)
            pause = min(10.0, pause * 2)

    async def _listen(self, hub: Sleeper, connection: Any) -> None:
        while True:
            await _readable(connection.fileno())
            connection.pgconn.consume_input()
            while notice := connection.pgconn.notifies():
                self._hear(hub, notice.extra.decode())
            await asyncio.sleep(TOGETHER)

    def _hear(self, hub: Sleeper, payload: str) -> None:
        office, _, seq = payload.partition(":")
        if office.isdecimal() and seq.isdecimal():
            hub.wake(int(office), int(seq))


async def _readable(file: int) -> None:
    # The driver's own iterator costs more for each notice than a page costs to wake.
    loop = asyncio.get_running_loop()
    ready = loop.create_future()

    def tell() -> None:
        if not ready.done():
            ready.set_result(None)

    loop.add_reader(file, tell)
    try:
        await ready
    finally:
        loop.remove_reader(file)


def watch_of(database: dict[str, Any]) -> Watch:
    """The watch for a Django database setting."""
    if database["ENGINE"].endswith("sqlite3"):
        return SqliteWatch(str(database["NAME"]))
    named = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    parameters = {
        ours: str(database[theirs]) for ours, theirs in named.items() if database.get(theirs)
    }
    keepalive = {"keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3}
    options = {
        key: value for key, value in database.get("OPTIONS", {}).items() if key.startswith("ssl")
    }
    return PostgresWatch({**keepalive, **options, **parameters, "connect_timeout": 5})
