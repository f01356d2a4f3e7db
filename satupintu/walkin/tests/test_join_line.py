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


# --- from anywhere ------------------------------------------------------------------------------


@pytest.fixture
def from_anywhere(office) -> str:
    Choice.objects.create(
        office=office, name="phone_join", value="anywhere", valid_from="2026-01-01"
    )
    forget()
    return f"/o/{office.code}/join-line/"


def take_far(client, address, **more):
    return client.post(address, {**choose(client, address), "priority": "0"}, **more)


@pytest.mark.proves("KSK-12")
def test_from_afar_one_phone_holds_two_numbers_and_is_shown_them(client, from_anywhere):
    for _ in range(2):
        assert take_far(client, from_anywhere).status_code == 302
    refused = client.get(from_anywhere)
    assert "Ponsel ini sudah punya nomor" in refused.text
    assert "Buka nomor A-001" in refused.text
    assert Ticket.objects.count() == 2

    first = Ticket.objects.get(code="A-001")
    client.post(f"/t/{first.token}/", {"act": "leave"})
    assert take_far(client, from_anywhere).status_code == 302
    assert Ticket.objects.count() == 3


def test_a_press_sent_again_from_afar_is_the_same_number(client, from_anywhere):
    answers = {**choose(client, from_anywhere), "priority": "0"}
    again = [client.post(from_anywhere, answers).headers["Location"] for _ in range(3)]
    assert len(set(again)) == 1
    assert Ticket.objects.count() == 1


def test_four_numbers_a_day_go_to_one_phone_from_afar(client, from_anywhere):
    for _ in range(4):
        take_far(client, from_anywhere)
        newest = Ticket.objects.latest("pk")
        client.post(f"/t/{newest.token}/", {"act": "leave"})
    assert "Ponsel ini sudah punya nomor" in client.get(from_anywhere).text
    assert Ticket.objects.count() == 4


def test_without_cookies_an_address_takes_a_dozen_an_hour_from_afar(from_anywhere):
    made = [take_far(Client(), from_anywhere).status_code for _ in range(14)]
    assert made == [302] * 12 + [429] * 2
    elsewhere = take_far(Client(), from_anywhere, REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 302


def test_a_forged_cookie_is_no_device(from_anywhere):
    client = Client()
    client.cookies["antre"] = "x:y:z"
    assert take_far(client, from_anywhere).status_code == 302


def test_who_scans_the_code_in_the_office_is_not_counted(client, office, from_anywhere):
    for _ in range(3):
        scanned = f"{from_anywhere}?k={joining.token(office, clock.now())}"
        answers = {**choose(client, scanned), "priority": "0"}
        assert client.post(from_anywhere, answers).status_code == 302
