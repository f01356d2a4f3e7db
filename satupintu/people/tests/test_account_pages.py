"""A visitor signs in by e-mail; nobody else does with it, and staff and visitors stay apart."""

import re

import pytest
from django.test import Client

from satupintu.journal.models import Entry
from satupintu.outbox.models import Parcel
from satupintu.people import limits
from satupintu.people.actions import codes
from satupintu.people.models import Account, AccountCode
from satupintu.people.tests.letters import ADDRESS, CODE, SIGN_IN, come_in, digits, link, wrong

MINE = "/me/"


@pytest.fixture(autouse=True)
def at_its_address(settings, office):
    settings.PUBLIC_ADDRESS = "https://antre.example"


@pytest.fixture
def visitor(client: Client) -> Client:
    """A browser that has signed in."""
    come_in(client)
    return client


@pytest.mark.proves("PRT-7")
def test_an_address_and_a_code_open_the_account(client):
    page = client.get(SIGN_IN)
    assert "tidak dipungut biaya" in page.text
    assert client.post(SIGN_IN, {"email": " Sari@Undip.ac.id"}).url == CODE
    page = client.get(CODE)
    assert 'autocomplete="one-time-code"' in page.text
    assert ADDRESS in page.text
    assert client.post(CODE, {"code": f" {digits()}\n"}).url == MINE
    assert ADDRESS in client.get(MINE).text
    account = Account.objects.get()
    assert (account.email, account.language) == (ADDRESS, "id")
    entry = Entry.objects.get(event="account.new")
    assert ADDRESS not in f"{entry.facts}{entry.subject}{entry.actor}"


def test_a_new_code_is_said_to_be_on_its_way(client):
    said = "Kode baru dikirim."
    first = client.post(SIGN_IN, {"email": ADDRESS, "next": "/o/3300/"}, follow=True)
    assert said not in first.text
    assert 'name="again"' in first.text
    more = {"email": ADDRESS, "next": "/o/3300/", "again": "1"}
    assert said in client.post(SIGN_IN, more, follow=True).text


@pytest.mark.proves("PRT-7")
def test_the_link_opens_it_in_any_browser_after_a_press(client):
    client.post(SIGN_IN, {"email": ADDRESS, "next": "/o/3300/"})
    phone, scanner = Client(), Client()
    for _ in range(3):
        assert scanner.get(link()).status_code == scanner.head(link()).status_code == 200
    page = phone.get(link())
    assert "sa***@undip.ac.id" in page.text
    assert ADDRESS not in page.text
    assert MINE not in phone.cookies
    assert phone.post(link())["Location"] == "/o/3300/"
    assert phone.get(MINE).status_code == 200
    again = Client().post(link())
    assert again.status_code == Client().get(link()).status_code == 410
    assert "Minta kode baru" in again.text


def test_whoever_is_not_in_is_asked_and_comes_back(client):
    asked = client.get("/me/profile/")
    assert asked.url == "/me/sign-in/?next=%2Fme%2Fprofile%2F"
    client.post(SIGN_IN, {"email": ADDRESS, "next": "/me/profile/"})
    assert client.post(CODE, {"code": digits()}).url == "/me/profile/"
    assert client.get(SIGN_IN).url == MINE


@pytest.mark.proves("T51")
@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:x", "me"])
def test_a_way_back_that_leads_away_is_not_taken(client, away):
    client.post(SIGN_IN, {"email": ADDRESS, "next": away})
    assert client.post(CODE, {"code": digits()}).url == MINE


@pytest.mark.proves("T52")
def test_known_and_unknown_addresses_are_answered_alike(visitor):
    answers = []
    for address in (ADDRESS, "nobody@undip.ac.id"):
        client = Client()
        sent = client.post(SIGN_IN, {"email": address})
        page = client.get(CODE).text
        told = page.replace(address, "").split("<h1>")[1]
        refused = client.post(CODE, {"code": wrong(digits(address))}).text.split("<main")[1]
        answers.append((sent.status_code, sent["Location"], clean(told), clean(refused, address)))
    assert answers[0] == answers[1]
    assert Account.objects.count() == 1


def clean(page: str, address: str = "") -> str:
    page = page.replace(address, "") if address else page
    return re.sub(r'value="[^"]*"|\b\d{6}\b', "", page)


@pytest.mark.proves("T52")
def test_guessing_ends_after_five_tries(client):
    client.post(SIGN_IN, {"email": ADDRESS})
    for left in (4, 3, 2, 1):
        assert f"masih {left} kali" in client.post(CODE, {"code": wrong(digits())}).text
    assert "Minta kode baru" in client.post(CODE, {"code": wrong(digits())}).text
    right = client.post(CODE, {"code": digits()})
    assert right.status_code == 400
    assert client.get(MINE).status_code == 302


@pytest.mark.proves("T49")
def test_a_code_in_another_browser_opens_nothing(client):
    client.post(SIGN_IN, {"email": ADDRESS})
    stranger = Client()
    assert stranger.post(CODE, {"code": digits()})["Location"] == SIGN_IN
    stranger.post(SIGN_IN, {"email": "stranger@evil.example"})
    if digits("stranger@evil.example") != digits():
        assert stranger.post(CODE, {"code": digits()}).status_code == 400
    assert not Account.objects.exists()


@pytest.mark.proves("T49")
def test_a_used_code_opens_nothing_again(visitor):
    used = AccountCode.objects.get()
    assert (used.used_at is not None, used.tries) == (True, 1)
    session = visitor.session
    session["asked_code"] = used.pk
    session.save()
    assert visitor.post(CODE, {"code": "123456"}).status_code == 400


@pytest.mark.proves("T49")
def test_a_key_planted_before_signing_in_opens_nothing(client):
    """Fixation: somebody knows the session's key before its owner signs in."""
    client.get(SIGN_IN)
    client.post(SIGN_IN, {"email": ADDRESS})
    planted = client.session.session_key
    client.post(CODE, {"code": digits()})
    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get(MINE).status_code == 302


def test_a_visitor_opens_no_page_of_staff(visitor, office, administrator):
    for page in ("/o/3300/desks/", "/o/3300/settings/", "/account/", "/o/3300/front/"):
        assert visitor.get(page)["Location"].startswith("/sign-in/")


def test_an_officer_opens_no_account(signed_in, officer):
    assert signed_in(officer).get(MINE)["Location"].startswith(SIGN_IN)


def test_one_browser_is_one_person(visitor, officer, signed_in):
    """A visitor signed in at a desk; then its officer does, and the other way round."""
    visitor.post("/sign-in/", {"username": "dewi", "password": "kata sandi petugas"})
    assert visitor.get("/account/").status_code == 200
    assert visitor.get(MINE).status_code == 302
    come_in(visitor)
    assert visitor.get(MINE).status_code == 200
    assert visitor.get("/account/").status_code == 302


def test_an_officers_session_with_an_account_in_it_is_an_officers(signed_in, officer, visitor):
    account = Account.objects.get()
    browser = signed_in(officer)
    session = browser.session
    session["account"] = [account.pk, account.stamp]
    session.save()
    assert browser.get(MINE).status_code == 302


def test_another_visitor_finds_nothing_of_the_one_before(visitor):
    session = visitor.session
    session["draft"] = "pertanyaan orang lain"
    session.save()
    come_in(visitor, "budi@undip.ac.id")
    assert "draft" not in visitor.session
    assert "budi@undip.ac.id" in visitor.get(MINE).text


def test_what_was_begun_before_signing_in_is_still_there(client):
    client.get(SIGN_IN)
    client.post(SIGN_IN, {"email": ADDRESS})
    session = client.session
    session["draft"] = "pertanyaan saya"
    session.save()
    client.post(CODE, {"code": digits()})
    assert client.session["draft"] == "pertanyaan saya"


def test_a_shared_computer_forgets_and_ones_own_phone_remembers(client):
    answer = come_in(client)
    assert not answer.cookies["sessionid"]["max-age"]
    assert client.session.get_expire_at_browser_close()
    assert client.session.get_expiry_age() == 12 * 3600  # should the browser not be closed
    phone = Client()
    answer = come_in(phone, remember="on")
    assert answer.cookies["sessionid"]["max-age"] == 30 * 86400
    assert answer.cookies["sessionid"]["httponly"]


def test_signing_out_here_and_everywhere(visitor):
    phone = Client()
    come_in(phone)
    visitor.post("/me/sign-out/")
    assert visitor.get(MINE).status_code == 302
    assert phone.get(MINE).status_code == 200
    third = Client()
    come_in(third)
    phone.post("/me/devices/")
    assert third.get(MINE).status_code == phone.get(MINE).status_code == 302


def test_signing_out_as_a_visitor_leaves_an_officer_in(signed_in, officer):
    browser = signed_in(officer)
    browser.post("/me/sign-out/")
    assert browser.get("/account/").status_code == 200


@pytest.mark.proves("T66", "T53")
def test_a_double_click_sends_one_letter(client):
    for _ in range(2):
        client.post(SIGN_IN, {"email": ADDRESS, "press": "abc"})
    assert Parcel.objects.count() == 1
    assert client.post(CODE, {"code": digits()}).url == MINE


@pytest.mark.proves("T53")
def test_a_flooded_mailbox_is_told_in_words_that_help(client):
    for _ in range(codes.PER_HOUR):
        client.post(SIGN_IN, {"email": ADDRESS})
    refused = client.post(SIGN_IN, {"email": ADDRESS})
    assert refused.status_code == 400
    assert "surat terakhir" in refused.text
    assert ADDRESS in refused.text  # what was typed is kept
    assert client.post(CODE, {"code": digits()}).url == MINE  # the last one still works
    limits.forgive()


@pytest.mark.proves("T17")
@pytest.mark.parametrize(
    "typed", ["", "sari", "sarı@undip.ac.id", "a@b.id\r\nBcc: c@d.id", "x" * 300]
)
def test_what_is_no_address_is_answered_with_how_to_write_one(client, typed):
    refused = client.post(SIGN_IN, {"email": typed})
    assert refused.status_code == 400
    assert "e-mail" in refused.text
    assert not Parcel.objects.exists()


@pytest.mark.proves("T50")
def test_a_forged_host_gets_no_link(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(SIGN_IN, {"email": ADDRESS}, headers={"host": "evil.example"})
    assert "evil.example" not in Parcel.objects.get().text


@pytest.mark.proves("T55")
def test_signing_in_takes_a_form_of_this_site(office):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(SIGN_IN, {"email": ADDRESS}).status_code == 403
    assert strict.post("/me/sign-out/").status_code == 403


def test_no_browser_keeps_a_page_of_an_account(visitor):
    for page in (MINE, "/me/profile/", "/me/erasure/"):
        assert "no-store" in visitor.get(page)["Cache-Control"]
    visitor.post("/me/sign-out/")
    assert "no-store" in visitor.get(SIGN_IN)["Cache-Control"]


def test_without_any_office_there_is_no_sign_in(client, office):
    office.delete()
    assert client.get(SIGN_IN).status_code == 404


def test_the_wrong_code_keeps_the_title_and_the_words(client):
    client.post(SIGN_IN, {"email": ADDRESS})
    page = client.post(CODE, {"code": wrong(digits())}).text
    assert "<title>Kesalahan:" in page
    assert page.count("Kode tidak cocok.") == 2  # in the summary and beside the field
