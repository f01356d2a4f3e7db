"""What else the public page offers: ways on, quiet hours, the signed paper, the reading aloud."""

import io
import re
import wave
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from satupintu.files.actions.deciding import remove
from satupintu.files.actions.keep import keep
from satupintu.files.models import StoredFile
from satupintu.files.workflow import State
from satupintu.home.queries import standard_of
from satupintu.home.reading import text_of
from satupintu.offices.actions.decisions import decide
from satupintu.offices.models import Office, StandardVersion
from satupintu.offices.published import Published, forget, published
from satupintu.offices.scans import pledge_scan, standard_scan
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.ui import voice
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.tickets import leave, take_ticket
from satupintu.walkin.models import Door
from satupintu.walkin.queries import usual

pytestmark = pytest.mark.django_db
PAGE = "/o/3300/"
STANDARD = f"{PAGE}standard/consultation/"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nstartxref\n9\n%%EOF\n"


def page_of(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def acts(html: str) -> list[str]:
    """The big buttons: where each leads."""
    return re.findall(r'<a [^>]*href="([^"]*)"', html.split('class="u-acts"')[1].split("</p>")[0])


# --- ways on -----------------------------------------------------------------------------------


@pytest.mark.proves("PUB-1")
def test_three_ways_on_stand_on_top_and_each_leads_somewhere(
    client: Client, office: Office
) -> None:
    html = page_of(client)
    led_to = acts(html)
    assert led_to == [f"{PAGE}#langsung", f"{PAGE}search/", f"{PAGE}complain/"]
    assert [client.get(one.split("#")[0]).status_code for one in led_to] == [200, 200, 200]
    assert 'id="langsung"' in html
    assert "Nomor diambil di mesin antrean kantor." in html


@pytest.mark.proves("PUB-1")
def test_a_number_is_offered_only_where_and_when_it_can_be_taken(
    client: Client, office: Office, administrator: Officer
) -> None:
    decide(office, "phone_join", "anywhere", valid_from=date(2026, 7, 24), by=administrator.pk)
    forget()
    assert acts(page_of(client))[0] == f"{PAGE}join-line/"
    with clock.travel(to=datetime(2026, 7, 25, 10, 0, tzinfo=clock.ZONES["WIB"])):
        forget()
        assert acts(page_of(client))[0] == f"{PAGE}search/"  # nobody stands in line now


# --- quiet hours -------------------------------------------------------------------------------


def waited(place: Published, officer: Officer, at: datetime, minutes: list[float]) -> None:
    """Visitors who came at this moment and were called after so many minutes."""
    for each in minutes:
        with clock.travel(to=at):
            then = published(place.office.code)
            service = then.service("consultation")
            assert service
            take_ticket(then, service, door=Door.KIOSK)
        with clock.travel(to=at + timedelta(minutes=each)):
            ticket = call_next(then, then.desks[0], officer_id=officer.pk)
            assert ticket
            leave(ticket)
    usual.forget()


@pytest.mark.proves("PUB-5")
def test_quiet_hours_stand_in_words_and_as_bars(
    client: Client, place: Published, officer: Officer
) -> None:
    assert "Kapan sepi?" not in page_of(client)  # too little is known
    tuesday = datetime(2026, 7, 21, 9, 0, tzinfo=clock.ZONES["WIB"])
    waited(place, officer, tuesday, [20, 20, 24, 25, 26])
    waited(place, officer, tuesday + timedelta(hours=5), [4, 4, 5, 5, 6])
    waited(place, officer, tuesday + timedelta(days=1), [0, 0, 0, 0, 0])
    html = page_of(client)
    told = html.split('id="sepi"')[1].split("</ul>")[0]
    assert re.findall(r"<li>(.*?)</li>", told) == [
        "Rabu pukul 09.00, hampir tanpa menunggu",
        "Selasa pukul 14.00, sekitar 5 menit",
        "Selasa pukul 09.00, sekitar 24 menit",
    ]
    drawing = html.split('class="chart u-hours"')[1].split("</svg>")[0]
    assert 'aria-label="09.00, 10 menit; 14.00, 5 menit"' in drawing
    assert drawing.count("<rect") == 2
    assert drawing.count('class="better"') == 1
    assert " style=" not in drawing


# --- the signed paper --------------------------------------------------------------------------


@pytest.fixture
def room(tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT, settings.ARRIVING_ROOT = tmp_path / "files", tmp_path / "arriving"
    settings.CLAMAV_ADDRESS = ""


def scan_of(office: Office, owner: str) -> StoredFile:
    return keep(office.pk, io.BytesIO(PDF), "standar.pdf", actor="officer:1", owner=owner)


@pytest.mark.proves("PUB-4")
@pytest.mark.usefixtures("room")
def test_the_signed_paper_can_be_had_beside_the_text(client: Client, office: Office) -> None:
    version = StandardVersion.objects.get(service__office=office, service__code="consultation")
    assert "Unduh pindaian" not in page_of(client)
    standard = scan_of(office, standard_scan(version))
    pledge = scan_of(office, pledge_scan(office))
    for page, files in ((PAGE, [standard, pledge]), (STANDARD, [standard])):
        html = page_of(client, page)
        assert "Persyaratan" in html  # the text stays
        for file in files:
            address = f"{PAGE}files/{file.key}/"
            assert address in html
            answer = client.get(address)
            assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
            assert answer["Content-Disposition"].startswith("attachment;")
    remove(standard, "office", actor="officer:1")
    assert "Unduh pindaian" not in page_of(client, STANDARD)


@pytest.mark.proves("PUB-4")
@pytest.mark.usefixtures("room")
def test_a_scan_of_what_is_not_in_force_yet_is_for_the_office_only(
    client: Client, office: Office, other_office: Office, signed_in, officer: Officer,
    other_officer: Officer,
) -> None:  # fmt: skip
    now = StandardVersion.objects.get(service__office=office, service__code="consultation")
    planned = StandardVersion.objects.create(
        service=now.service, valid_from=date(2026, 8, 1), reviewed_on=date(2026, 7, 24),
        content=now.content,
    )  # fmt: skip
    address = f"{PAGE}files/{scan_of(office, standard_scan(planned)).key}/"
    assert client.get(address).status_code == 404
    assert signed_in(other_officer).get(address).status_code == 404
    assert signed_in(officer).get(address).status_code == 200
    strange = scan_of(office, "standard:99999")
    assert client.get(f"{PAGE}files/{strange.key}/").status_code == 404
    elsewhere = scan_of(other_office, standard_scan(now))  # the standard of another office
    assert client.get(f"/o/8200/files/{elsewhere.key}/").status_code == 404


@pytest.mark.usefixtures("room")
def test_a_scan_that_waits_for_the_virus_scanner_is_not_offered(
    client: Client, office: Office
) -> None:
    scan_of(office, pledge_scan(office))
    StoredFile.objects.update(state=State.QUARANTINED)
    assert "Unduh pindaian" not in page_of(client)


# --- the reading aloud -------------------------------------------------------------------------


@pytest.fixture
def spoken(tmp_path: Path, settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.mark.proves("PUB-2")
def test_what_is_read_is_the_standard_in_the_order_of_the_leaflet(place: Published) -> None:
    found = standard_of(place, "consultation")
    assert found
    text = text_of(found)
    parts = ("Persyaratan", "Prosedur", "Jangka waktu", "Biaya", "Produk", "Pengaduan")
    at = [text.index(part) for part in parts]
    assert at == sorted(at)
    assert "dilayani paling lama 10 menit" in text
    assert "Tidak dipungut biaya." in text
    assert ".." not in text


@pytest.mark.proves("PUB-2")
def test_the_office_s_own_recording_comes_first(
    client: Client, office: Office, spoken: Path
) -> None:
    bank = voice.bank("3300")
    bank.mkdir(parents=True)
    (bank / "standar-consultation.mp3").write_bytes(b"0123456789")
    assert f'src="{STANDARD}listen/"' in page_of(client, STANDARD)
    answer = client.get(f"{STANDARD}listen/")
    assert (answer["Content-Type"], answer["Accept-Ranges"]) == ("audio/mpeg", "bytes")
    assert b"".join(answer.streaming_content) == b"0123456789"  # type: ignore[attr-defined]
    for asked, status, part, span in (
        ("bytes=2-4", 206, b"234", "bytes 2-4/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=20-", 416, b"", "bytes */10"),
    ):
        answer = client.get(f"{STANDARD}listen/", headers={"Range": asked})
        told = (answer.status_code, answer.content, answer["Content-Range"])
        assert told == (status, part, span)


@pytest.mark.proves("PUB-2")
def test_a_machine_that_can_speak_reads_it_once(
    client: Client, office: Office, spoken: Path, monkeypatch
) -> None:
    made: list[str] = []

    def read_aloud(text: str) -> bytes:
        made.append(text)
        return b"RIFF"

    monkeypatch.setattr(voice, "read_aloud", read_aloud)
    for _ in range(2):
        answer = client.get(f"{STANDARD}listen/")
        assert b"".join(answer.streaming_content) == b"RIFF"  # type: ignore[attr-defined]
    assert len(made) == 1
    assert client.get(f"{PAGE}standard/nothing/listen/").status_code == 404


@pytest.mark.proves("PUB-2")
def test_without_any_voice_the_browser_may_read(
    client: Client, office: Office, spoken: Path, monkeypatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    html = page_of(client, STANDARD)
    assert "<audio" not in html
    assert "home/listen.js" in html
    assert re.search(
        r'<button class="button" type="button" hidden [^>]*data-listen="Berhenti"', html
    )
    assert client.get(f"{STANDARD}listen/").status_code == 404


def test_espeak_makes_a_whole_recording_of_known_length(monkeypatch, tmp_path: Path) -> None:
    """With a stand-in for the program: a head without a length, then samples."""
    program = tmp_path / "espeak-ng"
    program.write_text("#!/bin/sh\ncat >/dev/null\nhead -c 44 /dev/zero\nhead -c 44100 /dev/zero\n")
    program.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda _: str(program))
    sound = voice.read_aloud("Halo.")
    assert sound
    with wave.open(io.BytesIO(sound)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getnframes()) == (11025, 1, 11025)
