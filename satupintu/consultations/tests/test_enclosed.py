"""Files of a conversation: the asker opens what was shown to them, never what hangs on a note."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse

from satupintu.catalogue.models import Item
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.moving import hand_over
from satupintu.consultations.actions.sweeping import keep
from satupintu.consultations.actions.talking import note, reply
from satupintu.consultations.doorkeeper import let_in
from satupintu.consultations.models import Kind
from satupintu.consultations.queries.asker import thread
from satupintu.consultations.tests.cases import fresh, html, wib
from satupintu.files.actions.deciding import refuse
from satupintu.files.actions.keep import keep as keep_file
from satupintu.files.models import StoredFile
from satupintu.files.queries import by_message
from satupintu.rules import clock

migration = import_module("satupintu.consultations.migrations.0009_files_went_along")


@pytest.fixture
def asker(client, sent):
    """The browser that asked."""
    request = RequestFactory().get("/")
    request.session = client.session
    let_in(request, sent)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key
    return client


def attached(place, case, message):
    file = SimpleUploadedFile("tabel.csv", b"tahun,jumlah\n2024,1\n2025,2\n")
    kept = keep_file(place.office.pk, file, "tabel.csv", actor="officer:1", owner=case.subject)
    StoredFile.objects.filter(pk=kept.pk).update(message=message.n)
    return reverse("file", args=["3300", kept.key])


def test_the_asker_opens_the_files_of_a_message_that_was_shown(place, sent, officer, asker):
    address = attached(place, sent, reply(place, sent, "Ini tabelnya.", officer_id=officer.pk))
    assert asker.get(address).status_code == 404  # can still be taken back
    with clock.travel(to=wib(24, 9, 1)):
        keep(place)
        assert asker.get(address).status_code == 200


@pytest.mark.proves("T41")
def test_files_of_a_note_stay_with_the_office(place, sent, officer, asker, signed_in):
    address = attached(place, sent, note(place, sent, "Untuk kita.", officer_id=officer.pk))
    assert asker.get(address).status_code == 404
    assert signed_in(officer).get(address).status_code == 200


def test_a_file_attached_before_the_note_was_chosen_hangs_on_the_note(sent, desk, asker):
    file = SimpleUploadedFile("tabel.csv", b"tahun,jumlah\n2024,1\n", "text/csv")
    posted = {"do": "note", "text": "Untuk kita.", "attached": file}
    desk.post(f"/o/3300/inbox/{sent.pk}/write/", posted)
    kept = StoredFile.objects.get()
    assert sent.thread.get(n=kept.message).kind == "note"
    assert "tabel.csv" in html(desk.get(f"/o/3300/inbox/{sent.pk}/"))
    address = reverse("file", args=["3300", kept.key])
    assert (desk.get(address).status_code, asker.get(address).status_code) == (200, 404)


@pytest.mark.proves("T41")
def test_files_open_for_those_officers_to_whom_the_conversation_opens(
    place, sent, officer, receptionist, supervisor, signed_in, settings
):
    address = attached(place, sent, reply(place, sent, "Ini tabelnya.", officer_id=officer.pk))
    case = reverse("inbox-case", args=["3300", sent.pk])
    settings.REQUIRE_SECOND_FACTOR = True
    for who, page, file in ((officer, 200, 200), (receptionist, 403, 404), (supervisor, 302, 404)):
        client = signed_in(who)
        client.force_login(who)  # the password alone
        assert (client.get(case).status_code, client.get(address).status_code) == (page, file)


@pytest.mark.proves("T41")
def test_files_go_with_the_conversation_to_another_office(
    place, other_office, sent, officer, other_officer, signed_in
):
    address = attached(place, sent, reply(place, sent, "Ini tabelnya.", officer_id=officer.pk))
    hand_over(place, sent, other_office, officer_id=officer.pk, reason="Data di sana.")
    there = address.replace("/o/3300/", f"/o/{other_office.code}/")
    assert signed_in(other_officer).get(there).status_code == 200
    for nobodys in (address, there):
        assert signed_in(officer).get(nobodys).status_code == 404


@pytest.mark.proves("T41")
@pytest.mark.parametrize("count", [1, 3])
def test_files_that_were_left_behind_are_brought_to_where_the_conversation_is(
    place, other_office, sent, officer, other_officer, signed_in, count
):
    said = [reply(place, sent, f"Tabel {n}.", officer_id=officer.pk) for n in range(count)]
    addresses = [attached(place, sent, each) for each in said]
    here = ask(place, Asked("Yang tinggal."))
    stays = attached(place, here, reply(place, here, "Ini.", officer_id=officer.pk))
    hand_over(place, sent, other_office, officer_id=officer.pk, reason="Data di sana.")
    StoredFile.objects.update(office=place.office)  # as handing over once left them
    migration.bring(apps, None)
    theirs = signed_in(other_officer)
    for address in addresses:
        there = address.replace("/o/3300/", f"/o/{other_office.code}/")
        assert theirs.get(there).status_code == 200
    assert signed_in(officer).get(stays).status_code == 200


def test_a_file_that_the_scanner_refused_is_told_in_the_conversation(place, sent, officer):
    attached(place, sent, reply(place, sent, "Ini tabelnya.", officer_id=officer.pk))
    refuse(StoredFile.objects.get(), "virus")
    assert "tabel.csv tidak disimpan" in sent.thread.last().text


def test_a_refused_file_of_a_note_is_told_to_the_office_alone(place, sent, officer):
    attached(place, sent, note(place, sent, "Untuk kita.", officer_id=officer.pk))
    refuse(StoredFile.objects.get(), "virus")
    assert "tabel.csv tidak disimpan" in sent.thread.last().text
    assert not any("tabel.csv" in each.message.text for each in thread(fresh(sent)))


@pytest.mark.proves("INB-7")
def test_sources_and_files_of_what_is_taken_back_stand_ready_to_go_once_more(desk, sent):
    page = f"/o/3300/inbox/{sent.pk}/"
    Item.objects.create(kind="data", type="table", source="starter", ident="t1", title="Inflasi",
                        changed_at=clock.now())  # fmt: skip
    table = SimpleUploadedFile("tabel.csv", b"tahun,nilai\n2025,2.1\n", "text/csv")
    first = {"do": "reply", "text": "Terlampir.", "attached": table, "cite": "t1"}
    desk.post(f"{page}write/", first)
    desk.post(f"{page}undo/", {"message": sent.thread.get(kind=Kind.REPLY).pk})
    desk.get(page)
    again = html(desk.get(page))  # looked at once more before it is sent
    assert 'name="cite" value="t1" checked' in again
    kept = re.search(r'name="attached_kept" value="(\w+)" checked', again)
    assert kept, "the attachment is ready to go once more"
    once_more = {"do": "reply", "text": "Terlampir.", "attached_kept": kept[1], "cite": "t1"}
    desk.post(f"{page}write/", once_more)
    second = sent.thread.filter(kind=Kind.REPLY, undone_at=None).get()
    assert [file.name for file in by_message(sent.subject)[second.n]] == ["tabel.csv"]
    assert kept[1] not in html(desk.get(page)).split("data-composer")[1]
