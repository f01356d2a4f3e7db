"""A file goes out to whom its owner lets in, to be saved, and never as a page of this site."""

import time
from dataclasses import replace

import pytest

from satupintu.files import access, disk
from satupintu.files.actions.deciding import remove
from satupintu.files.tests.samples import CSV
from satupintu.files.tests.test_keeping import kept
from satupintu.files.tests.test_uploading import sent_whole
from satupintu.files.workflow import State

BADGE = {"X-Badge": "case:1"}


def address(file, office) -> str:
    return f"/o/{office.code}/files/{file.key}/"


def whole(answer) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.mark.proves("T32")
def test_it_is_sent_to_be_saved_and_can_do_nothing(office, client, case) -> None:
    file = kept(office, CSV, "Tabel Ënam.csv", owner=case)
    answer = client.get(address(file, office), headers=BADGE | {"Accept-Encoding": "gzip"})
    assert whole(answer) == CSV
    assert answer["Content-Type"] == "text/csv"
    assert answer["Content-Disposition"].startswith('attachment; filename="Tabel Enam.csv"; ')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Length"] == str(len(CSV))


@pytest.mark.proves("T35", "T41")
def test_nobody_else_learns_that_it_exists(
    office, other_office, client, signed_in, officer
) -> None:
    file = kept(office, owner="case:1")
    unknown = kept(office, owner="nobody:1")
    for who in (client, signed_in(officer)):
        for place, one in ((office, file), (office, unknown), (other_office, file)):
            assert who.get(address(one, place)).status_code == 404
    assert client.get(f"/o/{office.code}/files/{'0' * 32}/").status_code == 404
    assert client.post(address(file, office)).status_code == 405


def test_the_badge_of_another_case_opens_nothing(office, client, case) -> None:
    file = kept(office, owner=case)
    assert client.get(address(file, office), headers={"X-Badge": "case:2"}).status_code == 404


@pytest.mark.proves("T41")
def test_a_reader_of_a_case_does_not_open_a_message_that_is_not_for_readers(
    office, client, case, monkeypatch
) -> None:
    speaks = replace(access.owners["case"], of_message=lambda *asked: asked[2] != 2)
    monkeypatch.setitem(access.owners, "case", speaks)
    file, note = kept(office, owner=case), kept(office, owner=case)
    type(file).objects.filter(pk=note.pk).update(message=2)
    assert client.get(address(file, office), headers=BADGE).status_code == 200
    assert client.get(address(note, office), headers=BADGE).status_code == 404


def test_a_loose_file_opens_where_it_came_from_only(office, client, stranger) -> None:
    key = sent_whole(client, office)["file"]
    assert client.get(f"/o/{office.code}/files/{key}/").status_code == 200
    assert stranger.get(f"/o/{office.code}/files/{key}/").status_code == 404


@pytest.mark.proves("T35")
def test_what_waits_or_is_gone_says_so_to_its_readers(office, client, case) -> None:
    file = kept(office, owner=case)
    type(file).objects.update(state=State.QUARANTINED)
    answer = client.get(address(file, office), headers=BADGE)
    assert (answer.status_code, "sedang diperiksa" in answer.content.decode()) == (409, True)
    file.refresh_from_db()
    remove(file, "office", actor="officer:1")
    answer = client.get(address(file, office), headers=BADGE)
    assert (answer.status_code, "sudah tidak ada" in answer.content.decode()) == (410, True)


def test_content_that_is_missing_on_the_disk_is_no_fault_of_the_page(office, client, case) -> None:
    file = kept(office, owner=case)
    disk.remove(file.key)
    assert client.get(address(file, office), headers=BADGE).status_code == 410


@pytest.mark.proves("T32", "T35")
def test_from_an_address_of_its_own_by_a_link_that_ends(office, client, case, settings) -> None:
    settings.FILES_ADDRESS = "https://berkas.example.go.id"
    file = kept(office, CSV, "a.csv", owner=case)
    answer = client.get(address(file, office), headers=BADGE)
    assert answer.status_code == 302
    assert answer["Location"].startswith("https://berkas.example.go.id/files/")
    link = answer["Location"].removeprefix("https://berkas.example.go.id")
    assert whole(client.get(link)) == CSV
    assert client.get(link[:-2] + "x/").status_code == 404
    assert client.get(f"/files/{file.key}/").status_code == 404
    type(file).objects.update(state=State.REMOVED)
    assert client.get(link).status_code == 404


def test_a_link_ends_after_five_minutes(office, client, case, settings, monkeypatch) -> None:
    settings.FILES_ADDRESS = "https://berkas.example.go.id"
    file = kept(office, owner=case)
    location = client.get(address(file, office), headers=BADGE)["Location"]
    later = time.time() + 301
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert client.get(location.removeprefix(settings.FILES_ADDRESS)).status_code == 404
