"""The desk among others: sending on, breaks, taking over, who may enter."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from satupintu.offices.published import Published
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.walkin.actions.calling import coming
from satupintu.walkin.actions.serving import start
from satupintu.walkin.models import (
    Duty,
    Referral,
    Ticket,
    Turn,
)
from satupintu.walkin.tests.desk_scene import DESK, html, large_button, press, sign, text
from satupintu.walkin.tests.numbers import take

# --- sending on ---------------------------------------------------------------------------------


@pytest.mark.proves("MJ-6", "STD-WALKIN-6")
def test_a_referral_reaches_the_next_desk_with_its_note(
    dewi: Client, budi: Client, place: Published, serving: Ticket
) -> None:
    library = place.service("library")
    assert library
    empty = press(dewi, "refer", serving, which="service")
    assert "Pilih layanan tujuan." in text(empty)
    press(
        dewi, "refer", serving, which="service", service=str(library.id), reason="Perlu buku",
        note="Dalam Angka 2025",
    )  # fmt: skip
    other = budi.get("/o/3300/desks/2/")
    assert "A-001 dirujuk Dewi Lestari (Meja 1): Perlu buku Dalam Angka 2025" in text(other)
    assert "Tarik kembali A-001" in text(dewi.get(DESK))
    assert "Dalam Angka 2025" in text(press(budi, "call", desk="/o/3300/desks/2/"))


@pytest.mark.proves("MJ-7")
def test_a_transfer_is_accepted_from_the_other_console(
    dewi: Client, budi: Client, serving: Ticket, second_officer: Officer, place: Published
) -> None:
    press(dewi, "refer", serving, which="officer", officer=str(second_officer.pk), note="Kode KBLI")
    assert large_button(dewi.get(DESK)) == "Tarik kembali"
    offer = Referral.objects.get()
    assert "Terima A-001" in text(budi.get("/o/3300/desks/2/"))
    other = {"answer": "accept", "referral": str(offer.pk)}
    answer = budi.post("/o/3300/desks/2/answer/", other, follow=True)
    assert large_button(answer) == "Selesai"
    told = "A-001 diterima Budi Santoso (Meja 2) pukul 09.00."
    assert told in text(dewi.get(DESK))
    assert told in text(dewi.get(f"{DESK}parts/"))
    assert told not in text(answer)
    take(place)
    assert told not in text(press(dewi, "call"))


# --- the desk itself ----------------------------------------------------------------------------


@pytest.mark.proves("MJ-10")
def test_a_break_needs_its_end_and_stops_calling(dewi: Client, place: Published) -> None:
    take(place)
    assert "Tulis jam kembali" in text(press(dewi, "break", back=""))
    for passed in ("08.30", "+0"):
        assert "Pilih jam kembali yang belum lewat." in text(press(dewi, "break", back=passed))
    answer = press(dewi, "break", back="09.30")
    assert "Istirahat sampai 09.30" in text(answer)
    assert large_button(answer) == "Siap lagi"
    press(dewi, "call")
    assert not Turn.objects.exists()
    assert large_button(press(dewi, "open")) == "Panggil berikutnya (A-001)"


def test_a_desk_with_a_visitor_is_not_closed(dewi: Client, serving: Ticket) -> None:
    assert "Selesaikan dulu pengunjung" in text(press(dewi, "close"))
    press(dewi, "finish", serving, result="answered", about="data")
    assert "Meja ini belum dibuka hari ini." in text(press(dewi, "close"))


def test_only_a_supervisor_takes_over_a_desk_left_open(
    dewi: Client, signed_in: Any, second_officer: Officer, supervisor: Officer, serving: Ticket
) -> None:
    press(signed_in(second_officer), "open", take_over="1")
    assert Duty.objects.get(until=None).officer.username == "dewi"
    chief = signed_in(supervisor)
    assert "A-001 ada di meja itu: pengunjung dan catatan" in text(chief.get(DESK))
    answer = press(chief, "open", take_over="1")
    late = {"turn": str(serving.turn_id), "ticket": str(serving.pk), "notes": "Ditulis kemudian"}
    lost = dewi.post(f"{DESK}draft/", late, HTTP_ACCEPT="application/json")
    assert (lost.status_code, "salin bila perlu" in lost.json()["why"]) == (409, True)
    assert large_button(answer) == "Selesai"
    assert Turn.objects.get().officer_id == supervisor.pk
    assert "Meja 1 sekarang dipakai Hartono" in text(dewi.get(f"{DESK}parts/"))


def test_yesterdays_open_desk_is_opened_anew(
    place: Published, signed_in: Any, second_officer: Officer, dewi: Client
) -> None:
    Duty.objects.update(day=date(2026, 7, 23))
    assert "Meja ini belum dibuka hari ini." in text(dewi.get(DESK))
    budi = signed_in(second_officer)
    assert "Siap" in text(press(budi, "open"))  # who sat there yesterday holds it no more
    Duty.objects.update(day=date(2026, 7, 23))
    assert "Siap" in text(press(dewi, "open"))


@pytest.mark.proves("MJ-15")
def test_covered_personal_data_stay_covered_and_the_visitors_view_has_none(
    dewi: Client, serving: Ticket
) -> None:
    assert "app masked" in html(press(dewi, "blind"))
    assert "app masked" in html(dewi.get(DESK))
    kept = {"ticket": serving.pk, "turn": serving.turn_id, "need_what": "Inflasi"}
    dewi.post(f"{DESK}draft/", kept | {"notes": "rahasia"})
    said = text(dewi.get(f"{DESK}visitor/"))
    assert "Inflasi" in said
    assert "Siti" not in said
    assert "rahasia" not in said


@pytest.mark.proves("MJ-3")
def test_keys_are_bound_anew_in_the_officers_account(dewi: Client, officer: Officer) -> None:
    keys = "/o/3300/desks/keys/"
    refused = dewi.post(keys, {"finish": "F8"})
    assert "F8 sudah dipakai perintah lain." in text(refused)
    assert "Gabungkan huruf dengan Ctrl" in text(dewi.post(keys, {"finish": "s"}))
    dewi.post(keys, {"finish": "PageDown"})
    officer.refresh_from_db()
    assert officer.keys["finish"] == "PageDown"


def test_the_visitor_takes_home_one_sheet(dewi: Client, budi: Client, serving: Ticket) -> None:
    dewi.post(
        f"{DESK}draft/", {"ticket": serving.pk, "turn": serving.turn_id, "need_what": "Inflasi"}
    )
    sheet = f"{DESK}summary/{serving.turn_id}/"
    assert "Siti Rahmawati" in text(dewi.get(sheet))
    assert budi.get(sheet).status_code == 404


@pytest.mark.parametrize("path", ["", "1/", "1/parts/", "1/visitor/", "1/refer/", "keys/"])
def test_others_do_not_enter(
    signed_in: Any, client: Client, path: str, receptionist: Officer, other_officer: Officer
) -> None:
    address = f"/o/3300/desks/{path}"
    assert client.get(address).status_code == 302
    assert signed_in(receptionist).get(address).status_code == 403
    assert signed_in(other_officer).get(address).status_code == 404


@pytest.mark.parametrize("waiting", [1, 3, 12])
def test_the_console_asks_the_database_the_same_however_many_wait(
    dewi: Client, place: Published, waiting: int, django_assert_num_queries: Any
) -> None:
    for _ in range(waiting):
        take(place)
    dewi.get(DESK)
    with django_assert_num_queries(QUERIES):
        dewi.get(f"{DESK}parts/")


QUERIES = 12  # session, officer and roles among them


def test_a_start_from_the_phone_is_seen_by_the_desk(
    dewi: Client, place: Published, officer: Officer
) -> None:
    ticket = take(place)
    sign(ticket)
    press(dewi, "call")
    coming(Ticket.objects.get())
    with clock.offset(70):
        assert large_button(dewi.get(DESK)) == "Selesai"
        assert "mulai otomatis" in text(dewi.get(DESK))


def test_bad_numbers_in_a_press_are_no_server_fault(
    dewi: Client, place: Published, officer: Officer
) -> None:
    take(place)
    press(dewi, "call")
    start(Ticket.objects.get(), officer_id=officer.pk)
    for act in ("start", "recall", "no-show", "undo", "finish", "draft", "answer"):
        answer = dewi.post(
            f"{DESK}{act}/", {"ticket": "x", "turn": "²", "referral": "1e9", "seen": "x"}
        )
        assert answer.status_code in (302, 404), act


@pytest.mark.proves("MJ-6")
def test_a_referral_may_name_the_desk_that_can_help(
    dewi: Client, budi: Client, serving: Ticket, place: Published
) -> None:
    library = place.service("library")
    assert library
    two, three = place.desks[1], place.desks[2]
    page = html(dewi.get(f"{DESK}refer/"))
    assert f'<option value="{two.id}"' in page
    assert f'<option value="{three.id}"' not in page  # nobody sits there
    asked = {
        "which": "service", "service": library.id, "reason": "butuh buku", "ticket": serving.pk,
        "turn": serving.turn_id,
    }  # fmt: skip
    assert dewi.post(f"{DESK}refer/", {**asked, "desk": three.id}).status_code == 422
    assert dewi.post(f"{DESK}refer/", {**asked, "desk": two.id}).status_code == 302
    serving.refresh_from_db()
    assert (serving.service_id, serving.wanted_desk_id) == (library.id, two.id)


@pytest.mark.proves("MJ-2")
def test_the_reason_of_a_late_start_is_written_at_the_desk(
    dewi: Client, budi: Client, place: Published
) -> None:
    ticket = take(place)
    with clock.offset(11 * 60):
        press(dewi, "call")
        press(dewi, "start", ticket)
        ticket.refresh_from_db()
        assert "Apa sebabnya?" in text(dewi.get(DESK))
        address = f"miss/{ticket.turn_id}"
        press(dewi, address, miss="printer macet")
        assert 'value="printer macet"' in html(dewi.get(DESK))
        assert press(budi, address, miss="bukan saya").status_code == 404
    assert Turn.objects.get(ticket=ticket).miss_reason == "printer macet"
