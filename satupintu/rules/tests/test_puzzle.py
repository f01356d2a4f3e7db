"""A hash puzzle: work for who solves it, one hash for who checks it."""

from itertools import count

import pytest

from satupintu.rules.puzzle import solves


def solution(challenge: str, bits: int) -> str:
    return next(str(n) for n in count() if solves(challenge, str(n), bits))


@pytest.mark.parametrize("bits", [1, 4, 9])
def test_a_solution_is_found_by_trying_and_is_one_for_fewer_zeros_too(bits):
    answer = solution("tantangan", bits)
    assert solves("tantangan", answer, bits)
    assert solves("tantangan", answer, bits - 1)


def test_it_solves_this_challenge_and_no_other():
    answer = solution("satu", 12)
    assert not solves("dua", answer, 12)


@pytest.mark.parametrize("answer", ["", "-1", "1e3", "\u0661", "1" * 13, "1 "])
def test_what_is_no_number_solves_nothing(answer):
    assert not solves("satu", answer, 0)
