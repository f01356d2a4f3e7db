"""When the kiosk gives numbers, to whom it opens, and what a press costs."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from satupintu.offices.actions.founding import EVER
from satupintu.offices.models import Choice, Contact, ContactKind, Office, StandardVersion
from satupintu.offices.published import Published, forget
from satupintu.people import devices
from satupintu.people.models import Device
from satupintu.rules import clock
from satupintu.walkin import joining
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door, Ticket
from satupintu.walkin.queries import newcomers
from satupintu.walkin.sounds import make_clips
from satupintu.walkin.tests.kiosks import START, press, words

pytestmark = pytest.mark.django_db


@pytest.mark.proves("KSK-15")
def test_a_closed_office_says_when_it_opens_and_how_to_ask(kiosk: Client, office: Office) -> None:
    for kind, value in ((ContactKind.EMAIL, "jateng@bps.go.id"), (ContactKind.WHATSAPP, "0815")):
        Contact.objects.create(
            office=office, kind=kind, value=value, for_complaints=True, checked_on=EVER
        )
    with clock.travel(to=datetime(2026, 7, 24, 16, 5, tzinfo=clock.ZONES["WIB"])):
        shown = words(kiosk.get(START))
        refused = kiosk.post(f"{START}take/", {"service": "consultation", "press": "k"})

    assert "Layanan tatap muka tutup" in shown
    assert "jateng@bps.go.id" in shown
    assert "0815" not in shown
    assert "Buka lagi Senin, 27 Juli 2026 pukul 08.00 WIB." in shown
    assert refused["Location"] == START
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("hour", "minute", "note"),
    [(7, 40, "mulai pukul 08.00 WIB"), (12, 0, "mulai pukul 13.00 WIB"), (9, 0, "")],
)
def test_before_the_opening_and_in_a_break_numbers_are_given_and_the_hour_is_said(
    kiosk: Client, hour: int, minute: int, note: str
) -> None:
    with clock.travel(to=datetime(2026, 7, 24, hour, minute, tzinfo=clock.ZONES["WIB"])):
        shown = words(kiosk.get(START))

    assert "Apa keperluan Anda?" in shown
    assert ("Nomor dipanggil mulai pukul" in shown) == bool(note)
    assert note in shown


@pytest.mark.proves("KSK-12")
def test_the_code_for_phones_changes_every_minute_and_is_the_offices_own(
    office: Office, other_office: Office
) -> None:
    at = clock.now()
    key = joining.token(office, at)

    assert joining.valid(office, key, at + timedelta(seconds=59))
    assert not joining.valid(office, key, at + timedelta(seconds=121))
    assert not joining.valid(office, key, at - timedelta(seconds=61))
    assert not joining.valid(other_office, key, at)
    assert not joining.valid(office, "", at)
    assert joining.token(office, at + timedelta(seconds=60)) != key


@pytest.mark.proves("KSK-12")
def test_without_a_public_address_no_code_is_shown(kiosk: Client, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = ""
    assert "join.svg" not in words(kiosk.get(START))
    settings.PUBLIC_ADDRESS = "https://antre.example.go.id"
    assert "join.svg" in words(kiosk.get(START))
    assert b"<svg" in kiosk.get(f"{START}join.svg").content


@pytest.mark.proves("STD-REQ", "STD-FEE")
def test_the_ticket_asks_for_what_the_published_standard_asks_for(
    kiosk: Client, place: Published
) -> None:
    consultation = place.service("consultation")
    assert consultation
    both = words(kiosk.get(press(kiosk)["Location"]))
    standard = StandardVersion.objects.get(service_id=consultation.id)
    standard.content["persyaratan"]["visit"][0]["on"] = False
    standard.save()
    Choice.objects.create(office=place.office, name="email_required", valid_from=EVER, value=True)
    forget()
    with clock.travel(by=5):
        one = words(kiosk.get(press(kiosk)["Location"]))

    assert "Siapkan kartu identitas dan alamat e-mail." in both
    assert "Siapkan alamat e-mail." in one
    assert "Tidak dipungut biaya." in both


def test_a_machine_that_has_not_joined_is_asked_to_join(office: Office) -> None:
    stranger = Client().get(START)

    assert stranger.status_code == 302
    assert "/join/kiosk/" in stranger["Location"]


def test_another_offices_kiosk_is_not_let_in(kiosk: Client, other_office: Office) -> None:
    assert kiosk.get("/o/8200/kiosk/").status_code == 302


def test_an_unknown_service_leads_back_to_the_start(kiosk: Client) -> None:
    assert kiosk.get(f"{START}for/makan-siang/")["Location"] == START
    assert kiosk.post(f"{START}take/", {"service": "makan-siang"})["Location"] == START


def test_a_press_without_its_csrf_token_is_refused(kiosk_device: Device) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[devices.COOKIE] = "rahasia"

    assert strict.post(f"{START}take/", {"service": "consultation"}).status_code == 403


def test_a_press_costs_few_statements(
    kiosk: Client, place: Published, django_assert_num_queries: Any
) -> None:
    kiosk.get(f"{START}for/consultation/")
    # savepoint, number, ticket, press, journal (the last two are one on PostgreSQL), release
    with django_assert_num_queries(7 if connection.vendor == "sqlite" else 5):
        kiosk.post(f"{START}take/", {"service": "consultation", "press": "one"})


@pytest.mark.proves("LAW-8")
def test_the_start_asks_the_same_number_of_questions_however_many_wait(
    kiosk: Client, place: Published, django_assert_num_queries: Any
) -> None:
    consultation = place.service("consultation")
    assert consultation
    kiosk.get(START)
    for people in (1, 3):
        while Ticket.objects.count() < people:
            take_ticket(place, consultation, door=Door.FRONT)
        newcomers.forget()
        with django_assert_num_queries(6):
            kiosk.get(START)


@pytest.mark.proves("KSK-5", "KSK-17")
def test_every_sentence_of_the_kiosk_has_its_clip_and_the_script_knows_it() -> None:
    known = (make_clips.FOLDER.parent / "kiosk-voice.js").read_text(encoding="utf-8")
    listed = set(known.split('KNOWN = "')[1].split('"')[0].split())
    clips = {path.stem for path in make_clips.FOLDER.glob("*.wav")}

    assert listed == clips == {make_clips.name_of(words) for words in make_clips.SAID}
