from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from satupintu.rules import numbering

letters = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a17", ("A", 17)),
        ("A 017", ("A", 17)),
        ("a-17", ("A", 17)),
        (" A-017\r\n", ("A", 17)),
        ("u.5", ("U", 5)),
        ("A\N{NON-BREAKING HYPHEN}017", ("A", 17)),
        ("R-1024", ("R", 1024)),
    ],
)
def test_a_code_is_read_however_it_was_typed(typed: str, expected: tuple[str, int]):
    assert numbering.parse_ticket_code(typed) == expected


@pytest.mark.parametrize(
    "typed", ["", "17", "A", "AB-12", "A-0", "A-1a", "Budi", "A--", "A1234567"]
)
def test_what_is_no_code_is_refused(typed: str):
    with pytest.raises(numbering.NotATicketCode):
        numbering.parse_ticket_code(typed)


@given(letters, st.integers(1, 99_999))
@settings(max_examples=100)
def test_every_printed_code_is_read_back(letter: str, number: int):
    code = numbering.ticket_code(letter, number)
    assert numbering.parse_ticket_code(code) == (letter, number)
    assert len(code) >= 5


def test_leased_ranges_follow_each_other_and_end_with_the_offline_range():
    first = numbering.lease_range("a", 0, 20)
    second = numbering.lease_range("A", 20, 20)
    assert (first.letter, first.first, first.last) == ("A", 500, 519)
    assert second.first == 520
    assert first.codes()[0] == "A-500"
    assert len(first) == len(list(first)) == 20
    with pytest.raises(numbering.LeaseExhausted):
        numbering.lease_range("A", 90, 20)


def test_a_live_number_never_meets_a_leased_one():
    live = [numbering.live_number(nth) for nth in range(1, 2001)]
    assert len(set(live)) == 2000
    assert not set(live) & set(numbering.lease_range("A", 0, 100))
    assert live == sorted(live)
    assert live[498:500] == [499, 600]


def test_series_and_periods_have_one_spelling():
    assert numbering.ticket_series("a") == "ticket:A"
    assert numbering.lease_series("a") != numbering.ticket_series("a")
    assert numbering.day_period(date(2026, 7, 29)) == "2026-07-29"
    assert numbering.year_period(date(2026, 7, 29)) == "2026"
    with pytest.raises(ValueError, match="one letter"):
        numbering.ticket_series("AB")
