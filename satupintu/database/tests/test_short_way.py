"""The short way from Django to the driver refuses, tells and counts as Django's own does."""

from threading import Thread

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from django.db.backends.utils import CursorDebugWrapper
from django.db.transaction import TransactionManagementError
from django.db.utils import InterfaceError, OperationalError
from django.test.utils import CaptureQueriesContext

from satupintu.database.short_way import Cursor
from satupintu.database.statements import here
from satupintu.journal.models import Press

NULL = "INSERT INTO journal_press (key, office_id, made, at) VALUES (%s, 1, NULL, NULL)"


@pytest.mark.django_db
def test_what_the_database_refuses_is_told_in_djangos_words():
    with here().cursor() as cursor:
        assert type(cursor) is Cursor
        with pytest.raises(IntegrityError) as told, transaction.atomic():
            cursor.execute(NULL, ["k"])
    assert type(told.value.__cause__).__module__.split(".")[0] in {"sqlite3", "psycopg"}
    with pytest.raises(DatabaseError), transaction.atomic(), here().cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")
    assert not Press.objects.exists()


@pytest.mark.django_db
def test_nothing_is_asked_in_a_transaction_that_is_lost():
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError), here().cursor() as cursor:
            cursor.execute("SELECT 1")


@pytest.mark.django_db
def test_who_watches_statements_sees_each():
    seen = []

    def watch(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch), here().cursor() as cursor:
        cursor.execute("SELECT 1")
    with CaptureQueriesContext(connection) as logged, here().cursor() as cursor:
        assert isinstance(cursor, CursorDebugWrapper)
        cursor.execute("SELECT 2")
    assert seen == ["SELECT 1"]
    assert [each["sql"] for each in logged] == ["SELECT 2"]


@pytest.mark.django_db
def test_an_answer_is_fetched_and_asking_for_none_is_told_in_djangos_words():
    with here().cursor() as cursor:
        cursor.execute("SELECT %s AS a, 2 AS b UNION SELECT 3, 4 ORDER BY a", [1])
        assert cursor.fetchone() == (1, 2)
        assert cursor.fetchall() == [(3, 4)]
    with here().cursor() as closed:
        pass
    for fetch in (closed.fetchone, closed.fetchall):
        with pytest.raises((ProgrammingError, InterfaceError)):
            fetch()


@pytest.mark.django_db
def test_no_thread_uses_anothers_connection():
    database, told = here(), []

    def use():
        try:
            database.cursor()
        except DatabaseError as refused:
            told.append(refused)

    thread = Thread(target=use)
    thread.start()
    thread.join()
    assert len(told) == 1


@pytest.mark.only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_broke_is_told_and_the_next_page_has_a_new_one():
    database = here()
    database.ensure_connection()
    database.connection.close()
    with pytest.raises(OperationalError), database.cursor() as cursor:
        cursor.execute("SELECT 1")
    database.close_if_unusable_or_obsolete()
    with database.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchall() == [(1,)]
