"""A time of day as people type it."""

from datetime import date, time

import pytest

from satupintu.rules.typed_time import typed_day, typed_time


@pytest.mark.parametrize(
    "typed", ["9.05", "09.05", "9:05", "09:05", "905", "0905", "9 05", " 09:05:00 "]
)
def test_five_past_nine_however_it_is_typed(typed):
    assert typed_time(typed) == time(9, 5)


@pytest.mark.parametrize(
    "typed", ["", "9", "15", "pagi", "24.00", "9.60", "9.5", "12.345", "-9.00", "\u0669.00"]
)
def test_what_is_no_time_of_a_day_is_none(typed):
    assert typed_time(typed) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2026-07-24", date(2026, 7, 24)), ("2026-06-31", None), ("24/07/2026", None), ("", None)],
)
def test_a_day_is_read_and_what_is_no_day_is_none(typed, day):
    assert typed_day(typed) == day
