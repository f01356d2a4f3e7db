from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from satupintu.rules.clock import ZONES
from satupintu.rules.explain import as_json, sentences
from satupintu.rules.online_clock import OnlineClock, Pause, online_due
from satupintu.rules.tests.calendars import DECREES, RAMADAN, WIB, at, calendar
from satupintu.rules.working_time import CalendarNotLoaded, Holiday, SpecialDay

OFFICE = calendar(seasons=[RAMADAN])
starts = st.datetimes(datetime(2025, 1, 2), datetime(2027, 9, 30)).map(  # noqa: DTZ001
    lambda found: found.replace(tzinfo=WIB)
)
hours = st.integers(0, 24 * 12).map(lambda n: timedelta(hours=n))


def due(start: str, *pauses: Pause) -> datetime | None:
    return online_due(OFFICE, complete_at=at(start), pauses=pauses).due


def waiting(start: str, end: str | None) -> Pause:
    return Pause(at(start), at(end) if end else None)


def must(clock: OnlineClock) -> datetime:
    assert clock.due is not None
    return clock.due


@pytest.mark.proves("STD-TIME")
@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2025-03-27", "2025-04-10 15:30"),
        ("2025-08-15", "2025-08-21 15:30"),
        ("2025-12-24", "2025-12-31 15:30"),
        ("2026-02-13", "2026-02-20 15:30"),
        ("2026-03-17", "2026-03-27 16:00"),
        ("2026-05-13", "2026-05-20 15:30"),
        ("2026-12-23", "2026-12-30 15:30"),
        ("2027-03-05", "2027-03-18 15:30"),
        ("2027-03-24", "2027-03-31 15:30"),
        ("2027-05-14", "2027-05-25 15:30"),
    ],
)
def test_three_working_days_after_these_starts_end_as_published(start: str, expected: str):
    assert due(f"{start} 10:00") == at(expected)


@pytest.mark.proves("STD-TIME")
def test_the_due_moment_is_written_with_the_zone_of_the_office():
    clock = online_due(OFFICE, complete_at=at("2026-03-17 10:00").astimezone(ZONES["WIT"]))
    assert must(clock).isoformat() == "2026-03-27T16:00:00+07:00"
    east = calendar(zone=ZONES["WIT"])
    clock = online_due(east, complete_at=at("2026-03-17 10:00", ZONES["WIT"]))
    assert must(clock).isoformat() == "2026-03-27T16:00:00+09:00"


@pytest.mark.proves("LAW-6")
def test_one_moment_is_another_day_in_another_zone():
    moment = at("2026-07-29 23:30")
    east = calendar(zone=ZONES["WIT"])
    assert online_due(OFFICE, complete_at=moment).due == at("2026-08-04 15:30")
    assert online_due(east, complete_at=moment).due == at("2026-08-04 15:30", ZONES["WIT"])
    assert online_due(east, complete_at=moment).starts_at.date() == date(2026, 7, 30)


@pytest.mark.proves("STD-TIME")
@pytest.mark.parametrize(
    ("start", "begins", "expected"),
    [
        ("2026-07-29 07:00", "2026-07-29 07:00", "2026-08-03 15:30"),
        ("2026-07-29 12:30", "2026-07-29 12:30", "2026-08-03 15:30"),
        ("2026-07-29 15:30", "2026-07-29 15:30", "2026-08-03 15:30"),
        ("2026-07-29 15:31", "2026-07-30 08:00", "2026-08-04 15:30"),
        ("2026-08-01 09:00", "2026-08-03 08:00", "2026-08-06 15:30"),
        ("2026-07-31 16:30", "2026-08-03 08:00", "2026-08-06 15:30"),
    ],
)
def test_a_start_after_closing_or_on_a_day_off_counts_from_the_next_working_day(
    start: str, begins: str, expected: str
):
    clock = online_due(OFFICE, complete_at=at(start))
    assert (clock.starts_at, clock.due) == (at(begins), at(expected))


@pytest.mark.proves("STD-TIME")
def test_a_day_that_closes_while_the_user_owes_a_reply_does_not_count():
    # Wednesday start; paused over Thursday's closing; Friday, Monday, Tuesday count.
    assert due("2026-07-29 10:00", waiting("2026-07-30 09:00", "2026-07-31 09:00")) == at(
        "2026-08-04 15:30"
    )


@pytest.mark.proves("STD-TIME")
def test_a_pause_that_ends_before_closing_takes_no_day():
    assert due("2026-07-29 10:00", waiting("2026-07-30 09:00", "2026-07-30 15:00")) == at(
        "2026-08-03 15:30"
    )


@pytest.mark.proves("STD-TIME")
def test_a_reply_at_the_closing_moment_lets_the_day_count():
    assert due("2026-07-29 10:00", waiting("2026-07-30 09:00", "2026-07-30 15:30")) == at(
        "2026-08-03 15:30"
    )


@pytest.mark.proves("STD-TIME")
def test_after_a_reply_there_is_always_the_next_working_day():
    assert due("2026-07-29 10:00", waiting("2026-08-03 09:00", "2026-08-03 15:00")) == at(
        "2026-08-04 15:30"
    )


@pytest.mark.proves("STD-TIME")
def test_a_further_question_on_the_added_day_stops_that_day_too():
    pauses = (
        waiting("2026-08-03 09:00", "2026-08-03 15:00"),
        waiting("2026-08-04 09:00", "2026-08-05 09:00"),
    )
    assert due("2026-07-29 10:00", *pauses) == at("2026-08-06 15:30")


@pytest.mark.proves("STD-TIME")
def test_while_the_user_owes_a_reply_nothing_is_due():
    clock = online_due(
        OFFICE, complete_at=at("2026-07-29 10:00"), pauses=[waiting("2026-07-30 09:00", None)]
    )
    assert clock.paused
    assert clock.due is None
    assert "menunggu balasan pengguna" in sentences(clock.steps)[-1]


@pytest.mark.proves("STD-TIME")
def test_a_pause_outside_the_running_time_changes_nothing():
    plain = due("2026-07-29 10:00")
    assert due("2026-07-29 10:00", waiting("2026-08-03 15:30", None)) == plain
    early = waiting("2026-07-27 09:00", "2026-07-28 09:00")
    clock = online_due(OFFICE, complete_at=at("2026-07-29 10:00"), pauses=[early])
    assert clock.due == plain
    assert all(step.kind != "pause" for step in clock.steps)


@pytest.mark.proves("LAW-14", "STD-TIME")
def test_a_count_into_a_year_without_decree_is_refused():
    with pytest.raises(CalendarNotLoaded):
        online_due(OFFICE, complete_at=at("2027-12-30 10:00"))


@pytest.mark.proves("STD-TIME")
def test_the_explanation_names_every_day_between_start_and_due():
    clock = online_due(OFFICE, complete_at=at("2026-03-17 10:00"))
    assert sentences(clock.steps) == [
        "Permintaan jelas dan lengkap pada Selasa, 17 Maret 2026 pukul 10.00.",
        "Selasa, 17 Maret 2026 adalah hari ke-0.",
        f"Rabu, 18 Maret 2026 dilewati: cuti bersama Nyepi ({DECREES[2026]}).",
        f"Kamis, 19 Maret 2026 dilewati: libur nasional Nyepi ({DECREES[2026]}).",
        f"Jumat, 20 Maret 2026 dilewati: cuti bersama Idulfitri ({DECREES[2026]}).",
        f"Sabtu, 21 Maret 2026 dilewati: libur nasional Idulfitri ({DECREES[2026]}).",
        f"Minggu, 22 Maret 2026 dilewati: libur nasional Idulfitri ({DECREES[2026]}).",
        f"Senin, 23 Maret 2026 dilewati: cuti bersama Idulfitri ({DECREES[2026]}).",
        f"Selasa, 24 Maret 2026 dilewati: cuti bersama Idulfitri ({DECREES[2026]}).",
        "Rabu, 25 Maret 2026 adalah hari kerja ke-1 dari 3.",
        "Kamis, 26 Maret 2026 adalah hari kerja ke-2 dari 3.",
        "Jumat, 27 Maret 2026 adalah hari kerja ke-3 dari 3.",
        "Dilayani paling lambat Jumat, 27 Maret 2026 pukul 16.00.",
    ]


@pytest.mark.proves("STD-TIME")
def test_the_explanation_tells_pauses_local_closings_and_a_moved_start():
    office = calendar(special=[SpecialDay(date(2026, 8, 4), (), "HUT Provinsi")])
    clock = online_due(
        office,
        complete_at=at("2026-08-01 09:00"),
        pauses=[waiting("2026-08-05 09:00", "2026-08-07 10:00")],
    )
    assert sentences(clock.steps) == [
        "Permintaan jelas dan lengkap pada Sabtu, 1 Agustus 2026 pukul 09.00.",
        "Sabtu, 1 Agustus 2026 dilewati: akhir pekan.",
        "Minggu, 2 Agustus 2026 dilewati: akhir pekan.",
        "Permintaan lengkap pada hari libur, jadi dihitung mulai Senin, 3 Agustus 2026 "
        "pukul 08.00.",
        "Senin, 3 Agustus 2026 adalah hari ke-0.",
        "Selasa, 4 Agustus 2026 dilewati: tutup setempat HUT Provinsi.",
        "Waktu berhenti dari Rabu, 5 Agustus 2026 pukul 09.00 sampai Jumat, 7 Agustus 2026 "
        "pukul 10.00: menunggu balasan pengguna.",
        "Rabu, 5 Agustus 2026 tidak dihitung: masih menunggu balasan saat layanan tutup.",
        "Kamis, 6 Agustus 2026 tidak dihitung: masih menunggu balasan saat layanan tutup.",
        "Jumat, 7 Agustus 2026 adalah hari kerja ke-1 dari 3.",
        "Sabtu, 8 Agustus 2026 dilewati: akhir pekan.",
        "Minggu, 9 Agustus 2026 dilewati: akhir pekan.",
        "Senin, 10 Agustus 2026 adalah hari kerja ke-2 dari 3.",
        "Selasa, 11 Agustus 2026 adalah hari kerja ke-3 dari 3.",
        "Dilayani paling lambat Selasa, 11 Agustus 2026 pukul 15.30.",
    ]


def test_the_steps_are_given_as_plain_values():
    clock = online_due(OFFICE, complete_at=at("2026-03-17 10:00"))
    plain = as_json(clock.steps)
    assert plain[0]["kind"] == "start"
    assert plain[-1]["at"] == "2026-03-27T16:00:00+07:00"
    assert plain[2]["reason"] == "cuti bersama"


@given(starts, hours)
@settings(max_examples=100, deadline=None)
@pytest.mark.proves("STD-TIME")
def test_a_later_start_is_never_due_earlier(start: datetime, later: timedelta):
    first = must(online_due(OFFICE, complete_at=start))
    assert must(online_due(OFFICE, complete_at=start + later)) >= first


@given(starts, hours, st.lists(st.tuples(hours, hours), max_size=3))
@settings(max_examples=100, deadline=None)
@pytest.mark.proves("STD-TIME")
def test_a_later_start_is_never_due_earlier_with_pauses_either(
    start: datetime, later: timedelta, spans: list[tuple[timedelta, timedelta]]
):
    pauses = [Pause(start + begin, start + begin + length) for begin, length in spans]
    first = must(online_due(OFFICE, complete_at=start, pauses=pauses))
    assert must(online_due(OFFICE, complete_at=start + later, pauses=pauses)) >= first


@given(starts, st.integers(0, 30))
@settings(max_examples=100, deadline=None)
@pytest.mark.proves("STD-TIME")
def test_a_further_holiday_never_shortens(start: datetime, after: int):
    day = (start + timedelta(days=after)).date()
    longer = calendar(seasons=[RAMADAN], extra=[Holiday(day, "Uji", "libur nasional")])
    plain = must(online_due(OFFICE, complete_at=start))
    assert must(online_due(longer, complete_at=start)) >= plain


@given(starts, st.lists(st.tuples(hours, hours), max_size=2), hours, hours)
@settings(max_examples=100, deadline=None)
@pytest.mark.proves("STD-TIME")
def test_a_further_pause_never_makes_it_earlier(
    start: datetime, spans: list[tuple[timedelta, timedelta]], begin: timedelta, length: timedelta
):
    pauses = [Pause(start + first, start + first + lasts) for first, lasts in spans]
    more = [*pauses, Pause(start + begin, start + begin + length)]
    plain = must(online_due(OFFICE, complete_at=start, pauses=pauses))
    assert must(online_due(OFFICE, complete_at=start, pauses=more)) >= plain


@given(starts, hours, hours)
@settings(max_examples=100, deadline=None)
@pytest.mark.proves("STD-TIME")
def test_the_days_of_the_explanation_sum_to_the_days_between_start_and_due(
    start: datetime, begin: timedelta, length: timedelta
):
    pause = Pause(start + begin, start + begin + length)
    clock = online_due(OFFICE, complete_at=start, pauses=[pause])
    days = [
        step.at.date()
        for step in clock.steps
        if step.kind in ("day_zero", "skipped", "counted", "paused_day", "extra_day")
    ]
    assert days[0] - start.date() in (timedelta(0), timedelta(days=1))
    assert days[-1] == must(clock).date()
    assert len(days) == len(set(days)) == (days[-1] - days[0]).days + 1
    assert sum(step.kind == "counted" for step in clock.steps) == 3


@given(starts, hours, hours)
@settings(max_examples=100, deadline=None)
@pytest.mark.proves("STD-TIME")
def test_after_a_reply_in_the_running_time_a_whole_working_day_is_left(
    start: datetime, begin: timedelta, length: timedelta
):
    pause = Pause(start + begin, start + begin + length)
    end = must(online_due(OFFICE, complete_at=start, pauses=[pause]))
    assert pause.end is not None
    assume(pause.start < must(online_due(OFFICE, complete_at=start)))
    assert end >= (OFFICE.closing(OFFICE.next_working_day(pause.end.date())) or end)
