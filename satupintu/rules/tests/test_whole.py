"""What counts as a whole number, and what is nothing."""

import pytest

from satupintu.rules.whole import whole


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("17", 17), ("0017", 17), ("9" * 18, 10**18 - 1)]
)
def test_digits_are_a_number(text, number):
    assert whole(text) == number


@pytest.mark.parametrize(
    "text", [None, "", " 1", "-1", "+1", "1.0", "1e3", "１７", "²", "x", "9" * 19, "9" * 5000]
)
def test_anything_else_is_nothing(text):
    assert whole(text) == 0
