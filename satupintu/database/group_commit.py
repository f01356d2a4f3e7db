"""Acts of several threads reach SQLite's disk in one commit.

A commit waits for the disk, and who comes next waits for it too. So the threads of a process write
through one connection, one act after the other. Whoever has finished while another waits leaves the
commit to that one, and goes on when it is made. Larger databases do the same and call it group
commit (docs/decisions/one-commit-for-several-acts.md).
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from sqlite3 import Connection, OperationalError

MOST = 8  # acts in one commit, so that the first does not wait for the hundredth


class Commit:
    """One commit of several acts. Whoever takes part learns how it went."""

    def __init__(self, connection: Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        self.connection = connection
        self.acts = 0
        self.over = threading.Event()
        self.failure: Exception | None = None

    def takes_more(self) -> bool:
        """Whether another act may join those that are done."""
        return 0 < self.acts < MOST and self.connection.in_transaction

    def make(self) -> None:
        """What was written is on the disk, or none of it is there and `failure` says why."""
        try:
            if not self.connection.in_transaction:  # as on a full disk
                raise OperationalError("the database took the whole transaction back")
            if self.acts:
                self.connection.commit()
        except Exception as failure:
            self.failure = failure
        finally:
            self.connection.rollback()
            self.over.set()


class GroupCommit:
    """The one connection through which a process writes to a file, and whose turn it is.

    SQLite's own lock is unfair: taking turns in front of it shortens the worst wait tenfold.
    """

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self.connect = connect
        self.connection: Connection | None = None
        self.turn = threading.Lock()
        self.waiting: deque[None] = deque()  # its changes and its length need no lock
        self.open: Commit | None = None

    def begin(self) -> Commit:
        """Wait for the turn. What is written on the commit's connection is one act, until its end.

        Raises what SQLite raises when another process does not let go of the file.
        """
        self._take_turn()
        try:
            if self.open:
                self.open.connection.execute("SAVEPOINT act")
            else:
                self.connection = self.connection or self.connect()
                self.open = Commit(self.connection)
        except BaseException:
            self._pass_on()
            raise
        return self.open

    def commit(self, commit: Commit) -> None:
        """The act is done: come back when the disk has it. Raises what hindered the commit."""
        try:
            if commit.acts:
                commit.connection.execute("RELEASE act")
            commit.acts += 1
        finally:
            self._pass_on()
        commit.over.wait()
        if commit.failure:
            raise type(commit.failure)(*commit.failure.args) from commit.failure

    def rollback(self, commit: Commit) -> None:
        """The act is taken back; those that were before it in the same commit stay.

        One of them may be what stood in its way: come back when everybody can see them.
        """
        try:
            if commit.acts and commit.connection.in_transaction:
                commit.connection.execute("ROLLBACK TO act")
                commit.connection.execute("RELEASE act")
        finally:
            self._pass_on()
        commit.over.wait()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """In here nobody else's act is under way, for a commit on a connection of one's own."""
        self._take_turn()
        try:
            self._make_what_is_open()
            yield
        finally:
            self.turn.release()

    def _take_turn(self) -> None:
        self.waiting.append(None)
        try:
            self.turn.acquire()
        finally:
            self.waiting.pop()

    def _pass_on(self) -> None:
        """Who is the last of those who wait makes the commit, and so does the eighth."""
        if self.open and not (self.waiting and self.open.takes_more()):
            self._make_what_is_open()
        self.turn.release()

    def _make_what_is_open(self) -> None:
        commit, self.open = self.open, None
        if commit:
            commit.make()
