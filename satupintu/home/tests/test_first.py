"""The first page: the one office, a list of several, or an officer's screens."""

from datetime import date, datetime

import pytest
from django.test import Client

from conftest import SignIn, an_officer
from satupintu.offices.actions.founding import found_office
from satupintu.offices.models import Office
from satupintu.people.models import Assignment, Officer, Role
from satupintu.rules import clock

EIGHT_IN_TERNATE = datetime(2026, 7, 24, 8, 0, tzinfo=clock.ZONES["WIT"])


def test_where_one_office_serves_visitors_come_to_its_page(client: Client, office: Office) -> None:
    assert client.get("/")["Location"] == "/o/3300/"


def test_where_several_serve_they_choose(client: Client, other_office: Office) -> None:
    page = client.get("/").text
    assert 'href="/o/3300/"' in page
    assert 'href="/o/8200/"' in page


def test_an_officer_is_led_to_every_screen_of_the_roles_held_today(
    signed_in: SignIn, office: Office, officer: Officer
) -> None:
    Assignment.objects.create(
        officer=officer, office=office, role=Role.SUPERVISOR, since="2026-01-01", until="2026-07-24"
    )
    Assignment.objects.create(
        officer=officer, office=office, role=Role.COMPLAINT_HANDLER, since="2026-07-25"
    )
    page = signed_in(officer).get("/").text
    for led in ("/o/3300/desks/", "/o/3300/inbox/", "/o/3300/day/"):
        assert f'href="{led}"' in page
    assert "/o/3300/complaints/" not in page


def test_in_the_east_the_day_begins_before_that_of_greenwich(
    signed_in: SignIn, other_office: Office
) -> None:
    with clock.travel(to=EIGHT_IN_TERNATE):
        new = an_officer(other_office, "baru", "Baru Hari Ini", Role.ADMINISTRATOR)
        Assignment.objects.update(since=date(2026, 7, 24))
        assert 'href="/o/8200/settings/"' in signed_in(new).get("/").text


@pytest.mark.proves("LAW-8")
@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_same_however_many_offices_one_serves_in(
    signed_in: SignIn, officer: Officer, count: int, django_assert_num_queries: object
) -> None:
    for number in range(1, count):
        more = found_office(code=f"330{number}", name=f"BPS Kabupaten {number}", zone="WIB")
        Assignment.objects.create(
            officer=officer, office=more, role=Role.CONSULTANT, since="2026-01-01"
        )
    client = signed_in(officer)
    with django_assert_num_queries(3):  # type: ignore[operator]
        page = client.get("/").text
    assert page.count('/desks/"') == count
