"""An administrator puts the signed paper beside the text of a standard (PUB-4)."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from satupintu.files.models import StoredFile
from satupintu.files.workflow import State
from satupintu.journal.models import Entry
from satupintu.offices.models import Office, StandardVersion
from satupintu.offices.scans import standard_scan

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nstartxref\n9\n%%EOF\n"
SETTINGS = "/o/3300/settings/"


@pytest.fixture(autouse=True)
def room(tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT, settings.ARRIVING_ROOT = tmp_path / "files", tmp_path / "arriving"
    settings.CLAMAV_ADDRESS = ""


@pytest.fixture
def version(office: Office) -> StandardVersion:
    return StandardVersion.objects.get(service__office=office, service__code="consultation")


def send(client: Client, path: str, data: bytes = PDF, name: str = "standar.pdf"):
    return client.post(f"{SETTINGS}{path}", {"scan": SimpleUploadedFile(name, data)})


@pytest.mark.proves("PUB-4")
def test_a_scan_hangs_at_its_version_and_a_new_one_takes_its_place(
    signed_in, administrator, version
) -> None:
    client, path = signed_in(administrator), f"scans/{version.pk}/"
    assert "Pasang pindaian" in client.get(SETTINGS + path).text
    assert send(client, path)["Location"] == f"{SETTINGS}standards/consultation/history/"
    assert "standar.pdf" in client.get(SETTINGS + path).text
    send(client, path, name="baru.pdf")
    states = StoredFile.objects.filter(owner=standard_scan(version)).order_by("pk")
    assert [(row.state, row.reason, row.name) for row in states] == [
        (State.REMOVED, "replaced", ""), (State.CLEAN, "", "baru.pdf"),
    ]  # fmt: skip
    assert Entry.objects.filter(event="file.attach", actor=f"officer:{administrator.pk}").exists()


@pytest.mark.proves("PUB-4")
def test_the_pledge_has_one_too_and_it_can_be_taken_down(signed_in, administrator, office) -> None:
    client = signed_in(administrator)
    assert send(client, "scans/pledge/").status_code == 302
    assert "Unduh pindaian" in client.get("/o/3300/").text
    client.post(f"{SETTINGS}scans/pledge/", {"remove": "1"})
    assert "Unduh pindaian" not in client.get("/o/3300/").text
    assert client.post(f"{SETTINGS}scans/pledge/", {"remove": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kosong"),
        (b"nama;nilai\n", "jenis berkas ini tidak dapat diterima. Kirim sebagai PDF."),
        (PDF.replace(b"/Type", b"/Encrypt 5 0 R/Type"), "terkunci kata sandi"),
    ],
)
def test_only_an_open_pdf_is_taken(signed_in, administrator, version, data, words) -> None:
    answer = send(signed_in(administrator), f"scans/{version.pk}/", data)
    assert answer.status_code == 400
    assert words in answer.text


def test_without_a_file_it_says_what_is_missing(signed_in, administrator, version) -> None:
    answer = signed_in(administrator).post(f"{SETTINGS}scans/{version.pk}/", {})
    assert (answer.status_code, "Pilih berkas dulu." in answer.text) == (400, True)


@pytest.mark.proves("LAW-3")
def test_only_administrators_of_the_office_enter(
    signed_in, officer, administrator, other_officer, other_office, version
) -> None:
    for path in (f"{SETTINGS}scans/{version.pk}/", f"{SETTINGS}scans/pledge/"):
        assert signed_in(officer).get(path).status_code == 403
        assert signed_in(other_officer).get(path).status_code == 404
        assert signed_in(administrator).get(path).status_code == 200
    assert signed_in(other_officer).get(f"/o/8200/settings/scans/{version.pk}/").status_code == 404
