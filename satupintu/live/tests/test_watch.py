"""What another process commits wakes the pages of this one."""

import asyncio
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from satupintu.live.house import Happened, Picture
from satupintu.live.hub import Hub
from satupintu.live.watch import LOOK, PostgresWatch, SqliteWatch, Watch, watch_of
from tests.apart import run_apart


class Journal:
    """A house whose only answer is how far its journals are."""

    def __init__(self, read: Callable[[], dict[int, int]]) -> None:
        self.heads = read

    def office(self, code: str) -> tuple[int, int] | None:
        return (7, 0) if code == "3300" else None

    def picture(self, office_id: int) -> Picture:
        return Picture(b"{}")

    def may_follow(self, session_key: str, office_code: str) -> bool:
        return True

    def thread(self, office_code: str, token: str) -> str | None:
        return None

    def newest(self, office_id: int, subject: str) -> int:
        return 0

    def happened(self, office_id: int, after: int, upto: int) -> list[Happened]:
        return []

    def seen(self, devices: set[str]) -> None: ...


async def heard(journal: Journal, watch: Watch, happen: Callable[[], None], seq: int) -> bool:
    hub = Hub(journal, watch)
    await hub.start()
    feed = await hub.feed("3300")
    assert feed is not None
    await asyncio.sleep(0.6)
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, happen)
    until = loop.time() + 30
    try:
        while feed.seq < seq and loop.time() < until:
            await asyncio.sleep(0.005)
        return feed.seq == seq
    finally:
        hub.close()


@pytest.mark.proves("LAW-11")
def test_a_commit_of_another_process_on_sqlite_is_noticed_within_half_a_second(
    tmp_path: Path,
) -> None:
    file = tmp_path / "house.sqlite3"

    def write(statement: str) -> None:
        with sqlite3.connect(file) as other:
            other.execute(statement)

    def heads() -> dict[int, int]:
        with sqlite3.connect(file) as connection:
            return dict(connection.execute("SELECT office, last FROM head"))

    write("PRAGMA journal_mode=WAL")
    write("CREATE TABLE head (office INTEGER, last INTEGER)")
    write("INSERT INTO head VALUES (7, 1)")
    happen = lambda: write("UPDATE head SET last = 2")  # noqa: E731
    assert run_apart(heard(Journal(heads), SqliteWatch(str(file)), happen, 2))
    assert LOOK <= 0.5


@pytest.mark.only_postgresql
@pytest.mark.proves("LAW-11")
def test_a_commit_of_another_process_on_postgresql_is_heard_also_after_a_broken_line() -> None:
    url = os.environ["DATABASE_URL"]
    name = str(settings.DATABASES["default"]["NAME"])  # another one once a test has opened it
    watch = watch_of(settings.DATABASES["default"])
    assert isinstance(watch, PostgresWatch)
    last = {7: 1}

    def notify() -> None:
        last[7] = 2
        with psycopg.connect(url, dbname=name) as other:
            other.execute("SELECT pg_notify('journal', '7:2')")

    def break_the_line() -> None:
        last[7] = 3  # told to nobody: only the new connection's catching up can find it
        with psycopg.connect(url, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
            )

    def journal() -> Journal:
        return Journal(lambda: dict(last))

    assert run_apart(heard(journal(), watch, notify, 2))
    assert run_apart(heard(journal(), watch, break_the_line, 3))
    wait_until_gone(url, name)


def wait_until_gone(url: str, name: str) -> None:
    """The server ends a session some moments after its line is closed; until then it holds on."""
    asked = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%' AND datname = %s"
    until = time.monotonic() + 10
    with psycopg.connect(url, autocommit=True) as other:
        while other.execute(asked, [name]).fetchone() != (0,):
            assert time.monotonic() < until, "somebody listens still"
            time.sleep(0.02)
