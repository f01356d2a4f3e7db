from datetime import date, datetime, time

import pytest

from satupintu.rules import indonesian
from satupintu.rules.clock import ZONES


def test_dates_and_clock_times_read_as_in_indonesia():
    moment = datetime(2026, 7, 29, 9, 5, tzinfo=ZONES["WIB"])
    assert indonesian.clock_time(moment) == "09.05"
    assert indonesian.clock_time(time(13, 30)) == "13.30"
    assert indonesian.long_date(date(2026, 7, 29)) == "Rabu, 29 Juli 2026"
    assert indonesian.long_moment(moment) == "Rabu, 29 Juli 2026 pukul 09.05"


@pytest.mark.parametrize(
    ("code", "spoken"),
    [("A-017", "A nol satu tujuh"), ("U-500", "U lima nol nol"), ("2", "dua")],
)
def test_a_code_is_spelled_sign_by_sign(code: str, spoken: str):
    assert indonesian.spell_number(code) == spoken.split()


DEFAULT = {"konsultasi": "A", "perpustakaan": "U", "produk": "M", "rekomendasi": "R"}


@pytest.mark.proves("KSK-16")
def test_the_default_letters_can_be_told_apart():
    assert indonesian.letter_problems(DEFAULT) == []


@pytest.mark.proves("KSK-16")
@pytest.mark.parametrize("letter", "BCDGJTVWEY")
def test_a_letter_that_rhymes_with_the_priority_letter_is_refused(letter: str):
    problems = indonesian.letter_problems({**DEFAULT, "produk": letter})
    assert problems == [f"Huruf {letter} (produk) dan P (prioritas) berbunyi mirip saat dipanggil."]


@pytest.mark.proves("KSK-16")
@pytest.mark.parametrize(("one", "other"), ["LR", "MN", "FS", "BD"])
def test_two_services_that_sound_alike_are_refused_also_without_priority(one: str, other: str):
    letters = {"konsultasi": one, "perpustakaan": other}
    assert len(indonesian.letter_problems(letters, priority=None)) == 1


@pytest.mark.proves("KSK-16")
@pytest.mark.parametrize("letter", ["I", "O", "Q", "", "AB", "a", "1"])
def test_letters_read_as_digits_and_what_is_no_capital_letter_are_refused(letter: str):
    assert indonesian.letter_problems({"konsultasi": letter})


@pytest.mark.proves("KSK-16")
def test_the_same_letter_twice_is_refused():
    assert indonesian.letter_problems({"konsultasi": "A", "perpustakaan": "A"}) == [
        "Huruf A (konsultasi) dan A (perpustakaan) sama."
    ]
    assert indonesian.letter_problems({"konsultasi": "P"}) == [
        "Huruf P (konsultasi) dan P (prioritas) sama."
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("Petugas sakit", "Petugas sakit."), (" Petugas sakit. ", "Petugas sakit."), ("Apa?", "Apa?")],
)
def test_typed_words_end_with_one_full_stop(typed: str, said: str):
    assert indonesian.sentence(typed) == said
