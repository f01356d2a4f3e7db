"""A complaint in its simplest form: kept, numbered, read by its handler only."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client

from satupintu.complaints.actions import Told, mark_read, receive
from satupintu.complaints.models import Complaint
from satupintu.journal.models import Entry
from satupintu.journal.record import act
from satupintu.offices.models import Contact
from satupintu.rules import clock

TEXT = "Saya menunggu satu jam padahal layar tertulis 20 menit."


def found(pattern: str, text: str) -> str:
    """The first group of the first match, which must be there."""
    match = re.search(pattern, text)
    assert match, pattern
    return match[1]


def words_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def address(office) -> str:
    return f"/o/{office.code}/complain/"


@pytest.mark.proves("STD-COMPLAINT", "STD-WALKIN-7")
def test_one_sentence_gives_a_receipt_with_a_number_of_the_year(client, address):
    receipt = client.post(address, {"text": TEXT}, follow=True)
    words = words_of(receipt)
    assert "P-2026-3300-0001" in words
    assert "Diterima Jumat, 24 Juli 2026 pukul 09.00 WIB" in words
    assert "data-print" in receipt.content.decode()
    assert TEXT not in words  # the next person at the same machine reads nothing
    kept = Complaint.objects.get()
    assert (kept.text, kept.contact, kept.ticket_code) == (TEXT, "", "")


def test_it_works_with_cookies_blocked_but_not_from_another_site(address):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address, {"text": TEXT}, HTTP_ORIGIN="http://testserver").status_code == 302
    foreign = strict.post(address, {"text": TEXT}, HTTP_ORIGIN="https://elsewhere.example")
    assert foreign.status_code == 403
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"text": "  "}, "Tulis apa yang terjadi, satu kalimat pun cukup."),
        ({"text": "a" * 2001}, "Tulisan ini 2.001 huruf; paling banyak 2.000 huruf."),
        ({"text": TEXT, "visit": "halo"}, "Tulis nomor antrean seperti A-017."),
        ({"text": TEXT, "day": "kemarin"}, "Tulis tanggal seperti 24-07-2026."),
        (
            {"text": TEXT, "day": "2099-01-01"},
            "Tanggal ini belum tiba. Tulis hari kunjungan Anda.",
        ),
    ],
)
def test_a_problem_is_told_in_words_and_nothing_is_lost(client, address, wrong, words):
    answer = client.post(address, {"contact": "siti@example.id", **wrong})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert html.count(words) == 2
    assert "Kesalahan:" in html.split("</title>")[0]
    assert "siti@example.id" in html
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("told", "kept", "read"),
    [
        (
            {"visit": "a17", "day": "2026-07-23"},
            ("A-017", date(2026, 7, 23)),
            "A-017, 23 Juli 2026",
        ),
        ({"visit": "a17"}, ("A-017", date(2026, 7, 24)), "A-017, 24 Juli 2026"),
        ({"day": "2026-07-23"}, ("", date(2026, 7, 23)), "Kunjungan 23 Juli 2026"),
        ({}, ("", None), "Kunjungan tidak disebut"),
    ],
)
def test_what_was_said_of_the_visit_is_kept_with_or_without_its_number(
    client, address, signed_in, complaint_handler, told, kept, read
):
    client.post(address, {"text": TEXT, **told})
    made = Complaint.objects.get()
    assert (made.ticket_code, made.visit_day) == kept
    page = signed_in(complaint_handler).get(f"/o/3300/complaints/{made.pk}/")
    assert read in words_of(page)


def test_the_same_press_is_one_complaint(client, address):
    press = found(r'name="press" value="([^"]+)"', client.get(address).content.decode())
    for _ in range(2):
        client.post(address, {"text": TEXT, "press": press})
    assert Complaint.objects.count() == 1
    client.post(address, {"text": TEXT})
    assert Complaint.objects.latest("pk").number == "P-2026-3300-0002"


def test_other_words_with_the_press_of_an_earlier_complaint_are_another_one(client, address):
    """The back button brings the form with its press; what is written then is not lost."""
    for text in (TEXT, "Yang kedua.", "Yang kedua."):
        client.post(address, {"text": text, "press": "satu"})
    assert [each.text for each in Complaint.objects.order_by("pk")] == [TEXT, "Yang kedua."]


def test_a_press_of_another_form_keeps_the_complaint_all_the_same(client, address, place):
    with act(place.office.pk) as doing:
        doing.press("ask:1", "consultation:1")
    assert client.post(address, {"text": TEXT, "press": "ask:1"}).status_code == 302
    assert Complaint.objects.count() == 1


def test_numbers_begin_anew_with_the_offices_year(place):
    receive(place, Told(TEXT), door="web")
    with clock.travel(by=timedelta(days=170)):
        assert receive(place, Told(TEXT), door="web").number == "P-2027-3300-0001"


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
@pytest.mark.proves("LAW-4")
def test_sixteen_who_complain_at_once_get_sixteen_numbers_without_a_gap(place):
    def one(n: int) -> str:
        try:
            return receive(place, Told(f"{n}"), door="web").number
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        numbers = sorted(pool.map(one, range(16)))
    assert numbers == [f"P-2026-3300-{n:04d}" for n in range(1, 17)]


def test_too_many_from_one_address_are_told_to_wait_and_keep_their_text(client, address):
    for _ in range(10):
        client.post(address, {"text": TEXT})
    late = client.post(address, {"text": TEXT})
    assert late.status_code == 429
    assert TEXT in late.content.decode()
    assert Complaint.objects.count() == 10


@pytest.mark.proves("STD-COMPLAINT")
def test_the_other_doors_of_the_office_stand_beside_it(client, office, other_office, address):
    for where, kind, value, position in (
        (office, "lapor", "https://lapor.go.id", 2), (office, "email", "pst@bps.go.id", 1),
        (other_office, "email", "lain@bps.go.id", 0),
    ):  # fmt: skip
        Contact.objects.create(
            office=where, kind=kind, value=value, for_complaints=True, checked_on="2026-07-01",
            position=position,
        )  # fmt: skip
    Contact.objects.create(
        office=office, kind="phone", value="024-8412802", checked_on="2026-07-01"
    )
    words = words_of(client.get(address))
    assert words.index("E-mail: pst@bps.go.id") < words.index("LAPOR!: lapor.go.id")
    assert "lain@bps.go.id" not in words
    assert "024-8412802" not in words


@pytest.mark.proves("LAW-11")
def test_the_journal_has_the_number_and_not_a_word(client, address):
    client.post(address, {"text": TEXT, "contact": "siti@example.id"})
    entry = Entry.objects.get(event="complaint.receive")
    assert entry.facts == {"number": "P-2026-3300-0001", "door": "web"}


# --- who reads it ------------------------------------------------------------------------------


@pytest.mark.proves("STD-COMPLAINT", "LAW-3")
def test_only_the_complaint_handler_reads(
    signed_in, office, place, complaint_handler, officer, receptionist, supervisor, administrator
):
    made = receive(place, Told(TEXT), door="web")
    for path in ("complaints/", f"complaints/{made.pk}/"):
        for other in (officer, receptionist, supervisor, administrator):
            assert signed_in(other).get(f"/o/{office.code}/{path}").status_code == 403
    opened = signed_in(complaint_handler).get(f"/o/{office.code}/complaints/{made.pk}/")
    assert TEXT in words_of(opened)


def test_opening_marks_it_read_once(signed_in, office, place, complaint_handler):
    made, other = (receive(place, Told(TEXT), door="web") for _ in range(2))
    handler = signed_in(complaint_handler)
    assert "2 belum dibaca" in words_of(handler.get(f"/o/{office.code}/complaints/"))
    for minutes in (1, 30):
        with clock.travel(by=timedelta(minutes=minutes)):
            handler.get(f"/o/{office.code}/complaints/{made.pk}/")
    made.refresh_from_db()
    assert made.read_by == complaint_handler
    assert made.read_at
    assert made.read_at - made.received_at < timedelta(minutes=2)
    assert "1 belum dibaca" in words_of(handler.get(f"/o/{office.code}/complaints/"))
    assert Entry.objects.filter(event="complaint.read").count() == 1
    other.refresh_from_db()
    assert other.read_at is None


def test_of_two_handlers_who_open_it_at_once_the_first_is_written_down(
    office, place, complaint_handler, second_officer
):
    made = receive(place, Told(TEXT), door="web")
    stale = Complaint.objects.get(pk=made.pk)
    mark_read(made, officer_id=complaint_handler.pk)
    assert mark_read(stale, officer_id=second_officer.pk).read_by == complaint_handler
    assert Entry.objects.filter(event="complaint.read").count() == 1


def test_the_register_pages_newest_first(signed_in, office, place, complaint_handler):
    for n in range(33):
        receive(place, Told(f"Pengaduan {n}"), door="web")
    handler = signed_in(complaint_handler)
    first = handler.get(f"/o/{office.code}/complaints/").content.decode()
    numbers = re.findall(r"P-2026-3300-\d{4}", first)
    assert (numbers[0], numbers[-1], len(numbers)) == ("P-2026-3300-0033", "P-2026-3300-0004", 30)
    older = found(r'href="(\?before=\d+)"', first)
    rest = handler.get(f"/o/{office.code}/complaints/{older}").content.decode()
    assert re.findall(r"P-2026-3300-\d{4}", rest) == [
        f"P-2026-3300-{n:04d}" for n in (3, 2, 1)
    ]  # fmt: skip


@pytest.mark.proves("LAW-8")
@pytest.mark.parametrize("count", [1, 3])
def test_the_register_asks_the_database_as_often_for_one_as_for_three(
    signed_in, office, place, complaint_handler, count, django_assert_num_queries
):
    for _ in range(count):
        receive(place, Told(TEXT), door="web")
    handler = signed_in(complaint_handler)
    handler.get(f"/o/{office.code}/complaints/")
    with django_assert_num_queries(6):
        handler.get(f"/o/{office.code}/complaints/")


def test_a_receipt_of_another_office_is_not_found(client, office, other_office, address):
    receipt = client.post(address, {"text": TEXT}).url
    assert client.get(receipt).status_code == 200
    assert client.get(receipt.replace("/o/3300/", "/o/8200/")).status_code == 404
    assert client.get(f"{address}guessed/").status_code == 404
