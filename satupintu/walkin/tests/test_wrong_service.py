"""The visitor pressed the wrong button: the front office moves the number into the other line."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from django.test import Client

from satupintu.journal.models import Entry
from satupintu.offices.models import Desk, Office, Service
from satupintu.offices.published import OfferedService, Published, forget, published
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.rules.workflow import NotAllowed
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.referral import refer
from satupintu.walkin.actions.step import Faster, Refused
from satupintu.walkin.actions.tickets import Forecast, leave, postpone
from satupintu.walkin.actions.wrong_service import change_service, undo_change_service
from satupintu.walkin.models import Duty, ServiceChange, Ticket, Turn
from satupintu.walkin.queries.clocks import clocks
from satupintu.walkin.queries.history import months_of
from satupintu.walkin.queries.line import in_calling_order, waiting
from satupintu.walkin.queries.snapshot import snapshot
from satupintu.walkin.tests.at_the_front import FRONT, NEW, PART, book
from satupintu.walkin.tests.numbers import take
from satupintu.walkin.workflow import State
from tests.crowd import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(place: Published) -> OfferedService:
    found = place.service("library")
    assert found
    return found


def change(front: Client, ticket: Ticket, to: str = "library", **said: object) -> str:
    """The receptionist presses the service that was meant."""
    answer = front.post(f"{book(ticket)}service/", {"to": to, **said}, **PART)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_number_keeps_its_code_and_its_arrival_in_the_other_line(
    front: Client, place: Published, library: OfferedService
) -> None:
    wrong = take(place)
    with clock.offset(60):
        later = take(place, "library")
    with clock.offset(120):
        page = change(front, wrong)
        line = in_calling_order(place, waiting(place, [library.id]), 0, clock.now())

    assert "A-001 pindah ke Perpustakaan. Nomor dan jam datangnya tetap." in page
    assert [each.ticket.code for each in line] == ["A-001", later.code]
    assert line[0].ticket.queued_at == wrong.queued_at
    entry = Entry.objects.get(event="ticket.change_service")
    assert (entry.facts["to"], entry.facts["from"]) == (library.id, wrong.service_id)


def test_what_was_typed_stays_and_nothing_is_signed(front: Client, place: Published) -> None:
    page = change(front, take(place), name="Agus Prasetyo", do="look")

    assert 'value="Agus Prasetyo"' in page
    assert not Ticket.objects.filter(entry__isnull=False).exists()


@pytest.mark.parametrize("one_desk", [True, False])
def test_the_ten_minutes_run_on_where_one_desk_serves_both_and_else_from_the_change(
    place: Published, library: OfferedService, officer: Officer, receptionist: Officer,
    one_desk: bool,
) -> None:  # fmt: skip
    if not one_desk:
        two = zip(Desk.objects.order_by("number"), ("consultation", "library"), strict=False)
        for desk, served in two:
            desk.services.set(Service.objects.filter(code=served))
        Desk.objects.filter(number__gt=2).update(active=False)
        forget()
        place = published(place.office.code)
    ticket = take(place)
    open_desk(place, place.desks[1], officer_id=officer.pk)
    with clock.offset(1800):
        change_service(place, ticket, library, officer_id=receptionist.pk)
        found = clocks(place, waiting(place))[ticket.pk]
        assert found
        assert found.cause == ("arrived" if one_desk else "restarted")


def test_a_wrong_change_is_taken_back_within_ten_seconds(
    front: Client, place: Published, library: OfferedService, receptionist: Officer
) -> None:
    ticket = take(place, forecast=Forecast(2, 10, 25))
    before = Ticket.objects.values().get()
    made = change_service(place, ticket, library, officer_id=receptionist.pk)
    told = Ticket.objects.values_list("ahead", "forecast_p50", "forecast_p90").get()
    assert told == (None, None, None)  # it was said of the line that was left

    said = front.post(f"{FRONT}undo/", {"service_change": made.pk}, **PART)
    assert "A-001 kembali ke layanan semula." in said.content.decode()
    assert Ticket.objects.values().get() == before

    again = front.post(f"{FRONT}undo/", {"service_change": made.pk}, **PART)
    assert again.status_code == 409
    with clock.offset(30), pytest.raises(Refused):
        undo_change_service(made, officer_id=receptionist.pk)


def test_what_the_visitor_asked_for_since_is_not_taken_back_with_the_change(
    place: Published, library: OfferedService, receptionist: Officer
) -> None:
    made = change_service(place, take(place), library, officer_id=receptionist.pk)
    with clock.offset(5):
        postpone(Ticket.objects.get(), place)
        asked = Ticket.objects.values().get()
        with pytest.raises(Refused):
            undo_change_service(ServiceChange.objects.get(pk=made.pk), officer_id=receptionist.pk)
    assert Ticket.objects.values().get() == asked


def test_a_change_is_counted_in_the_month_and_one_taken_back_is_not(
    place: Published, library: OfferedService, receptionist: Officer
) -> None:
    for undone in (False, True):
        made = change_service(place, take(place), library, officer_id=receptionist.pk)
        if undone:
            undo_change_service(made, officer_id=receptionist.pk)

    assert months_of(place, 2026).of("tickets", "moved", (2026, 7)) == 1


def test_who_was_called_to_the_front_office_waits_for_the_other_service(
    front: Client, place: Published, officer: Officer
) -> None:
    ticket = take(place)
    open_desk(place, place.desks[0], officer_id=officer.pk)
    call_next(place, place.desks[0], officer_id=officer.pk)
    assert "Salah layanan?" in front.get(book(ticket)).content.decode()

    change(front, ticket)

    ticket.refresh_from_db()
    assert (ticket.state, ticket.turn_id, ticket.service.code) == (State.WAITING, None, "library")
    assert Turn.objects.get().ending == "undone"
    assert snapshot(place.office)["calls"] == []  # the display no longer calls the number


def test_who_is_at_a_desk_or_on_the_way_there_is_referred_instead(
    front: Client, place: Published, officer: Officer
) -> None:
    ticket = take(place)
    open_desk(place, place.desks[0], officer_id=officer.pk)
    front.post(book(ticket), {**NEW, "route": "1"})
    assert "Salah layanan?" not in front.get(book(ticket)).content.decode()

    assert "Sekarang belum bisa." in change(front, ticket)
    assert not ServiceChange.objects.exists()


def test_the_same_press_again_changes_once_and_another_service_is_another_press(
    front: Client, place: Published
) -> None:
    ticket = take(place)
    for _again in range(2):
        assert "pindah ke Perpustakaan" in change(front, ticket, press_change="one")
    assert ServiceChange.objects.count() == 1

    assert "Konsultasi" in change(front, ticket, "consultation", press_change="two")
    assert ServiceChange.objects.count() == 2


def test_a_second_tab_that_shows_another_service_moves_nothing(
    front: Client, place: Published
) -> None:
    ticket = take(place)
    shown = {"press_from": ticket.service_id}
    change(front, ticket, "library", press_change="one", **shown)

    late = change(front, ticket, "sales", press_change="two", **shown)

    assert "A-001 baru saja diubah petugas lain." in late
    assert Ticket.objects.get().service.code == "library"


def test_the_service_it_has_and_none_are_refused_in_words(front: Client, place: Published) -> None:
    ticket = take(place)
    assert "Nomor ini sudah di layanan itu." in change(front, ticket, "consultation")
    assert "Pilih layanan." in change(front, ticket, "nothing")


def test_a_referred_number_is_left_to_the_desk_that_referred(
    front: Client, officer: Officer, library: OfferedService, serving: Ticket
) -> None:
    ticket = serving
    refer(ticket, library, officer_id=officer.pk, reason="pustaka")
    assert "Minta meja itu menarik rujukannya." in change(front, ticket, "consultation")


def test_another_offices_officer_finds_nothing(
    front: Client,
    other_office: Office,
    place: Published,
    library: OfferedService,
    receptionist: Officer,
) -> None:
    other = published(other_office.code)
    theirs = take(other)
    meant = other.service("library")
    assert meant
    made = change_service(other, theirs, meant, officer_id=receptionist.pk)

    assert front.post(f"{book(theirs)}service/", {"to": "library"}).status_code == 404
    assert front.post(f"{FRONT}undo/", {"service_change": made.pk}).status_code == 404
    address = book(theirs).replace("3300", "8200")
    assert front.post(f"{address}service/", {"to": "library"}).status_code == 404


def test_an_old_page_does_not_move_what_moved_meanwhile(
    place: Published, library: OfferedService, receptionist: Officer
) -> None:
    sales = place.service("sales")
    assert sales
    take(place)
    mine, theirs = Ticket.objects.get(), Ticket.objects.get()
    change_service(place, theirs, library, officer_id=receptionist.pk)

    with pytest.raises(Faster):
        change_service(place, mine, sales, officer_id=receptionist.pk)
    assert ServiceChange.objects.count() == 1

    gone = Ticket.objects.get()
    leave(Ticket.objects.get())
    with pytest.raises(Faster):
        change_service(place, gone, sales, officer_id=receptionist.pk)
    with pytest.raises(NotAllowed):
        change_service(place, Ticket.objects.get(), sales, officer_id=receptionist.pk)


def unless_late(act: Callable[[], object]) -> None:
    with suppress(Faster, Refused, NotAllowed):
        act()


@pytest.mark.django_db(transaction=True)
def test_of_a_desk_and_the_front_office_at_once_one_gets_the_number(
    place: Published, library: OfferedService, officer: Officer, receptionist: Officer
) -> None:
    """Whoever is first: a desk never has a visitor of a service that it does not serve."""
    desk = place.desks[0]
    open_desk(place, desk, officer_id=officer.pk)
    Duty.objects.update(state=Duty.State.READY)
    for _round in range(12):
        ticket = take(place)
        seen = Ticket.objects.select_related("turn").get(pk=ticket.pk)
        call = partial(call_next, place, desk, officer_id=officer.pk)
        move = partial(change_service, place, seen, library, officer_id=receptionist.pk)
        at_once([partial(unless_late, call), partial(unless_late, move)])
        ticket.refresh_from_db()
        turn = Turn.objects.filter(ticket=ticket, ended_at=None).first()
        stands = (turn.pk, State.CALLED) if turn else (None, State.WAITING)
        assert (ticket.turn_id, ticket.state) == stands
        assert turn is None or turn.service_id == ticket.service_id
        Turn.objects.filter(ended_at=None).update(ended_at=clock.now(), ending="undone")
        Ticket.objects.filter(pk=ticket.pk).update(state=State.LEFT, turn=None)
