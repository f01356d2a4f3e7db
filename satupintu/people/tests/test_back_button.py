"""Whoever presses Back after an officer has signed out sees nothing of a visitor."""

import pytest
from django.test import Client

from conftest import SignIn, an_officer
from satupintu.offices.models import Office
from satupintu.people.models import Officer, Role

STAFF_PAGES = (
    "/o/3300/front/", "/o/3300/front/rail/", "/o/3300/front/groups/", "/o/3300/desks/",
    "/o/3300/day/", "/o/3300/settings/", "/o/3300/settings/officers/", "/o/3300/settings/audit/",
    "/account/",
)  # fmt: skip


@pytest.fixture
def everywhere(office: Office) -> Officer:
    """Somebody who holds every role."""
    return an_officer(office, "sari", "Sari", *Role)


@pytest.mark.parametrize("address", STAFF_PAGES)
def test_no_browser_keeps_a_page_of_staff(
    signed_in: SignIn, everywhere: Officer, address: str
) -> None:
    answer = signed_in(everywhere).get(address)
    assert answer.status_code == 200
    assert "no-store" in answer.headers.get("Cache-Control", "")


def test_a_search_for_a_visitor_is_kept_by_no_browser(
    signed_in: SignIn, receptionist: Officer
) -> None:
    found = signed_in(receptionist).post("/o/3300/front/find/", {"q": "siti"})
    assert found.status_code == 200
    assert "no-store" in found.headers.get("Cache-Control", "")


def test_an_officer_who_opens_a_machines_screen_leaves_nothing_behind(
    signed_in: SignIn, receptionist: Officer
) -> None:
    answer = signed_in(receptionist).get("/o/3300/kiosk/size/")
    assert "no-store" in answer.headers.get("Cache-Control", "")


def test_pages_for_everybody_may_still_be_kept(client: Client, office: Office) -> None:
    assert "no-store" not in client.get("/o/3300/").headers.get("Cache-Control", "")
    assert "public" in client.get("/o/3300/now.json").headers["Cache-Control"]
