import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from satupintu.rules.calling_order import Kind, Waiting, calling_order, streak_after

NINE = datetime(2026, 7, 29, 2, 0, tzinfo=UTC)


def line(text: str) -> list[Waiting[str]]:
    """People who came a minute apart: "p1 o2 r3" - privileged, ordinary, returned."""
    return [
        Waiting(word, NINE + timedelta(minutes=i), word[0] == "p", word[0] == "r")
        for i, word in enumerate(text.split())
    ]


def called(text: str, *, streak: int = 0, ratio: int = 2, after: int = 20) -> str:
    now = NINE + timedelta(minutes=after)
    return " ".join(p.key for p in calling_order(line(text), streak=streak, ratio=ratio, now=now))


@pytest.mark.parametrize(
    ("came", "streak", "expected"),
    [
        ("", 0, ""),
        ("o1 o2 o3", 0, "o1 o2 o3"),
        ("o1 o2 p1 p2 p3", 0, "p1 p2 o1 p3 o2"),
        ("o1 o2 p1 p2 p3", 1, "p1 o1 p2 p3 o2"),
        ("o1 o2 p1 p2 p3", 2, "o1 p1 p2 o2 p3"),
        ("p1 p2 p3", 5, "p1 p2 p3"),
        ("o1 p1 r1", 0, "r1 p1 o1"),
        ("o1 p1 r1", 2, "r1 o1 p1"),
    ],
)
def test_after_two_privileged_calls_one_ordinary_is_called(came: str, streak: int, expected: str):
    assert called(came, streak=streak) == expected


def test_every_call_out_of_order_has_its_reason():
    now = NINE + timedelta(minutes=20)
    placed = calling_order(line("o1 p1 p2 r1 p3 o2"), streak=0, now=now)
    assert [(p.key, str(p.reason)) for p in placed] == [
        ("r1", "returned"),
        ("p1", "privileged"),
        ("p2", "privileged"),
        ("o1", "turn_of_ordinary"),
        ("p3", "arrival"),
        ("o2", "arrival"),
    ]
    assert [p.key for p in placed if not p.out_of_order] == ["p3", "o2"]


def test_who_has_waited_longer_than_the_limit_is_not_overtaken_any_more():
    assert called("o1 o2 p1 p2", after=44) == "p1 p2 o1 o2"
    assert called("o1 o2 p1 p2", after=46) == "o1 o2 p1 p2"
    assert called("p1 o1 o2 p2", after=60) == "p1 o1 o2 p2"
    placed = calling_order(line("o1 p1"), streak=0, now=NINE + timedelta(minutes=46))
    assert str(placed[0].reason) == "aged"


def test_aging_counts_from_the_first_arrival_of_somebody_who_moved_back():
    moved = Waiting("o1", NINE + timedelta(minutes=30), aged_from=NINE)
    later = Waiting("p1", NINE + timedelta(minutes=40), privileged=True)
    placed = calling_order([later, moved], streak=0, now=NINE + timedelta(minutes=46))
    assert [p.key for p in placed] == ["o1", "p1"]


def test_people_of_the_same_moment_go_by_key():
    same = [Waiting(key, NINE) for key in (3, 1, 2)]
    assert [p.key for p in calling_order(same, streak=0, now=NINE)] == [1, 2, 3]


def test_a_returned_person_leaves_the_streak_as_it_is():
    assert streak_after(1, Kind.RETURNED) == 1
    assert streak_after(1, Kind.PRIVILEGED) == 2
    assert streak_after(2, Kind.ORDINARY) == 0


def test_a_ratio_below_one_is_refused():
    with pytest.raises(ValueError, match="ratio"):
        calling_order([], streak=0, ratio=0, now=NINE)


people = st.lists(
    st.builds(
        Waiting,
        key=st.integers(0, 10_000),
        queued_at=st.integers(0, 90).map(lambda minute: NINE + timedelta(minutes=minute)),
        privileged=st.booleans(),
        returned=st.integers(0, 5).map(lambda n: n == 0),
    ),
    unique_by=lambda person: person.key,
    max_size=40,
)


@given(people, st.integers(0, 4), st.integers(1, 4))
@settings(max_examples=100, deadline=None)
def test_everybody_is_placed_once_in_arrival_order_within_a_line_and_no_streak_is_too_long(
    waiting: list[Waiting[int]], streak: int, ratio: int
):
    now = NINE + timedelta(minutes=90)
    placed = calling_order(waiting, streak=streak, ratio=ratio, now=now)
    assert sorted(p.key for p in placed) == sorted(person.key for person in waiting)
    by_key = {person.key: person for person in waiting}
    for kind in Kind:
        mine = [by_key[p.key] for p in placed if p.kind is kind]
        assert all((a.queued_at, a.key) < (b.queued_at, b.key) for a, b in pairwise(mine))
    for index, chosen in enumerate(placed):
        ordinary_waits = any(p.kind is Kind.ORDINARY for p in placed[index:])
        assert not (chosen.kind is Kind.PRIVILEGED and streak >= ratio and ordinary_waits)
        streak = streak_after(streak, chosen)


@given(people, st.integers(0, 4))
@settings(max_examples=100, deadline=None)
def test_calling_one_by_one_gives_the_order_that_was_foretold(
    waiting: list[Waiting[int]], streak: int
):
    now = NINE + timedelta(minutes=90)
    foretold = [p.key for p in calling_order(waiting, streak=streak, now=now)]
    left, one_by_one = list(waiting), []
    while left:
        first = calling_order(left, streak=streak, now=now)[0]
        streak = streak_after(streak, first)
        one_by_one.append(first.key)
        left = [person for person in left if person.key != first.key]
    assert one_by_one == foretold


def test_ten_thousand_waiting_people_are_ordered_within_half_a_second():
    crowd = [
        Waiting(n, NINE + timedelta(seconds=(n * 7919) % 10_000), n % 3 == 0) for n in range(10_000)
    ]
    began = time.process_time()
    assert len(calling_order(crowd, streak=0, now=NINE + timedelta(hours=5))) == 10_000
    assert time.process_time() - began < 0.5
