"""A visitor at the kiosk, through the pages as a browser without script sees them."""

import json
from typing import Any

import pytest
from django.test import Client

from satupintu.journal.models import Entry
from satupintu.offices.published import Published
from satupintu.people.models import Device, Officer
from satupintu.rules import clock
from satupintu.walkin import touches
from satupintu.walkin.actions import alerts
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Alert, Door, Ticket
from satupintu.walkin.queries import newcomers
from satupintu.walkin.tests.kiosks import START, press, words

pytestmark = pytest.mark.django_db


@pytest.mark.proves("KSK-1", "STD-WALKIN-1")
def test_two_touches_give_a_number_and_nothing_is_typed(kiosk: Client) -> None:
    start = words(kiosk.get(START))
    asked = words(kiosk.get(f"{START}for/consultation/"))
    given = press(kiosk)
    shown = words(kiosk.get(given["Location"]))

    assert f'href="{START}for/consultation/"' in start
    assert 'type="text"' not in start + asked
    assert given.status_code == 303
    assert "A-001" in shown


@pytest.mark.proves("KSK-1")
def test_the_time_from_the_first_touch_is_in_the_journal(kiosk: Client) -> None:
    kiosk.post(f"{START}take/", {"service": "library", "press": "k", "touched": "7.42"})

    entry = Entry.objects.get(event="ticket.issue")
    assert entry.facts["touch_seconds"] == 7.4


@pytest.mark.proves("KSK-7")
def test_priority_is_asked_of_everybody_and_no_reason_is_kept(kiosk: Client) -> None:
    asked = words(kiosk.get(f"{START}for/consultation/"))
    shown = words(kiosk.get(press(kiosk, priority="1")["Location"]))

    ticket = Ticket.objects.get()
    assert "Perlu didahulukan?" in asked
    assert (ticket.code, ticket.priority) == ("P-001", True)
    assert "Didahulukan" in shown
    for reason in ("lansia", "hamil", "disabilitas"):
        assert reason not in shown
        assert reason not in json.dumps(Entry.objects.get(event="ticket.issue").facts)


@pytest.mark.proves("KSK-8")
def test_each_row_says_how_many_wait_and_a_range(
    kiosk: Client, place: Published, officer: Officer
) -> None:
    open_desk(place, place.desks[0], officer_id=officer.pk)
    consultation = place.service("consultation")
    assert consultation
    for _ in range(3):
        take_ticket(place, consultation, door=Door.FRONT)

    shown = words(kiosk.get(START))

    told = newcomers.newcomers(place, clock.now()).told(consultation.id)
    assert "3 orang menunggu" in shown
    assert "Belum ada yang menunggu" in shown
    assert told.ahead == 3
    assert f"kira-kira {told.p50}–{told.p90} menit" in shown
    assert told.p50 is not None
    assert told.p90 is not None
    assert told.p50 < told.p90


@pytest.mark.proves("KSK-8")
def test_without_an_open_desk_no_range_is_made_up(kiosk: Client) -> None:
    shown = words(kiosk.get(START))

    assert "Perkiraan belum tersedia" in shown
    assert "kira-kira" not in shown.replace('data-range="kira-kira', "")


def test_a_press_is_told_of_those_who_came_just_before(kiosk: Client, later: Any) -> None:
    for key in ("one", "two", "three"):
        press(kiosk, key=key)
        later(2)

    assert list(Ticket.objects.order_by("id").values_list("ahead", flat=True)) == [0, 1, 2]


@pytest.mark.proves("KSK-11")
def test_a_double_touch_gives_the_same_number_again(
    kiosk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touches, "_now", lambda: 0.0)  # a busy machine is slower than a finger
    press(kiosk)
    second = press(kiosk)

    shown = words(kiosk.get(second["Location"]))
    assert Ticket.objects.count() == 1
    assert "Nomor Anda sudah dicetak:" in shown
    assert "A-001" in shown


@pytest.mark.proves("KSK-11")
def test_the_next_visitor_two_seconds_later_gets_the_next_number(kiosk: Client, later: Any) -> None:
    press(kiosk)
    later(2)
    press(kiosk)

    assert sorted(Ticket.objects.values_list("code", flat=True)) == ["A-001", "A-002"]


@pytest.mark.proves("KSK-11")
def test_a_burst_tells_the_staff_once_and_refuses_nobody(
    kiosk: Client, place: Published, kiosk_device: Device, later: Any
) -> None:
    most = place.choices["burst_per_minute"]
    for _ in range(most):
        press(kiosk)
        later(2)
    assert not Alert.objects.exists()
    for _ in range(3):
        press(kiosk)
        later(2)

    assert Ticket.objects.count() == most + 3
    assert [(a.kind, a.device_id) for a in Alert.objects.all()] == [
        (Alert.Kind.BURST, kiosk_device.pk)
    ]


@pytest.mark.proves("KSK-10")
def test_a_number_is_shown_once_and_never_comes_back(kiosk: Client) -> None:
    given = press(kiosk)
    first = kiosk.get(given["Location"])
    again = kiosk.get(given["Location"])

    assert "A-001" in words(first)
    assert "no-store" in first["Cache-Control"]
    assert again.status_code == 302
    assert again["Location"] == f"{START}over/"
    assert "A-001" not in words(kiosk.get(START))


@pytest.mark.proves("KSK-10")
def test_a_number_that_nobody_looked_at_is_not_shown_to_the_next_visitor(
    kiosk: Client, later: Any
) -> None:
    given = press(kiosk)
    later(61)

    assert kiosk.get(given["Location"]).status_code == 302


@pytest.mark.proves("KSK-4", "KSK-9", "KSK-10")
def test_what_one_visitor_switched_is_over_for_the_next(kiosk: Client) -> None:
    for switched in ({"look": "larger"}, {"look": "contrast"}, {"language": "en"}):
        kiosk.post(f"{START}look/", {**switched, "next": START})
    mine = words(kiosk.get(START))
    over = kiosk.get(f"{START}over/", follow=True)

    assert 'class="kiosk  larger contrast"' in mine
    assert "data-pristine" not in mine
    assert "data-pristine" in words(over)
    assert '<html lang="en"' in mine
    assert '<html lang="id"' in words(over)
    assert 'aria-pressed="true"' not in words(over)


@pytest.mark.proves("KSK-9")
def test_three_languages_are_offered_each_named_in_itself(kiosk: Client) -> None:
    shown = words(kiosk.get(START))
    kiosk.post(f"{START}look/", {"language": "jv"})
    javanese = words(kiosk.get(START))

    assert 'lang="en"' in shown
    assert ">Basa Jawa<" in shown
    assert ">Indonesia<" in javanese
    assert "Panjenengan badhe perlu punapa?" in javanese


def test_the_tools_lead_back_to_the_kiosk_and_nowhere_else(kiosk: Client) -> None:
    away = kiosk.post(f"{START}look/", {"look": "larger", "next": "//elsewhere.example/"})

    assert away["Location"] == START


@pytest.mark.proves("KSK-6")
def test_a_call_for_help_says_when_somebody_comes(
    kiosk: Client, kiosk_device: Device, receptionist: Officer
) -> None:
    for _ in range(2):
        kiosk.post(f"{START}help/", {"next": START})
    called = words(kiosk.get(START))
    [alert] = Alert.objects.all()
    alerts.answer(alert, officer_id=receptionist.pk)
    coming = words(kiosk.get(START))

    assert (alert.kind, str(alert.device)) == (Alert.Kind.HELP, "Mesin pintu utama")
    assert "<b>Petugas sudah diberi tahu. Tunggu sebentar.</b>" in called
    assert "<b>Petugas menuju ke sini.</b>" in coming
    assert kiosk.get(f"{START}state/").json()["help"] == "coming"


def test_the_first_officer_who_answers_a_call_is_kept(
    kiosk_device: Device, receptionist: Officer, officer: Officer
) -> None:
    alert = alerts.raise_alert(
        kiosk_device.office_id or 0, Alert.Kind.HELP, device_id=kiosk_device.pk
    )
    alerts.answer(alert, officer_id=receptionist.pk)

    assert alerts.answer(alert, officer_id=officer.pk).answered_by_id == receptionist.pk
