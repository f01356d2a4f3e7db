from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from satupintu.rules.clock import ZONES
from satupintu.rules.tests.calendars import (
    DECREES,
    HOURS,
    RAMADAN,
    WIB,
    at,
    calendar,
    decreed,
    span,
    week,
)
from satupintu.rules.working_time import (
    CalendarNotLoaded,
    ClosedBecause,
    Holiday,
    HoursNotKnown,
    HoursVersion,
    Interval,
    Season,
    SpecialDay,
    WorkingCalendar,
)

OFFICE = calendar(seasons=[RAMADAN])
moments = st.datetimes(datetime(2025, 1, 2), datetime(2027, 11, 30)).map(  # noqa: DTZ001
    lambda found: found.replace(tzinfo=WIB)
)
short_spans = st.integers(0, 40 * 24 * 3600).map(lambda seconds: timedelta(seconds=seconds))


@pytest.mark.proves("LAW-14")
@pytest.mark.parametrize(("year", "expected"), [(2025, 237), (2026, 240), (2027, 242)])
def test_national_holidays_and_joint_leave_leave_these_working_days(year: int, expected: int):
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
    assert sum(OFFICE.is_working_day(day) for day in days) == expected


@pytest.mark.proves("LAW-14")
def test_a_year_that_is_not_loaded_is_an_error_never_a_guess():
    with pytest.raises(CalendarNotLoaded) as refused:
        OFFICE.hours_on(date(2028, 1, 3))
    assert refused.value.year == 2028
    with pytest.raises(CalendarNotLoaded):
        OFFICE.next_working_day(date(2027, 12, 31))
    with pytest.raises(CalendarNotLoaded):
        OFFICE.working_seconds(at("2027-12-30 10:00"), at("2028-01-04 10:00"))


@pytest.mark.proves("LAW-14")
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 18), "cuti bersama: Nyepi"),
        (date(2026, 3, 19), "libur nasional: Nyepi"),
        (date(2026, 3, 21), "libur nasional: Idulfitri"),
        (date(2026, 3, 28), "akhir pekan: Sabtu"),
        (date(2026, 3, 17), None),
    ],
)
def test_a_closed_day_says_why(day: date, expected: str | None):
    assert OFFICE.why_closed(day) == expected


@pytest.mark.proves("LAW-14")
def test_a_closed_day_names_its_decree():
    closure = OFFICE.closure(date(2026, 3, 18))
    assert closure is not None
    assert (closure.code, closure.decree) == (ClosedBecause.JOINT_LEAVE, DECREES[2026])


def test_of_two_names_for_one_day_the_national_holiday_is_shown():
    doubled = calendar(extra=[Holiday(date(2026, 5, 1), "Cuti", "cuti bersama")])
    assert doubled.why_closed(date(2026, 5, 1)) == "libur nasional: Hari Buruh"


@pytest.mark.proves("STD-TIME")
def test_friday_closes_at_four_and_other_days_at_half_past_three():
    assert OFFICE.closing(date(2026, 7, 31)) == at("2026-07-31 16:00")
    assert OFFICE.closing(date(2026, 7, 30)) == at("2026-07-30 15:30")
    assert OFFICE.opening(date(2026, 7, 31)) == at("2026-07-31 08:00")
    assert OFFICE.closing(date(2026, 8, 1)) is None


@pytest.mark.proves("STD-TIME")
def test_ramadan_hours_hold_from_the_first_to_the_last_day_of_the_season():
    assert OFFICE.closing(date(2026, 2, 18)) == at("2026-02-18 15:30")
    assert OFFICE.closing(date(2026, 2, 19)) == at("2026-02-19 15:00")
    assert OFFICE.closing(date(2026, 3, 17)) == at("2026-03-17 15:00")
    assert OFFICE.closing(date(2026, 3, 25)) == at("2026-03-25 15:30")


def test_the_last_day_of_a_season_belongs_to_it():
    short = Season("Uji", date(2026, 7, 28), date(2026, 7, 29), week("09.00-11.00", "09.00-10.00"))
    office = calendar(seasons=[short])
    closings = [office.closing(date(2026, 7, day)) for day in (27, 28, 29, 30)]
    assert [found.hour if found else None for found in closings] == [15, 11, 11, 15]


def test_of_overlapping_seasons_the_later_one_holds():
    inner = Season("Ujian", date(2026, 3, 2), date(2026, 3, 3), week("09.00-11.00", "09.00-10.00"))
    both = calendar(seasons=[inner, RAMADAN])
    assert both.closing(date(2026, 3, 2)) == at("2026-03-02 11:00")
    assert both.closing(date(2026, 3, 4)) == at("2026-03-04 15:00")


@pytest.mark.proves("LAW-7")
def test_new_hours_hold_from_their_date_and_leave_the_past_alone():
    later = HoursVersion(date(2026, 7, 1), week("07.30-16.00", "07.30-16.30"))
    first = HoursVersion(date(2026, 1, 1), HOURS)
    office = WorkingCalendar(WIB, (later, first), loaded_years=frozenset({2025, 2026}))
    assert office.closing(date(2026, 6, 30)) == at("2026-06-30 15:30")
    assert office.closing(date(2026, 7, 1)) == at("2026-07-01 16:00")
    with pytest.raises(HoursNotKnown):
        office.hours_on(date(2025, 12, 31))


def test_a_special_opening_beats_a_holiday_and_a_local_closing_beats_the_week():
    office = calendar(
        special=[
            SpecialDay(date(2026, 3, 23), (span("09.00-12.00"),), "Layanan Lebaran"),
            SpecialDay(date(2026, 7, 29), (), "HUT Provinsi"),
        ]
    )
    assert office.opening(date(2026, 3, 23)) == at("2026-03-23 09:00")
    assert office.why_closed(date(2026, 3, 23)) is None
    assert office.why_closed(date(2026, 7, 29)) == "tutup setempat: HUT Provinsi"


def test_open_and_next_opening_respect_breaks_and_closing():
    assert OFFICE.open_at(at("2026-07-29 08:00"))
    assert not OFFICE.open_at(at("2026-07-29 12:00"))
    assert not OFFICE.open_at(at("2026-07-29 15:30"))
    assert OFFICE.next_opening(at("2026-07-29 12:10")) == at("2026-07-29 13:00")
    assert OFFICE.next_opening(at("2026-07-31 16:00")) == at("2026-08-03 08:00")
    assert OFFICE.next_opening(at("2026-07-29 08:00")) == at("2026-07-29 08:00")


def test_published_breaks_are_the_gaps_of_the_day():
    thursday, friday = (OFFICE.breaks_on(date(2026, 7, day)) for day in (30, 31))
    assert [(gap.start, gap.end) for gap in (*thursday, *friday)] == [
        (at("2026-07-30 12:00"), at("2026-07-30 13:00")),
        (at("2026-07-31 11:30"), at("2026-07-31 13:00")),
    ]


@pytest.mark.proves("LAW-6")
def test_the_day_is_the_local_day_of_the_office_zone():
    east = calendar(zone=ZONES["WIT"])
    moment = at("2026-07-30 16:30", ZONES["WIT"]).astimezone(WIB)
    assert east.opening(date(2026, 7, 30)) == at("2026-07-30 06:00")
    assert not east.open_at(moment)
    assert calendar().open_at(moment)
    assert east.local_day(at("2026-07-29 23:00")) == date(2026, 7, 30)


@pytest.mark.proves("LAW-6")
def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="without a zone"):
        OFFICE.open_at(datetime(2026, 7, 29, 9))  # noqa: DTZ001


def test_intervals_that_overlap_or_run_backwards_are_refused():
    with pytest.raises(ValueError, match="closes after it opens"):
        Interval(span("08.00-09.00").closes, span("08.00-09.00").opens)
    with pytest.raises(ValueError, match="overlap"):
        week("08.00-12.00 11.00-13.00", "08.00-11.30")


@given(moments, short_spans, short_spans)
@settings(max_examples=100, deadline=None)
@pytest.mark.proves("STD-TIME")
def test_the_working_time_of_the_parts_sums_to_the_whole(
    start: datetime, first: timedelta, second: timedelta
):
    middle = min(start + first, at("2027-12-31 23:00"))
    end = min(middle + second, at("2027-12-31 23:00"))
    whole = OFFICE.working_seconds(start, end)
    parts = OFFICE.working_seconds(start, middle) + OFFICE.working_seconds(middle, end)
    assert whole == pytest.approx(parts)
    assert 0 <= whole <= (end - start).total_seconds()


def test_working_time_that_ends_with_the_day_ends_at_closing_not_at_the_next_opening():
    end = OFFICE.add_working_seconds(at("2026-07-29 14:30"), 3600)
    assert end == at("2026-07-29 15:30")
    assert OFFICE.add_working_seconds(end, 0) == end


@given(moments, st.integers(1, 100_000))
@settings(max_examples=100, deadline=None)
def test_adding_working_time_is_undone_by_measuring_it(start: datetime, seconds: int):
    end = OFFICE.add_working_seconds(start, seconds)
    assert OFFICE.working_seconds(start, end) == pytest.approx(seconds)
    assert OFFICE.working_seconds(end - timedelta(seconds=1), end) == pytest.approx(1)


@given(moments, st.integers(0, 100_000), st.integers(0, 60))
@settings(max_examples=100, deadline=None)
def test_a_further_holiday_never_brings_the_end_of_working_time_forward(
    start: datetime, seconds: int, after: int
):
    day = (start + timedelta(days=after)).date()
    longer = calendar(seasons=[RAMADAN], extra=[Holiday(day, "Uji", "tutup setempat")])
    plain = OFFICE.add_working_seconds(start, seconds)
    assert longer.add_working_seconds(start, seconds) >= plain


@given(moments)
@settings(max_examples=100, deadline=None)
def test_the_next_opening_opens_and_nothing_opens_before_it(moment: datetime):
    opening = OFFICE.next_opening(moment)
    assert opening >= moment
    assert OFFICE.open_at(opening)
    if not OFFICE.open_at(moment):
        assert OFFICE.working_seconds(moment, opening) == 0


@pytest.mark.proves("LAW-14")
@pytest.mark.parametrize(("year", "count"), [(2025, 28), (2026, 25), (2027, 26)])
def test_the_test_data_hold_as_many_days_as_were_decreed(year: int, count: int):
    assert len(decreed(year)) == count
