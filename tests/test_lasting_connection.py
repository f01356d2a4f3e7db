"""A lasting connection to PostgreSQL: looked at after a silence, dropped when it is broken."""

import pytest
from django.db import connection, connections, transaction

from satupintu.config.postgresql import base

pytestmark = [pytest.mark.only_postgresql, pytest.mark.django_db(transaction=True)]


def ask() -> int:
    connection.close_if_unusable_or_obsolete()  # as at the start of a page
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def kill(process: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [process])


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What each look at this thread's connection found."""
    found: list[bool] = []
    usable = base.DatabaseWrapper.is_usable

    def look(self: base.DatabaseWrapper) -> bool:
        found.append(usable(self))
        return found[-1]

    monkeypatch.setattr(base.DatabaseWrapper, "is_usable", look)
    connection.ensure_connection()
    monkeypatch.setattr(connections["default"], "health_check_enabled", True)
    return found


def test_pages_close_together_ask_once_whether_the_server_is_there(
    looks: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ask()
    looks.clear()
    assert [ask(), ask()] == [first, first]
    assert looks == []

    monkeypatch.setattr(base, "SILENCE", 0.0)
    assert ask() == first
    assert looks == [True]


def test_a_connection_that_broke_in_the_silence_is_made_anew(
    looks: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ask()
    monkeypatch.setattr(base, "SILENCE", 0.0)
    with pytest.raises(Exception, match=r"terminat|closed"):
        kill(before)
    assert ask() != before
