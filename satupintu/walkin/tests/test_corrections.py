"""Setting a forgotten press right: both values stay, the ten minutes are reckoned anew."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from conftest import FRIDAY_MORNING
from satupintu.journal.models import Entry
from satupintu.offices.models import Result, ServiceVersion
from satupintu.offices.published import Published, forget, published
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.walkin.actions.calling import call_next, no_show, recall
from satupintu.walkin.actions.corrections import Overlapping, Said, correct
from satupintu.walkin.actions.serving import Outcome, finish, start
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.models import Correction, Ending, Start, Turn
from satupintu.walkin.queries.day import standard_of, turns_today
from satupintu.walkin.tests.numbers import take
from satupintu.walkin.workflow import State

pytestmark = pytest.mark.django_db
ANSWERED = Outcome(Result.ANSWERED, frozenset({"data"}))
MINUTE = 60.0


def at(place: Published, text: str) -> datetime:
    return datetime.combine(place.day, time.fromisoformat(text), place.zone)


def turn(
    place: Published, officer: Officer, *, called: float, started: float | None = None,
    finished: float | None = None, desk: int = 0,
) -> Turn:  # fmt: skip
    """The next in line at a desk, with what was pressed so many minutes after nine."""
    with clock.offset(called * MINUTE):
        ticket = call_next(place, place.desks[desk], officer_id=officer.pk)
        assert ticket
    if started is not None:
        with clock.offset(started * MINUTE):
            start(ticket, officer_id=officer.pk)
    if finished is not None:
        with clock.offset(finished * MINUTE):
            finish(ticket, ANSWERED, officer_id=officer.pk)
    return Turn.objects.get(ticket=ticket)


def put_right(
    place: Published, one: Turn, who: Officer, supervisor: bool = True, **said: Any
) -> Turn:
    correct(
        place, one, Said(**said), reason="Lupa menekan", officer_id=who.pk, supervisor=supervisor
    )
    return Turn.objects.select_related("ticket").get(pk=one.pk)


@pytest.mark.proves("STD-TIME")
def test_a_forgotten_start_is_stated_and_both_figures_are_told(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    take(place)
    late = turn(place, officer, called=2, started=15, finished=20)
    assert late.within_standard is False

    with clock.offset(30 * MINUTE):
        right = put_right(place, late, supervisor, started_at=at(place, "09:04"))

    assert (right.within_standard, right.start_kind) == (True, Start.CORRECTED)
    kept = Correction.objects.get(field="started_at")
    assert late.started_at
    assert (kept.old, kept.new) == (late.started_at.isoformat(), at(place, "09:04").isoformat())
    told = standard_of(turns_today(place), Correction.objects.all())
    assert (told.met, told.of, told.met_before, told.of_before) == (1, 1, 0, 1)


@pytest.mark.proves("STD-TIME")
def test_the_clock_of_who_came_next_runs_from_the_stated_finish(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    take(place), take(place)
    first = turn(place, officer, called=1, started=2, finished=30)
    second = turn(place, officer, called=31, started=32, finished=40)
    assert second.after_id == first.pk
    assert second.within_standard is True

    with clock.offset(50 * MINUTE):
        put_right(place, first, supervisor, ended_at=at(place, "09:15"))

    second.refresh_from_db()
    assert second.due_at == at(place, "09:25")
    assert second.within_standard is False
    assert Correction.objects.filter(turn=second, field="within_standard", old="yes").exists()
    told = standard_of(turns_today(place), Correction.objects.all())
    assert (told.met, told.met_before, told.of) == (1, 2, 2)


@pytest.mark.proves("LAW-7")
def test_what_is_put_right_later_is_measured_by_the_promise_of_its_day(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    take(place)
    take(place)
    first = turn(place, officer, called=0, started=0, finished=20)
    second = turn(place, officer, called=21, started=22)
    monday = FRIDAY_MORNING + timedelta(days=3)
    for version in ServiceVersion.objects.filter(service__code="consultation"):
        version.pk, version.valid_from, version.limit_minutes = None, monday.date(), 30
        version.save()
    with clock.travel(to=monday):
        forget()
        put_right(published("3300"), first, supervisor, ended_at=at(place, "09:10"))
    second.refresh_from_db()
    assert (second.due_at, second.within_standard) == (at(place, "09:20"), False)


def test_a_finish_that_is_put_right_ends_the_visit_then_as_well(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    take(place)
    one = turn(place, officer, called=0, started=0, finished=20)
    with clock.offset(30 * MINUTE):
        after = put_right(place, one, supervisor, ended_at=at(place, "09:10"))
    assert after.ticket.ended_at == at(place, "09:10")


def test_a_later_correction_does_not_hide_what_was_pressed_first(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    take(place)
    one = turn(place, officer, called=2, started=15, finished=20)
    with clock.offset(30 * MINUTE):
        one = put_right(place, one, supervisor, started_at=at(place, "09:04"))
        one = put_right(place, one, supervisor, started_at=at(place, "09:12"))

    told = standard_of(turns_today(place), Correction.objects.all())
    assert (told.met, told.met_before) == (0, 0)
    assert Correction.objects.filter(field="within_standard").count() == 2


def test_a_forgotten_finish_ends_the_visit_at_the_stated_time(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    take(place)
    open_ = turn(place, officer, called=1, started=2)
    with clock.offset(60 * MINUTE):
        done = put_right(
            place, open_, supervisor, ended_at=at(place, "09:20"), ending=Ending.FINISHED
        )

    assert done.ticket.state == State.DONE
    assert done.ticket.ended_at == done.ended_at == at(place, "09:20")


def test_who_never_came_is_missed_although_the_service_had_begun_by_itself(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    take(place)
    one = turn(place, officer, called=1, started=2, finished=9)
    with clock.offset(20 * MINUTE):
        missed = put_right(place, one, supervisor, ending=Ending.NO_SHOW)

    assert (missed.ticket.state, missed.started_at, missed.within_standard) == (
        State.MISSED, None, None,
    )  # fmt: skip
    told = standard_of(turns_today(place), Correction.objects.all())
    assert (told.of, told.of_before) == (0, 1)


def test_who_was_served_after_all_is_not_missed(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    take(place)
    ticket = call_next(place, place.desks[0], officer_id=officer.pk)
    assert ticket
    with clock.offset(3 * MINUTE):
        no_show(recall(ticket, place, officer_id=officer.pk), place, officer_id=officer.pk)
    one = Turn.objects.get(ticket=ticket)
    with clock.offset(20 * MINUTE):
        served = put_right(
            place, one, supervisor, started_at=at(place, "09:02"), ended_at=at(place, "09:12"),
            ending=Ending.FINISHED,
        )  # fmt: skip

    assert (served.ticket.state, served.within_standard) == (State.DONE, True)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"called": "09:30", "started": "09:20"}, "start_before_call"),
        ({"called": "08:30"}, "before_arrival"),
        ({"started": "09:02", "ended": "09:01"}, "end_before_start"),
        ({"ended": "15:00"}, "future"),
        ({}, "nothing"),
    ],
)
def test_times_that_cannot_be_are_refused(
    said: dict[str, str], why: str, place: Published, officer: Officer, supervisor: Officer
) -> None:
    take(place)
    one = turn(place, officer, called=1, started=2, finished=40)
    stated: dict[str, Any] = {f"{name}_at": at(place, text) for name, text in said.items()}
    with clock.offset(60 * MINUTE), pytest.raises(Refused, match=f"^{why}$"):
        put_right(place, one, supervisor, **stated)
    assert not Correction.objects.exists()


def test_two_visitors_cannot_be_at_one_desk_at_once(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    take(place), take(place)
    first = turn(place, officer, called=1, started=2, finished=30)
    second = turn(place, officer, called=31, started=32, finished=40)
    with clock.offset(60 * MINUTE):
        with pytest.raises(Overlapping) as refused:
            put_right(place, second, supervisor, called_at=at(place, "09:20"))
        put_right(place, first, supervisor, ended_at=at(place, "09:19"))
        put_right(place, second, supervisor, called_at=at(place, "09:20"))

    assert refused.value.other == first


def test_an_officer_corrects_own_turns_of_today_only(
    place: Published, officer: Officer, second_officer: Officer
) -> None:
    take(place)
    one = turn(place, officer, called=1, started=12, finished=20)
    stated: dict[str, Any] = {"started_at": at(place, "09:05")}
    with clock.offset(30 * MINUTE):
        with pytest.raises(Refused, match="not_yours"):
            put_right(place, one, second_officer, supervisor=False, **stated)
        put_right(place, one, officer, supervisor=False, **stated)
    Turn.objects.filter(pk=one.pk).update(day="2026-07-23")
    with clock.offset(30 * MINUTE), pytest.raises(Refused, match="not_yours"):
        put_right(place, one, officer, supervisor=False, started_at=at(place, "09:06"))


@pytest.mark.proves("LAW-11")
def test_the_journal_learns_which_fields_never_the_reason(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    take(place)
    one = turn(place, officer, called=1, started=12, finished=20)
    with clock.offset(30 * MINUTE):
        put_right(place, one, supervisor, started_at=at(place, "09:05"))

    entry = Entry.objects.get(event="turn.corrected")
    assert entry.facts == {
        "turn": one.pk,
        "code": one.ticket.code,
        "fields": ["started_at", "within_standard"],
    }
    assert entry.actor == f"officer:{supervisor.pk}"


def test_without_a_reason_nothing_changes(
    place: Published, officer: Officer, supervisor: Officer
) -> None:
    take(place)
    one = turn(place, officer, called=1, started=12, finished=20)
    with clock.offset(30 * MINUTE), pytest.raises(Refused, match="reason"):
        correct(
            place, one, Said(started_at=at(place, "09:05")), reason=" ",
            officer_id=supervisor.pk, supervisor=True,
        )  # fmt: skip
