"""Rating without a phone: at the kiosk, or on a slip that somebody else keys in."""

from datetime import date, timedelta

import pytest
from django.test import Client

from satupintu.feedback.models import Rating
from satupintu.journal.models import Entry
from satupintu.people.devices import COOKIE, digest
from satupintu.people.models import Device
from satupintu.rules import clock
from satupintu.walkin.actions import tickets
from satupintu.walkin.models import Door


@pytest.fixture
def kiosk(office) -> Client:
    """A machine that has joined the office."""
    Device.objects.create(
        office=office, kind=Device.Kind.KIOSK, digest=digest("rahasia"), asked_at=clock.now(),
        joined_at=clock.now(),
    )  # fmt: skip
    client = Client()
    client.cookies[COOKIE] = "rahasia"
    return client


def slip(code, **more):
    return {"code": code, "day": "2026-07-24", "score": "3", **more}


@pytest.mark.proves("HP-13", "STD-WALKIN-7")
def test_at_the_kiosk_the_number_and_one_touch_are_enough(kiosk, office, served):
    address = f"/o/{office.code}/rate/"
    assert f'href="{address}"' in kiosk.get(f"/o/{office.code}/kiosk/").content.decode()
    assert f'value="{served.code}"' in kiosk.get(address).content.decode()
    asked = kiosk.get(address, {"nomor": served.code.lower().replace("-", "")}).content.decode()
    assert "Sangat puas" in asked
    done = kiosk.post(address, {"nomor": served.code, "nilai": "4"})
    assert done.url == f"{address}?selesai=1"
    assert served.code not in kiosk.get(done.url).content.decode()
    rating = Rating.objects.get()
    assert (rating.score, rating.door) == (4, "kiosk")


def test_the_scanned_code_of_the_ticket_is_understood(kiosk, office, served):
    scanned = f"https://antre.example.go.id/t/{served.token}/"
    assert (
        "Sangat puas" in kiosk.get(f"/o/{office.code}/rate/", {"nomor": scanned}).content.decode()
    )


def test_the_kiosk_takes_no_second_rating_and_none_before_the_end(kiosk, office, place, served):
    address = f"/o/{office.code}/rate/"
    for _ in range(2):
        again = kiosk.post(address, {"nomor": served.code, "nilai": "1"})
    assert "Nomor ini sudah dinilai." in again.content.decode()
    waiting = tickets.take_ticket(place, place.service("consultation"), door=Door.KIOSK)
    early = kiosk.post(address, {"nomor": waiting.code, "nilai": "1"})
    assert "belum selesai" in early.content.decode()
    nothing = kiosk.get(address, {"nomor": "Z-999"})
    assert "Nomor itu tidak ada hari ini." in nothing.content.decode()
    assert 'value="Z-999"' in nothing.content.decode()
    scanned = kiosk.get(address, {"nomor": f"https://antre.example.go.id/t/{waiting.token}/"})
    assert "belum selesai" in scanned.content.decode()
    assert waiting.token not in scanned.content.decode()
    assert Rating.objects.count() == 1


@pytest.mark.proves("HP-13")
def test_an_officers_own_screen_takes_no_rating(signed_in, office, officer, served):
    answer = signed_in(officer).post(
        f"/o/{office.code}/rate/", {"nomor": served.code, "nilai": "4"}
    )
    assert answer.status_code == 403
    assert not Rating.objects.exists()


@pytest.mark.proves("HP-13")
def test_a_slip_is_keyed_in_by_somebody_else_than_who_served(
    signed_in, office, officer, receptionist, served
):
    address = f"/o/{office.code}/slip-rating/"
    refused = signed_in(officer).post(address, slip(served.code))
    assert refused.status_code == 400
    assert "Lembar ini dimasukkan oleh petugas lain." in refused.content.decode()
    assert not Rating.objects.exists()
    kept = signed_in(receptionist).post(
        address, slip(served.code, cost="4", comment="Ramah."), follow=True
    )
    assert "Lembar tersimpan." in kept.content.decode()
    rating = Rating.objects.get()
    assert (rating.score, rating.elements, rating.comment, rating.door, rating.keyed_by) == (
        3, {"cost": 4}, "Ramah.", "slip", receptionist,
    )  # fmt: skip
    assert Entry.objects.get(event="rating.give").actor == f"officer:{receptionist.pk}"


def test_slips_that_lay_in_the_box_over_a_weekend_are_keyed_in_on_monday(
    signed_in, office, receptionist, served
):
    client = signed_in(receptionist)
    with clock.travel(by=timedelta(days=3)):
        client.force_login(receptionist)
        answer = client.post(f"/o/{office.code}/slip-rating/", slip(served.code))
    assert answer.status_code == 302
    assert Rating.objects.get().score == 3


def test_a_slip_twice_or_of_an_unknown_number_is_refused_in_words(
    signed_in, office, receptionist, served
):
    client, address = signed_in(receptionist), f"/o/{office.code}/slip-rating/"
    client.post(address, slip(served.code))
    assert "sudah dinilai" in client.post(address, slip(served.code)).content.decode()
    assert "Tidak ada nomor itu" in client.post(address, slip("B-900")).content.decode()
    empty = client.post(address, {}).content.decode()
    assert "Tulis nomor antrean, misalnya A-017." in empty
    assert "Pilih jawaban yang dicentang di lembar." in empty
    assert Rating.objects.get().day == date(2026, 7, 24)


def test_empty_slips_can_be_printed(signed_in, office, receptionist):
    html = signed_in(receptionist).get(f"/o/{office.code}/slip-rating/print/").content.decode()
    assert html.count("<tr>") == 9
    assert "Sangat puas" in html
