"""The visitor's page: every state in words, the acts, nothing that needs a cookie."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from satupintu.offices.models import Result
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.walkin.actions import calling, serving, tickets
from satupintu.walkin.models import GuestBookEntry, Ticket, Turn


def call(place, desk, officer: Officer) -> Ticket:
    called = calling.call_next(place, desk, officer_id=officer.pk)
    assert called
    return Ticket.objects.get(pk=called.pk)


def page_of(client: Client, ticket: Ticket) -> str:
    response = client.get(f"/t/{ticket.token}/")
    assert response.status_code == 200
    return words_of(response.content.decode())


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def title_of(client: Client, ticket: Ticket) -> str:
    html = client.get(f"/t/{ticket.token}/").content.decode()
    return " ".join(html.split("<title>")[1].split("</title>")[0].split())


def press(client: Client, ticket: Ticket, act: str, **fields: str):
    return client.post(f"/t/{ticket.token}/", {"act": act, **fields})


# --- states ------------------------------------------------------------------------------------


@pytest.mark.proves("HP-2", "HP-3")
def test_waiting_tells_number_people_ahead_and_title(client, take):
    *_, mine = [take() for _ in range(4)]
    words = page_of(client, mine)
    assert mine.code in words
    assert "3 orang lagi di depan Anda." in words
    assert "Menunggu" in words
    assert title_of(client, mine) == f"(3) {mine.code} menunggu"


@pytest.mark.proves("HP-3")
def test_two_people_ahead_is_time_to_get_ready_and_the_next_one_is_told_so(client, take):
    first, _, third = [take() for _ in range(3)]
    assert "Siap-siap" in page_of(client, third)
    assert title_of(client, third) == f"(2) Siap-siap, {third.code}"
    assert "Anda berikutnya. Silakan mendekat." in page_of(client, first)


@pytest.mark.proves("HP-2", "HP-5")
def test_the_range_is_told_as_clock_times_in_five_minutes(client, take, desk):
    *_, mine = [take() for _ in range(4)]
    found = re.search(r"dipanggil pukul (\d\d\.\d[05])–(\d\d\.\d[05]) WIB", page_of(client, mine))
    assert found
    assert "09.00" < found[1] < found[2]


@pytest.mark.proves("HP-5")
def test_without_an_open_desk_no_range_is_made_up(client, take):
    words = page_of(client, take())
    assert "Perkiraan belum tersedia." in words
    assert "Kira-kira" not in words


@pytest.mark.proves("HP-3", "HP-6")
def test_called_tells_the_front_desk_first_while_the_guest_book_is_missing(
    client, place, take, desk, officer
):
    mine = take()
    call(place, desk, officer)
    words = page_of(client, mine)
    assert "Giliran Anda. Silakan ke Meja depan" in words
    assert "Meja depan dulu untuk buku tamu, lalu ke Meja 1." in words
    assert title_of(client, mine) == "Giliran Anda – Meja depan dulu"


@pytest.mark.proves("HP-3", "HP-6")
def test_called_tells_the_desk_and_who_waits_there_once_the_guest_book_is_signed(
    client, place, take, desk, officer
):
    mine = take()
    GuestBookEntry.objects.create(
        office=place.office, day=place.day, ticket=mine, signed_at=clock.now()
    )
    call(place, desk, officer)
    html = client.get(f"/t/{mine.token}/").content.decode()
    assert 'role="alert"' in html
    assert 'class="phone called"' in html
    assert "Dewi Lestari menunggu Anda." in html
    assert title_of(client, mine) == "Giliran Anda – Meja 1"


@pytest.mark.proves("HP-3")
def test_served_missed_and_finished_have_their_words(client, place, take, desk, officer):
    mine = take()
    called = call(place, desk, officer)
    Turn.objects.update(calls=3)
    with clock.travel(by=timedelta(minutes=5)):
        missed = calling.no_show(called, place, officer_id=officer.pk)
        words = page_of(client, mine)
        assert "Terlewat" in words
        assert "Nomor Anda sudah dipanggil 3 kali." in words
        assert "Nomor berlaku sampai pukul 16.00 WIB." in words
        tickets.come_back(missed)
        again = call(place, desk, officer)
        served = serving.start(again, officer_id=officer.pk)
        assert "Anda di Meja 1 bersama Dewi Lestari." in page_of(client, mine)
        serving.finish(served, serving.Outcome(Result.ANSWERED), officer_id=officer.pk)
        words = page_of(client, mine)
    assert "Selesai 09.05 WIB. Terima kasih." in words
    assert "Nilai layanan kami" in words


@pytest.mark.proves("HP-3", "STD-WALKIN-6")
def test_who_was_referred_reads_where_to(client, place, take, officer):
    mine = take()
    library = place.service("library")
    Ticket.objects.filter(pk=mine.pk).update(referred=True, service_id=library.id)
    words = page_of(client, mine)
    assert "Dirujuk" in words
    assert "Anda dirujuk ke Perpustakaan. Tidak perlu mengantre dari awal." in words


@pytest.mark.proves("HP-3")
def test_a_closed_day_tells_when_the_office_opens_again(client, take):
    mine = take()
    Ticket.objects.filter(pk=mine.pk).update(state="closed", ended_at=clock.now())
    with clock.travel(by=timedelta(hours=8)):
        words = page_of(client, mine)
    assert "Layanan hari ini tutup pukul 16.00 WIB." in words
    assert "Buka lagi Senin, 27 Juli 2026 pukul 08.00 WIB." in words
    assert "Nomor ini tidak berlaku lagi." in words
    assert "Nilai layanan kami" in words
    early = page_of(client, mine)  # closed by hand in the morning: it does not open again at noon
    assert "Layanan hari ini sudah tutup." in early
    assert "Buka lagi Senin, 27 Juli 2026" in early


@pytest.mark.proves("HP-3")
def test_yesterdays_link_has_expired_and_takes_no_more_acts(client, take):
    mine = take()
    with clock.travel(by=timedelta(days=3)):
        assert "Tautan kedaluwarsa" in page_of(client, mine)
        press(client, mine, "leave")
    mine.refresh_from_db()
    assert mine.state == "waiting"


def test_a_link_that_nobody_holds_is_told_so(client, office):
    response = client.get("/t/aaaaaaaaaaa/")
    assert response.status_code == 404
    assert "Tautan tidak dikenal" in words_of(response.content.decode())


# --- acts --------------------------------------------------------------------------------------


@pytest.mark.proves("HP-6")
def test_saying_that_one_is_coming_tells_the_desk_and_takes_the_button_away(
    client, place, take, desk, officer
):
    mine = take()
    call(place, desk, officer)
    assert press(client, mine, "coming").status_code == 302
    assert Turn.objects.get(ticket=mine).coming_at is not None
    words = page_of(client, mine)
    assert "Petugas tahu bahwa Anda menuju meja." in words
    assert "Saya menuju meja" not in words


@pytest.mark.proves("HP-3")
def test_a_call_of_ten_minutes_ago_is_told_with_its_hour(client, place, take, desk, officer):
    mine = take()
    call(place, desk, officer)
    assert "Giliran Anda. Silakan ke" in page_of(client, mine)
    with clock.travel(by=timedelta(minutes=10)):
        words = page_of(client, mine)
    assert "Giliran Anda. Silakan ke" not in words
    assert "Anda dipanggil pukul 09.00. Silakan ke" in words


@pytest.mark.proves("HP-7")
def test_leaving_can_be_undone_for_ten_seconds_in_the_same_place(client, take):
    mine, other = take(), take()
    press(client, mine, "leave")
    assert "Urungkan" in page_of(client, mine)
    with clock.travel(by=timedelta(seconds=9)):
        press(client, mine, "undo_leave")
    assert "Anda berikutnya." in page_of(client, mine)
    press(client, mine, "leave")
    with clock.travel(by=timedelta(seconds=30)):
        words = page_of(client, mine)
        assert "Urungkan" not in words
        assert "Dibatalkan" in words
        response = client.post(f"/t/{mine.token}/", {"act": "undo_leave"}, follow=True)
    assert "Waktu untuk mengurungkan sudah lewat." in words_of(response.content.decode())
    assert "Anda berikutnya." in page_of(client, other)


@pytest.mark.proves("HP-3")
def test_coming_back_after_a_miss_makes_one_next(client, place, take, desk, officer):
    mine, _ = take(), take()
    called = call(place, desk, officer)
    Turn.objects.update(calls=3)
    with clock.travel(by=timedelta(minutes=5)):
        calling.no_show(called, place, officer_id=officer.pk)
        press(client, mine, "come_back")
        assert "Anda berikutnya." in page_of(client, mine)


@pytest.mark.parametrize("act", ["coming", "come_back", "undo_leave", "nonsense", ""])
def test_an_act_that_does_not_fit_changes_nothing_and_shows_what_is(client, take, act):
    mine = take()
    response = client.post(f"/t/{mine.token}/", {"act": act}, follow=True)
    assert response.status_code == 200
    mine.refresh_from_db()
    assert mine.state == "waiting"


def test_the_language_is_a_link_that_needs_no_cookie_to_work(client, take):
    ticket = take()
    address = f"/t/{ticket.token}/"
    assert 'href="?bahasa=en"' in client.get(address).content.decode()

    answer = client.get(f"{address}?bahasa=en")
    assert 'lang="en"' in answer.content.decode()
    assert answer.cookies["bahasa"].value == "en"
    assert 'href="?bahasa=id"' in client.get(address).content.decode()
    assert 'lang="id"' in client.get(f"{address}?bahasa=klingon&bahasa=id").content.decode()
