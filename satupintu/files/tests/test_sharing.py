"""Room for loose files is shared out: one stranger shuts out nobody, and is told how to go on."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from satupintu.files.actions import room as sharing
from satupintu.files.actions.duty import tidy
from satupintu.files.models import Arrival, StoredFile
from satupintu.files.tests.samples import CSV
from satupintu.files.tests.test_uploading import begin, put, sent_whole
from satupintu.files.workflow import State
from satupintu.rules import clock

FILES = 100  # of CSV, in the whole place


@pytest.fixture(autouse=True)
def small_place(monkeypatch) -> None:
    monkeypatch.setattr(sharing, "LOOSE_BYTES", FILES * len(CSV))


def from_address(address: str) -> Client:
    return Client(REMOTE_ADDR=address)


def flood(office, address: str) -> int:
    """A stranger who takes all that is given, with a new session whenever one is at its end."""
    for many in range(FILES + 1):
        browser = from_address(address)
        begun = begin(browser, office, "a.csv", len(CSV))
        if begun.status_code != 201:
            assert begun.json()["reason"] == "share"
            return many
        assert "file" in put(browser, office, begun.json()["key"], 0, CSV).json()
    return FILES + 1


@pytest.fixture(autouse=True)
def begun_without_end(monkeypatch) -> None:
    monkeypatch.setattr("satupintu.files.pages.arriving.BEGUN", 10_000)


def test_one_stranger_leaves_most_of_the_place_to_the_others(office) -> None:
    assert flood(office, "192.0.2.1") == FILES // 5
    assert flood(office, "192.0.2.2") > FILES // 8
    assert "file" in sent_whole(from_address("192.0.2.3"), office)


def test_ten_strangers_leave_room_for_the_eleventh_and_for_officers(office, officer) -> None:
    for n in range(10):
        flood(office, f"192.0.2.{n}")
    assert "file" in sent_whole(from_address("192.0.2.99"), office)
    own = from_address("192.0.2.1")
    own.force_login(officer)
    assert "file" in sent_whole(own, office)


def test_another_address_of_the_same_line_or_another_office_is_no_way_around(
    office, other_office
) -> None:
    flood(office, "2001:db8::1")
    assert flood(office, "2001:db8::2") == 0
    assert flood(other_office, "2001:db8::1") <= FILES // 4 - FILES // 5


def test_what_hangs_on_a_question_that_is_never_sent_counts_as_well(office) -> None:
    flood(office, "192.0.2.1")
    StoredFile.objects.update(owner="case:1")
    assert flood(office, "192.0.2.1") <= FILES // 4 - FILES // 5


def test_who_only_says_that_files_come_takes_no_more(office) -> None:
    announced = [begin(from_address("192.0.2.1"), office, size=len(CSV)) for _ in range(FILES)]
    assert sum(answer.status_code == 201 for answer in announced) == FILES // 5
    with clock.offset(3700):
        tidy()
        assert not Arrival.objects.exists()


def test_the_refusal_says_how_to_go_on(office) -> None:
    flood(office, "192.0.2.1")
    words = begin(from_address("192.0.2.1"), office, size=len(CSV)).json()["words"]
    assert "Kirim dulu tanpa berkas ini" in words


def test_in_a_crowded_place_what_strangers_left_goes_after_an_hour(office, officer, client) -> None:
    client.force_login(officer)
    own = sent_whole(client, office)["file"]
    for n in range(1, 3):
        flood(office, f"192.0.2.{n}")
    with clock.offset(3500):
        tidy()
        assert not StoredFile.objects.filter(state=State.REMOVED).exists()
    with clock.offset(3700):
        tidy()
        assert [file.key for file in StoredFile.objects.filter(ended_at=None)] == [own]


@pytest.mark.parametrize("hours", [2, 23])
def test_in_an_empty_place_nobody_writes_in_haste(office, hours: int) -> None:
    sent_whole(from_address("192.0.2.1"), office)
    with clock.offset(hours * 3600):
        tidy()
    assert StoredFile.objects.get().state == State.CLEAN


@pytest.mark.only_sqlite  # the planner of PostgreSQL reads a small table whole
def test_what_is_kept_for_good_is_not_looked_through_for_each_upload(office) -> None:
    with CaptureQueriesContext(connection) as asked:
        sharing.room_for(office.pk, 1, holder="h", household="k")
    assert len(asked) == 5
    for each in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {each['sql']}")
            assert not [step for *_, step in cursor.fetchall() if "SCAN files_stored" in step]
