"""Whoever is signed out while writing loses nothing of what they wrote, and meets no dead end."""

import pytest
from django.test import Client

from conftest import PASSWORD
from satupintu.people.models import Officer

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
FINISH = "/o/3300/desks/1/finish/"


def test_what_was_typed_is_offered_again_with_a_way_to_sign_in(officer: Officer) -> None:
    answer = Client(headers=BROWSER).post(FINISH, {"notes": "Minta inflasi", "about": ["a", "b"]})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert 'name="notes" value="Minta inflasi"' in page
    assert page.count('name="about"') == 2
    assert f'<form method="post" action="{FINISH}">' in page
    assert 'href="/sign-in/" target="_blank"' in page


def test_the_press_on_the_page_of_before_the_sign_in_is_asked_for_again_and_then_counts(
    officer: Officer,
) -> None:
    browser = Client(headers={**BROWSER, "Origin": "http://testserver"}, enforce_csrf_checks=True)
    browser.get("/sign-in/")
    old = browser.cookies["csrftoken"].value
    entered = {"username": officer.username, "password": PASSWORD, "csrfmiddlewaretoken": old}
    assert browser.post("/sign-in/", entered).status_code == 302

    refused = browser.post("/account/shortcuts/", {"on": "1", "csrfmiddlewaretoken": old})
    assert refused.status_code == 403
    page = refused.content.decode()
    fresh = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    again = browser.post("/account/shortcuts/", {"on": "1", "csrfmiddlewaretoken": fresh})
    assert again.status_code == 302


@pytest.mark.parametrize("sent", [{}, {"code": "123456"}])
def test_a_bare_press_or_a_secret_leads_to_the_sign_in_and_never_back_to_an_act(
    db: None, sent: dict[str, str]
) -> None:
    answer = Client(headers=BROWSER).post("/account/shortcuts/", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=")


def test_a_pages_own_script_still_learns_it_from_the_redirect(officer: Officer) -> None:
    answer = Client(headers={"Accept": "*/*"}).post(FINISH, {"notes": "x"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=")
