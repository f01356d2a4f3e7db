"""Passkeys of account holders: made after signing in, used instead of a code, and not by others."""

from typing import Any

import pytest
from django.test import Client

from satupintu.people.actions import passkeys
from satupintu.people.actions.passkeys import Site
from satupintu.people.models import Account, Officer, Passkey
from satupintu.people.tests.letters import come_in
from satupintu.people.tests.passkeys import PRESENT, Key

MINE = "/me/"


@pytest.fixture
def visitor(office, client: Client) -> Client:
    come_in(client)
    return client


@pytest.fixture
def key(visitor: Client) -> Key:
    """A key that the visitor has made."""
    made = Key()
    keep(visitor, made)
    return made


def keep(browser: Client, key: Key) -> Any:
    options = browser.post("/me/passkeys/offer/").json()
    return browser.post("/me/passkeys/keep/", {"answer": key.made(options)}, follow=True)


def question(browser: Client) -> dict[str, Any]:
    told: dict[str, Any] = browser.post("/me/passkeys/question/").json()
    return told


def enter(browser: Client, answer: str, **more: str) -> Any:
    return browser.post("/me/passkeys/sign-in/", {"answer": answer, **more})


def test_a_key_is_made_and_opens_the_account_without_a_letter(visitor):
    key = Key()
    assert "Kunci sandi tersimpan." in keep(visitor, key).text
    browser = Client()
    answer = enter(browser, key.answer(question(browser)), next="/me/profile/")
    assert answer["Location"] == "/me/profile/"
    assert browser.get(MINE).status_code == 200
    assert Passkey.objects.get().used_at
    assert enter(browser, key.answer(question(browser)))["Location"] == MINE  # and again


def test_the_question_says_nothing_of_who_has_a_key(key):
    assert question(Client())["allowCredentials"] == []


@pytest.mark.proves("T49")
def test_an_answer_works_once(key):
    browser = Client()
    answer = key.answer(question(browser))
    enter(browser, answer)
    browser.post("/me/sign-out/")
    assert enter(browser, answer).status_code == 400
    question(browser)
    assert enter(browser, answer).status_code == 400
    assert browser.get(MINE).status_code == 302


@pytest.mark.proves("T49")
def test_an_answer_to_no_question_opens_nothing(key):
    """Signed once over nothing, it would open the account for ever."""
    browser = Client()
    assert enter(browser, key.answer({"challenge": ""})).status_code == 400
    assert browser.get(MINE).status_code == 302


@pytest.mark.proves("T69")
@pytest.mark.parametrize(
    "answer",
    ["[" * 60_000, '{"id": "a\\u0000b"}', '{"id": "\\ud800"}', '{"id": [[]]}', "null", "²"],
)
def test_an_answer_that_no_browser_gives_is_refused_in_words(office, client, answer):
    question(client)
    assert enter(client, answer).status_code == 400


@pytest.mark.proves("T49")
def test_an_answer_in_another_browser_opens_nothing(key):
    asked, thief = Client(), Client()
    answer = key.answer(question(asked))
    assert enter(thief, answer).status_code == 400
    question(thief)
    assert enter(thief, answer).status_code == 400


def test_a_copied_key_is_noticed(key):
    browser = Client()
    enter(browser, key.answer(question(browser)))
    key.uses = 0  # the copy counts from where it was copied
    refused = enter(browser, key.answer(question(browser)))
    assert refused.status_code == 400
    assert "tidak dikenal" in refused.text


def test_a_key_that_looked_at_nobody_is_refused(key):
    """Whoever finds the phone unlocked must still show a finger, a face or the PIN."""
    key.flags = PRESENT
    browser = Client()
    assert enter(browser, key.answer(question(browser))).status_code == 400


@pytest.mark.parametrize(
    ("site", "origin"),
    [
        ("testserver", "https://evil.example"),
        ("evil.example", "https://evil.example"),
        ("evil.example", "http://testserver"),
    ],
)
def test_an_answer_given_to_another_site_is_refused(key, site, origin):
    key.site, key.origin = site, origin
    browser = Client()
    assert enter(browser, key.answer(question(browser))).status_code == 400


@pytest.mark.parametrize(
    "answer", ["", "x", "{}", "[]", "null", '{"id": 1}', '{"id": "x", "response": 1}']
)
def test_nonsense_is_refused(key, answer, visitor):
    browser = Client()
    question(browser)
    assert enter(browser, answer).status_code == 400
    visitor.post("/me/passkeys/offer/")
    told = visitor.post("/me/passkeys/keep/", {"answer": answer}, follow=True)
    assert "Kunci sandi tidak tersimpan." in told.text
    assert Passkey.objects.count() == 1


def test_a_broken_answer_of_a_known_key_is_refused(key):
    browser = Client()
    whole = key.answer(question(browser))
    assert enter(browser, whole.replace('"signature": "', '"signature": "AAAA')).status_code == 400
    question(browser)
    assert enter(browser, whole.replace("clientDataJSON", "x")).status_code == 400


def test_an_unknown_key_opens_nothing(visitor):
    browser = Client()
    assert enter(browser, Key().answer(question(browser))).status_code == 400


def test_somebody_elses_key_cannot_be_kept_as_ones_own(key):
    other = Client()
    come_in(other, "budi@undip.ac.id")
    keep(other, key)
    assert Passkey.objects.get().account == Account.objects.get(email="sari@undip.ac.id")


def test_a_key_for_making_does_not_answer_the_question_for_signing_in(visitor):
    key = Key()
    options = question(visitor)
    visitor.post("/me/passkeys/keep/", {"answer": key.answer(options)})
    assert not Passkey.objects.exists()


def test_an_officers_key_opens_no_account(office, officer: Officer):
    key, site = Key(), Site("testserver", "http://testserver")
    offered = passkeys.offer(officer, site)
    passkeys.keep(officer, site, offered.challenge, key.made(offered.options), "Kunci")
    browser = Client()
    assert enter(browser, key.answer(question(browser))).status_code == 400
    assert browser.get("/account/").status_code == 302


def test_a_key_is_removed_by_its_owner_only(key, visitor):
    pk = Passkey.objects.get().pk
    other = Client()
    come_in(other, "budi@undip.ac.id")
    other.post(f"/me/passkeys/{pk}/remove/")
    assert Passkey.objects.exists()
    visitor.post(f"/me/passkeys/{pk}/remove/")
    browser = Client()
    assert enter(browser, key.answer(question(browser))).status_code == 400


def test_a_key_is_not_offered_without_signing_in(office):
    assert Client().post("/me/passkeys/offer/").status_code == 302


def test_more_keys_than_anybody_has_are_refused(visitor):
    for _ in range(passkeys.MOST):
        keep(visitor, Key())
    assert "tidak tersimpan" in keep(visitor, Key()).text
    assert Passkey.objects.count() == passkeys.MOST


def test_the_name_of_a_site_has_no_port(office):
    assert question(Client(headers={"Host": "localhost:8350"}))["rpId"] == "localhost"
