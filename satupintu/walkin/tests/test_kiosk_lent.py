"""Numbers lent to a kiosk that may lose its server, and what becomes of each (KSK-14)."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from satupintu.journal.models import Entry
from satupintu.journal.record import act
from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.people.models import Device, Officer
from satupintu.rules import clock
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door, Ticket
from satupintu.walkin.tests.kiosks import START, words
from satupintu.walkin.workflow import State

pytestmark = pytest.mark.django_db


def sync(kiosk: Client, **told: Any) -> Any:
    told = {"condition": {"offline": "on", "voice": "no"}, "given": [], "held": [], **told}
    return kiosk.post(f"{START}sync/", json.dumps(told), content_type="application/json")


def test_each_service_gets_a_block_of_its_own_range(kiosk: Client) -> None:
    numbers = sync(kiosk).json()["numbers"]

    assert numbers["consultation"][0] == "A-500"
    assert {len(codes) for codes in numbers.values()} == {20}
    assert set(Ticket.objects.values_list("state", flat=True)) == {State.LEASED}


def test_asking_again_lends_nothing_more(kiosk: Client) -> None:
    first = sync(kiosk).json()["numbers"]
    held = [code for codes in first.values() for code in codes]

    assert sync(kiosk, held=held).json()["numbers"] == first


@pytest.mark.proves("KSK-14")
def test_what_was_given_away_comes_in_at_its_time_and_under_its_number(
    kiosk: Client, later: Any
) -> None:
    held = [c for codes in sync(kiosk).json()["numbers"].values() for c in codes]
    given_at = clock.now() + timedelta(minutes=5)
    later(600)
    given = [{"code": "A-500", "at": given_at.isoformat(), "priority": True}]
    for _ in range(2):
        answer = sync(kiosk, given=given, held=held).json()

    ticket = Ticket.objects.get(code="A-500")
    assert answer["settled"] == ["A-500"]
    assert (ticket.state, ticket.priority) == (State.WAITING, True)
    assert ticket.queued_at == ticket.issued_at == given_at
    assert "A-500" not in answer["numbers"]["consultation"]
    assert Entry.objects.filter(event="ticket.issue", subject=ticket.subject).count() == 1


def test_a_clock_that_runs_ahead_gives_nobody_a_place_in_the_future(kiosk: Client) -> None:
    sync(kiosk)
    tomorrow = (clock.now() + timedelta(days=1)).isoformat()
    sync(kiosk, given=[{"code": "A-500", "at": tomorrow}], held=["A-500"])

    assert Ticket.objects.get(code="A-500").queued_at <= clock.now()


@pytest.mark.proves("KSK-14")
def test_a_number_whose_answer_was_lost_does_not_stay_in_line(kiosk: Client) -> None:
    sync(kiosk)
    kiosk.post(f"{START}take/", {"service": "consultation", "press": "lost"})
    at = clock.now().isoformat()
    sync(kiosk, given=[{"code": "A-500", "at": at, "press": "lost"}], held=["A-500"])

    assert Ticket.objects.get(code="A-001").state == State.LEFT
    assert Ticket.objects.get(code="A-500").state == State.WAITING


def test_a_number_whose_answer_was_lost_and_that_is_called_already_stays_called(
    kiosk: Client, place: Published, officer: Officer
) -> None:
    sync(kiosk)
    kiosk.post(f"{START}take/", {"service": "consultation", "press": "lost"})
    call_next(place, place.desks[0], officer_id=officer.pk)
    given = [{"code": "A-500", "at": clock.now().isoformat(), "press": "lost"}]
    sync(kiosk, given=given, held=["A-500"])

    assert Ticket.objects.get(code="A-001").state == State.CALLED


def test_a_stolen_kiosk_takes_nothing_away_that_no_kiosk_of_its_office_gave(
    kiosk: Client, place: Published, other_office: Office
) -> None:
    sync(kiosk)
    there = published(other_office.code)
    theirs = take_ticket(there, there.services[0], door=Door.KIOSK, press="theirs")
    with act(place.office.pk) as doing:
        doing.press("a question", "consultation:1")
    for press in ("theirs", "a question"):
        given = [{"code": "A-500", "at": clock.now().isoformat(), "press": press}]
        assert sync(kiosk, given=given).status_code == 200

    theirs.refresh_from_db()
    assert theirs.state == State.WAITING


@pytest.mark.proves("LAW-4")
def test_numbers_of_which_the_machine_knows_nothing_any_more_become_void(kiosk: Client) -> None:
    sync(kiosk)
    numbers = sync(kiosk, held=["A-503"]).json()["numbers"]

    voided = Ticket.objects.filter(state=State.VOID)
    assert voided.count() == 79
    assert set(voided.values_list("void_reason", flat=True)) == {
        "mesin antrean kehilangan catatannya"
    }
    assert numbers["consultation"][:2] == ["A-503", "A-520"]


def test_a_machine_without_its_offline_half_is_lent_nothing_and_says_so(
    kiosk: Client, kiosk_device: Device
) -> None:
    answer = sync(kiosk, condition={"offline": "off", "voice": "no", "x": "y"})

    kiosk_device.refresh_from_db()
    assert answer.json()["numbers"] == {}
    assert kiosk_device.condition == {"offline": "off", "voice": "no"}
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "{", "[" * 60_000, '{"given": [1, {"code": "A-500"}], "held": 3}',
        '{"given": [{"code": "A", "at": "2026-07-24T09:00:00+07:00", "press": "\\u0000"}]}',
        '{"given": [{"code": "A", "at": "0001-01-01T00:00:00+14:00", "press": "\\ud800"}]}',
    ],
)  # fmt: skip
def test_what_cannot_be_read_harms_nothing(kiosk: Client, body: str) -> None:
    sync(kiosk)
    answer = kiosk.post(f"{START}sync/", body, content_type="application/json")

    assert answer.status_code in {200, 400}
    assert not Ticket.objects.filter(state=State.WAITING).exists()


def test_the_worker_and_the_kept_screen_are_served(kiosk: Client) -> None:
    worker, kept = kiosk.get(f"{START}worker.js"), kiosk.get(f"{START}offline/")

    assert worker["Content-Type"].startswith("text/javascript")
    assert f'"{START}offline/"' in words(worker)
    assert "Mesin sedang tidak tersambung." in words(kept)
