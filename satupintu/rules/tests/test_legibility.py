"""Letters on the wall grow with the room."""

import pytest

from satupintu.rules.legibility import (
    ADA,
    STRICTER,
    capital_mm,
    letter_px,
    letter_readable_m,
    pixels_per_mm,
    readable_m,
)


@pytest.mark.proves("DSP-2")
@pytest.mark.parametrize(
    ("metres", "ada_px", "stricter_px"), [(6, 199, 301), (8, 262, 402), (10, 326, 503)]
)
def test_the_two_rules_give_the_published_sizes_on_a_43_inch_screen(metres, ada_px, stricter_px):
    scale = pixels_per_mm(43)

    assert letter_px(metres, scale, ADA) == pytest.approx(ada_px, abs=1)
    assert letter_px(metres, scale) == pytest.approx(stricter_px, abs=1)


@pytest.mark.parametrize(("rule", "least"), [(ADA, 51), (STRICTER, 76)])
def test_near_seats_need_the_least_size_and_no_less(rule, least):
    assert capital_mm(0.5, rule) == capital_mm(4.57, rule) == least
    assert capital_mm(4.57 + 0.305, rule) == pytest.approx(least + rule.step_mm)


@pytest.mark.parametrize("metres", [4.57, 5, 6.5, 9, 14])
def test_what_is_sized_for_a_seat_is_said_to_be_readable_there(metres):
    scale = pixels_per_mm(32, 1366, 768)

    assert letter_readable_m(letter_px(metres, scale), scale) == pytest.approx(metres)


def test_letters_below_the_least_size_promise_nothing():
    assert readable_m(75.9) == 0
    assert readable_m(75.9, ADA) > 4.57


def test_the_stricter_rule_is_stricter_everywhere():
    assert all(capital_mm(tenth / 10) > capital_mm(tenth / 10, ADA) for tenth in range(200))


def test_a_screen_without_a_size_is_refused():
    with pytest.raises(ValueError, match="size"):
        pixels_per_mm(0)
