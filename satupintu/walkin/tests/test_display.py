"""The board in the hall: what it says, without script as well."""

import json
from typing import Any

import pytest
from django.test import Client

from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.people.actions.devices import ask, join, set_up
from satupintu.people.devices import forget as forget_devices
from satupintu.people.models import Device, Officer
from satupintu.rules import clock
from satupintu.walkin.actions.calling import call_next, call_this, recall, undo_call
from satupintu.walkin.actions.duty import open_desk, take_break
from satupintu.walkin.actions.tickets import postpone
from satupintu.walkin.models import GuestBookEntry, Turn
from satupintu.walkin.queries.snapshot import snapshot
from satupintu.walkin.tests.displays import Screen, at, call, decide, page
from satupintu.walkin.tests.numbers import take

pytestmark = pytest.mark.django_db


@pytest.mark.proves("DSP-1")
def test_the_board_shows_number_and_place_and_the_five_before_with_minutes(
    screen: Screen, place: Published, officer: Officer
) -> None:
    for minute in range(7):
        with clock.offset(minute * 60):
            called = call(place, officer, signed=True)
            Turn.objects.filter(ticket=called).update(ended_at=clock.now())
    with clock.offset(6 * 60 + 1):
        shown = page(screen[0])

    assert '<p class="d-number num">A-007</p>' in shown
    assert "<b>Meja 1</b><i>1 menit lalu</i>" in shown
    assert shown.index("A-006") < shown.index("A-002")
    assert "A-001" not in shown


@pytest.mark.proves("DSP-1")
def test_a_call_that_nobody_pressed_on_is_no_longer_now_after_ten_minutes(
    screen: Screen, place: Published, officer: Officer, client: Client
) -> None:
    call(place, officer, signed=True)
    with clock.offset(9 * 60 + 59):
        assert 'id="kini">Sekarang dipanggil</h1>' in page(screen[0])
    with clock.offset(10 * 60):
        assert 'id="kini">Terakhir dipanggil pukul 09.00</h1>' in page(screen[0])
        assert "Terakhir dipanggil pukul 09.00" in client.get("/o/3300/calls/").content.decode()


def test_who_is_called_again_after_more_time_stands_once(
    screen: Screen, place: Published, officer: Officer, client: Client
) -> None:
    called = call(place, officer, signed=True)
    with clock.offset(60):
        postpone(called, place)
        call_next(place, place.desks[0], officer_id=officer.pk)
        for shown in (page(screen[0]), client.get("/o/3300/calls/").content.decode()):
            assert shown.count(f">{called.code}<") == 1
        once = [call["code"] for call in snapshot(place.office)["calls"]]
        assert once == [called.code]  # also for scripts, which show what the snapshot says


def test_calls_made_again_push_no_earlier_number_off_the_board(
    place: Published, officer: Officer
) -> None:
    for minute in range(6):
        with clock.offset(minute * 60):
            called = call(place, officer, signed=True)
            Turn.objects.filter(ticket=called).update(ended_at=clock.now())
    with clock.offset(6 * 60):
        postpone(called, place)
        call_next(place, place.desks[0], officer_id=officer.pk)
        codes = [each["code"] for each in snapshot(place.office)["calls"]]
    assert codes == ["A-006", "A-005", "A-004", "A-003", "A-002", "A-001"]


def test_a_forgotten_call_does_not_keep_the_board_from_saying_that_it_is_closed(
    screen: Screen, place: Published, officer: Officer
) -> None:
    call(place, officer, signed=True)
    with clock.offset(12 * 3600):
        assert "Layanan sedang tutup." in page(screen[0])


@pytest.mark.proves("STD-WALKIN-3")
def test_who_has_not_signed_the_guest_book_is_sent_to_the_front_office_first(
    screen: Screen, place: Published, officer: Officer
) -> None:
    call(place, officer, desk=1)
    first = page(screen[0])
    call(place, officer, desk=2, signed=True)

    assert "Meja depan</b><span>Isi buku tamu, lalu ke Meja 2</span>" in first
    assert "Meja 3</b><span>Konsultasi data</span>" in page(screen[0])


@pytest.mark.proves("DSP-7")
def test_no_name_purpose_or_reason_for_priority_is_in_the_public_state(
    screen: Screen, place: Published, officer: Officer
) -> None:
    ticket = take(place, priority=True)
    GuestBookEntry.objects.create(
        office=place.office, day=place.day, ticket=ticket, signed_at=clock.now(),
        purpose_text="Skripsi tentang inflasi", group_name="SMA Contoh",
    )  # fmt: skip
    call_next(place, place.desks[0], officer_id=officer.pk)
    told = json.dumps(snapshot(place.office)) + page(screen[0]).replace(officer.name, "NAMA")

    assert "P-001" in told
    for secret in ("Skripsi", "SMA Contoh", "NAMA", officer.username, ticket.token):
        assert secret not in told


@pytest.mark.proves("DSP-8")
@pytest.mark.parametrize("ratio", [1, 3])
def test_the_rule_of_fairness_says_the_ratio_that_is_really_used(
    screen: Screen, office: Office, ratio: int
) -> None:
    decide(office, "priority_ratio", ratio)

    assert f"Setelah {ratio} nomor P, 1 nomor umum dipanggil." in page(screen[0])


@pytest.mark.proves("DSP-1", "DSP-8")
def test_the_foot_says_who_waits_how_long_and_when_it_is_open(
    screen: Screen, place: Published, officer: Officer
) -> None:
    open_desk(place, place.desks[0], officer_id=officer.pk)
    take(place, head_count=3)
    take(place)
    _rule, waiting, hours = snapshot(place.office)["display"]["line"]

    assert waiting[0] == "Menunggu 4 orang"
    assert waiting[1].startswith("Konsultasi data ")
    assert waiting[1].endswith(" menit")
    assert hours == ["Buka 08.00–16.00", "Istirahat 11.30–13.00"]


@pytest.mark.proves("DSP-9")
def test_a_break_and_a_slow_line_are_explained(
    place: Published, officer: Officer, second_officer: Officer
) -> None:
    open_desk(place, place.desks[0], officer_id=officer.pk)
    open_desk(place, place.desks[1], officer_id=second_officer.pk)
    take(place)
    assert snapshot(place.office)["display"]["notes"] == []

    take_break(place, place.desks[1], officer_id=second_officer.pk, back_at=at(13))
    assert snapshot(place.office)["display"]["notes"] == [
        "Meja 2 istirahat sampai 13.00.",
        "Antrean melambat: 1 dari 2 petugas sedang bertugas.",
    ]
    with clock.travel(to=at(14)):
        assert snapshot(place.office)["display"]["notes"][0] == "Meja 2 istirahat."


@pytest.mark.proves("DSP-9")
def test_the_office_break_and_an_empty_row_of_desks_are_explained(place: Published) -> None:
    take(place)
    assert snapshot(place.office)["display"]["notes"] == [
        "Antrean berhenti sementara: belum ada petugas di meja."
    ]
    with clock.travel(to=at(12)):
        assert snapshot(place.office)["display"]["notes"] == ["Istirahat sampai 13.00."]


@pytest.mark.proves("DSP-12")
def test_before_the_first_call_it_says_where_a_number_is_to_be_had(
    screen: Screen, office: Office, officer: Officer, settings: Any
) -> None:
    assert "Belum ada yang dipanggil." in page(screen[0])
    assert "Ambil nomor di meja depan." in page(screen[0])

    join(office, ask(office, Device.Kind.KIOSK)[0].join_code, "Mesin 1", by=officer)
    assert "Ambil nomor di mesin." in page(screen[0])
    settings.PUBLIC_ADDRESS = "https://antre.example.go.id"
    assert "Ambil nomor di mesin atau pindai QR." in page(screen[0])


@pytest.mark.proves("DSP-12")
def test_closed_it_says_the_hours_of_the_next_working_day(
    screen: Screen, place: Published, officer: Officer
) -> None:
    with clock.travel(to=at(17)):
        assert "Buka lagi Senin, 27 Juli 2026, 08.00–15.30." in page(screen[0])
        take(place)
        assert "Layanan sedang tutup" not in page(screen[0])  # somebody still waits


@pytest.mark.proves("DSP-13")
def test_the_code_for_phones_needs_an_address_that_phones_reach(
    screen: Screen, settings: Any
) -> None:
    settings.PUBLIC_ADDRESS = ""
    assert "Baca di ponsel" not in page(screen[0])
    settings.PUBLIC_ADDRESS = "https://antre.example.go.id"
    assert "Baca di ponsel" in page(screen[0])


@pytest.mark.proves("DSP-13")
def test_anybody_reads_the_calls_as_text(
    client: Client, place: Published, officer: Officer, django_assert_num_queries: Any
) -> None:
    assert "Belum ada yang dipanggil" in client.get("/o/3300/calls/").content.decode()
    for desk in range(3):
        call(place, officer, desk=desk, signed=True)
    published(place.office.code)
    with django_assert_num_queries(1):
        shown = client.get("/o/3300/calls/").content.decode()
    assert "A-003" in shown
    assert "Meja 2" in shown


@pytest.mark.proves("DSP-14")
def test_only_the_latest_call_is_announced_to_assistive_technology(
    screen: Screen, place: Published, officer: Officer
) -> None:
    call(place, officer)
    shown = page(screen[0])

    assert shown.count('role="status"') == 1
    assert "aria-live" not in shown
    assert '<section class="d-now" role="status" aria-atomic="true"' in shown


@pytest.mark.proves("DSP-2")
def test_the_number_is_as_large_as_the_room_needs(screen: Screen, officer: Officer) -> None:
    assert "data-call=" not in page(screen[0])
    set_up(screen[1], by=officer, inch=43, farthest_seat_m=6)
    forget_devices()
    assert 'data-call="301"' in page(screen[0])
    set_up(screen[1], by=officer, letter_rule="ada")
    forget_devices()
    assert 'data-call="199"' in page(screen[0])


def test_the_office_message_is_there_unless_something_must_be_explained(
    screen: Screen, office: Office, officer: Officer
) -> None:
    place = decide(office, "display_message", "Jumat ini tutup pukul 15.00.")
    hidden = 'aria-label="Pesan kantor" hidden'
    assert "Jumat ini tutup pukul 15.00." in page(screen[0])
    assert hidden not in page(screen[0])
    take(place)
    assert hidden in page(screen[0])  # nobody is at a desk: that comes first


# --- undone calls and calls again --------------------------------------------------------------


def test_an_undone_call_was_never_there(screen: Screen, place: Published, officer: Officer) -> None:
    undo_call(call(place, officer), officer_id=officer.pk)

    assert snapshot(place.office)["calls"] == []
    assert "A-001" not in page(screen[0])


@pytest.mark.proves("DSP-6")
def test_each_call_of_a_number_is_its_own_and_the_third_is_the_last(
    place: Published, officer: Officer
) -> None:
    ticket = call(place, officer)
    seen = [snapshot(place.office)["calls"][0]]
    for seconds in (31, 62):
        with clock.offset(seconds):
            recall(ticket, place, officer_id=officer.pk)
        seen.append(snapshot(place.office)["calls"][0])

    assert len({each["id"] for each in seen}) == len({each["at"] for each in seen}) == 3
    assert [each["final"] for each in seen] == [False, False, True]


def test_who_is_sent_over_in_person_is_not_called_out(place: Published, officer: Officer) -> None:
    call_this(place, place.desks[0], take(place), officer_id=officer.pk, reason="", quiet=True)
    assert snapshot(place.office)["calls"] == []
