"""The servers that the other tests stand on."""

import os

from django.db import connection


def test_the_database_is_the_one_that_was_asked_for(db):
    assert connection.vendor == os.environ["SATUPINTU_TEST_DATABASE"]


def test_the_test_database_is_in_a_file_or_on_a_server_so_that_threads_share_it(db):
    assert ":memory:" not in str(connection.settings_dict["NAME"])
