"""Windows of silence and loudness as offices write them."""

import re
from datetime import time

import pytest

from satupintu.rules.sound_hours import SoundWindow, sound_window, sound_windows

NOON = SoundWindow(time(11, 45), time(12, 15))


@pytest.mark.parametrize(
    "written", ["11.45-12.15", "11:45 – 12:15", "11.45 sampai 12.15", ["11:45", "12:15"]]
)
def test_a_window_is_read_as_people_write_it(written):
    assert sound_window(written) == NOON


@pytest.mark.parametrize(
    ("written", "percent"),
    [
        ("08.00-12.00 60", 60),
        ("08.00-12.00 60%", 60),
        (["08:00", "12:00", 40], 40),
        ("8.00-12.00 900", 100),
    ],
)
def test_a_window_may_say_how_loud(written, percent):
    assert sound_window(written) == SoundWindow(time(8), time(12), percent)


@pytest.mark.parametrize("written", ["", "siang", "12.15-11.45", "25.00-26.00", "11.45"])
def test_what_is_no_window_is_an_error_and_never_a_guess(written):
    with pytest.raises(ValueError, match=f"^{re.escape(written)}$"):
        sound_window(written)
    assert sound_windows([written, "11.45-12.15"]) == [NOON]
