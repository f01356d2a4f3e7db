"""A new installation is set up in a browser, by whoever has the code of the server (ADM-11)."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from satupintu.offices.models import HolidayYear, Office
from satupintu.offices.published import published
from satupintu.operations import first_start
from satupintu.people import limits
from satupintu.people.access import roles_of
from satupintu.people.models import Officer, Role

ANSWERS: dict[str, Any] = {
    "office_code": "3374", "name": "BPS Kota Semarang", "zone": "WIB", "address": "Jl. X 1",
    "hours": "Senin-Kamis 08.00-15.30; Jumat 08.00-11.30, 13.00-16.00", "desks": "2",
    "services": ["consultation", "library"], "phone": "024-3546713", "email": "", "complaint": "",
    "admin_name": "Wati Kusuma", "username": "wati", "password": "", "again": "", "holidays": "on",
}  # fmt: skip


@pytest.fixture
def new(db: None, friday_morning: object, tmp_path: Path, settings: Any, client: Client) -> Client:
    """A browser at an installation without any office; the server has said its code."""
    settings.DATA_DIR = tmp_path
    assert "type this code" in first_start.words()
    return client


@pytest.mark.proves("ADM-11")
def test_eight_answers_found_the_office_and_show_the_password_once(new: Client) -> None:
    assert "Siapkan kantor" in new.get("/").text

    done = new.post("/setup/", {**ANSWERS, "code": first_start.code().lower()})

    assert "BPS Kota Semarang siap" in done.text
    assert "no-store" in done["Cache-Control"]
    place, wati = published("3374"), Officer.objects.get(username="wati")
    assert [desk.name for desk in place.desks] == ["Meja 1", "Meja 2"]
    assert roles_of(wati.pk, place.office.pk, place.day) == {Role.ADMINISTRATOR}
    assert HolidayYear.objects.filter(year=2026).exists()
    assert new.post("/sign-in/", {"username": "wati", "password": "?"}).status_code == 400
    shown = done.text.split("<code>")[1].split("</code>")[0]
    assert wati.check_password(shown)


@pytest.mark.proves("ADM-11")
def test_afterwards_there_is_no_such_page_and_no_code(new: Client) -> None:
    code = first_start.code()
    new.post("/setup/", {**ANSWERS, "code": code})

    assert new.get("/setup/").status_code == 404
    again = {**ANSWERS, "code": code, "office_code": "3300", "username": "other"}
    assert new.post("/setup/", again).status_code == 404
    assert Office.objects.count() == 1
    assert not list(first_start.code_file().parent.glob("setup_code*"))
    assert first_start.words() == ""


@pytest.mark.proves("ADM-11")
def test_without_the_code_nothing_happens_and_guessing_is_slowed_down(new: Client) -> None:
    code = first_start.code()
    for _try in range(5):
        answer = new.post("/setup/", {**ANSWERS, "code": "AAAA-BBBB-CCCC"})
        assert answer.status_code == 400
        assert "Kode ini tidak cocok" in answer.text
        assert 'value="BPS Kota Semarang"' in answer.text
    assert "Terlalu banyak percobaan" in new.post("/setup/", {**ANSWERS, "code": "A"}).text
    assert "Terlalu banyak percobaan" in new.post("/setup/", ANSWERS).text
    assert not Office.objects.exists()

    limits.forgive()
    assert "siap" in new.post("/setup/", {**ANSWERS, "code": code}).text


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"office_code": "33"}, "Tulis empat angka"),
        ({"name": ""}, "Tulis nama lengkap kantor."),
        ({"zone": ""}, "Pilih zona waktu."),
        ({"address": ""}, "Tulis jalan dan kota"),
        ({"hours": "pagi"}, "Tulis seperti: Senin-Kamis"),
        ({"desks": "0"}, "Tulis angka dari 1 sampai 30."),
        ({"services": []}, "Pilih sedikitnya satu layanan."),
        ({"phone": "xx"}, "Tulis nomor seperti"),
        ({"email": "x"}, "Tulis e-mail seperti"),
        ({"complaint": "x"}, "Tulis alamat yang dimulai https://"),
        ({"admin_name": ""}, "Tulis nama lengkapnya."),
        ({"username": "W W"}, "Pakai huruf kecil"),
        ({"password": "12345678", "again": "12345679"}, "Kedua kata sandi berbeda."),
    ],
)
def test_what_cannot_be_taken_is_explained_and_founds_nothing(
    new: Client, told: dict[str, Any], words: str
) -> None:
    answer = new.post("/setup/", {**ANSWERS, **told, "code": first_start.code()})

    assert answer.status_code == 400
    assert words in answer.text
    assert not Office.objects.exists()


def test_the_name_and_zone_of_a_known_office_are_taken_from_the_tree(new: Client) -> None:
    Office.objects.create(code="3374", name="BPS Kota Semarang", zone="WIB", level="kota")

    done = new.post("/setup/", {**ANSWERS, "name": "", "code": first_start.code()})

    assert "BPS Kota Semarang siap" in done.text


@pytest.mark.django_db
def test_who_comes_second_at_the_same_moment_finds_no_page(new: Client) -> None:
    first_start.code()
    first, second = first_start.using_up_the_code(), first_start.using_up_the_code()
    with first, pytest.raises(first_start.TakenByAnother), second:
        raise AssertionError("the code worked twice")


def test_a_founding_that_fails_gives_the_code_back(new: Client) -> None:
    code = first_start.code()
    with pytest.raises(ZeroDivisionError), first_start.using_up_the_code():
        _ = 1 / 0
    assert first_start.is_code(code)


def test_where_an_office_serves_there_is_no_setting_up(client: Client, office: Office) -> None:
    assert client.get("/setup/").status_code == 404
