"""Serving at the desk: starts by themselves, notes, the finish; nothing typed is lost."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from satupintu.offices.models import Office, Result
from satupintu.offices.published import Published
from satupintu.people.models import Assignment, Officer, Role
from satupintu.rules import clock
from satupintu.walkin.actions import serving as serving_acts
from satupintu.walkin.actions.calling import call_next, coming
from satupintu.walkin.actions.serving import start_due
from satupintu.walkin.models import DataNeed, Start, Ticket, Turn
from satupintu.walkin.tests.desk_scene import DESK, html, press, sign, text
from satupintu.walkin.tests.numbers import take
from satupintu.walkin.workflow import State

# --- starting by itself -------------------------------------------------------------------------


@pytest.mark.proves("MJ-1")
def test_service_begins_a_minute_after_on_my_way_and_says_so(
    place: Published, officer: Officer
) -> None:
    ticket = take(place)
    sign(ticket)
    called = call_next(place, place.desks[0], officer_id=officer.pk)
    assert called
    coming(called)
    with clock.offset(50):
        assert start_due(place) == []
    with clock.offset(75):
        assert [each.pk for each in start_due(place)] == [ticket.pk]
    turn = Turn.objects.get()
    assert turn.coming_at
    assert turn.started_at
    assert turn.start_kind == Start.AUTOMATIC
    assert (turn.started_at - turn.coming_at).total_seconds() == 60


def test_saying_it_twice_puts_the_automatic_start_off_for_nobody(
    place: Published, officer: Officer
) -> None:
    sign(take(place))
    called = call_next(place, place.desks[0], officer_id=officer.pk)
    assert called
    coming(called)
    with clock.offset(40):
        coming(Ticket.objects.get(pk=called.pk))
    with clock.offset(65):
        assert start_due(place) == [called]


def test_a_press_at_the_very_moment_of_an_automatic_start_holds_up_no_other(
    place: Published, officer: Officer, second_officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = (officer.pk, second_officer.pk)
    for desk, hand in zip(place.desks, hands, strict=False):
        sign(take(place))
        called = call_next(place, desk, officer_id=hand)
        assert called
        coming(called)
    begin = serving_acts._begin

    def pressed_just_before(doing: Any, ticket: Ticket, turn: Turn, *rest: Any) -> None:
        if turn.desk_id == place.desks[0].id:
            Ticket.objects.filter(pk=ticket.pk).update(state=State.SERVING)  # by the other hand
        begin(doing, ticket, turn, *rest)

    monkeypatch.setattr(serving_acts, "_begin", pressed_just_before)
    with clock.offset(75):
        [begun] = start_due(place)
    assert begun.turn
    assert begun.turn.desk_id == place.desks[1].id


def test_who_must_still_sign_the_guest_book_is_not_at_the_desk_yet(
    place: Published, officer: Officer
) -> None:
    ticket = take(place)
    called = call_next(place, place.desks[0], officer_id=officer.pk)
    assert called
    coming(called)
    with clock.offset(300):
        assert start_due(place) == []
        sign(ticket)
        assert start_due(place) == []
    with clock.offset(361):
        assert len(start_due(place)) == 1


@pytest.mark.proves("MJ-1")
def test_writing_while_the_visitor_is_called_begins_the_service(
    dewi: Client, place: Published
) -> None:
    ticket = take(place)
    press(dewi, "call")
    ticket.refresh_from_db()
    data = {"ticket": ticket.pk, "turn": ticket.turn_id, "notes": "Minta inflasi"}
    answer = dewi.post(f"{DESK}draft/", data, headers={"accept": "application/json"})
    assert answer.json()["state"] == "serving"
    assert answer.json()["saved"] == "Tersimpan 09.00"
    assert Turn.objects.get().start_kind == Start.AUTOMATIC


@pytest.mark.proves("MJ-1", "MJ-9")
def test_who_begins_by_writing_finds_ticked_what_the_guest_book_suggests(
    dewi: Client, place: Published
) -> None:
    ticket = take(place)
    sign(ticket, purposes=["Inflasi"])
    press(dewi, "call")
    ticket.refresh_from_db()
    data = {"ticket": ticket.pk, "turn": ticket.turn_id, "notes": "Minta inflasi"}
    dewi.post(f"{DESK}draft/", data)
    ticked = set(re.findall(r'value="([^"]+)" id="layanan_\w+" checked', html(dewi.get(DESK))))
    assert ticked == {"Inflasi", "data"}

    dewi.post(f"{DESK}draft/", data | {"more_topics": ""})  # unticked since
    turn = Turn.objects.get()
    assert (turn.topics, turn.about_data) == ([], False)


# --- writing and finishing ----------------------------------------------------------------------


@pytest.mark.proves("MJ-9")
def test_without_a_result_nothing_is_finished_and_nothing_typed_is_lost(
    dewi: Client, serving: Ticket
) -> None:
    answer = press(
        dewi, "finish", serving, notes="Sudah dijelaskan", about="data", need_what="Inflasi",
        need_year_from="dua ribu",
    )  # fmt: skip
    assert answer.status_code == 422
    said = text(answer)
    assert "Pilih hasil layanan sebelum menyelesaikan." in said
    assert "Tulis tahun dengan empat angka pada baris 1" in said
    assert "Sudah dijelaskan" in said
    assert 'value="dua ribu"' in html(answer)
    assert Ticket.objects.get().state == State.SERVING


def test_notes_that_are_too_long_are_kept_whole_and_told_at_the_finish(
    dewi: Client, serving: Ticket
) -> None:
    long = "catatan\r\n" * 2500 + "akhir"
    press(dewi, "draft", serving, notes=long)
    assert Turn.objects.get().notes == long.replace("\r\n", "\n")
    answer = press(dewi, "finish", serving, notes=long, result="answered", about="data")
    assert answer.status_code == 422
    assert "Catatan: Tulisan ini 20.005 huruf; paling banyak 20.000 huruf." in text(answer)
    assert html(answer).replace("\r\n", "\n").count(long.replace("\r\n", "\n")) == 1
    assert Ticket.objects.get().state == State.SERVING


@pytest.mark.proves("MJ-9")
def test_two_presses_finish_because_the_guest_book_suggests_the_rest(
    dewi: Client, serving: Ticket
) -> None:
    shown = html(dewi.get(DESK))
    ticked = set(re.findall(r'value="([^"]+)" id="layanan_\w+" checked', shown))
    assert ticked == {"Inflasi", "Metadata", "data", "metadata"}
    press(dewi, "finish", serving, result="answered", about="data", topics="Inflasi")
    turn = Turn.objects.get()
    assert (turn.result, turn.topics, turn.about_data) == (Result.ANSWERED, ["Inflasi"], True)


@pytest.mark.proves("STD-PRODUCT")
def test_a_consultation_says_which_kind_of_information_it_was(
    dewi: Client, serving: Ticket
) -> None:
    answer = press(dewi, "finish", serving, result="answered")
    assert "Pilih jenis informasi, boleh lebih dari satu." in text(answer)
    assert Ticket.objects.get().state == State.SERVING


@pytest.mark.proves("MJ-8")
def test_everything_written_is_kept_while_the_service_goes_on(
    dewi: Client, serving: Ticket
) -> None:
    rows = {
        "need_what": ["Inflasi", "PDRB"], "need_region": ["Kota Semarang", ""],
        "need_year_from": ["2015", "20x"], "need_year_to": ["2025", ""],
        "need_level": ["kabupaten", ""], "need_period": ["bulanan", ""], "need_obtained": ["1", ""],
    }  # fmt: skip
    data = {
        "ticket": serving.pk,
        "turn": serving.turn_id,
        "notes": "Catatan",
        "topics": "Upah",
        **rows,
    }
    dewi.post(f"{DESK}draft/", data)
    assert list(DataNeed.objects.order_by("id").values_list("what", "year_from", "obtained")) == [
        ("Inflasi", 2015, "1"),
        ("PDRB", None, ""),
    ]
    shown = html(dewi.get(DESK))
    assert "Catatan</textarea>" in shown
    assert shown.count("data-need>") == 3  # two kept, one empty to go on with


@pytest.mark.proves("MJ-8")
def test_notes_of_two_tabs_are_both_kept(dewi: Client, serving: Ticket) -> None:
    data = {"ticket": serving.pk, "turn": serving.turn_id, "seen": ""}
    dewi.post(f"{DESK}draft/", data | {"notes": "dari tab satu"})
    dewi.post(f"{DESK}draft/", data | {"notes": "dari tab dua"})
    assert Turn.objects.get().notes == "dari tab satu\ndari tab dua"


def test_notes_that_already_hold_what_another_tab_saved_stand_once(
    dewi: Client, serving: Ticket
) -> None:
    data = {"ticket": serving.pk, "turn": serving.turn_id, "seen": ""}
    dewi.post(f"{DESK}draft/", data | {"notes": "dari tab satu"})
    dewi.post(f"{DESK}draft/", data | {"notes": "dari tab satu, lalu lebih"})
    assert Turn.objects.get().notes == "dari tab satu, lalu lebih"


def test_a_draft_that_arrives_after_the_finish_changes_no_result(
    dewi: Client, serving: Ticket
) -> None:
    press(dewi, "finish", serving, result="answered", about="data", notes="Lengkap")
    late = {"ticket": serving.pk, "turn": serving.turn_id, "notes": "Lengkap, deret 2015"}
    dewi.post(f"{DESK}draft/", late)
    turn = Turn.objects.get()
    assert (turn.result, turn.about_data) == (Result.ANSWERED, True)
    assert "deret 2015" in turn.notes


@pytest.mark.proves("MJ-8")
def test_who_is_here_is_shown_after_the_call_with_purpose_and_history(
    dewi: Client, place: Published
) -> None:
    ticket = take(place, flag="write")
    entry = sign(ticket)
    sign(take(place), person=entry.person, day=date(2026, 6, 2), purposes=["Penduduk"])
    Ticket.objects.exclude(pk=ticket.pk).update(state=State.DONE)
    assert "Siti" not in text(dewi.get(DESK))
    said = text(press(dewi, "call"))
    assert "Siti Rahmawati" in said
    assert "Universitas Diponegoro" in said
    assert "Inflasi, Metadata" in said
    assert "2 Juni 2026: Penduduk" in said
    assert "Berkomunikasi dengan tulisan" in said


def test_the_visitor_is_at_the_front_office_until_the_guest_book_is_signed(
    dewi: Client, place: Published
) -> None:
    ticket = take(place)
    assert "Masih di meja depan" in text(press(dewi, "call"))
    sign(ticket)
    assert "Menuju meja" in text(dewi.get(f"{DESK}parts/"))


def test_one_officer_at_both_desks_reaches_the_guest_book_in_one_press(
    dewi: Client, place: Published, office: Office, officer: Officer
) -> None:
    ticket = take(place)
    assert f"/o/3300/front/{ticket.pk}/" not in html(press(dewi, "call"))
    Assignment.objects.create(
        officer=officer, office=office, role=Role.FRONT_OFFICE, since=date(2026, 1, 1)
    )
    assert f'href="/o/3300/front/{ticket.pk}/"' in html(dewi.get(DESK))
