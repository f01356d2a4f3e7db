"""The desk console as officers use it: one large button, the clock in words, calls."""

import re

import pytest
from django.test import Client

from satupintu.offices.models import HolidayYear
from satupintu.offices.published import Published, forget
from satupintu.rules import clock
from satupintu.walkin.models import (
    Door,
    Start,
    Ticket,
    Turn,
)
from satupintu.walkin.tests.desk_scene import DESK, html, large_button, press, text
from satupintu.walkin.tests.numbers import take
from satupintu.walkin.workflow import State

# --- one large button ---------------------------------------------------------------------------


@pytest.mark.proves("MJ-1", "MJ-14", "STD-WALKIN-4", "STD-WALKIN-5")
def test_the_large_button_is_always_the_next_legal_act(dewi: Client, place: Published) -> None:
    ticket = take(place)
    assert large_button(dewi.get(DESK)) == "Panggil berikutnya (A-001)"
    assert large_button(press(dewi, "call")) == "Mulai layani"
    assert large_button(press(dewi, "start", ticket)) == "Selesai"
    done = press(dewi, "finish", ticket, result="answered", about="data", topics="Inflasi")
    assert large_button(done) == ""
    assert "Tidak ada yang menunggu." in text(done)
    assert Ticket.objects.get().state == State.DONE


@pytest.mark.proves("MJ-11")
def test_the_slower_officer_is_told_who_called_and_who_is_next(
    dewi: Client, budi: Client, place: Published
) -> None:
    first = take(place)
    take(place)
    press(budi, "call", desk="/o/3300/desks/2/", expected=str(first.pk))
    answer = press(dewi, "call", expected=str(first.pk))
    assert "A-001 sudah dipanggil Meja 2. Berikutnya A-002." in text(answer)
    assert Turn.objects.count() == 1


def test_the_same_press_twice_calls_once_and_complains_of_nothing(
    dewi: Client, place: Published
) -> None:
    take(place), take(place)
    for _ in range(2):
        answer = press(dewi, "call", press="satu-tekanan")
    assert Turn.objects.count() == 1
    assert "Selesaikan dulu" not in text(answer)


def test_an_old_page_is_told_what_happened_meanwhile(dewi: Client, place: Published) -> None:
    ticket = take(place)
    press(dewi, "call")
    old = Ticket.objects.get().turn_id
    press(dewi, "undo", ticket, event="undo_call")
    press(dewi, "call")
    answer = dewi.post(f"{DESK}start/", {"ticket": ticket.pk, "turn": old}, follow=True)
    assert "A-001 sudah dipanggil Meja 1." in text(answer)
    assert Ticket.objects.get().state == State.CALLED


# --- the clock in words -------------------------------------------------------------------------


@pytest.mark.proves("MJ-2", "STD-TIME")
@pytest.mark.parametrize(
    ("minutes", "words", "tone"),
    [
        (2, "Layani sebelum 09.10 sisa 8 menit", "info"),
        (7.5, "Layani sebelum 09.10 sisa 3 menit", "warn"),
        (10.5, "Layani sebelum 09.10 Lewat standar kurang dari 1 menit", "late"),
        (12.5, "Layani sebelum 09.10 Lewat standar 2 menit", "late"),
    ],
)
def test_the_standard_is_said_in_words_with_its_reason(
    dewi: Client, place: Published, minutes: float, words: str, tone: str
) -> None:
    take(place)
    with clock.offset(minutes * 60):
        answer = dewi.get(DESK)
    assert words in text(answer)
    assert f"badge bare {tone}" in html(answer)
    assert "Waktu 10 menit dihitung sejak pukul 09.00: pengunjung mengambil nomor." in text(answer)


@pytest.mark.proves("MJ-2")
def test_the_clock_names_the_desk_that_finished_before(dewi: Client, place: Published) -> None:
    ticket = take(place)
    take(place)
    press(dewi, "call")
    press(dewi, "start", ticket)
    assert "10 menit mulai dihitung saat salah satu meja selesai." in text(dewi.get(DESK))
    with clock.offset(4 * 60):
        press(dewi, "finish", ticket, result="answered", about="data")
        answer = dewi.get(DESK)
    assert "Meja 1 selesai 09.04. Sejak itu 10 menit untuk nomor berikutnya" in text(answer)
    assert "Layani sebelum 09.14" in text(answer)


def test_a_year_without_a_decree_stops_no_desk(dewi: Client, place: Published) -> None:
    take(place)
    HolidayYear.objects.all().delete()
    forget()
    assert "Hari libur tahun ini belum dimuat" in text(dewi.get(DESK))
    assert large_button(press(dewi, "call")) == "Mulai layani"
    assert Turn.objects.get().due_at is None


# --- calling ------------------------------------------------------------------------------------


@pytest.mark.proves("MJ-4", "MJ-5")
def test_recall_and_no_show_say_when_they_open(dewi: Client, place: Published) -> None:
    ticket = take(place)
    answer = press(dewi, "call")
    assert "Panggil ulang (2 dari 3)" in text(answer)
    assert "Tidak hadir terbuka setelah 2 panggilan dan 2 menit." in text(answer)
    assert html(answer).count('aria-disabled="true"') == 2
    with clock.offset(31):
        assert html(dewi.get(DESK)).count('aria-disabled="true"') == 1
        assert "Panggil ulang (3 dari 3)" in text(press(dewi, "recall", ticket))
        press(dewi, "no-show", ticket)
        assert Ticket.objects.get().state == State.CALLED
    with clock.offset(121):
        press(dewi, "no-show", ticket)
    assert Ticket.objects.get().state == State.MISSED


def test_undo_survives_a_reload_and_ends_with_its_ten_seconds(
    dewi: Client, place: Published
) -> None:
    ticket = take(place)
    press(dewi, "call")
    assert "A-001 dipanggil. Urungkan" in text(dewi.get(DESK))
    with clock.offset(5):
        again = dewi.get(DESK)
        assert "A-001 dipanggil. Urungkan" in text(again)
        assert re.search(r'data-undo="[1-5]"', html(again))
    with clock.offset(11):
        assert "Urungkan" not in text(dewi.get(DESK))
    press(dewi, "undo", ticket, event="undo_call")
    assert Ticket.objects.get().state == State.WAITING


@pytest.mark.parametrize("late", [False, True])
def test_a_finish_is_undone_only_in_time(dewi: Client, place: Published, late: bool) -> None:
    ticket = take(place)
    press(dewi, "call")
    press(dewi, "start", ticket)
    press(dewi, "finish", ticket, result="answered", about="data")
    with clock.offset(20 if late else 5):
        press(dewi, "undo", ticket, event="undo_finish")
    assert Ticket.objects.get().state == (State.DONE if late else State.SERVING)


def test_a_certain_number_is_called_with_a_reason_that_is_typed_once(
    dewi: Client, place: Published
) -> None:
    take(place), take(place)
    refused = press(dewi, "call-one", code="a-002")
    assert "Tulis alasannya." in text(refused)
    assert 'value="a-002"' in html(refused)
    press(dewi, "call-one", code="a-002", reason="Ditunggu kepala seksi")
    assert Turn.objects.get().out_of_order == "Ditunggu kepala seksi"
    assert "tidak ditemukan" in text(press(dewi, "call-one", code="Z-999"))


def test_a_visitor_who_stands_here_without_a_number_is_served_at_once(
    dewi: Client, place: Published
) -> None:
    service = place.service("consultation")
    assert service
    form = {"here": "1", "service": str(service.id), "press": "k"}
    for _ in range(2):
        answer = dewi.post(f"{DESK}call-one/", form, follow=True)
    assert large_button(answer) == "Selesai"
    turn = Turn.objects.get()
    assert (turn.quiet, turn.start_kind, turn.ticket.door) == (True, Start.PRESSED, Door.FRONT)


@pytest.mark.proves("MJ-14")
def test_an_empty_queue_says_so_and_offers_no_call(dewi: Client) -> None:
    page = dewi.get(DESK)
    assert "Tidak ada yang menunggu." in text(page)
    assert large_button(page) == ""
