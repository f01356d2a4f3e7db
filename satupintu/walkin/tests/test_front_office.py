"""At the front office everybody is found, and the rail tells what is going on."""

import pytest
from django.test import Client

from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.people.models import Officer, Person
from satupintu.walkin.actions.alerts import raise_alert
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.guest_book import Written, sign
from satupintu.walkin.models import (
    Alert,
)
from satupintu.walkin.tests.at_the_front import FRONT, NEW, PART, SITI, book
from satupintu.walkin.tests.numbers import take

pytestmark = pytest.mark.django_db


def test_only_front_officers_of_this_office_enter(
    office: Office, officer: Officer, other_officer: Officer, supervisor: Officer, signed_in, client
) -> None:
    assert client.get(FRONT).status_code == 302
    assert signed_in(officer).get(FRONT).status_code == 403
    assert signed_in(other_officer).get(FRONT).status_code == 404
    assert signed_in(supervisor).get(FRONT).status_code == 200


def test_another_offices_ticket_does_not_exist(front: Client, other_office: Office) -> None:
    ticket = take(published(other_office.code))

    assert front.get(book(ticket)).status_code == 404
    assert front.post(book(ticket), NEW).status_code == 404


@pytest.mark.parametrize(
    "typed", ["a1", "A 001", "1", "/t/{token}", "https://x.example/t/{token}/"]
)
@pytest.mark.proves("FO-2")
def test_the_box_finds_a_ticket_by_scan_code_or_number(
    front: Client, place: Published, typed: str
) -> None:
    ticket = take(place)

    answer = front.post(f"{FRONT}find/", {"q": typed.format(token=ticket.token)}).content.decode()

    assert book(ticket) in answer
    assert "1 kemungkinan cocok" in answer


@pytest.mark.parametrize("typed", ["A-400", "400", "https://x.example/t/AbCdEfGhIjK/"])
@pytest.mark.proves("FO-2")
def test_a_number_that_is_not_todays_is_not_taken_for_a_name(front: Client, typed: str) -> None:
    answer = front.post(f"{FRONT}find/", {"q": typed}).content.decode()

    assert "Tidak ada nomor itu hari ini." in answer
    assert "Tamu baru" not in answer


@pytest.mark.parametrize(
    "typed", ["siti rah", "0812-3456-7812", "siti@con", "Sitti Rachmawati, SE"]
)
@pytest.mark.proves("FO-2", "FO-3")
def test_the_box_finds_a_person_and_masks_the_contact(
    front: Client, siti: Person, typed: str
) -> None:
    answer = front.post(f"{FRONT}find/", {"q": typed}).content.decode()

    assert "Siti Rahmawati" in answer
    assert "Undip" in answer
    assert "Metadata" in answer
    assert "08**-****-12" in answer
    assert "34567812" not in answer
    assert "siti@contoh.id" not in answer.replace(typed, "")


def test_a_search_is_never_an_address(front: Client, siti: Person) -> None:
    assert front.get(f"{FRONT}find/", {"q": "siti"}).status_code == 405


def test_the_box_finds_nobody_of_another_office(front: Client, other_officer: Officer) -> None:
    there = published("8200")
    written = Written(purposes=("Inflasi",), identity="ktp")
    sign(there, take(there), SITI, written, officer_id=other_officer.pk)

    answer = front.post(f"{FRONT}find/", {"q": "Siti Rahmawati"}).content.decode()

    assert "data-person" not in answer
    assert 'data-new="Siti Rahmawati"' in answer


@pytest.mark.proves("FO-5")
def test_a_population_number_is_not_even_looked_for(front: Client) -> None:
    answer = front.post(f"{FRONT}find/", {"q": "3374010101900001"}).content.decode()

    assert "Jangan tulis NIK" in answer
    assert "3374010101900001" not in answer


@pytest.mark.proves("FO-14")
def test_the_rail_shows_help_wanted_who_waits_and_the_clock_of_each_desk(
    front: Client, place: Published, officer: Officer
) -> None:
    take(place)
    open_desk(place, place.desks[1], officer_id=officer.pk)
    alert = raise_alert(place.office.pk, Alert.Kind.HELP)

    page = front.get(f"{FRONT}rail/").content.decode()
    assert "A-001" in page
    assert "layani sebelum 09.10" in page
    assert "Mesin antrean minta bantuan" in page  # lent by an officer's browser: no name of its own

    front.post(f"{FRONT}alert/{alert.pk}/")
    assert "minta bantuan" not in front.get(f"{FRONT}rail/").content.decode()


@pytest.mark.parametrize("tickets", [1, 3])
def test_the_screen_asks_the_database_as_often_for_three_as_for_one(
    front: Client, place: Published, siti: Person, tickets: int, django_assert_num_queries
) -> None:
    last = [take(place) for _ in range(tickets)][-1]
    published(place.office.code)
    front.get(FRONT)

    with django_assert_num_queries(12):
        front.get(f"{FRONT}rail/")
    with django_assert_num_queries(26):
        front.post(book(last), {"do": "look", "person": siti.pk}, **PART)


def test_one_officer_for_both_has_the_front_office_in_a_column(
    front: Client, place: Published
) -> None:
    ticket = take(place)

    assert book(ticket) in front.get(f"{FRONT}panel/").content.decode()
