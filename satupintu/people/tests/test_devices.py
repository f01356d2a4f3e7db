"""A machine shows a code, somebody lets it in, its cookie proves it from then on."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from satupintu.people import sizes
from satupintu.people.actions import devices as act
from satupintu.people.devices import COOKIE, device_of, forget
from satupintu.people.models import Device
from satupintu.rules import clock


@pytest.fixture
def machine(office) -> Any:
    """A browser on a kiosk that has asked to join."""
    client: Any = Client()
    client.get("/o/3300/join/kiosk/")
    client.code = Device.objects.get().join_code
    return client


def test_a_machine_shows_a_code_that_nobody_misreads(office):
    client = Client()
    answer = client.get("/o/3300/join/kiosk/")
    device = Device.objects.get()
    assert device.join_code in answer.text
    assert len(device.join_code) == 6
    assert not set("O0I1L") & set(device.join_code)
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie.value not in (device.digest, device.join_code)
    client.get("/o/3300/join/kiosk/")
    assert Device.objects.count() == 1


@pytest.mark.proves("ADM-8")
def test_typing_the_code_lets_the_machine_in(machine, office, administrator):
    typed = f"{machine.code[:3]} {machine.code[3:]}".lower()
    device = act.join(office, typed, "Mesin pintu timur", by=administrator)
    secret = {COOKIE: machine.cookies[COOKIE].value}
    assert device_of(secret, office.pk, "kiosk") == device
    assert device_of(secret, office.pk, "display") is None
    assert device_of({COOKIE: "x"}, office.pk, "kiosk") is None


def test_a_code_is_used_once_and_lasts_ten_minutes(machine, office, administrator):
    with clock.travel(by=timedelta(minutes=11)), pytest.raises(act.UnknownCode):
        act.join(office, machine.code, "Mesin", by=administrator)
    act.join(office, machine.code, "Mesin", by=administrator)
    with pytest.raises(act.UnknownCode):
        act.join(office, machine.code, "Mesin lain", by=administrator)
    with pytest.raises(act.UnknownCode):
        act.join(office, "", "Mesin lain", by=administrator)


def test_an_old_code_on_the_screen_is_replaced(machine):
    with clock.travel(by=timedelta(minutes=11)):
        machine.get("/o/3300/join/kiosk/")
    assert Device.objects.get().join_code != machine.code


@pytest.mark.proves("LAW-3")
def test_a_code_of_another_office_lets_nobody_in(machine, other_office, other_officer):
    with pytest.raises(act.UnknownCode):
        act.join(other_office, machine.code, "Mesin", by=other_officer)


def test_a_machine_that_was_let_go_is_out(machine, office, administrator):
    device = act.join(office, machine.code, "Mesin", by=administrator)
    secret = {COOKIE: machine.cookies[COOKIE].value}
    assert device_of(secret, office.pk, "kiosk")
    act.revoke(device, by=administrator)
    forget()  # the test's transaction never commits
    assert device_of(secret, office.pk, "kiosk") is None


def test_two_machines_do_not_share_a_name(machine, office, administrator):
    act.join(office, machine.code, "Mesin", by=administrator)
    other, _secret = act.ask(office, "display")
    with pytest.raises(act.NameTaken):
        act.join(office, other.join_code, "mesin", by=administrator)


def test_nobody_fills_the_office_with_asking_machines(office):
    for _ in range(act.ASKING_MOST + 5):
        act.ask(office, "kiosk")
    assert Device.objects.filter(office=office).count() == act.ASKING_MOST
    answers = [Client().get("/o/3300/join/kiosk/").status_code for _ in range(31)]
    assert (answers[0], answers[-1]) == (200, 429)


def test_an_unknown_kind_of_machine_does_not_exist(client, office):
    assert client.get("/o/3300/join/toaster/").status_code == 404


def test_a_machine_says_how_it_is_and_when_it_is_well_again(machine, office, administrator):
    device = act.join(office, machine.code, "Mesin", by=administrator)
    assert act.condition(device, paper="low")
    assert not act.condition(device, paper="low")
    assert act.condition(device, sound="blocked", paper="")
    device.refresh_from_db()
    assert device.condition == {"sound": "blocked"}


def test_machines_that_are_there_are_seen(machine, office, administrator):
    device = act.join(office, machine.code, "Mesin", by=administrator)
    with clock.travel(by=timedelta(minutes=5)):
        act.seen([device.pk])
        device.refresh_from_db()
        assert device.last_seen
        assert (clock.now() - device.last_seen).total_seconds() < 5


@pytest.mark.proves("ADM-8")
def test_a_bank_card_measures_the_screen(machine, office, administrator):
    device = act.join(office, machine.code, "Mesin", by=administrator)
    page = machine.get("/o/3300/kiosk/size/?px=345")
    assert 'width="345"' in page.text
    machine.post("/o/3300/kiosk/size/", {"px": "345"})
    device.refresh_from_db()
    assert device.settings["ppi"] == pytest.approx(345 / 85.6 * 25.4, abs=0.01)


@pytest.mark.proves("DSP-2")
@pytest.mark.parametrize(("metres", "pixels"), [(6, 301), (4, 229), (10, 303)])
def test_the_called_number_is_as_large_as_the_last_chair_needs_and_fits(metres, pixels):
    ppi = sizes.ppi_of_screen(43)
    assert sizes.call_size(metres, ppi) == pytest.approx(pixels, abs=2)


def test_the_distance_told_is_never_more_than_can_be_read():
    ppi = sizes.ppi_of_screen(43)
    assert sizes.readable_to_m(sizes.call_size(6, ppi), ppi) in {5.5, 6.0}
    assert sizes.readable_to_m(sizes.call_size(10, ppi), ppi) == 6.0
