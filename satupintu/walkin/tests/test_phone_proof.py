"""Walk-in and online are one person by a proved address only; a typo shows no stranger's visit."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from satupintu.journal.models import Entry
from satupintu.offices.published import Published, forget, published
from satupintu.outbox.models import Parcel
from satupintu.people.actions.persons import Told, set_right
from satupintu.people.models import Account, Belonging, Officer, Person
from satupintu.people.tests.letters import come_in, digits, newest, wrong
from satupintu.rules import clock
from satupintu.walkin.actions import retention
from satupintu.walkin.actions.guest_book import Written, merge_persons, sign
from satupintu.walkin.models import Ticket
from satupintu.walkin.tests.at_the_front import SITI
from satupintu.walkin.tests.numbers import take

HERS = SITI.email
STRANGER = "orang.lain@contoh.id"


@pytest.fixture
def visit(place: Published, receptionist: Officer) -> Any:
    """`visit()` is a number whose guest book names Siti, or whoever is told."""

    def visit(told: Told = SITI, person: Person | None = None) -> Ticket:
        ticket = take(place)
        sign(place, ticket, told, Written(), officer_id=receptionist.pk, person=person)
        return ticket

    return visit


def page(ticket: Ticket) -> str:
    return f"/t/{ticket.token}/e-mail/"


def proved(ticket: Ticket, address: str = HERS) -> Client:
    """The holder of the number asks for a code and types it."""
    phone = Client()
    phone.post(page(ticket), {"act": "send"})
    phone.post(page(ticket), {"act": "code", "code": digits(address)})
    return phone


def shown(address: str) -> str:
    """What the account of this address shows."""
    browser = Client()
    come_in(browser, address)
    return str(browser.get("/me/").text)


def test_the_page_of_the_number_offers_it_once_the_guest_book_is_signed(client, visit, place):
    ticket = take(place)
    assert page(ticket) not in client.get(f"/t/{ticket.token}/").text
    assert "belum tertulis" in client.get(page(ticket)).text
    signed = visit()
    assert page(signed) in client.get(f"/t/{signed.token}/").text
    told = client.get(page(signed)).text
    assert "si***@contoh.id" in told
    assert HERS not in told  # the holder of the number may be somebody else


@pytest.mark.proves("PRT-ONE")
def test_a_proved_visit_is_in_the_history_of_its_address(visit):
    ticket = visit()
    assert "Sudah dipastikan" in proved(ticket).get(page(ticket)).text
    person, account = Person.objects.get(), Account.objects.get()
    assert (person.account, account.email) == (account, HERS)
    assert person.email_verified_at
    assert ticket.code in shown(HERS)
    told = " ".join(f"{one.facts}{one.subject}{one.actor}" for one in Entry.objects.all())
    assert HERS not in told


@pytest.mark.proves("PRT-ONE")
def test_a_visit_that_was_only_written_under_an_address_is_not_shown(visit):
    """Also to somebody who has this very address and an account: it may be a typing mistake."""
    ticket = visit(replace(SITI, email=STRANGER))
    assert ticket.code not in shown(STRANGER)
    assert Person.objects.get().account is None


@pytest.mark.proves("PRT-ONE")
def test_a_letter_that_went_astray_is_of_no_use(visit, settings):
    """The clerk mistyped the address; its owner gets a code and does not have the number's page."""
    settings.PUBLIC_ADDRESS = "https://antre.example"
    ticket = visit(replace(SITI, email=STRANGER))
    Client().post(page(ticket), {"act": "send"})
    letter = newest(STRANGER).text
    assert "http" not in letter
    assert ticket.token not in letter
    assert SITI.name not in letter
    browser = Client()
    come_in(browser, STRANGER)  # a code of its own
    assert not Belonging.objects.exists()
    assert ticket.code not in shown(STRANGER)


@pytest.mark.proves("PRT-ONE")
def test_a_code_for_signing_in_proves_no_visit_and_the_reverse(visit):
    ticket = visit()
    phone = Client()
    phone.post("/me/sign-in/", {"email": HERS})
    for_sign_in = digits(HERS)
    phone.post(page(ticket), {"act": "send"})
    for_visit = digits(HERS)
    if for_sign_in != for_visit:
        assert phone.post(page(ticket), {"act": "code", "code": for_sign_in}).status_code == 400
        assert phone.post("/me/code/", {"code": for_visit}).status_code == 400
    assert not Belonging.objects.exists()


@pytest.mark.proves("PRT-ONE")
def test_only_the_proved_visit_is_shown_not_what_was_written_under_the_same_person(visit):
    """Somebody at the front took a stranger for Siti; or two records were put together."""
    mine = visit()
    proved(mine)
    person = Person.objects.get()
    anothers = visit(Told(name="Siti Rahmawati"), person=person)
    assert anothers.code not in shown(HERS)
    assert mine.code in shown(HERS)


@pytest.mark.proves("PRT-ONE")
def test_putting_two_records_together_shows_nothing_new(visit, receptionist):
    mine, anothers = visit(), visit(Told(name="Siti Rahmawati", email=STRANGER))
    proved(mine)
    keep, gone = Person.objects.order_by("pk")
    merge_persons(keep, gone, officer_id=receptionist.pk)
    assert anothers.code not in shown(HERS)
    assert anothers.code not in shown(STRANGER)


@pytest.mark.proves("PRT-ONE")
def test_an_address_set_right_must_be_proved_anew(visit):
    ticket = visit()
    proved(ticket)
    person = Person.objects.get()
    set_right(person, Told(email=STRANGER))
    person.refresh_from_db()
    assert (person.account, person.email_verified_at) == (None, None)
    assert "Sudah dipastikan" not in Client().get(page(ticket)).text
    assert ticket.code not in shown(STRANGER)
    proved(ticket, STRANGER)
    assert ticket.code in shown(STRANGER)
    assert ticket.code not in shown(HERS)


def test_an_address_set_right_between_letter_and_code_is_not_proved(visit):
    ticket, phone = visit(), Client()
    phone.post(page(ticket), {"act": "send"})
    set_right(Person.objects.get(), Told(email=STRANGER))
    assert phone.post(page(ticket), {"act": "code", "code": digits(HERS)}).status_code == 400
    assert not Belonging.objects.exists()


@pytest.mark.proves("T52")
def test_guessing_ends_after_five_tries(visit):
    ticket, phone = visit(), Client()
    phone.post(page(ticket), {"act": "send"})
    for _ in range(5):
        phone.post(page(ticket), {"act": "code", "code": wrong(digits(HERS))})
    refused = phone.post(page(ticket), {"act": "code", "code": digits(HERS)})
    assert "Minta kode baru" in refused.text
    assert not Belonging.objects.exists()


@pytest.mark.proves("T66")
def test_a_double_tap_sends_one_letter(visit):
    ticket, phone = visit(), Client()
    for _ in range(2):
        phone.post(page(ticket), {"act": "send", "press": "abc"})
    assert Parcel.objects.count() == 1
    proved_already = proved(ticket)
    proved_already.post(page(ticket), {"act": "send"})
    assert Parcel.objects.count() == 2  # nothing more to prove, nothing more sent


@pytest.mark.proves("T53")
def test_a_stranger_cannot_flood_the_address_of_a_visit(visit):
    ticket, phone = visit(), Client()
    for _ in range(8):
        answer = phone.post(page(ticket), {"act": "send"})
    assert answer.status_code == 400
    assert "Pakai yang terakhir" in answer.text
    assert Parcel.objects.count() == 5


def test_what_the_office_no_longer_keeps_is_not_in_the_account_either(visit, place):
    ticket = visit()
    proved(ticket)
    with clock.offset(62 * 86400):
        forget()
        there = published(place.office.code)
        kept = replace(there, choices={**there.choices, "guest_book_months": 1})
        assert retention.forget_guests(kept) == 1
    assert not Belonging.objects.exists()
    assert ticket.code not in shown(HERS)


def test_yesterdays_number_proves_nothing(visit):
    ticket = visit()
    with clock.offset(24 * 3600):
        assert Client().get(page(ticket)).status_code == 302


def test_a_visit_without_an_address_says_what_to_do(visit):
    ticket = visit(Told(name="Agus"))
    assert "petugas meja depan" in Client().get(page(ticket)).text
    assert Client().post(page(ticket), {"act": "send"}).status_code == 302
    assert not Parcel.objects.exists()


def test_the_history_asks_as_much_for_three_visits_as_for_one(visit, django_assert_num_queries):
    tickets = [visit()]
    proved(tickets[0])
    browser = Client()
    come_in(browser, HERS)
    with django_assert_num_queries(6):
        browser.get("/me/")
    for _ in range(2):
        proved(visit(person=Person.objects.get()))
    with django_assert_num_queries(6):
        browser.get("/me/")
    assert Belonging.objects.count() == 3
