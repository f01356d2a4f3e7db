"""Acts of several threads in one commit: each is whole or absent, none is told too early."""

import sqlite3
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from satupintu.database.group_commit import MOST, GroupCommit


class Sheet:
    """A file with one table, written by acts, and read by somebody else."""

    def __init__(self, file: Path) -> None:
        self.file, self.commits = file, 0
        with self.connect() as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("CREATE TABLE line (n INTEGER PRIMARY KEY, text TEXT)")
            connection.execute(
                "CREATE TABLE note (line REFERENCES line DEFERRABLE INITIALLY DEFERRED)"
            )
        self.together = GroupCommit(self.connect)

    def connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.file, isolation_level=None, check_same_thread=False, timeout=0.1
        )
        connection.execute("PRAGMA foreign_keys=ON")
        connection.set_trace_callback(self._count)
        return connection

    def _count(self, statement: str) -> None:
        self.commits += statement.startswith("COMMIT")

    def write(self, n: int, text: str = "", *, note: int = 0) -> list[int]:
        """One act; what another reader finds right after it."""
        commit = self.together.begin()
        try:
            commit.connection.execute("INSERT INTO line VALUES (?, ?)", [n, text])
            if note:
                commit.connection.execute("INSERT INTO note VALUES (?)", [note])
        except sqlite3.Error:
            self.together.rollback(commit)
            raise
        self.together.commit(commit)
        return self.lines()

    def lines(self) -> list[int]:
        with self.connect() as connection:
            return [n for (n,) in connection.execute("SELECT n FROM line ORDER BY n")]

    def held(self, count: int) -> "Queue":
        return Queue(self, count)


class Queue:
    """Somebody is in the middle of an act; others line up behind, and all end together."""

    def __init__(self, sheet: Sheet, count: int) -> None:
        self.sheet = sheet
        self.pool = ThreadPoolExecutor(count)
        self.waiting = 0

    def __enter__(self) -> "Queue":
        self.commit = self.sheet.together.begin()
        self.commit.connection.execute("INSERT INTO line VALUES (0, '')")
        self.sheet.commits = 0
        return self

    def line_up(self, n: int, text: str = "", *, note: int = 0) -> "Future[list[int]]":
        future = self.pool.submit(self.sheet.write, n, text, note=note)
        self.wait_for_one_more()
        return future

    def wait_for_one_more(self) -> None:
        self.waiting += 1
        while len(self.sheet.together.waiting) < self.waiting:
            threading.Event().wait(0.001)

    def __exit__(self, *error: object) -> None:
        self.pool.shutdown()


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "sheet.sqlite3")


def test_an_act_alone_is_on_the_disk_when_it_returns(sheet: Sheet) -> None:
    assert sheet.write(1) == [1]
    assert sheet.write(2) == [1, 2]


def test_acts_that_line_up_share_a_commit_and_return_when_it_is_made(sheet: Sheet) -> None:
    with sheet.held(3) as queue:
        others = [queue.line_up(n) for n in (1, 2, 3)]
        sheet.together.commit(queue.commit)
        assert [other.result() for other in others] == [[0, 1, 2, 3]] * 3
    assert sheet.commits == 1


def test_no_more_than_eight_acts_share_a_commit(sheet: Sheet) -> None:
    with sheet.held(MOST) as queue:
        others = [queue.line_up(n) for n in range(1, MOST + 1)]
        sheet.together.commit(queue.commit)
        assert all(n in other.result() for n, other in enumerate(others, 1))
    assert sheet.commits == 2


def test_an_act_that_is_taken_back_takes_no_other_with_it(sheet: Sheet) -> None:
    sheet.write(2)
    with sheet.held(3) as queue:
        first, twice, last = (queue.line_up(n) for n in (1, 2, 3))
        sheet.together.commit(queue.commit)
        with pytest.raises(sqlite3.IntegrityError):
            twice.result()
        assert (first.result(), last.result()) == ([0, 1, 2, 3], [0, 1, 2, 3])


def test_who_is_refused_for_an_act_before_comes_back_when_that_is_on_the_disk(
    sheet: Sheet,
) -> None:
    """The second half of a double click is refused, and looks at once for what the first made."""
    with sheet.held(2) as queue:
        sheet.together.waiting.append(None)  # somebody stands behind both
        first = queue.pool.submit(sheet.together.commit, queue.commit)
        second = sheet.together.begin()
        with pytest.raises(sqlite3.IntegrityError):
            second.connection.execute("INSERT INTO line VALUES (0, '')")
        refused = queue.pool.submit(sheet.together.rollback, second)
        too_early, _ = wait([refused], timeout=0.2)
        sheet.together.waiting.clear()
        assert sheet.write(3) == [0, 3]
        assert (first.result(), refused.result(), too_early) == (None, None, set())


def test_the_first_act_taken_back_leaves_a_clean_start_to_the_next(sheet: Sheet) -> None:
    with sheet.held(2) as queue:
        others = [queue.line_up(n) for n in (1, 2)]
        sheet.together.rollback(queue.commit)
        assert [other.result() for other in others][-1] == [1, 2]


def test_what_hinders_the_commit_is_told_to_everybody_in_it_and_nothing_stays(sheet: Sheet) -> None:
    with sheet.held(2) as queue:
        fine, dangling = queue.line_up(1), queue.line_up(2, note=77)
        with pytest.raises(sqlite3.IntegrityError):
            sheet.together.commit(queue.commit)
        for other in (fine, dangling):
            with pytest.raises(sqlite3.IntegrityError):
                other.result()
    assert sheet.write(3) == [3]


def test_a_full_disk_is_told_to_everybody_in_the_commit(sheet: Sheet) -> None:
    """SQLite takes the whole transaction back then, not only the act that found no room."""
    with sheet.held(1) as queue:
        pages = queue.commit.connection.execute("PRAGMA page_count").fetchone()[0]
        queue.commit.connection.execute(f"PRAGMA max_page_count={pages + 2}")
        large = queue.line_up(1, "x" * 100_000)
        with pytest.raises(sqlite3.OperationalError, match="took the whole transaction back"):
            sheet.together.commit(queue.commit)
        with pytest.raises(sqlite3.OperationalError, match="full"):
            large.result()
    assert sheet.write(2) == [2]


def test_a_transaction_that_the_database_took_back_is_told_to_everybody(sheet: Sheet) -> None:
    with sheet.held(1) as queue:
        other = queue.line_up(1)
        queue.commit.connection.rollback()  # as SQLite does by itself when the disk fails
        with pytest.raises(sqlite3.OperationalError, match="took the whole transaction back"):
            sheet.together.commit(queue.commit)
        assert other.result() == [1]


def test_a_file_that_another_process_holds_is_told_and_the_turn_is_free_again(sheet: Sheet) -> None:
    other = sheet.connect()
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        sheet.write(1)
    other.rollback()
    assert sheet.write(2) == [2]


def test_who_commits_alone_waits_for_what_is_open_and_keeps_others_out(sheet: Sheet) -> None:
    with sheet.held(2) as queue:
        first = queue.pool.submit(sheet.together.commit, queue.commit)
        with sheet.together.alone():
            first.result()
            other = queue.line_up(1)
            assert sheet.lines() == [0]
        assert other.result() == [0, 1]
