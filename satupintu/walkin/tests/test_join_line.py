"""A number on one's own phone, by the code on the kiosk's screen."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from satupintu.offices.models import Choice
from satupintu.offices.published import forget
from satupintu.rules import clock
from satupintu.walkin import joining
from satupintu.walkin.models import Ticket
from satupintu.walkin.queries import newcomers


@pytest.fixture(autouse=True)
def a_fresh_line():
    newcomers.forget()


@pytest.fixture
def scanned(office) -> str:
    """The address that the kiosk's code stands for now."""
    return f"/o/{office.code}/join-line/?k={joining.token(office, clock.now())}"


def links(client, address) -> dict[str, str]:
    html = client.get(address).content.decode()
    found = re.findall(r'href="([^"]*service=(\w+))"', html)
    return {service: link.replace("&amp;", "&") for link, service in found}


def fields(client, address) -> dict[str, str]:
    html = client.get(address).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))


def choose(client, address, service="consultation") -> dict[str, str]:
    return fields(client, links(client, address)[service])


@pytest.mark.proves("KSK-12", "STD-WALKIN-1")
def test_two_answers_make_a_number_of_the_same_series_and_lead_to_its_page(office, scanned):
    client = Client(enforce_csrf_checks=True)
    answers = choose(client, scanned)
    answer = client.post(f"/o/{office.code}/join-line/", {**answers, "priority": "0"})
    ticket = Ticket.objects.get()
    assert answer.headers["Location"] == f"/t/{ticket.token}/"
    assert (ticket.code, ticket.door, ticket.priority) == ("A-001", "phone", False)
    assert ticket.ahead == 0


def test_who_needs_to_go_first_says_so_without_a_reason(client, office, scanned):
    client.post(f"/o/{office.code}/join-line/", {**choose(client, scanned), "priority": "1"})
    assert Ticket.objects.get().code == "P-001"


def test_one_scan_is_one_number_however_often_it_is_sent(client, office, scanned):
    answers = choose(client, scanned)
    sent = [
        client.post(f"/o/{office.code}/join-line/", {**answers, "priority": "0"}).url
        for _ in range(3)
    ]
    assert len(set(sent)) == Ticket.objects.count() == 1


def test_an_old_code_takes_no_number_but_who_scanned_in_time_may_think(client, office, scanned):
    answers = choose(client, scanned)
    with clock.travel(by=timedelta(minutes=5)):
        assert "Pindai lagi kode" in client.get(scanned).content.decode()
        assert not links(client, scanned)
        client.post(f"/o/{office.code}/join-line/", {**answers, "priority": "0"})
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize("sent", [{}, {"pass": "made-up"}, {"k": "0000000000"}])
def test_without_a_code_nobody_joins(client, office, sent):
    body = {"service": "consultation", "priority": "0", **sent}
    client.post(f"/o/{office.code}/join-line/", body)
    assert not Ticket.objects.exists()


def test_a_code_of_another_office_is_worth_nothing(client, office, other_office):
    code = joining.token(other_office, clock.now())
    assert not links(client, f"/o/{office.code}/join-line/?k={code}")


@pytest.mark.parametrize(("choice", "offered"), [("anywhere", 4), ("off", 0)])
def test_the_office_decides_from_where_one_may_join(client, office, choice, offered):
    Choice.objects.create(office=office, name="phone_join", value=choice, valid_from="2026-01-01")
    forget()
    assert len(links(client, f"/o/{office.code}/join-line/")) == offered


def test_outside_opening_hours_no_number_is_given(client, office):
    with clock.travel(by=timedelta(hours=10)):
        code = joining.token(office, clock.now())
        html = client.get(f"/o/{office.code}/join-line/?k={code}").content.decode()
    assert "Layanan sedang tutup" in html
    assert "Buka lagi Senin, 27 Juli 2026 pukul 08.00 WIB." in html


def test_too_many_from_one_address_are_told_to_wait(client, office):
    for _ in range(41):
        code = joining.token(office, clock.now())
        answers = choose(client, f"/o/{office.code}/join-line/?k={code}")
        last = client.post(f"/o/{office.code}/join-line/", {**answers, "priority": "0"})
    assert last.status_code == 429
    assert Ticket.objects.count() == 40
