"""An officer's passkey stands for the code of the application, for its owner and nobody else."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from conftest import PASSWORD
from satupintu.journal.models import Entry
from satupintu.people.access import may_follow
from satupintu.people.actions import passkeys, second_factor
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


@pytest.fixture
def alone(administrator: Officer) -> Any:
    """A browser in which the administrator has made a passkey as the only second factor."""
    browser, made = with_password(), Key()
    browser.get(SETTINGS)
    options = browser.post("/account/passkeys/offer/").json()
    told = {"answer": made.made(options), "next": SETTINGS}
    sheet = browser.post("/account/passkeys/keep/", told)
    return browser, made, sheet


def test_a_key_alone_is_a_second_factor_and_brings_its_recovery_codes(alone, administrator):
    browser, _made, sheet = alone
    assert sheet.text.count("<li>") == second_factor.RECOVERY_CODES
    assert browser.get(SETTINGS).status_code == 200
    assert not TOTPDevice.objects.filter(user=administrator, confirmed=True).exists()
    assert Entry.objects.filter(event="officer.second_factor_set").count() == 1


def test_from_then_on_the_password_alone_opens_nothing_and_the_key_does(alone):
    _browser, made, _sheet = alone
    again = with_password()
    assert "_auth_user_id" not in again.session
    assert again.get(SETTINGS)["Location"].startswith("/sign-in/")
    assert enter(again, made)["Location"] == SETTINGS
    assert again.get(SETTINGS).status_code == 200


def test_without_the_key_a_code_from_paper_opens_once(alone):
    code = re.findall(r"<li>([^<]+)</li>", alone[2].text)[0]
    paper = with_password()
    assert "Satu kode cadangan dari kertas" in paper.get("/second-factor/").text
    paper.post("/second-factor/", {"code": code})
    assert paper.get(SETTINGS).status_code == 200
    again = with_password()
    assert again.post("/second-factor/", {"code": code}).status_code == 400


def test_a_new_sheet_keeps_who_prints_it_inside(alone):
    browser, _made, old = alone
    new = browser.post("/second-factor/recovery/")
    assert new.status_code == 200
    assert browser.get(SETTINGS).status_code == 200
    code = re.findall(r"<li>([^<]+)</li>", old.text)[0]
    assert with_password().post("/second-factor/", {"code": code}).status_code == 400


def test_the_only_factor_cannot_be_removed(alone):
    browser, _made, _sheet = alone
    page = browser.post("/account/passkeys/remove/", {"key": Passkey.objects.get().pk}, follow=True)
    assert "satu-satunya pengaman" in page.text
    assert Passkey.objects.count() == 1


@pytest.mark.concurrency
@pytest.mark.proves("LAW-2")
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_one_moment_do_not_remove_the_last_two_keys(administrator, monkeypatch):
    pks = [a_key_of(administrator) and Passkey.objects.latest("pk").pk for _ in range(2)]
    both, keys = threading.Barrier(2), passkeys._keys

    def side_by_side(owner: Officer) -> Any:
        with suppress(threading.BrokenBarrierError):  # the other one may have to wait outside
            both.wait(1)
        return keys(owner)

    def press(pk: int) -> str:
        try:
            passkeys.remove(administrator, pk)
            return "removed"
        except passkeys.LastFactor:
            return "last"
        finally:
            connection.close()

    monkeypatch.setattr(passkeys, "_keys", side_by_side)
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(press, pks))
    assert sorted(told) == ["last", "removed"]
    assert Passkey.objects.count() == 1


def test_with_the_password_alone_no_second_key_is_made(alone, administrator):
    thief = Client()
    thief.force_login(administrator)  # signed in, second factor not proved
    assert thief.post("/account/passkeys/offer/").status_code == 403
    assert thief.get("/second-factor/set-up/").status_code == 302


def test_staff_streams_open_for_a_session_proved_by_a_key(alone):
    browser, _made, _sheet = alone
    assert may_follow(browser.session.session_key, "3300")
