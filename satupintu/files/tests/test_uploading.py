"""Uploads in pieces that can be taken up again, and the field of a form without a script."""

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from satupintu.files.accepted import CHUNK, MOST_BYTES
from satupintu.files.actions import arriving
from satupintu.files.actions.duty import tidy
from satupintu.files.field import AttachmentsField
from satupintu.files.models import Arrival, StoredFile
from satupintu.files.pages import arriving as page
from satupintu.files.queries import loose
from satupintu.files.tests.samples import CSV, PDF
from satupintu.files.tests.test_keeping import on_disk
from satupintu.rules import clock

LONG = b"3300;Jawa Tengah\n" * 70_000  # three pieces


def begin(client: Client, office, name: str = "tabel.csv", size: int = len(LONG)):
    return client.post(f"/o/{office.code}/upload/", {"name": name, "size": size})


def put(client: Client, office, key: str, offset: int | str, data: bytes):
    piece = SimpleUploadedFile("piece", data)
    return client.post(f"/o/{office.code}/upload/{key}/", {"offset": offset, "piece": piece})


def sent_whole(client: Client, office, data: bytes = CSV, name: str = "a.csv") -> dict[str, Any]:
    key = begin(client, office, name, len(data)).json()["key"]
    answer: dict[str, Any] = {}
    for offset in range(0, len(data), CHUNK):
        answer = put(client, office, key, offset, data[offset : offset + CHUNK]).json()
    return answer


@pytest.mark.proves("PRT-12")
def test_a_file_arrives_in_pieces(office, client, room) -> None:
    begun = begin(client, office)
    assert begun.status_code == 201
    key = begun.json()["key"]
    assert put(client, office, key, 0, LONG[:CHUNK]).json()["received"] == CHUNK
    assert put(client, office, key, CHUNK, LONG[CHUNK : 2 * CHUNK]).status_code == 200
    done = put(client, office, key, 2 * CHUNK, LONG[2 * CHUNK :]).json()
    file = StoredFile.objects.get(key=done["file"])
    assert (done["words"], done["name"], file.size) == ("Terkirim", "tabel.csv", len(LONG))
    assert on_disk(room) == [file.key]
    assert not Arrival.objects.exists()


@pytest.mark.proves("PRT-12")
def test_after_a_drop_it_goes_on_where_it_was(office, client) -> None:
    key = begin(client, office).json()["key"]
    put(client, office, key, 0, LONG[:CHUNK])
    assert client.get(f"/o/{office.code}/upload/{key}/").json()["received"] == CHUNK
    again = put(client, office, key, 0, LONG[:CHUNK])  # the answer was lost, the piece came
    assert (again.status_code, again.json()["received"]) == (409, CHUNK)
    put(client, office, key, CHUNK, LONG[CHUNK : 2 * CHUNK])
    assert "file" in put(client, office, key, 2 * CHUNK, LONG[2 * CHUNK :]).json()


@pytest.mark.proves("T36")
def test_nobody_else_goes_on_with_it_or_sees_it(office, other_office, client, stranger) -> None:
    key = begin(client, office).json()["key"]
    begin(stranger, office)
    for who, place in ((stranger, office), (Client(), office), (client, other_office)):
        assert who.get(f"/o/{place.code}/upload/{key}/").status_code == 404
        assert put(who, place, key, 0, b"x").status_code == 404
        assert who.post(f"/o/{place.code}/upload/{key}/cancel/").status_code == 404


@pytest.mark.proves("PRT-12")
@pytest.mark.parametrize(
    ("name", "size", "reason"),
    [("a.csv", 0, "empty"), ("a.csv", MOST_BYTES + 1, "big"), ("a.csv", "banyak", "empty")],
)
def test_what_cannot_be_taken_is_said_before_it_is_sent(office, client, name, size, reason) -> None:
    answer = begin(client, office, name, size)
    assert (answer.status_code, answer.json()["reason"]) == (422, reason)
    assert "a.csv" in answer.json()["words"]


def test_pieces_that_do_not_fit_are_refused(office, client, room) -> None:
    key = begin(client, office, size=10).json()["key"]
    for offset, data in (("x", b"1"), ("-1", b"1"), (0, b"")):
        assert put(client, office, key, offset, data).status_code in {400, 422}
    key = begin(client, office, size=10).json()["key"]
    assert put(client, office, key, 0, b"x" * 11).status_code == 422  # more than was said
    key = begin(client, office, size=MOST_BYTES).json()["key"]
    assert put(client, office, key, 0, b"x" * (CHUNK + 1)).status_code == 400
    assert client.post(f"/o/{office.code}/upload/{key}/", {"offset": 0}).status_code == 400


def test_a_refusal_at_the_end_says_why_and_leaves_nothing(office, client, room) -> None:
    answer = sent_whole(client, office, b"<html>" + b" " * 99)
    assert answer["reason"] == "type"
    assert answer["words"].startswith("a.csv: jenis berkas ini tidak dapat diterima")
    assert on_disk(room) == []


@pytest.mark.proves("PRT-12")
def test_cancelling_leaves_nothing(office, client, room) -> None:
    key = begin(client, office).json()["key"]
    put(client, office, key, 0, LONG[:CHUNK])
    assert client.post(f"/o/{office.code}/upload/{key}/cancel/").status_code == 204
    assert on_disk(room) == []
    assert not Arrival.objects.exists()


def test_of_two_who_send_the_last_piece_one_makes_the_file(office, client) -> None:
    key = begin(client, office, size=len(CSV)).json()["key"]
    first, second = Arrival.objects.get(key=key), Arrival.objects.get(key=key)
    arriving.add(first, 0, CSV)
    with pytest.raises(arriving.Elsewhere):
        arriving.add(second, 0, CSV)
    arriving.finish(first, actor="person", kinds=("csv",))
    second.received = second.size
    with pytest.raises(arriving.Elsewhere):
        arriving.finish(second, actor="person", kinds=("csv",))
    assert StoredFile.objects.count() == 1


def test_one_address_begins_so_many_and_no_more(office, client, monkeypatch) -> None:
    monkeypatch.setattr(page, "BEGUN", 2)
    answers = [begin(client, office) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[2].json()["reason"] == "busy"


def test_what_stopped_arriving_goes_after_an_hour(office, client, room) -> None:
    begin(client, office)
    with clock.offset(3700):
        tidy()
    assert (on_disk(room), Arrival.objects.count()) == ([], 0)


def test_signing_in_keeps_what_was_uploaded_before(office, client, officer) -> None:
    key = sent_whole(client, office)["file"]
    client.force_login(officer)
    assert client.get(f"/o/{office.code}/files/{key}/").status_code == 200


def test_a_page_of_another_site_cannot_upload_in_our_name(office) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert begin(strict, office).status_code == 403


# --- the field without a script ----------------------------------------------------------------


class Question(forms.Form):
    text = forms.CharField()
    attached = AttachmentsField()


@pytest.fixture
def asking(office, rf):
    """A request of one and the same session, as the field sees it."""

    class Session(dict[str, Any]):
        pass

    session = Session()

    def ask(files: list[tuple[str, bytes]], **data: Any) -> tuple[Question, Any]:
        sent = {**data, "attached": [SimpleUploadedFile(name, content) for name, content in files]}
        request = rf.post("/", sent)
        request.session, request.office = session, office
        form = Question(request.POST, request.FILES)
        form.fields["attached"].asked_by(request)  # type: ignore[attr-defined]
        form.is_valid()
        return form, request

    return ask


@pytest.mark.proves("PRT-12")
def test_the_field_says_types_and_limit_before_the_choice(asking) -> None:
    form, _ = asking([])
    assert form["attached"].help_text == "PDF, XLSX, CSV, JPG, PNG; paling besar 10 MB."
    shown = str(form["attached"])
    assert 'accept=".pdf,.xlsx,.csv,.jpg' in shown
    assert 'data-upload="/o/3300/upload/"' in shown
    assert form.is_multipart()


def test_types_and_limit_are_said_in_the_language_of_the_page(asking) -> None:
    form, _ = asking([])
    words = "satupintu.files.field._"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(words, lambda text: f"English: {text}")
        assert str(form["attached"].help_text).startswith("English: ")


def test_files_come_with_the_form(asking) -> None:
    form, _request = asking([("surat.pdf", PDF), ("tabel.csv", CSV)], text="Halo")
    assert form.is_valid()
    names = [StoredFile.objects.get(key=key).name for key in form.cleaned_data["attached"]]
    assert names == ["surat.pdf", "tabel.csv"]


@pytest.mark.proves("PRT-12")
def test_files_stay_with_the_form_while_something_else_is_mended(asking) -> None:
    form, _ = asking([("surat.pdf", PDF), ("x.exe", b"MZ\0")], text="")
    assert form.errors["attached"] == [
        "x.exe: jenis berkas ini tidak dapat diterima. Kirim sebagai PDF, XLSX, CSV, JPG, PNG."
    ]
    key = StoredFile.objects.get().key
    assert f'name="attached_kept" value="{key}"' in str(form["attached"])
    again, _ = asking([], text="Halo", attached_kept=[key])
    assert again.cleaned_data["attached"] == [key]


@pytest.mark.proves("PRT-12")
def test_a_file_that_went_before_the_form_was_sent_is_missed_in_words(asking) -> None:
    asking([("surat.pdf", PDF)], text="")
    key = StoredFile.objects.get().key
    with clock.offset(25 * 3600):
        tidy()
    form, _ = asking([], text="Halo", attached_kept=[key])
    assert form.errors["attached"] == [
        "Satu lampiran dihapus karena lama belum terkirim. Pilih lagi berkasnya."
    ]
    assert key not in str(form["attached"])


@pytest.mark.proves("T36")
def test_a_guessed_key_of_somebody_elses_file_is_not_taken(asking, office, client) -> None:
    key = sent_whole(client, office)["file"]
    form, _request = asking([], text="Halo", attached_kept=[key])
    assert form.cleaned_data["attached"] == []
    assert loose("", [key]) == []


def test_the_field_asks_for_a_file_where_one_is_needed(asking) -> None:
    form, _request = asking([], text="Halo")
    form.fields["attached"].required = True
    form.full_clean()
    assert form.errors["attached"] == ["Pilih berkas dulu."]


def test_more_than_ten_at_once_are_told_so(asking) -> None:
    form, _ = asking([(f"{n}.csv", CSV) for n in range(11)], text="Halo")
    assert form.errors["attached"][0].startswith("Paling banyak 10 berkas sekali kirim")
    assert StoredFile.objects.count() == 10
