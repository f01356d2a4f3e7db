"""The desk console as officers use it: one large button, the clock in words, nothing lost."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from satupintu.offices.models import Office
from satupintu.offices.published import Published
from satupintu.people.models import Assignment, Officer, Person, Role
from satupintu.rules import clock
from satupintu.walkin.actions.calling import call_next, coming
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.serving import start, start_due
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import (
    DataNeed,
    Door,
    Duty,
    GuestBookEntry,
    Referral,
    Result,
    Start,
    Ticket,
    Turn,
)
from satupintu.walkin.workflow import State

DESK = "/o/3300/desks/1/"


def take(place: Published, service: str = "consultation", **details: Any) -> Ticket:
    offered = place.service(service)
    assert offered
    return take_ticket(place, offered, door=Door.KIOSK, **details)


def sign(ticket: Ticket, **details: Any) -> GuestBookEntry:
    person = details.pop("person", None) or Person.objects.create(
        office_id=ticket.office_id, name="Siti Rahmawati", name_key="siti rahmawati",
        institution="Universitas Diponegoro", created_at=clock.now(),
    )  # fmt: skip
    entry = {"office_id": ticket.office_id, "day": ticket.day, "ticket": ticket, "person": person,
             "purposes": ["Inflasi", "Metadata"], "signed_at": clock.now()}  # fmt: skip
    return GuestBookEntry.objects.create(**(entry | details))


@pytest.fixture
def dewi(signed_in: Any, place: Published, officer: Officer) -> Client:
    """Dewi, who sits at desk 1."""
    open_desk(place, place.desks[0], officer_id=officer.pk)
    client: Client = signed_in(officer)
    return client


@pytest.fixture
def budi(signed_in: Any, place: Published, second_officer: Officer) -> Client:
    """Budi, who sits at desk 2."""
    open_desk(place, place.desks[1], officer_id=second_officer.pk)
    client: Client = signed_in(second_officer)
    return client


def text(answer: Any) -> str:
    """The words of a page as they are read."""
    html = re.sub(r"<kbd>.*?</kbd>", "", answer.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def press(
    client: Client, act: str, ticket: Ticket | None = None, desk: str = DESK, **more: str
) -> Any:
    data = dict(more)
    if ticket:
        ticket.refresh_from_db()
        data |= {"ticket": str(ticket.pk), "turn": str(ticket.turn_id)}
    return client.post(f"{desk}{act}/", data, follow=True)


def large_button(answer: Any) -> str:
    found = re.search(
        r'<button class="button primary big"[^>]*>(.*?)</button>', text_of(answer), re.S
    )
    return " ".join(re.sub(r"<kbd>.*?</kbd>|<[^>]+>", "", found[1]).split()) if found else ""


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


# --- one large button ---------------------------------------------------------------------------


@pytest.mark.proves("MJ-1", "STD-WALKIN-4", "STD-WALKIN-5")
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
    assert f"badge bare {tone}" in text_of(answer)
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


def test_a_year_without_a_decree_stops_no_desk(
    dewi: Client, place: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(place)
    object.__setattr__(place.calendar, "holidays_loaded", frozenset())
    answer = press(dewi, "call")
    assert large_button(answer) == "Mulai layani"


# --- calling ------------------------------------------------------------------------------------


@pytest.mark.proves("MJ-4", "MJ-5")
def test_recall_and_no_show_say_when_they_open(dewi: Client, place: Published) -> None:
    ticket = take(place)
    answer = press(dewi, "call")
    assert "Panggil ulang (2 dari 3)" in text(answer)
    assert "Tidak hadir terbuka setelah 2 panggilan dan 2 menit." in text(answer)
    assert text_of(answer).count('aria-disabled="true"') == 2
    with clock.offset(31):
        assert text_of(dewi.get(DESK)).count('aria-disabled="true"') == 1
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
        assert re.search(r'data-undo="[45]"', text_of(again))
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
    assert 'value="a-002"' in text_of(refused)
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


# --- writing and finishing ----------------------------------------------------------------------


@pytest.fixture
def serving(dewi: Client, place: Published) -> Ticket:
    """A visitor with a signed guest book sits at desk 1."""
    ticket = take(place)
    sign(ticket)
    press(dewi, "call")
    press(dewi, "start", ticket)
    ticket.refresh_from_db()
    return ticket


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
    assert 'value="dua ribu"' in text_of(answer)
    assert Ticket.objects.get().state == State.SERVING


@pytest.mark.proves("MJ-9")
def test_two_presses_finish_because_the_guest_book_suggests_the_rest(
    dewi: Client, serving: Ticket
) -> None:
    html = text_of(dewi.get(DESK))
    ticked = set(re.findall(r'value="([^"]+)" id="layanan_\w+" checked', html))
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
    html = text_of(dewi.get(DESK))
    assert "Catatan</textarea>" in html
    assert html.count("data-need>") == 3  # two kept, one empty to go on with


@pytest.mark.proves("MJ-8")
def test_notes_of_two_tabs_are_both_kept(dewi: Client, serving: Ticket) -> None:
    data = {"ticket": serving.pk, "turn": serving.turn_id, "seen": ""}
    dewi.post(f"{DESK}draft/", data | {"notes": "dari tab satu"})
    dewi.post(f"{DESK}draft/", data | {"notes": "dari tab dua"})
    assert Turn.objects.get().notes == "dari tab satu\ndari tab dua"


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
    assert f"/o/3300/front/{ticket.pk}/" not in text_of(press(dewi, "call"))
    Assignment.objects.create(
        officer=officer, office=office, role=Role.FRONT_OFFICE, since=date(2026, 1, 1)
    )
    assert f'href="/o/3300/front/{ticket.pk}/"' in text_of(dewi.get(DESK))


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
    dewi: Client, budi: Client, serving: Ticket, second_officer: Officer
) -> None:
    press(dewi, "refer", serving, which="officer", officer=str(second_officer.pk), note="Kode KBLI")
    assert large_button(dewi.get(DESK)) == "Tarik kembali"
    offer = Referral.objects.get()
    assert "Terima A-001" in text(budi.get("/o/3300/desks/2/"))
    other = {"answer": "accept", "referral": str(offer.pk)}
    answer = budi.post("/o/3300/desks/2/answer/", other, follow=True)
    assert large_button(answer) == "Selesai"


# --- the desk itself ----------------------------------------------------------------------------


@pytest.mark.proves("MJ-10")
def test_a_break_needs_its_end_and_stops_calling(dewi: Client, place: Published) -> None:
    take(place)
    assert "Tulis jam kembali" in text(press(dewi, "break", back=""))
    assert "Pilih jam kembali yang belum lewat." in text(press(dewi, "break", back="08.30"))
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
    answer = press(signed_in(supervisor), "open", take_over="1")
    assert large_button(answer) == "Selesai"
    assert Turn.objects.get().officer_id == supervisor.pk
    assert "Meja 1 sekarang dipakai Hartono" in text(dewi.get(f"{DESK}parts/"))


def test_yesterdays_open_desk_is_opened_anew(
    place: Published, officer: Officer, dewi: Client
) -> None:
    Duty.objects.update(day=date(2026, 7, 23))
    assert "Meja ini belum dibuka hari ini." in text(dewi.get(DESK))
    assert "Siap" in text(press(dewi, "open"))


@pytest.mark.proves("MJ-15")
def test_covered_personal_data_stay_covered_and_the_visitors_view_has_none(
    dewi: Client, serving: Ticket
) -> None:
    assert "app masked" in text_of(press(dewi, "blind"))
    assert "app masked" in text_of(dewi.get(DESK))
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


def test_bad_numbers_in_a_press_are_no_server_fault(dewi: Client, place: Published) -> None:
    called = take(place)
    press(dewi, "call")
    start(Ticket.objects.get(), officer_id=called.turn_id)
    for act in ("start", "recall", "no-show", "undo", "finish", "draft", "answer"):
        answer = dewi.post(
            f"{DESK}{act}/", {"ticket": "x", "turn": "²", "referral": "1e9", "seen": "x"}
        )
        assert answer.status_code in (302, 404), act
