"""From the guest book to the desk; numbers by hand, groups, people who want something else."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from satupintu.offices.published import Published
from satupintu.people.models import Officer, Person
from satupintu.rules import clock
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.front_door import (
    PASS_BY_KINDS,
    Announcement,
    announce,
    group_came,
    pass_by,
)
from satupintu.walkin.actions.guest_book import send_to_desk
from satupintu.walkin.actions.step import Faster, Refused
from satupintu.walkin.models import (
    AnnouncedGroup,
    Door,
    GuestBookEntry,
    PassBy,
    Ticket,
    Turn,
)
from satupintu.walkin.tests.at_the_front import FRONT, NEW, PART, book
from satupintu.walkin.tests.numbers import take
from satupintu.walkin.workflow import State

pytestmark = pytest.mark.django_db


@pytest.mark.proves("FO-7")
def test_who_is_next_is_sent_to_the_free_desk_without_a_call(
    front: Client, place: Published, officer: Officer
) -> None:
    ticket = take(place)
    open_desk(place, place.desks[1], officer_id=officer.pk)
    assert "Simpan dan arahkan ke Meja 2" in front.get(book(ticket)).content.decode()

    front.post(book(ticket), {**NEW, "route": "2"})

    ticket.refresh_from_db()
    turn = Turn.objects.get(ticket=ticket)
    assert ticket.state == State.CALLED
    assert (turn.desk.number, turn.quiet, turn.to_front) == (2, True, False)
    assert turn.officer_id == officer.pk  # who sits there serves, not who sent


@pytest.mark.proves("FO-7")
def test_who_is_not_next_waits_for_the_call(
    front: Client, place: Published, officer: Officer
) -> None:
    take(place)
    second = take(place)
    open_desk(place, place.desks[0], officer_id=officer.pk)
    assert "arahkan ke" not in front.get(book(second)).content.decode()

    front.post(book(second), NEW)

    second.refresh_from_db()
    assert second.state == State.WAITING


def test_passing_others_needs_a_reason_before_anything_is_kept(
    front: Client, place: Published, officer: Officer
) -> None:
    take(place)
    second = take(place)
    open_desk(place, place.desks[0], officer_id=officer.pk)

    refused = front.post(book(second), {**NEW, "desk": "1"}, **PART)
    assert refused.status_code == 422
    assert "Tulis alasan mendahului nomor lain." in refused.content.decode()
    assert not GuestBookEntry.objects.exists()

    front.post(book(second), {**NEW, "desk": "1", "reason": "harus mengejar kereta"})
    assert Turn.objects.get(ticket=second).out_of_order == "harus mengejar kereta"


def test_a_desk_that_was_taken_meanwhile_leaves_the_visitor_waiting(
    front: Client, place: Published, officer: Officer
) -> None:
    first, second = take(place), take(place)
    open_desk(place, place.desks[0], officer_id=officer.pk)
    call_next(place, place.desks[0], officer_id=officer.pk)

    answer = front.post(book(second), {**NEW, "route": "1"}, follow=True)

    assert "Meja itu baru saja memanggil pengunjung lain." in answer.content.decode()
    assert GuestBookEntry.objects.filter(ticket=second).exists()
    assert first.pk != second.pk


@pytest.mark.proves("STD-WALKIN-3", "FO-7")
def test_who_was_called_to_the_front_office_goes_on_to_the_desk(
    front: Client, place: Published, officer: Officer
) -> None:
    ticket = take(place)
    call_next(place, place.desks[0], officer_id=officer.pk)
    assert Turn.objects.get(ticket=ticket).to_front

    answer = front.post(book(ticket), NEW, follow=True)

    turn = Turn.objects.get(ticket=ticket)
    assert (turn.to_front, turn.coming_at is not None) == (False, True)
    assert "A-001 ke Meja 1" in answer.content.decode()


def test_a_call_from_the_front_office_can_be_taken_back(
    front: Client, place: Published, officer: Officer
) -> None:
    ticket = take(place)
    open_desk(place, place.desks[0], officer_id=officer.pk)
    answer = front.post(book(ticket), {**NEW, "route": "1"}, **PART).content.decode()
    assert "Urungkan" in answer

    front.post(f"{FRONT}undo/", {"call": ticket.pk})

    ticket.refresh_from_db()
    assert ticket.state == State.WAITING
    assert GuestBookEntry.objects.filter(ticket=ticket).exists()


def test_a_busy_desk_refuses(place: Published, officer: Officer, receptionist: Officer) -> None:
    take(place)
    second = take(place)
    call_next(place, place.desks[0], officer_id=officer.pk)

    with pytest.raises(Refused):
        send_to_desk(place, second, place.desks[0], officer_id=receptionist.pk)
    called = Ticket.objects.get(state=State.CALLED)
    with pytest.raises(Faster):
        send_to_desk(place, called, place.desks[1], officer_id=receptionist.pk)


@pytest.mark.proves("KSK-7")
def test_who_cannot_use_the_machine_gets_a_number_here(front: Client) -> None:
    said = {"service": "library", "priority": "1", "flag": "fetch", "press": "n1"}

    front.post(f"{FRONT}number/", said)
    front.post(f"{FRONT}number/", said)

    ticket = Ticket.objects.get()
    assert (ticket.code, ticket.door, ticket.flag) == ("P-001", Door.FRONT, "fetch")


def test_a_visitor_without_a_number_is_written_down_and_gets_one(front: Client) -> None:
    asked = front.post(f"{FRONT}new/", NEW, **PART)
    assert "Pilih layanan." in asked.content.decode()

    front.post(f"{FRONT}new/", {**NEW, "service": "library"})

    entry = GuestBookEntry.objects.get()
    assert entry.ticket
    assert (entry.ticket.code, entry.ticket.door) == ("U-001", Door.FRONT)


def test_a_number_is_printed_and_printed_again(front: Client, place: Published) -> None:
    page = front.get(reverse("ticket-slip", args=["3300", take(place).pk])).content.decode()

    assert "A-001" in page
    assert "data-print" in page


@pytest.mark.proves("FO-9")
def test_a_group_is_one_contact_and_a_count(front: Client, place: Published) -> None:
    ticket = take(place)

    front.post(book(ticket), {**NEW, "group_name": "SMA 3", "head_count": "31"})

    ticket.refresh_from_db()
    entry = GuestBookEntry.objects.get(ticket=ticket)
    assert (entry.group_name, entry.head_count, ticket.head_count) == ("SMA 3", 31, 31)
    assert Person.objects.count() == 1


@pytest.mark.proves("FO-9")
def test_a_group_announces_itself_and_gets_one_number_when_it_comes(
    front: Client, place: Published, receptionist: Officer
) -> None:
    said = {"name": "SMA 3", "day": "2026-07-24", "head_count": "30", "service": "library"}
    assert front.post(f"{FRONT}groups/", {**said, "day": ""}).status_code == 422
    closed = front.post(f"{FRONT}groups/", {**said, "day": "2026-07-25"})
    assert "Kantor tutup hari itu (Sabtu). Pilih hari lain" in closed.content.decode()
    front.post(f"{FRONT}groups/", said)
    group = AnnouncedGroup.objects.get()
    assert "SMA 3" in front.get(FRONT).content.decode()

    front.post(f"{FRONT}groups/{group.pk}/", {"do": "came"})
    group_came(place, group, officer_id=receptionist.pk)

    ticket = Ticket.objects.get()
    assert (ticket.head_count, ticket.code) == (30, "U-001")
    assert 'value="SMA 3"' in front.get(book(ticket)).content.decode()


def test_the_hour_of_a_group_is_read_as_its_words_ask_for_it(front: Client) -> None:
    said = {"name": "SMA 3", "day": "2026-07-24", "head_count": "30", "service": "library"}
    refused = front.post(f"{FRONT}groups/", {**said, "at": "pagi"})
    assert (refused.status_code, "misalnya 09.30" in refused.text) == (422, True)

    front.post(f"{FRONT}groups/", {**said, "at": "09.30"})

    assert AnnouncedGroup.objects.get().at == time(9, 30)


def test_a_group_that_will_not_come_leaves_the_list(
    front: Client, place: Published, receptionist: Officer
) -> None:
    group = announce(
        place, Announcement(place.day, "SMA 3", 30, "library"), officer_id=receptionist.pk
    )

    front.post(f"{FRONT}groups/{group.pk}/", {"do": "cancel"})

    assert "SMA 3" not in front.get(FRONT).content.decode()


def test_who_wants_something_else_is_counted_without_a_name(front: Client) -> None:
    told = front.post(f"{FRONT}pass-by/", {"kind": "ppid", "press": "p1"}, **PART)
    front.post(f"{FRONT}pass-by/", {"kind": "ppid", "press": "p1"})

    row = PassBy.objects.get()
    assert "Tanpa nama" in told.content.decode()
    assert (row.kind, Ticket.objects.count(), Person.objects.count()) == ("ppid", 0, 0)

    front.post(f"{FRONT}undo/", {"pass_by": row.pk})
    assert not PassBy.objects.exists()


@pytest.mark.parametrize("kind", PASS_BY_KINDS)
def test_every_kind_of_passing_by_is_counted(front: Client, kind: str) -> None:
    told = front.post(f"{FRONT}pass-by/", {"kind": kind}, **PART)
    assert (told.status_code, PassBy.objects.get().kind) == (200, kind)


def test_a_pass_by_cannot_be_taken_back_later(
    front: Client, place: Published, receptionist: Officer
) -> None:
    row = pass_by(place, "desil", officer_id=receptionist.pk)
    with clock.offset(30):
        assert front.post(f"{FRONT}undo/", {"pass_by": row.pk}, **PART).status_code == 409
    assert PassBy.objects.exists()
