"""An office adds a service of its own: kiosk, ticket, call and standard carry it (ADM-3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from conftest import FRIDAY_MORNING, SignIn
from satupintu.administration.tests.test_calendar import effect_then_save
from satupintu.offices.models import Office, Service, StandardVersion
from satupintu.offices.published import Published, forget, published, read
from satupintu.people.models import Officer
from satupintu.ui import voice
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.tests.numbers import take

pytestmark = pytest.mark.django_db
NEW = "services/new/"
DAY = timedelta(days=1)


@pytest.fixture
def told(place: Published) -> dict[str, Any]:
    return {
        "name": "Pojok statistik kampus", "example": "Untuk dosen dan mahasiswa.",
        "short_name": "Pojok statistik", "formal_name": "Layanan pojok statistik", "letter": "s",
        "fee_text": "Tidak dipungut biaya.", "limit_minutes": "15", "icon": "people",
        "desks": [place.desks[1].id], "valid_from": "24-07-2026",
    }  # fmt: skip


@pytest.fixture
def admin(signed_in: SignIn, administrator: Officer) -> Client:
    return signed_in(administrator)


def test_only_administrators_of_this_office_add_one(
    signed_in: SignIn, supervisor: Officer, other_officer: Officer, client: Client
) -> None:
    room = f"/o/3300/settings/{NEW}"
    assert client.get(room).status_code == 302
    assert signed_in(supervisor).get(room).status_code == 403
    assert signed_in(other_officer).get(room).status_code == 404


@pytest.mark.proves("ADM-3")
def test_a_fifth_service_is_taken_called_and_published(
    admin: Client, told: dict[str, Any], office: Office, officer: Officer, client: Client
) -> None:
    lines, answer = effect_then_save(admin, NEW, told)
    assert "Pojok statistik kampus muncul di mesin antrean dengan huruf S." in lines
    assert "Nomornya dipanggil di: Meja 2." in lines
    assert answer.status_code == 302

    forget()
    place = published(office.code)
    fifth = place.services[-1]
    assert (fifth.code, fifth.letter, fifth.limit_minutes) == ("pojok-statistik", "S", 15)
    assert "Pojok statistik kampus" in admin.get("/o/3300/kiosk/").text
    ticket = take(place, "pojok-statistik")
    assert ticket.code == "S-001"

    desk = place.desks[1]
    open_desk(place, place.desks[0], officer_id=officer.pk)
    assert call_next(place, place.desks[0], officer_id=officer.pk) is None
    open_desk(place, desk, officer_id=officer.pk, take_over=True)
    called = call_next(place, desk, officer_id=officer.pk)
    assert called
    assert called.pk == ticket.pk
    names = voice.sentence(ticket.code, desk.name)
    assert voice.missing(names) == []

    wall = client.get("/o/3300/standard/pojok-statistik/").text
    assert "Layanan pojok statistik" in wall
    assert "15 menit" in wall
    assert "Pojok statistik" in client.get("/o/3300/").text


@pytest.mark.proves("ADM-1", "ADM-3")
def test_a_service_that_begins_later_is_nowhere_until_then_and_can_be_taken_back(
    admin: Client, told: dict[str, Any], office: Office
) -> None:
    effect_then_save(admin, NEW, {**told, "valid_from": "25-07-2026"})
    forget()
    now, then = read(office, FRIDAY_MORNING), read(office, FRIDAY_MORNING + DAY)
    assert (len(now.services), len(then.services)) == (4, 5)
    assert now.desks[1].services < then.desks[1].services
    row = Service.objects.get(code="pojok-statistik")
    for room in ("services/pojok-statistik/", "standards/pojok-statistik/"):
        assert admin.get(f"/o/3300/settings/{room}").status_code == 200
    assert "Pojok statistik kampus" in admin.get("/o/3300/settings/services/").text

    planned = row.versions.get()
    admin.post(f"/o/3300/settings/services/planned/{planned.pk}/withdraw/")
    assert not Service.objects.filter(code="pojok-statistik").exists()
    assert not StandardVersion.objects.filter(service_id=row.pk).exists()


@pytest.mark.proves("KSK-16", "ADM-3")
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"letter": "A"}, "sama"),
        ({"letter": "D"}, "berbunyi mirip"),
        ({"letter": "O"}, "mudah tertukar dengan angka"),
        ({"desks": []}, "Pilih sedikitnya satu meja."),
        ({"name": ""}, "Tulis nama layanan."),
        ({"icon": "skull"}, "skull"),
    ],
)
def test_what_cannot_be_is_explained(
    admin: Client, told: dict[str, Any], wrong: dict[str, Any], words: str
) -> None:
    answer = admin.post(f"/o/3300/settings/{NEW}", {**told, **wrong})

    assert answer.status_code == 400
    assert words in answer.text
    assert Service.objects.filter(office__code="3300").count() == 4


def test_a_kiosk_holds_six_services(admin: Client, told: dict[str, Any]) -> None:
    for letter, name in (("S", "Lima"), ("X", "Enam"), ("Z", "Tujuh")):
        _lines, answer = effect_then_save(
            admin, NEW, {**told, "letter": letter, "short_name": name, "name": name}
        )
    assert answer.status_code == 400
    assert "paling banyak 6 layanan" in answer.text
    assert Service.objects.filter(office__code="3300").count() == 6
