"""The guest book is signed once, with what helps and without what nobody may ask."""

from datetime import date, timedelta

import pytest
from django.test import Client

from satupintu.journal.models import Entry
from satupintu.offices.models import Choice
from satupintu.offices.published import Published, forget
from satupintu.people.models import Officer, Person
from satupintu.rules import clock
from satupintu.walkin.actions.guest_book import Written, sign
from satupintu.walkin.models import (
    GuestBookEntry,
    Prefill,
)
from satupintu.walkin.queries.guest_book import purposes_of, signing_times
from satupintu.walkin.tests.at_the_front import NEW, PART, SITI, book
from satupintu.walkin.tests.numbers import take

pytestmark = pytest.mark.django_db


@pytest.mark.proves("STD-WALKIN-3", "FO-4", "FO-1")
def test_a_new_visitor_is_written_down(front: Client, place: Published) -> None:
    ticket = take(place)
    opened = (clock.now() - timedelta(seconds=40)).isoformat()

    answer = front.post(book(ticket), {**NEW, "opened_at": opened})

    assert answer.status_code == 302
    entry = GuestBookEntry.objects.get(ticket=ticket)
    assert entry.person
    assert entry.person.name == "Agus Prasetyo"
    assert (entry.identity, entry.purposes, entry.known) == ("ktp", ["Inflasi"], False)
    times = signing_times(place, place.day, place.day)["new"]
    assert times.count == 1
    assert 40 <= times.median < 60  # and what the test itself took


@pytest.mark.proves("FO-3")
def test_a_returning_visitor_needs_only_purpose_and_card(
    front: Client, place: Published, siti: Person
) -> None:
    ticket = take(place)
    card = front.post(book(ticket), {"do": "look", "person": siti.pk}, **PART).content.decode()
    assert "Kunjungan ke-2" in card
    assert "si***@contoh.id" in card
    assert siti.email not in card

    front.post(book(ticket), {"person": siti.pk, "purposes": ["PDRB"], "identity": "sim"})

    entry = GuestBookEntry.objects.get(ticket=ticket)
    assert (entry.person_id, entry.known) == (siti.pk, True)
    siti.refresh_from_db()
    assert siti.email == "siti@contoh.id"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "Tulis nama pengunjung."),
        ({"email": ""}, "pilih &quot;Tidak punya e-mail&quot;."),
        ({"email": "agus"}, "Masukkan alamat e-mail, misalnya nama@contoh.id"),
        ({"phone": "12"}, "Tulis nomor WhatsApp, misalnya 0812 3456 7890."),
        ({"purposes": []}, "Pilih keperluan, boleh lebih dari satu."),
        ({"identity": ""}, "Pilih kartu identitas yang sudah dilihat."),
        ({"institution": "NIK 3374010101900001"}, "Jangan tulis NIK"),
        ({"purpose_text": "3374 0101 0190 0001"}, "Jangan tulis NIK"),
        ({"head_count": "banyak"}, "Tulis jumlah orang dengan angka, 1 sampai 999."),
        ({"birth_year": "95"}, "Tulis tahun lahir dengan empat angka, misalnya 1995."),
    ],
)
@pytest.mark.proves("FO-11", "FO-5")
def test_what_is_missing_is_said_and_everything_typed_is_kept(
    front: Client, place: Published, change: dict[str, object], words: str
) -> None:
    ticket = take(place)

    answer = front.post(book(ticket), {**NEW, "group_name": "Kelas XI", **change}, **PART)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="Kelas XI"' in page
    assert not GuestBookEntry.objects.exists()


@pytest.mark.parametrize("way", [{"phone": "0812 3456 7890"}, {"no_email": "on"}])
@pytest.mark.proves("FO-4")
def test_whatsapp_or_no_address_will_do(
    front: Client, place: Published, way: dict[str, str]
) -> None:
    ticket = take(place)

    front.post(book(ticket), {**NEW, "email": "", **way})

    person = GuestBookEntry.objects.get(ticket=ticket).person
    assert person
    assert person.phone == ("+6281234567890" if "phone" in way else "")


@pytest.mark.proves("STD-REQ")
def test_an_office_may_drop_card_and_address(front: Client, place: Published) -> None:
    for name in ("identity_required", "email_required"):
        Choice.objects.create(
            office=place.office, name=name, valid_from=date(2026, 1, 1), value=False
        )
    forget()
    ticket = take(place)

    front.post(book(ticket), {"name": "Agus", "purposes": ["PDRB"]})

    assert GuestBookEntry.objects.get(ticket=ticket).identity == ""


def test_the_same_press_twice_signs_once(front: Client, place: Published) -> None:
    ticket = take(place)
    said = {**NEW, "press": "simpan-1"}

    assert front.post(book(ticket), said, **PART)["X-Saved"] == "1"
    assert front.post(book(ticket), said, **PART)["X-Saved"] == "1"
    assert (GuestBookEntry.objects.count(), Person.objects.count()) == (1, 1)


def test_of_two_officers_the_slower_is_told_and_overwrites_nothing(
    front: Client, place: Published
) -> None:
    ticket = take(place)
    front.post(book(ticket), NEW)

    answer = front.post(book(ticket), {**NEW, "name": "Bukan Agus", "same": "new"}, **PART)

    assert answer.status_code == 409
    assert "baru saja diisi petugas lain" in answer.content.decode()
    assert GuestBookEntry.objects.get(ticket=ticket).person.name == "Agus Prasetyo"  # type: ignore[union-attr]


def test_a_signed_page_can_be_set_right(front: Client, place: Published) -> None:
    ticket = take(place)
    front.post(book(ticket), NEW)
    entry = GuestBookEntry.objects.get(ticket=ticket)

    front.post(
        book(ticket),
        {"entry": entry.pk, "person": entry.person_id, "purposes": ["PDRB"], "identity": "sim"},
    )

    entry.refresh_from_db()
    assert (entry.purposes, entry.identity, entry.known) == (["PDRB"], "sim", False)
    assert Entry.objects.filter(event="guest_book.change").count() == 1


@pytest.mark.proves("FO-10")
def test_a_double_is_a_choice_not_a_block(front: Client, place: Published, siti: Person) -> None:
    ticket, other = take(place), take(place)
    said = {**NEW, "name": "Sitti Rachmawati", "email": "baru@contoh.id"}

    asked = front.post(book(ticket), said, **PART)
    assert asked.status_code == 422
    assert "Mungkin orang yang sama" in asked.content.decode()

    front.post(book(ticket), {**said, "same": siti.pk})
    front.post(book(other), {**said, "email": "lain@contoh.id", "same": "new"})

    merged = GuestBookEntry.objects.get(ticket=ticket).person
    assert merged == siti
    siti.refresh_from_db()
    assert (siti.name, siti.email) == ("Siti Rahmawati", "baru@contoh.id")
    assert GuestBookEntry.objects.get(ticket=other).person != siti


@pytest.mark.proves("HP-9")
def test_what_the_phone_wrote_is_shown_confirmed_and_gone(
    front: Client, place: Published, siti: Person
) -> None:
    ticket = take(place)
    answers = {"name": "Siti", "phone": "0812 3456 7812", "purposes": ["Inflasi"]}
    Prefill.objects.create(ticket=ticket, answers=answers, saved_at=clock.now())

    page = front.get(book(ticket)).content.decode()
    assert "Diisi di ponsel pengunjung" in page
    assert "Siti Rahmawati" in page  # recognised by the number

    front.post(book(ticket), {"person": siti.pk, "purposes": ["Inflasi"], "identity": "ktp"})
    assert GuestBookEntry.objects.get(ticket=ticket).prefilled
    assert not Prefill.objects.exists()


def test_nothing_personal_reaches_the_journal(front: Client, place: Published) -> None:
    front.post(book(take(place)), {**NEW, "purpose_text": "rahasia dagang"})

    told = " ".join(str(each.facts) for each in Entry.objects.all())
    for private in ("Agus", "agus@", "Inflasi", "rahasia"):
        assert private not in told


@pytest.mark.proves("FO-6")
def test_the_purposes_met_most_come_first(place: Published, receptionist: Officer) -> None:
    for purposes in (("Tenaga kerja",), ("Tenaga kerja", "Pertanian")):
        sign(place, take(place), SITI, Written(purposes=purposes), officer_id=receptionist.pk)

    first, rest = purposes_of(place)

    assert first[:2] == ["Tenaga kerja", "Pertanian"]
    assert (len(first), len(first) + len(rest)) == (6, 8)
