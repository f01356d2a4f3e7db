"""The public page: open or not, how long, and the standard as text."""

import gzip
import json
import re
from datetime import datetime

import pytest
from django.test import Client

from satupintu.offices.actions.decisions import decide
from satupintu.offices.models import Office
from satupintu.offices.published import Published, forget, published
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.ui.tests.test_pdf import words as words_of_file
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.tickets import leave, take_ticket
from satupintu.walkin.models import Door
from satupintu.walkin.queries import usual

pytestmark = pytest.mark.django_db
PAGE = "/o/3300/"


def words(client: Client, address: str) -> str:
    html = re.sub(r"<[^>]+>", " ", client.get(address).content.decode())
    return " ".join(html.split()).replace(" ,", ",").replace(" .", ".")


def some_wait(place: Published, count: int) -> None:
    service = place.service("consultation")
    assert service
    for _ in range(count):
        take_ticket(place, service, door=Door.KIOSK)


@pytest.mark.proves("PUB-1")
def test_an_open_office_says_until_when_and_how_many_wait(client: Client, place: Published) -> None:
    some_wait(place, 3)
    text = client.get(PAGE).content.decode()

    assert "Buka sampai 16.00 WIB" in text
    assert "3 orang menunggu" in text


@pytest.mark.proves("PUB-1")
def test_a_closed_office_says_when_it_opens_again(client: Client, office: Office) -> None:
    with clock.travel(to=datetime(2026, 7, 25, 10, 0, tzinfo=clock.ZONES["WIB"])):
        text = client.get(PAGE).content.decode()

    assert "Buka Senin, 27 Juli 2026 pukul 08.00 WIB" in text
    assert "0 orang" not in text


@pytest.mark.proves("PUB-11")
def test_a_year_without_a_decree_is_not_guessed(client: Client, office: Office) -> None:
    with clock.travel(to=datetime(2028, 3, 1, 10, 0, tzinfo=clock.ZONES["WIB"])):
        text = client.get(PAGE).content.decode()

    assert "Kalender tahun ini belum dimuat" in text
    assert "Buka sampai" not in text


@pytest.mark.proves("PUB-2", "STD-FEE")
def test_the_standard_is_text_in_the_order_of_the_leaflet(client: Client, office: Office) -> None:
    text = client.get(f"{PAGE}standard/consultation/").content.decode()
    order = [
        text.index(f'id="{part}"')
        for part in ("persyaratan", "prosedur", "waktu", "biaya", "produk", "pengaduan")
    ]

    assert order == sorted(order)
    assert "paling lama 10 menit setelah pengguna sebelumnya" in text
    assert "Tidak dipungut biaya." in text
    assert "Jaminan keamanan dan keselamatan" in text


@pytest.mark.proves("PUB-5")
def test_live_figures_are_open_to_other_programs_and_hold_no_person(
    client: Client, place: Published
) -> None:
    some_wait(place, 1)
    answer = client.get(f"{PAGE}now.json")
    told = json.loads(answer.content)

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert told["services"][0]["waiting"] == 1
    assert "A-001" not in answer.content.decode()


@pytest.mark.proves("PUB-9")
def test_the_page_is_small_and_complete_without_a_script(client: Client, office: Office) -> None:
    answer = client.get(PAGE, headers={"Accept-Encoding": "gzip"})

    assert len(answer.content) < 15_000
    assert answer["Content-Encoding"] == "gzip"
    text = gzip.decompress(answer.content).decode()
    assert "Buka sampai 16.00 WIB" in text
    assert all(f'id="{part}"' in text for part in ("langsung", "janji", "maklumat", "bantuan"))
    assert len(re.findall(r"<script", text)) == len(re.findall(r'<script src="[^"]+" defer>', text))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_of_the_database_for_one_as_for_three(
    client: Client, place: Published, count: int, django_assert_num_queries: object
) -> None:
    some_wait(place, count)
    with django_assert_num_queries(19):  # type: ignore[operator]
        client.get(PAGE)
    with django_assert_num_queries(10):  # type: ignore[operator]  # what lasts a while is known
        client.get(PAGE)


def test_an_unknown_office_is_not_found(client: Client, office: Office) -> None:
    assert client.get("/o/9999/").status_code == 404


@pytest.mark.proves("PUB-2")
def test_the_poster_and_the_leaflet_say_what_the_page_says(client: Client, office: Office) -> None:
    page = words(client, f"{PAGE}standard/consultation/")
    assert "Cetak poster A3" in page
    for paper in ("a3", "a4"):
        sheet = words(client, f"{PAGE}standard/consultation/{paper}/")
        assert "10 menit" in sheet
        for sentence in ("Tidak dipungut biaya.", "Tunggu nomor Anda dipanggil.", "ditinjau"):
            assert sentence in page
            assert sentence in sheet
    assert client.get(f"{PAGE}standard/consultation/a5/").status_code == 404


@pytest.mark.proves("PUB-4")
def test_the_pledge_names_who_signed_it_and_when(
    client: Client, office: Office, place: Published, administrator: Officer
) -> None:
    assert "Ditandatangani" not in words(client, PAGE)
    for name, value in (("pledge_by", "Budi, Kepala"), ("pledge_on", "2 Januari 2026")):
        decide(office, name, value, valid_from=place.day, by=administrator.pk)
    forget()
    assert "Ditandatangani oleh Budi, Kepala, 2 Januari 2026." in words(client, PAGE)


@pytest.mark.proves("PUB-11")
def test_without_a_range_the_usual_wait_of_this_hour_is_told(
    client: Client, place: Published, officer: Officer
) -> None:
    some_wait(place, 1)
    assert "Biasanya" not in words(client, PAGE)  # nothing is known of Fridays yet
    for minutes in (6, 8, 11, 13, 14, 40):
        with clock.offset(-7 * 86400):
            before = published(place.office.code)
            some_wait(before, 1)
        with clock.offset(-7 * 86400 + minutes * 60):
            ticket = call_next(before, before.desks[0], officer_id=officer.pk)
            assert ticket
            leave(ticket)
    usual.forget()
    assert "Biasanya hari Jumat sekitar pukul 9: 5–15 menit." in words(client, PAGE)


@pytest.mark.proves("STD-REQ")
def test_what_the_office_no_longer_asks_for_stands_on_no_wall(
    client: Client, office: Office, place: Published, administrator: Officer
) -> None:
    for page in (PAGE, f"{PAGE}standard/consultation/", f"{PAGE}standard/consultation/a3/"):
        assert "Kartu identitas yang masih berlaku" in words(client, page)
    decide(office, "identity_required", False, valid_from=place.day, by=administrator.pk)
    forget()
    for page in (PAGE, f"{PAGE}standard/consultation/", f"{PAGE}standard/consultation/a3/"):
        assert "Kartu identitas yang masih berlaku" not in words(client, page)
        assert "Mengisi buku tamu" in words(client, page)


@pytest.mark.proves("PUB-2")
def test_the_standard_is_a_file_with_the_same_text_as_the_leaflet(client, office):
    file = client.get("/o/3300/standard/consultation/standard.pdf")
    assert file["Content-Type"] == "application/pdf"
    text = words_of_file(file.content)
    assert "Standar pelayanan: Konsultasi statistik" in text
    assert "dilayani paling lama 10 menit" in text
    assert "3 hari kerja setelah permintaan jelas dan persyaratan lengkap" in text
    assert client.get("/o/3300/standard/nothing/standard.pdf").status_code == 404
