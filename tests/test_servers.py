"""The servers that the other tests stand on."""

import os

import pytest
from django.db import connection

from tests.postgresql import PostgreSQL


def test_the_database_is_the_one_that_was_asked_for(db):
    assert connection.vendor == os.environ["SATUPINTU_TEST_DATABASE"]


def test_the_test_database_is_in_a_file_or_on_a_server_so_that_threads_share_it(db):
    assert ":memory:" not in str(connection.settings_dict["NAME"])


def test_a_postgresql_of_a_test_leaves_nothing_behind():
    server = PostgreSQL().start()
    assert server.process is not None
    assert server.process.poll() is None
    server.stop()
    assert server.process.poll() == 0
    assert not server.directory.exists()


def test_a_server_that_cannot_start_says_why(empty_server):
    with pytest.raises(RuntimeError, match="invalid choice"):
        empty_server.start("no-such-word")
