from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from satupintu.rules.explain import sentences
from satupintu.rules.tests.calendars import RAMADAN, WIB, at, calendar
from satupintu.rules.walkin_clock import (
    Finish,
    FreshDesk,
    InLine,
    WalkinClock,
    assign_clocks,
    walkin_due,
    within_standard,
)
from satupintu.rules.working_time import CalendarNotLoaded, SpecialDay

OFFICE = calendar(seasons=[RAMADAN])
DAY = "2026-07-29"
FRIDAY = "2026-07-31"
CONSULTATION = frozenset({"konsultasi"})
LIBRARY = frozenset({"perpustakaan"})
minutes = st.integers(0, 24 * 60 - 1).map(lambda n: at(f"{DAY} 00:00") + timedelta(minutes=n))


def clock(day: str = DAY, **moments: str) -> WalkinClock:
    given_at = {name: at(f"{day} {clock_time}") for name, clock_time in moments.items()}
    return walkin_due(
        OFFICE,
        finished=given_at.get("finished"),
        arrived=given_at["arrived"],
        opened=given_at.get("opened"),
        restarted=given_at.get("restarted"),
    )


@pytest.mark.proves("STD-TIME", "MJ-2")
@pytest.mark.parametrize(
    ("moments", "due"),
    [
        ({"arrived": "09:00", "finished": "09:50"}, "10:00"),
        ({"arrived": "09:55", "finished": "09:50"}, "10:05"),
        ({"arrived": "09:00"}, "09:10"),
        ({"arrived": "07:30"}, "08:10"),
        ({"arrived": "07:30", "opened": "08:15"}, "08:25"),
        ({"arrived": "09:00", "finished": "09:10", "restarted": "09:30"}, "09:40"),
    ],
)
def test_ten_minutes_from_the_last_of_finish_arrival_opening_and_restart(
    moments: dict[str, str], due: str
):
    assert clock(**moments).due == at(f"{DAY} {due}")


@pytest.mark.proves("STD-TIME", "MJ-2")
def test_what_started_the_clock_is_told_apart():
    assert clock(arrived="09:00", finished="09:50").cause == "finished"
    assert clock(arrived="09:55", finished="09:50").cause == "arrived"
    assert clock(arrived="07:55").cause == "opened"
    assert clock(arrived="09:00", restarted="09:30").cause == "restarted"


@pytest.mark.proves("STD-TIME", "MJ-2")
@pytest.mark.parametrize(
    ("day", "finished", "due"),
    [
        (DAY, "11:50", "12:00"),
        (DAY, "11:55", "13:05"),
        (DAY, "12:20", "13:10"),
        (DAY, "13:00", "13:10"),
        (FRIDAY, "11:25", "13:05"),
        (FRIDAY, "12:30", "13:10"),
        ("2026-03-16", "11:55", "12:35"),
    ],
)
def test_a_published_break_stops_the_clock(day: str, finished: str, due: str):
    assert clock(day, arrived="09:00", finished=finished).due == at(f"{day} {due}")


@pytest.mark.proves("STD-TIME")
def test_the_clock_runs_on_after_closing_for_people_who_are_inside():
    late = clock(arrived="15:00", finished="15:25")
    assert late.due == at(f"{DAY} 15:35")
    assert any("tetap dilayani" in sentence for sentence in sentences(late.steps))


@pytest.mark.proves("STD-TIME")
def test_the_recorded_start_decides_and_the_due_moment_itself_is_in_time():
    promised = clock(arrived="09:00", finished="09:50")
    assert within_standard(promised, at(f"{DAY} 10:00"))
    assert not within_standard(promised, at(f"{DAY} 10:00") + timedelta(seconds=1))


@pytest.mark.proves("STD-TIME")
def test_the_explanation_tells_start_break_and_due():
    assert sentences(clock(arrived="09:00", finished="11:55").steps) == [
        "Waktu 10 menit dihitung sejak pukul 11.55: pengunjung sebelumnya selesai.",
        "Istirahat pukul 12.00-13.00 tidak dihitung.",
        "Harus mulai dilayani paling lambat pukul 13.05.",
    ]


def test_on_a_day_that_is_closed_the_clock_runs_from_arrival_and_an_unloaded_year_is_refused():
    office = calendar(special=[SpecialDay(date(2026, 7, 29), (), "Bencana")])
    arrived = at(f"{DAY} 11:55")
    closed = walkin_due(office, finished=None, arrived=arrived)
    assert closed.due == arrived + timedelta(minutes=10)
    with pytest.raises(CalendarNotLoaded):
        walkin_due(office, finished=None, arrived=at("2028-01-03 09:00"))


@given(minutes, minutes, minutes)
@settings(max_examples=100, deadline=None)
@pytest.mark.proves("STD-TIME")
def test_a_later_cause_is_never_due_earlier(arrived: datetime, finished: datetime, later: datetime):
    due = walkin_due(OFFICE, finished=finished, arrived=arrived).due
    assert walkin_due(OFFICE, finished=max(finished, later), arrived=arrived).due >= due
    assert walkin_due(OFFICE, finished=finished, arrived=max(arrived, later)).due >= due
    restarted = walkin_due(OFFICE, finished=finished, arrived=arrived, restarted=later).due
    assert restarted >= due


@given(minutes, minutes)
@settings(max_examples=100, deadline=None)
@pytest.mark.proves("STD-TIME")
def test_limit_and_breaks_sum_to_the_time_between_start_and_due(
    arrived: datetime, finished: datetime
):
    found = walkin_due(OFFICE, finished=finished, arrived=arrived)
    breaks = sum(
        (step.until - step.at for step in found.steps if step.until is not None), timedelta(0)
    )
    assert found.due - found.starts_at == timedelta(minutes=10) + breaks


def person(key: str, arrived: str, services: frozenset[str] = CONSULTATION) -> InLine:
    return InLine(key, services, at(f"{DAY} {arrived}"))


def finish(clock_time: str, desk: int = 1, services: frozenset[str] = CONSULTATION) -> Finish:
    return Finish(desk, at(f"{DAY} {clock_time}"), services)


def due_of(clocks: dict[object, WalkinClock | None]) -> dict[object, str | None]:
    return {
        key: found.due.astimezone(WIB).strftime("%H:%M") if found else None
        for key, found in clocks.items()
    }


@pytest.mark.proves("STD-TIME", "MJ-2")
def test_each_person_takes_the_earliest_finish_not_counted_for_somebody_ahead():
    line = [person("a", "09:00"), person("b", "09:01"), person("c", "09:02")]
    clocks = assign_clocks(OFFICE, line, [finish("09:40", 2), finish("09:30", 1)], (), True)
    assert due_of(clocks) == {"a": "09:40", "b": "09:50", "c": None}


@pytest.mark.proves("STD-TIME", "MJ-2")
def test_a_clock_names_the_finish_it_was_counted_from_so_that_it_is_counted_once():
    line = [person("a", "09:00"), person("b", "09:01")]
    ended = Finish(1, at(f"{DAY} 09:30"), CONSULTATION, key=71)
    first = assign_clocks(OFFICE, line, [ended], [FreshDesk(2, CONSULTATION)], True)
    assert {key: found.after if found else "none" for key, found in first.items()} == {
        "a": None,
        "b": 71,
    }


@pytest.mark.proves("STD-TIME", "MJ-2")
def test_a_finish_at_a_desk_for_another_service_does_not_count():
    line = [person("a", "09:00"), person("b", "09:01", LIBRARY)]
    clocks = assign_clocks(OFFICE, line, [finish("09:30", 1, LIBRARY)], (), True)
    assert due_of(clocks) == {"a": None, "b": "09:40"}


@pytest.mark.proves("STD-TIME", "MJ-2")
def test_at_a_desk_that_served_nobody_yet_the_clock_runs_from_opening_or_arrival():
    line = [person("a", "07:40"), person("b", "08:05"), person("c", "08:06")]
    fresh = [FreshDesk(1, CONSULTATION), FreshDesk(2, CONSULTATION)]
    assert due_of(assign_clocks(OFFICE, line, [], fresh)) == {"a": "08:10", "b": "08:15", "c": None}


@pytest.mark.proves("STD-TIME", "MJ-2")
def test_the_first_in_line_has_nobody_before_when_nobody_is_served():
    line = [person("a", "09:00"), person("b", "09:01"), person("c", "09:02", LIBRARY)]
    assert due_of(assign_clocks(OFFICE, line, [], (), False)) == {
        "a": "09:10",
        "b": None,
        "c": "09:12",
    }
    served = assign_clocks(OFFICE, line, [], (), CONSULTATION)
    assert due_of(served) == {"a": None, "b": None, "c": "09:12"}


@pytest.mark.proves("STD-TIME")
def test_the_pairing_of_a_thousand_people_is_quick_and_uses_each_finish_once():
    line = [InLine(n, CONSULTATION, at(f"{DAY} 08:00")) for n in range(1000)]
    finishes = [
        Finish(1, at(f"{DAY} 08:30") + timedelta(seconds=n), CONSULTATION) for n in range(400)
    ]
    clocks = assign_clocks(OFFICE, line, finishes, (), True)
    begun = [found.starts_at for found in clocks.values() if found]
    assert begun == [entry.at for entry in finishes]


@pytest.mark.proves("STD-TIME", "MJ-2")
def test_a_referral_and_an_early_call_say_their_own_reason():
    arrived = at(f"{DAY} 09:00")
    sent_on = walkin_due(OFFICE, finished=None, arrived=arrived, referred=at(f"{DAY} 09:30"))
    assert (sent_on.cause, sent_on.due) == ("referred", at(f"{DAY} 09:40"))
    assert "pengunjung dirujuk dari layanan lain" in sentences(sent_on.steps)[0]
    early = walkin_due(OFFICE, finished=None, arrived=arrived, called=at(f"{DAY} 11:55"))
    assert (early.cause, early.due) == ("called", at(f"{DAY} 13:05"))
    assert "sebelum pengunjung sebelumnya selesai" in sentences(early.steps)[0]
