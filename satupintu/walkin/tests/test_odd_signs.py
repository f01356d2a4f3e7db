"""Signs that look like digits, and messages of another shape: refused in words, never a fault."""

import pytest
from django.test import Client

from conftest import SignIn
from satupintu.people.models import Officer

ODD = "²"  # a digit to Unicode, no number to anybody


def test_the_search_box_takes_any_sign(front: Client) -> None:
    assert front.post("/o/3300/front/find/", {"q": ODD}).status_code == 200


@pytest.mark.parametrize("field", ["head_count", "birth_year", "person", "same", "desk"])
def test_the_guest_book_takes_any_sign(front: Client, field: str) -> None:
    written = {"name": "Siti", "purposes": "Metadata", "service": "consultation", field: ODD}
    assert front.post("/o/3300/front/new/", written).status_code in (200, 302, 422)


def test_whoever_rates_at_the_kiosk_may_type_any_sign(kiosk: Client) -> None:
    assert kiosk.get("/o/3300/rate/", {"nomor": ODD}).status_code == 400


@pytest.mark.parametrize("address", ["turns/?before=", "counts/?year="])
def test_the_supervisors_addresses_take_any_sign(
    signed_in: SignIn, supervisor: Officer, address: str
) -> None:
    assert signed_in(supervisor).get(f"/o/3300/day/{address}{ODD}").status_code == 200


def test_a_kiosk_that_tells_nonsense_of_itself_goes_on(kiosk: Client) -> None:
    answer = kiosk.post(
        "/o/3300/kiosk/sync/", '{"condition": {"offline": ["on"]}}', content_type="application/json"
    )
    assert answer.status_code == 200
