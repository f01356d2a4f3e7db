"""Power or server gone: printed numbers, and visits keyed in afterwards with stated times."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from satupintu.offices.models import Result
from satupintu.offices.published import Published, published
from satupintu.people.actions.persons import Told
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.rules.numbering import LeaseExhausted
from satupintu.walkin.actions.corrections import Overlapping
from satupintu.walkin.actions.day import close_day
from satupintu.walkin.actions.guest_book import Written
from satupintu.walkin.actions.paper import OnPaper, copy_visit, print_slips
from satupintu.walkin.actions.serving import Outcome
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door, GuestBookEntry, Start, Ticket, Turn
from satupintu.walkin.workflow import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def afternoon(place: Published) -> Any:
    """The power is back at three."""
    with clock.travel(to=at(place, "15:00")):
        yield


def at(place: Published, text: str) -> datetime:
    return datetime.combine(place.day, time.fromisoformat(text), place.zone)


def slips(place: Published, count: int = 3) -> list[Ticket]:
    service = place.service("consultation")
    assert service
    return print_slips(place, service, day=place.day, count=count)


def on_paper(place: Published, officer: Officer, *times: str, desk: int = 0) -> OnPaper:
    """Took the number, was called, served and finished at these times."""
    took, called, started, finished = (at(place, text) for text in times)
    return OnPaper(
        took, Told(name="Siti Rahmawati", email="siti@contoh.id"),
        Written(purposes=("Inflasi",), head_count=2),
        place.desks[desk], officer.pk, called, started, finished,
        Outcome(Result.ANSWERED, frozenset({"data"})),
    )  # fmt: skip


def copy(place: Published, slip: Ticket, told: OnPaper, who: Officer) -> GuestBookEntry:
    return copy_visit(place, slip, told, officer_id=who.pk)


@pytest.mark.proves("LAW-4")
def test_each_slip_is_one_reserved_number_that_no_kiosk_gives(place: Published) -> None:
    printed = slips(place)
    assert [slip.code for slip in printed] == ["A-500", "A-501", "A-502"]
    assert {(slip.state, slip.door) for slip in printed} == {(State.LEASED, Door.PAPER)}
    service = place.service("consultation")
    assert service
    assert take_ticket(place, service, door=Door.KIOSK).code == "A-001"


def test_slips_of_another_day_are_numbers_of_that_day(place: Published) -> None:
    service = place.service("consultation")
    assert service
    monday = place.day + timedelta(days=3)
    slips(place)
    [slip] = print_slips(place, service, day=monday, count=1)
    assert (slip.day, slip.code) == (monday, "A-500")
    for day in (place.day - timedelta(days=1), place.day + timedelta(days=15)):
        with pytest.raises(Refused, match="day"):
            print_slips(place, service, day=day, count=1)


def test_the_reserve_of_a_day_is_finite_and_a_refused_print_uses_none_of_it(
    place: Published,
) -> None:
    slips(place, 36), slips(place, 36)
    with pytest.raises(LeaseExhausted):
        slips(place, 36)
    assert slips(place, 28)[-1].code == "A-599"


def test_a_visit_on_paper_stands_in_the_books_with_its_own_times(
    place: Published, officer: Officer, receptionist: Officer, afternoon: None
) -> None:
    slip = slips(place)[1]
    told = on_paper(place, officer, "10:00", "10:05", "10:07", "10:20")
    entry = copy(place, slip, told, receptionist)

    slip.refresh_from_db()
    turn = Turn.objects.get(ticket=slip)
    assert (slip.state, slip.door, slip.issued_at, slip.ended_at) == (
        State.DONE, Door.PAPER, told.took_at, told.finished_at,
    )  # fmt: skip
    assert (turn.called_at, turn.started_at, turn.ended_at, turn.start_kind) == (
        told.called_at, told.started_at, told.finished_at, Start.STATED,
    )  # fmt: skip
    assert (turn.within_standard, turn.result, turn.about_data) == (True, Result.ANSWERED, True)
    kept = GuestBookEntry.objects.get(pk=entry.pk)
    assert kept.copied_from_paper
    assert kept.opened_at is None  # signing on paper was not measured
    assert (kept.head_count, kept.day, kept.signed_at) == (2, place.day, told.called_at)


@pytest.mark.proves("STD-TIME")
def test_the_ten_minutes_on_paper_run_from_the_finish_before(
    place: Published, officer: Officer, afternoon: None
) -> None:
    one, two, _ = slips(place)
    copy(place, one, on_paper(place, officer, "10:00", "10:01", "10:02", "10:20"), officer)
    copy(place, two, on_paper(place, officer, "10:05", "10:25", "10:31", "10:40"), officer)

    first, second = Turn.objects.order_by("called_at")
    assert second.after == first
    assert second.due_at == at(place, "10:30")
    assert second.within_standard is False


@pytest.mark.parametrize(
    ("times", "why", "field"),
    [
        (("10:00", "09:59", "10:10", "10:20"), "order", "called"),
        (("10:00", "10:05", "10:30", "10:20"), "order", "finished"),
        (("14:00", "14:05", "14:10", "15:30"), "future", "finished"),
    ],
)
def test_times_out_of_order_or_to_come_are_refused(
    times: tuple[str, ...], why: str, field: str, place: Published, officer: Officer,
    afternoon: None,
) -> None:  # fmt: skip
    slip = slips(place)[0]
    with pytest.raises(Refused, match=f"^{why}$") as refused:
        copy(place, slip, on_paper(place, officer, *times), officer)
    assert refused.value.field == field
    slip.refresh_from_db()
    assert slip.state == State.LEASED
    assert not GuestBookEntry.objects.exists()


def test_a_desk_on_paper_serves_one_visitor_at_a_time(
    place: Published, officer: Officer, afternoon: None
) -> None:
    one, two, _ = slips(place)
    copy(place, one, on_paper(place, officer, "10:00", "10:01", "10:02", "10:20"), officer)
    overlapping = on_paper(place, officer, "10:05", "10:10", "10:11", "10:30")
    with pytest.raises(Overlapping):
        copy(place, two, overlapping, officer)
    copy(place, two, replace(overlapping, desk=place.desks[1]), officer)


def test_a_number_is_keyed_in_once_and_only_if_it_was_printed(
    place: Published, officer: Officer, afternoon: None
) -> None:
    slip = slips(place)[0]
    told = on_paper(place, officer, "10:00", "10:01", "10:02", "10:20")
    copy(place, slip, told, officer)
    service = place.service("consultation")
    assert service
    ordinary = take_ticket(place, service, door=Door.KIOSK)
    for ticket in (slip, ordinary):
        with pytest.raises(Refused, match="not_leased"):
            copy(place, ticket, told, officer)


def test_who_went_home_unserved_is_counted_as_having_come(
    place: Published, officer: Officer, afternoon: None
) -> None:
    slip = slips(place)[0]
    copy(place, slip, OnPaper(at(place, "10:00"), Told(name="Agus"), Written()), officer)
    slip.refresh_from_db()
    assert (slip.state, slip.ended_at) == (State.LEFT, at(place, "10:00"))
    assert not Turn.objects.exists()


def test_after_the_night_the_visits_of_the_dark_day_can_still_be_keyed_in(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    one, two, _ = slips(place)
    with clock.offset(3 * 24 * 3600):
        monday = published("3300")
        told = on_paper(place, officer, "10:00", "10:01", "10:02", "10:20")
        entry = copy(monday, one, told, officer)
        assert entry.day == place.day

        close_day(monday, officer_id=supervisor.pk, reasons={})
    with clock.offset(4 * 24 * 3600):  # the heap was too high for one day
        told = on_paper(place, officer, "10:20", "10:21", "10:22", "10:40")
        assert copy(published("3300"), two, told, officer).day == place.day
