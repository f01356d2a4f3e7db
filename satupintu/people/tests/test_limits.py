"""How often one address may do something: counted by household, and not forgotten by noise."""

import pytest

from satupintu.people import limits


def often(who: str, most: int = 3) -> bool:
    return limits.within("sign-in", who, most=most, seconds=300)


def test_a_household_that_owns_a_network_of_addresses_counts_once() -> None:
    tries = [often(f"2001:db8:7:1::{n:x}") for n in range(5)]
    assert tries == [True, True, True, False, False]
    assert often("2001:db8:7:2::1")


def test_addresses_of_the_older_kind_count_one_by_one_also_when_written_as_the_newer() -> None:
    assert all(often(f"192.0.2.{n}", most=1) for n in range(3))
    assert all(often(f"::ffff:192.0.2.{n}", most=1) for n in range(10, 13))


@pytest.mark.parametrize("who", ["7", "device:7", ""])
def test_what_is_no_address_counts_as_it_is(who: str) -> None:
    assert [often(who, most=1), often(who, most=1)] == [True, False]


def test_noise_from_many_addresses_makes_nobody_forget_who_guesses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "REMEMBERED", 50)
    assert [often("192.0.2.1", most=1), often("192.0.2.1", most=1)] == [True, False]
    for n in range(200):
        limits.within("look", f"198.51.100.{n}", most=9, seconds=0.0)  # over at once
    assert not often("192.0.2.1", most=1)
    assert len(limits._counts) <= 51
