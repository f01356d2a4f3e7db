"""An officer's passkey stands for the code of the application, for its owner and nobody else."""

from typing import Any

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from conftest import PASSWORD
from satupintu.people.actions import passkeys
from satupintu.people.actions.accounts import give_code, usable_code, use_code
from satupintu.people.actions.passkeys import Site
from satupintu.people.models import Officer, Passkey
from satupintu.people.tests.letters import come_in
from satupintu.people.tests.passkeys import Key

SITE = Site("testserver", "http://testserver")
SETTINGS = "/o/3300/settings/"


@pytest.fixture(autouse=True)
def second_factor_asked(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def key(administrator: Officer) -> Key:
    """The administrator has an authenticator and has made a key."""
    TOTPDevice.objects.create(user=administrator, confirmed=True)
    return a_key_of(administrator)


def a_key_of(officer: Officer) -> Key:
    made, offered = Key(), passkeys.offer(officer, SITE)
    passkeys.keep(officer, SITE, offered.challenge, made.made(offered.options), "Kunci")
    return made


def with_password(username: str = "admin") -> Client:
    browser = Client()
    browser.post("/sign-in/", {"username": username, "password": PASSWORD})
    return browser


def question(browser: Client) -> dict[str, Any]:
    told: dict[str, Any] = browser.post("/second-factor/passkey/question/").json()
    return told


def enter(browser: Client, key: Key) -> Any:
    answer = key.answer(question(browser))
    return browser.post("/second-factor/passkey/", {"answer": answer, "next": SETTINGS})


def test_after_the_password_the_key_opens_what_needs_both(key):
    browser = with_password()
    assert browser.get(SETTINGS).status_code == 302
    assert "Pakai kunci sandi" in browser.get("/second-factor/").text
    assert enter(browser, key)["Location"] == SETTINGS
    assert browser.get(SETTINGS).status_code == 200


def test_the_key_alone_opens_nothing(key):
    stranger = Client()
    assert stranger.post("/second-factor/passkey/question/").status_code == 403
    told = stranger.post("/me/passkeys/question/").json()
    answer = key.answer(told)
    answered = stranger.post("/second-factor/passkey/", {"answer": answer})
    assert answered["Location"].startswith("/sign-in/")
    assert stranger.get(SETTINGS)["Location"].startswith("/sign-in/")


def test_another_officers_key_does_not_stand_for_mine(key, supervisor):
    TOTPDevice.objects.create(user=supervisor, confirmed=True)
    others = a_key_of(supervisor)
    browser = with_password()
    enter(browser, others)
    assert browser.get(SETTINGS)["Location"].startswith("/sign-in/")
    assert "tidak dikenal" in browser.get("/second-factor/").text


def test_a_visitors_key_does_not_stand_for_an_officers(key, office):
    visitor, theirs = Client(), Key()
    come_in(visitor)
    options = visitor.post("/me/passkeys/offer/").json()
    visitor.post("/me/passkeys/keep/", {"answer": theirs.made(options)})
    browser = with_password()
    enter(browser, theirs)
    assert browser.get(SETTINGS)["Location"].startswith("/sign-in/")


def test_an_answer_works_once(key):
    browser = with_password()
    answer = key.answer(question(browser))
    browser.post("/second-factor/passkey/", {"answer": answer})
    again = with_password()
    question(again)
    again.post("/second-factor/passkey/", {"answer": answer})
    assert again.get(SETTINGS).status_code == 302


def test_a_key_is_made_only_after_both_factors(key, administrator):
    browser = with_password()
    assert browser.post("/account/passkeys/offer/").status_code == 302
    browser.force_login(administrator)  # signed in, second factor not proved
    assert browser.post("/account/passkeys/offer/").status_code == 403
    refused = browser.post("/account/passkeys/keep/", {"answer": "x"})
    assert refused["Location"] == "/second-factor/"
    browser.post("/account/passkeys/remove/", {"key": Passkey.objects.get().pk})
    assert Passkey.objects.exists()


def test_a_key_is_made_and_removed_on_the_own_account(key):
    browser = with_password()
    enter(browser, key)
    made = Key()
    options = browser.post("/account/passkeys/offer/").json()
    browser.post("/account/passkeys/keep/", {"answer": made.made(options)})
    assert Passkey.objects.count() == 2
    assert browser.get("/account/").text.count("Hapus") == 2
    browser.post("/account/passkeys/remove/", {"key": Passkey.objects.latest("pk").pk})
    assert Passkey.objects.count() == 1


def test_whoever_lost_the_phone_has_no_key_any_more(key, administrator, office):
    code = give_code(administrator, office_id=office.pk, by=None, resets_second_factor=True)
    use_code(usable_code("admin", code), "kata sandi yang baru")
    assert not Passkey.objects.exists()


def test_without_an_authenticator_a_key_is_not_enough(administrator):
    made = a_key_of(administrator)
    browser = with_password()  # straight in, the second factor not proved
    told = browser.post("/second-factor/passkey/question/").json()
    browser.post("/second-factor/passkey/", {"answer": made.answer(told)})
    assert browser.get(SETTINGS).status_code == 302
