"""A line that is longer than its place is refused in words and comes back whole, nothing is cut."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from satupintu.offices.published import Published
from satupintu.people.models import Officer, Person
from satupintu.rules import clock
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.referral import refer
from satupintu.walkin.actions.serving import start
from satupintu.walkin.models import DataNeed, Referral, Ticket, Turn
from satupintu.walkin.tests.desk_scene import DESK, html, press, text
from satupintu.walkin.tests.numbers import take
from satupintu.walkin.workflow import State

pytestmark = pytest.mark.django_db
LONG = "Alasan & “kutipan” " + "x" * 190


def told(most: int) -> str:
    return f"Tulisan ini {len(LONG)} huruf; paling banyak {most} huruf. Pendekkan dulu."


def typed(page: Any, name: str) -> list[str]:
    """What stands in the fields of that name."""
    tags = re.findall(rf'<input[^>]*name="{name}"[^>]*>', html(page))
    assert tags, name
    return [unescape(found[1]) for tag in tags if (found := re.search(r'value="([^"]*)"', tag))]


def test_a_reason_for_passing_others_is_told_its_length_before_a_number_is_made(
    dewi: Client, place: Published
) -> None:
    waits = take(place)
    offered = place.service("consultation")
    assert offered
    here = {"code": "", "here": "1", "service": str(offered.id), "reason": LONG}
    page = dewi.post(f"{DESK}call-one/", here)
    assert page.status_code == 409
    assert told(120) in text(page)
    assert typed(page, "reason") == [LONG]
    assert list(Ticket.objects.all()) == [waits]


def test_a_number_that_is_too_long_stands_there_again(dewi: Client, place: Published) -> None:
    take(place)
    page = dewi.post(f"{DESK}call-one/", {"code": "A-001 A-002 A-003"})
    assert "Nomor itu tidak ditemukan hari ini." in text(page)
    assert typed(page, "code") == ["A-001 A-002 A-003"]


@pytest.fixture
def came(place: Published, officer: Officer, second_officer: Officer) -> Referral:
    """A visitor of the other desk was sent on to the consultation of this one."""
    ticket = take(place, "library")
    call_next(place, place.desks[1], officer_id=second_officer.pk)
    ticket.refresh_from_db()
    start(ticket, officer_id=second_officer.pk)
    to = place.service("consultation")
    assert to
    return refer(ticket, to, officer_id=second_officer.pk, reason="Perlu data")


def test_a_long_reason_of_a_refusal_stays_at_the_desk(dewi: Client, came: Referral) -> None:
    answer = {"answer": "refuse", "referral": str(came.pk), "why": LONG}
    page = dewi.post(f"{DESK}answer/", answer)
    assert page.status_code == 422
    assert told(200) in text(page)
    assert typed(page, "why") == [LONG]
    came.refresh_from_db()
    assert came.outcome == Referral.Outcome.PLACED


def test_a_long_message_for_the_desk_before_stays_on_the_page_of_f4(
    dewi: Client, came: Referral, place: Published, officer: Officer
) -> None:
    ticket = call_next(place, place.desks[0], officer_id=officer.pk)
    assert ticket == came.ticket
    start(ticket, officer_id=officer.pk)
    page = press(dewi, "answer", ticket, answer="send_back", why=LONG)
    assert page.status_code == 422
    assert told(200) in text(page)
    assert typed(page, "why") == [LONG]
    ticket.refresh_from_db()
    assert ticket.state == State.SERVING


def test_long_lines_of_a_service_are_named_and_stay(dewi: Client, serving: Ticket) -> None:
    said = {
        "about": "data", "result": "answered", "more_topics": f"Pangan, {LONG}", "miss": LONG,
        "need_what": LONG,
    }  # fmt: skip
    page = press(dewi, "finish", serving, **said)
    assert page.status_code == 422
    assert f"Topik lain: {told(60)}" in text(page)
    assert f"Sebab terlambat: {told(120)}" in text(page)
    assert f"Baris 1: {told(200)}" in text(page)
    assert typed(page, "more_topics") == [f"Pangan, {LONG}"]
    assert typed(page, "need_what") == [LONG, ""]
    serving.refresh_from_db()
    assert serving.state == State.SERVING


def test_more_topics_than_are_counted_are_refused(dewi: Client, serving: Ticket) -> None:
    many = ",".join(f"Topik {n}" for n in range(21))
    page = press(dewi, "finish", serving, about="data", result="answered", more_topics=many)
    assert "Paling banyak 20 topik." in text(page)
    assert typed(page, "more_topics") == [many]


def test_what_does_not_fit_into_a_draft_is_said_and_the_rest_is_kept(
    dewi: Client, serving: Ticket
) -> None:
    serving.refresh_from_db()
    said = {"turn": serving.turn_id, "notes": "Catatan", "more_topics": f"Pangan,{LONG}"}
    answer = dewi.post(f"{DESK}draft/", said, headers={"accept": "application/json"}).json()
    assert answer["why"] == f"Topik lain: {told(60)} Tulisan Anda masih utuh di sini."
    turn = Turn.objects.get()
    assert (turn.notes, turn.topics) == ("Catatan", ["Pangan"])

    page = dewi.post(f"{DESK}draft/", said)  # without a script
    assert page.status_code == 422
    assert told(60) in text(page)
    assert typed(page, "more_topics") == [said["more_topics"]]

    fits = {**said, "more_topics": "Pangan"}
    answer = dewi.post(f"{DESK}draft/", fits, headers={"accept": "application/json"}).json()
    assert answer["why"] == ""


def served_late(dewi: Client, place: Published) -> Ticket:
    ticket = take(place)
    with clock.offset(900):
        press(dewi, "call")
        press(dewi, "start", ticket)
    ticket.refresh_from_db()
    return ticket


def test_why_somebody_was_served_late_is_kept_whole_or_not_at_all(
    dewi: Client, place: Published
) -> None:
    ticket = served_late(dewi, place)
    with clock.offset(960):
        written = {"notes": "Belum disimpan", "need_what": "Harga beras"}
        page = press(dewi, f"miss/{ticket.turn_id}", ticket, miss=LONG, **written)
        assert page.status_code == 422
        assert told(120) in text(page)
        assert typed(page, "miss") == [LONG]
        assert "Belum disimpan" in html(page)  # what stands beside it in the same form
        assert DataNeed.objects.get().what == "Harga beras"
        assert Turn.objects.get().miss_reason == ""

        press(dewi, "finish", ticket, about="data", result="answered", miss="Listrik padam")
    turn = Turn.objects.get()
    assert (turn.ending, turn.miss_reason) == ("finished", "Listrik padam")


def test_the_supervisor_reads_the_long_reason_again(
    dewi: Client, place: Published, supervisor: Officer, signed_in: SignIn
) -> None:
    ticket = served_late(dewi, place)
    with clock.offset(960):
        client = signed_in(supervisor)
        page = client.post(reverse("day-miss", args=["3300", ticket.turn_id]), {"reason": LONG})
    assert page.status_code == 422
    assert told(120) in text(page)
    assert typed(page, "reason") == [LONG]
    assert Turn.objects.get().miss_reason == ""


def test_what_is_typed_to_merge_two_records_stands_there_again(
    supervisor: Officer, signed_in: SignIn, place: Published
) -> None:
    siti, other = (
        Person.objects.create(
            office_id=place.office.pk, name="Siti Rahmawati", name_key="siti rahmawati",
            phone="+628123456789", created_at=clock.now(),
        )
        for _ in range(2)
    )  # fmt: skip
    where = reverse("front-office-doubles", args=["3300", siti.pk])
    page = signed_in(supervisor).post(where, {"other": other.pk, "typed": LONG})
    assert page.status_code == 422
    assert typed(page, "typed") == [LONG]
    assert re.search(rf'name="other" value="{other.pk}" checked', html(page))
