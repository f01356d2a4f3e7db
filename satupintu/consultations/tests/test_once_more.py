"""Who signs in anew while words wait to be sent again sends them with one press."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from conftest import PASSWORD
from satupintu.consultations.actions.asking import Asked, ask

FORM = "application/x-www-form-urlencoded"
BROWSER = {"Accept": "text/html,*/*;q=0.8", "Origin": "http://testserver"}


@pytest.fixture
def case(place, officer):
    return ask(place, Asked("Saya perlu data inflasi bulanan.", name="Siti"))


def token_of(page) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def sign_in(browser: Client) -> None:
    """As in a tab beside it: the token of every page that is open already is another afterwards."""
    page = browser.get(reverse("sign-in"))
    said = {"username": "dewi", "password": PASSWORD, "csrfmiddlewaretoken": token_of(page)}
    assert browser.post(reverse("sign-in"), said).status_code == 302


@pytest.fixture
def signed_out(case):
    """An officer's browser whose session has ended with a note half written."""
    browser = Client(enforce_csrf_checks=True, headers=BROWSER)
    sign_in(browser)
    token = token_of(browser.get(reverse("inbox-case", args=["3300", case.pk])))
    del browser.cookies["sessionid"]
    return browser, token


def write(browser: Client, case, token: str, **headers: str):
    said = {"do": "note", "text": "Sudah ditelepon.", "csrfmiddlewaretoken": token}
    address = reverse("inbox-write", args=["3300", case.pk])
    return browser.post(address, urlencode(said), FORM, headers=headers)


def notes(case) -> list[str]:
    return list(case.thread.filter(kind="note").values_list("text", flat=True))


@pytest.fixture
def kept(signed_out, case):
    """The page that gave the words back, and the token in its form; signed in anew meanwhile."""
    browser, token = signed_out
    page = write(browser, case, token)
    assert page.status_code == 403
    assert "Sudah ditelepon." in page.content.decode()
    assert "<h1>Anda sudah keluar</h1>" in page.content.decode()
    sign_in(browser)
    return browser, token_of(page)


def test_one_press_after_the_new_sign_in_sends_what_was_written(kept, case):
    browser, token = kept
    assert write(browser, case, token).status_code in {200, 302}
    assert notes(case) == ["Sudah ditelepon."]


def test_pressed_before_the_new_sign_in_the_words_come_back_once_more(signed_out, case):
    browser, token = signed_out
    for _ in range(2):
        page = write(browser, case, token)
        assert "Sudah ditelepon." in page.content.decode()
        token = token_of(page)
    assert notes(case) == []


@pytest.mark.proves("T55")
@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "https://testserver", ""])
def test_nobody_elses_page_presses_that_button(kept, case, origin):
    browser, token = kept
    assert write(browser, case, token, Origin=origin).status_code == 403
    assert notes(case) == []


def test_a_form_of_before_the_last_sign_in_still_asks_first(signed_out, case):
    browser, token = signed_out
    sign_in(browser)
    page = write(browser, case, token)
    assert (page.status_code, notes(case)) == (403, [])
    assert "bila memang Anda yang menulisnya" in page.content.decode()
    write(browser, case, token_of(page))
    assert notes(case) == ["Sudah ditelepon."]
