"""The end of the day: nothing stays open without somebody noticing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from satupintu.journal.models import Entry
from satupintu.offices.models import Result
from satupintu.offices.published import Published, published
from satupintu.people.models import Device, Officer
from satupintu.rules import clock
from satupintu.walkin.actions import hall
from satupintu.walkin.actions.alerts import raise_alert
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.day import close_day, close_forgotten_days, remark, reopen_day
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.roster import Twice, copy_last_week, plan_week
from satupintu.walkin.actions.serving import Outcome, finish, start
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.actions.tickets import lease
from satupintu.walkin.models import Alert, DayClosing, Door, Duty, Ending, Shift, Ticket, Turn
from satupintu.walkin.queries.day import forgotten_days, left_open
from satupintu.walkin.queries.doors import day_is_closed
from satupintu.walkin.queries.snapshot import snapshot_of
from satupintu.walkin.tests.numbers import take
from satupintu.walkin.workflow import OPEN, State

pytestmark = pytest.mark.django_db
DAY = 24 * 3600.0
MONDAY = date(2026, 7, 27)


def lend(place: Published, door: Door, size: int = 3) -> list[Ticket]:
    service = place.service("consultation")
    assert service
    return lease(place, service, size=size, device_id=None, door=door)


def an_open_day(place: Published, officer: Officer) -> list[Ticket]:
    """One finished, one at the desk, one waiting."""
    open_desk(place, place.desks[0], officer_id=officer.pk)
    tickets = [take(place) for _ in range(3)]
    for number in range(2):
        called = call_next(place, place.desks[0], officer_id=officer.pk)
        assert called
        start(called, officer_id=officer.pk)
        if number == 0:
            finish(called, Outcome(Result.ANSWERED), officer_id=officer.pk)
    return tickets


@pytest.mark.proves("STD-WALKIN-8")
def test_each_open_number_needs_a_reason_and_then_none_is_open(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    _, served, waiting = an_open_day(place, officer)
    with pytest.raises(Refused, match="reason"):
        close_day(place, officer_id=supervisor.pk, reasons={served.pk: "served"})
    assert not day_is_closed(place)

    closing = close_day(
        place, officer_id=supervisor.pk, reasons={served.pk: "served", waiting.pk: "went_home"},
        remarks="Listrik padam pukul 15.00",
    )  # fmt: skip

    assert (closing.left_open, closing.by, closing.remarks) == (
        2, supervisor, "Listrik padam pukul 15.00",
    )  # fmt: skip
    assert not Ticket.objects.filter(state__in=OPEN).exists()
    assert not Duty.objects.filter(until=None).exists()
    assert Turn.objects.get(ticket=served).ending == Ending.CLOSED
    reasons = dict(Entry.objects.filter(event="ticket.close").values_list("subject", "facts"))
    assert reasons[waiting.subject] == {"reason": "went_home", "was": "waiting"}
    assert day_is_closed(place)


@pytest.mark.proves("LAW-4")
def test_numbers_lent_or_printed_and_not_used_are_void(
    place: Published, supervisor: Officer
) -> None:
    lend(place, Door.KIOSK), lend(place, Door.PAPER)
    close_day(place, officer_id=supervisor.pk, reasons={})

    assert set(Ticket.objects.values_list("state", "void_reason")) == {
        (State.VOID, "tidak terpakai")
    }
    assert sorted(Ticket.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert Entry.objects.filter(event="ticket.void").count() == 6


def test_a_day_closed_too_early_is_opened_again(place: Published, supervisor: Officer) -> None:
    close_day(place, officer_id=supervisor.pk, reasons={})
    reopen_day(place, officer_id=supervisor.pk)
    assert not day_is_closed(place)
    close_day(place, officer_id=supervisor.pk, reasons={})
    assert DayClosing.objects.count() == 1


@pytest.mark.proves("STD-WALKIN-8")
def test_a_forgotten_day_is_closed_the_next_morning_and_only_once(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    _, served, waiting = an_open_day(place, officer)
    with clock.offset(3 * DAY):
        monday = published("3300")
        assert forgotten_days(monday) == [place.day]
        [closing] = close_forgotten_days(monday)
        assert close_forgotten_days(monday) == []

        assert (closing.day, closing.by, closing.left_open) == (place.day, None, 2)
        turn = Turn.objects.get(ticket=served)
        assert turn.ended_at == place.calendar.closing(place.day)  # not three days at the desk
        waiting.refresh_from_db()
        assert (waiting.state, waiting.void_reason) == (State.CLOSED, "not_closed")
        assert not Duty.objects.filter(until=None).exists()

        remark(monday, place.day, "Rapat sampai malam", officer_id=supervisor.pk)
    assert DayClosing.objects.get().remarks == "Rapat sampai malam"


@pytest.mark.proves("LAW-4")
def test_paper_slips_of_a_day_without_power_wait_a_week_to_be_keyed_in(
    place: Published, supervisor: Officer
) -> None:
    lend(place, Door.KIOSK), lend(place, Door.PAPER)
    with clock.offset(3 * DAY):
        monday = published("3300")
        close_forgotten_days(monday)
        close_day(monday, officer_id=supervisor.pk, reasons={})
        states = dict(Ticket.objects.values_list("door", "state"))
        assert states == {Door.KIOSK: State.VOID, Door.PAPER: State.LEASED}
    with clock.offset(10 * DAY):
        close_day(published("3300"), officer_id=supervisor.pk, reasons={})
    assert set(Ticket.objects.values_list("state", flat=True)) == {State.VOID}


def test_a_desk_opened_after_closing_time_of_a_forgotten_day_ends_when_it_was_opened(
    place: Published, officer: Officer
) -> None:
    with clock.offset(8 * 3600.0):  # at five; the office closes at four
        open_desk(place, place.desks[0], officer_id=officer.pk)
        take(place)
    with clock.offset(3 * DAY):
        close_forgotten_days(published("3300"))
    duty, ticket = Duty.objects.get(), Ticket.objects.get()
    assert (duty.until, ticket.ended_at) == (duty.since, ticket.issued_at)


def test_what_came_after_the_closing_is_counted_with_it_when_it_is_closed_again(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    an_open_day(place, officer)
    for left in (2, 3):  # a kiosk that was without network brings one more in
        open_ = left_open(place.office.pk, place.day)
        reasons = {ticket.pk: "went_home" for ticket in open_}
        closing = close_day(place, officer_id=supervisor.pk, reasons=reasons)
        assert closing.left_open == left
        take(place)


def test_remarks_of_a_day_stay_when_it_is_closed_again_without_any(
    place: Published, supervisor: Officer
) -> None:
    close_day(place, officer_id=supervisor.pk, reasons={}, remarks="Listrik padam pagi")
    remark(place, place.day, "Listrik padam", officer_id=supervisor.pk)
    assert close_day(place, officer_id=supervisor.pk, reasons={}).remarks == "Listrik padam"


def test_the_worker_closes_what_was_forgotten_and_tells_of_silent_machines(
    place: Published, officer: Officer
) -> None:
    an_open_day(place, officer)
    device = Device.objects.create(
        office=place.office, kind="display", digest="x", asked_at=clock.now(), joined_at=clock.now()
    )
    with clock.offset(3 * DAY):
        monday = published("3300")
        for _ in range(2):
            hall.keep(monday)
        assert DayClosing.objects.filter(day=place.day).count() == 1
        alert = Alert.objects.get(kind=Alert.Kind.SILENT)
        assert (alert.device, alert.answered_at) == (device, None)

        Device.objects.update(last_seen=clock.now())
        hall.keep(monday)
        assert Alert.objects.get(kind=Alert.Kind.SILENT).answered_at


def test_who_asked_for_help_on_a_day_that_is_over_has_gone_home(
    place: Published, supervisor: Officer
) -> None:
    take(place)
    asked = raise_alert(place.office.pk, Alert.Kind.HELP)
    with clock.offset(3 * DAY):
        again = Alert.objects.create(
            office=place.office, kind=Alert.Kind.BURST, raised_at=clock.now()
        )
        close_forgotten_days(published("3300"))
        assert list(Alert.objects.filter(answered_at=None)) == [again]
        close_day(published("3300"), officer_id=supervisor.pk, reasons={})
    asked.refresh_from_db()
    assert asked.answered_by is None
    assert not Alert.objects.filter(answered_at=None).exists()


def test_a_display_switched_off_for_the_night_is_no_alert(place: Published) -> None:
    Device.objects.create(
        office=place.office, kind="display", digest="x", asked_at=clock.now(), joined_at=clock.now()
    )
    with clock.offset(9 * 3600):  # 18.00
        hall.keep(place)
    assert not Alert.objects.exists()


# --- the roster ---------------------------------------------------------------------------------


def cells(place: Published, *who: tuple[int, int | None, Officer]) -> dict[Any, int]:
    """(days after Monday, index of the desk or None for the front office, officer)."""
    return {
        (MONDAY + timedelta(days=n), None if desk is None else place.desks[desk].id): one.pk
        for n, desk, one in who
    }


def test_last_weeks_roster_fills_only_what_is_empty(
    place: Published, officer: Officer, second_officer: Officer, supervisor: Officer
) -> None:
    plan_week(
        place, MONDAY, cells(place, (0, 0, officer), (1, 0, officer)), officer_id=supervisor.pk
    )
    following = MONDAY + timedelta(days=7)
    own: dict[Any, int] = {(following, place.desks[0].id): second_officer.pk}
    plan_week(place, following, own, officer_id=supervisor.pk)

    assert copy_last_week(place, following, officer_id=supervisor.pk) == 1
    there = Shift.objects.filter(day__gte=following).order_by("day")
    assert [(each.day.day, each.officer) for each in there] == [(3, second_officer), (4, officer)]


def test_nobody_sits_at_two_desks_but_may_look_after_the_front_office(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    plan_week(
        place, MONDAY, cells(place, (0, 0, officer), (0, None, officer)), officer_id=supervisor.pk
    )
    with pytest.raises(Twice):
        plan_week(
            place, MONDAY, cells(place, (0, 0, officer), (0, 1, officer)), officer_id=supervisor.pk
        )
    assert Shift.objects.count() == 2


def test_days_that_are_over_and_days_off_are_not_planned(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    this_monday = date(2026, 7, 20)
    both: dict[Any, int] = {
        (this_monday, place.desks[0].id): officer.pk,
        (place.day, place.desks[0].id): officer.pk,
        (place.day + timedelta(days=1), place.desks[0].id): officer.pk,  # a Saturday
    }
    plan_week(place, this_monday, both, officer_id=supervisor.pk)
    [shift] = Shift.objects.all()
    assert (shift.day, shift.starts.hour, shift.ends.hour) == (place.day, 8, 16)


@pytest.mark.proves("DSP-12", "KSK-15")
def test_a_day_closed_before_its_hour_is_closed_on_every_public_page(
    place: Published, supervisor: Officer, client: Client
) -> None:
    with clock.offset(3600.0):
        close_day(place, officer_id=supervisor.pk, reasons={})
    with clock.offset(1.5 * 3600.0):
        seen = snapshot_of("3300")
        page = client.get("/o/3300/").content.decode()
    opening, display = seen["opening"], seen["display"]
    assert opening["open"] is False  # else a closed kiosk would ask again and again
    assert [[at[:16] for at in span] for span in opening["spans"]] == [
        ["2026-07-24T08:00", "2026-07-24T10:00"]
    ]
    assert opening["next"] == "2026-07-27T08:00:00+07:00"
    assert (display["rest"][0], display["notes"]) == ("Layanan sedang tutup.", [])
    assert "Tutup. Buka Senin, 27 Juli 2026 pukul 08.00" in page
    assert "Antrean sekarang" not in page

    with clock.offset(2 * 3600.0):
        reopen_day(place, officer_id=supervisor.pk)
        assert snapshot_of("3300")["opening"]["open"] is True
