"""PostgreSQL gets several statements at once: what is written, and what fails, stays the same."""

from typing import Any

import pytest
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction

from satupintu.database.part import part
from satupintu.database.repeated import Keyed, Unanswered
from satupintu.database.statements import expect, insert, mark, read, write
from satupintu.journal.models import Press
from satupintu.offices.actions.founding import found_office
from satupintu.offices.models import Office
from satupintu.rules import clock

pytestmark = pytest.mark.django_db(transaction=True)
only_postgresql = pytest.mark.only_postgresql


@pytest.fixture
def office(friday_morning: object) -> Office:
    return found_office(code="3300", name="BPS", zone="WIB", desks=["Meja 1"])


def put(office: Office, key: str) -> None:
    write(Press, key=key, office_id=office.pk, made="ticket:1", at=clock.now())


def put_both(office: Office, first: str, second: str) -> None:
    with transaction.atomic():
        put(office, first)
        put(office, second)


def fail(office: Office, key: str) -> None:
    with part():
        put(office, key)
        raise KeyError


def pressed() -> list[str]:
    return list(Press.objects.order_by("key").values_list("key", flat=True))


class Trips(list[str]):
    """What is sent to the server, each way one line."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        psycopg = pytest.importorskip("psycopg")
        send = psycopg.ClientCursor._execute_send

        def noted(cursor: Any, query: Any, **more: Any) -> None:
            self.append(query.query.decode())
            send(cursor, query, **more)

        patch.setattr(psycopg.ClientCursor, "_execute_send", noted)


def test_what_is_written_is_seen_by_the_next_question_and_stays(office: Office) -> None:
    with transaction.atomic():
        put(office, "a")
        put(office, "b")
        assert pressed() == ["a", "b"]
        put(office, "c")
    assert pressed() == ["a", "b", "c"]


def test_a_refusal_takes_the_whole_act_back(office: Office) -> None:
    put(office, "a")
    with pytest.raises(IntegrityError):
        put_both(office, "b", "a")
    assert pressed() == ["a"]


def test_what_a_savepoint_takes_back_is_gone_and_the_rest_stays(office: Office) -> None:
    with transaction.atomic():
        put(office, "a")
        with pytest.raises(IntegrityError):
            put_both(office, "b", "a")
        put(office, "c")
    assert pressed() == ["a", "c"]


def test_what_fails_in_a_part_takes_the_whole_act_back(office: Office) -> None:
    with transaction.atomic():
        put(office, "a")
        with pytest.raises(KeyError):
            fail(office, "b")
        assert connection.needs_rollback
        connection.set_rollback(True)
    assert pressed() == []


def test_a_part_alone_is_a_transaction_of_its_own(office: Office) -> None:
    with pytest.raises(KeyError):
        fail(office, "a")
    with part():
        put(office, "b")
    assert pressed() == ["b"]


def test_a_row_that_is_there_may_stay(office: Office) -> None:
    put(office, "a")
    write(
        Press, unless_there=True, key="a", office_id=office.pk, made="ticket:2", at=clock.now()
    )  # fmt: skip
    assert Press.objects.get().made == "ticket:1"


def test_a_column_that_is_not_there_is_told(office: Office) -> None:
    with pytest.raises(KeyError, match="colour"):
        write(Press, key="a", office_id=office.pk, colour="red")


def test_expected_rows_know_their_keys_at_once(office: Office) -> None:
    with transaction.atomic():
        expect(Press)
        assert pressed() == []
        first, second = (
            Press(key=key, office=office, made="ticket:1", at=clock.now()) for key in "ab"
        )
        insert(first)
        insert(second)  # one was expected
    assert Press.objects.get(pk=first.pk).key == "a"
    assert Press.objects.get(pk=second.pk).key == "b"


def test_many_rows_at_once_come_after_what_waits(office: Office) -> None:
    with transaction.atomic():
        put(office, "a")
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE journal_press SET made = %s WHERE key = %s", [("x", "a")])
        put(office, "b")
        assert [row.key for row in Press.objects.order_by("key").iterator()] == ["a", "b"]
    assert Press.objects.get(key="a").made == "x"


@only_postgresql
def test_copied_rows_come_after_what_waits(office: Office) -> None:
    with transaction.atomic():
        put(office, "a")
        with (
            connection.cursor() as cursor,
            cursor.cursor.copy("COPY (SELECT key FROM journal_press) TO STDOUT") as rows,
        ):
            assert b"".join(rows) == b"a\n"


@only_postgresql
def test_an_act_is_sent_together_and_an_empty_one_not_at_all(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def do(*keys: str) -> None:
        with transaction.atomic():
            for key in keys:
                put(office, key)
                mark(Press, {"key": key}, {"made": "x"})

    do("a")  # the server has the statements from here on
    trips = Trips(monkeypatch)
    do("b", "c")
    assert len(trips) == 1
    do()
    assert len(trips) == 1


@only_postgresql
def test_a_statement_is_planned_once_for_a_connection(office: Office) -> None:
    for key in "abc":
        put(office, key)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
            ['%INTO "journal\\_press"%'],
        )
        assert cursor.fetchone() == (1,)


@only_postgresql
def test_a_question_by_a_key_is_planned_once_and_a_list_for_what_is_asked(office: Office) -> None:
    by_key = "SELECT made FROM journal_press WHERE key = %s"
    for key in "abc":
        read(Keyed(by_key), [key])
        read("SELECT key FROM journal_press WHERE office_id = %s", [office.pk])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
            ["%FROM journal\\_press%"],
        )
        assert cursor.fetchone() == (1,)


@only_postgresql
def test_what_the_server_cannot_read_loses_nothing_that_waited(office: Office) -> None:
    with transaction.atomic():
        put(office, "a")
        with pytest.raises(ProgrammingError), connection.cursor() as cursor:
            cursor.execute("SELECT FROM WHERE")
        assert pressed() == ["a"]
    assert pressed() == ["a"]


@only_postgresql
def test_marks_of_percent_stay_what_they_are(office: Office) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            Unanswered("UPDATE journal_press SET made = %s WHERE made LIKE '%%:1'"), ["50%s"]
        )
        put(office, "a")
        cursor.execute(
            Unanswered("UPDATE journal_press SET made = %s WHERE made LIKE '%%:1'"), ["50%s"]
        )
    assert Press.objects.get().made == "50%s"


@pytest.mark.parametrize(
    "words",
    [
        "'", "''", "\\'", "\\", "\\\\'; DROP TABLE journal_press; --", "%s %% %(a)s $1 $$", "E'a'",
        "a\nb\tc\r", "\u2028 \ufeff 😀 ' \x7f", "", " ", "');--", "\x1a\x01",
    ],
)  # fmt: skip
def test_words_are_kept_as_they_are(office: Office, words: str) -> None:
    press, at = Press(key=words, office=office, made="x" + words[:30], at=clock.now()), clock.now()
    with transaction.atomic():
        insert(press)
        mark(Press, {"key": words}, {"at": at})
        found = read("SELECT key, made, id FROM journal_press WHERE key = %s", [words])
    assert found == [(words, press.made, press.pk)]
    assert Press.objects.get(key=words).at == at


def test_a_sign_that_no_database_keeps_is_refused_by_one_of_them(office: Office) -> None:
    if connection.vendor == "postgresql":
        with pytest.raises(DataError, match="NUL"):
            put(office, "a\0b")
    else:
        put(office, "a\0b")
        assert pressed() == ["a\0b"]
