"""Data diri and the wish to be forgotten: asked kindly, kept apart, and the visitor's to change."""

import pytest
from django.test import Client

from satupintu.journal.models import Entry
from satupintu.offices.models import Contact, ContactKind
from satupintu.outbox.models import Parcel
from satupintu.people.models import Account
from satupintu.people.tests.letters import ADDRESS, come_in, newest
from satupintu.rules import clock

MINE = "/me/"


@pytest.fixture
def visitor(office, client: Client) -> Client:
    come_in(client)
    return client


def test_questions_about_oneself_are_asked_once_and_may_be_left_out(visitor):
    assert "Isi data diri" in visitor.get(MINE).text
    page = visitor.get("/me/profile/")
    assert "Semua boleh dikosongkan" in page.text
    visitor.post("/me/profile/", {"act": "skip"})
    account = Account.objects.get()
    assert account.told_at
    assert "Isi data diri" not in visitor.get(MINE).text


def test_answers_are_kept_and_can_be_changed(visitor):
    told = {"name": "Sari", "phone": "0812-3456-7890", "occupation": "1", "birth_year": "2003"}
    assert visitor.post("/me/profile/", told).url == MINE
    account = Account.objects.get()
    assert (account.name, account.phone, account.occupation) == ("Sari", "+6281234567890", "1")
    assert (account.birth_year, account.education) == (2003, "")
    assert "Sari" in visitor.get("/me/profile/").text
    bad = {"name": "3374010101900001", "phone": "x", "birth_year": "2099", "education": "9"}
    refused = visitor.post("/me/profile/", bad)
    assert refused.status_code == 400
    assert "Hapus nomor identitas" in refused.text
    assert Account.objects.get().name == "Sari"


@pytest.mark.proves("T56")
def test_nothing_else_can_be_written_by_the_form(visitor):
    visitor.post("/me/profile/", {"name": "Sari", "email": "x@y.id", "stamp": "1", "told_at": ""})
    assert Account.objects.get().email == ADDRESS
    assert visitor.get(MINE).status_code == 200


def test_a_wish_to_be_forgotten_reaches_the_office_and_can_be_taken_back(visitor, office):
    Contact.objects.filter(office=office, kind=ContactKind.EMAIL).delete()
    Contact.objects.create(
        office=office, kind=ContactKind.EMAIL, value="pst@jateng.example", checked_on=clock.now()
    )
    visitor.get("/me/erasure/")
    assert Account.objects.get().erasure_asked_at is None
    page = visitor.post("/me/erasure/", {"act": "ask"}, follow=True)
    assert "3 × 24 jam" in page.text
    visitor.post("/me/erasure/", {"act": "ask"})
    told = newest("pst@jateng.example")  # once, however often it is pressed
    assert ADDRESS in told.text
    assert "Senin, 27 Juli 2026 pukul 09.00 WIB" in told.text
    assert Parcel.objects.filter(address="pst@jateng.example").count() == 1
    assert Entry.objects.filter(event="account.erasure_asked").count() == 1
    visitor.post("/me/erasure/", {"act": "keep"})
    assert Account.objects.get().erasure_asked_at is None


def test_the_account_page_asks_few_questions(visitor, django_assert_num_queries):
    with django_assert_num_queries(5):  # no visit was proved
        visitor.get(MINE)
