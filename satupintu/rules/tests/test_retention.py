"""What is kept so many months is kept from the first of a month."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satupintu.rules.retention import kept_from


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (date(2026, 7, 24), 1, date(2026, 6, 1)), (date(2026, 1, 31), 1, date(2025, 12, 1)),
        (date(2026, 7, 1), 24, date(2024, 7, 1)), (date(2024, 2, 29), 12, date(2023, 2, 1)),
    ],
)  # fmt: skip
def test_the_first_day_kept(day, months, first):
    assert kept_from(day, months) == first


@given(st.dates(date(2000, 1, 1)), st.integers(1, 120))
def test_more_months_keep_more_and_the_days_of_the_last_months_are_kept(day, months):
    assert kept_from(day, months) <= kept_from(day, months - 1) <= day
