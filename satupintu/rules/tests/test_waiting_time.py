import random
from datetime import UTC, datetime, timedelta

import pytest

from satupintu.rules.forecast_quality import Outcome, reliable, score
from satupintu.rules.waiting_time import MOST_AHEAD, Ahead, Forecast, OpenDesk, Prior, forecast

NOW = datetime(2026, 7, 29, 3, 0, tzinfo=UTC)
K, L = "konsultasi", "perpustakaan"
ONE_DESK = [OpenDesk(1, frozenset({K}))]
TEN = {K: [10.0] * 3000}


def line(count: int, service: str = K) -> list[Ahead]:
    return [Ahead(n, service) for n in range(count)]


def after(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def test_with_services_of_ten_minutes_the_wait_is_ten_minutes_for_each_ahead():
    found = forecast(line(4), ONE_DESK, TEN, NOW)
    assert [round(found[n].median) for n in range(4)] == [0, 10, 20, 30]


def test_two_desks_halve_the_wait_and_a_desk_for_another_service_does_not_help():
    two = [*ONE_DESK, OpenDesk(2, frozenset({K, L}))]
    other = [*ONE_DESK, OpenDesk(2, frozenset({L}))]
    assert round(forecast(line(5), two, TEN, NOW)[4].median) == 20
    assert round(forecast(line(5), other, TEN, NOW)[4].median) == 40


@pytest.mark.proves("HP-5")
def test_the_range_is_rounded_outward_to_five_minutes():
    samples = {K: [7.0] * 3000}
    found = forecast(line(2), ONE_DESK, samples, NOW)[1]
    assert (found.p50, found.p90) == (5, 10)
    assert forecast(line(1), ONE_DESK, samples, NOW)[0] == Forecast(0, 5, 0.0, 0.0)


@pytest.mark.proves("HP-5")
def test_nothing_is_said_without_an_open_desk_or_with_more_than_sixty_ahead():
    assert forecast(line(2), [], TEN, NOW) == {}
    assert forecast(line(2, L), ONE_DESK, TEN, NOW) == {}
    closing = [OpenDesk(1, frozenset({K}), until=after(15))]
    assert set(forecast(line(5), closing, TEN, NOW)) == {0, 1}
    assert set(forecast(line(80), ONE_DESK, TEN, NOW)) == set(range(61))


def test_time_already_spent_at_the_desk_is_used():
    samples = {K: [5.0] * 1500 + [40.0] * 1500}
    fresh = [OpenDesk(1, frozenset({K}), serving=K, since=NOW)]
    long_talk = [OpenDesk(1, frozenset({K}), serving=K, since=after(-10))]
    assert forecast(line(1), fresh, samples, NOW)[0].median <= 40
    assert forecast(line(1), long_talk, samples, NOW)[0].median == pytest.approx(30)


def test_a_service_longer_than_all_that_was_measured_still_ends_in_the_future():
    overdue = [OpenDesk(1, frozenset({K}), serving=K, since=after(-600))]
    found = forecast(line(1), overdue, TEN, NOW)[0]
    assert 0 <= found.median < 600


def test_without_measurements_a_long_talk_is_expected_to_go_on_longer_than_a_new_one():
    def remaining(elapsed: float) -> float:
        busy = [OpenDesk(1, frozenset({K}), serving=K, since=after(-elapsed))]
        return forecast(line(1), busy, {}, NOW)[0].median

    assert remaining(0) == pytest.approx(10, rel=0.3)
    assert 20 < remaining(300) < 80


def test_breaks_of_a_desk_and_published_breaks_delay():
    resting = [OpenDesk(1, frozenset({K}), available_at=after(30))]
    assert forecast(line(1), resting, TEN, NOW)[0].median == 30
    lunch = [(after(5), after(65))]
    found = forecast(line(2), ONE_DESK, TEN, NOW, breaks=lunch)
    assert (found[0].median, round(found[1].median)) == (0, 65)


def test_what_was_measured_outweighs_the_prior_only_when_there_is_enough_of_it():
    def middle(count: int) -> float:
        samples = {K: [2.0] * count}
        return forecast(line(9), ONE_DESK, samples, NOW, priors={K: Prior(20, 0.5)})[8].median

    assert middle(0) > middle(30) > middle(1000)
    assert middle(0) == pytest.approx(180, rel=0.25)
    assert middle(1000) == pytest.approx(18, rel=0.25)


@pytest.mark.parametrize("elapsed", [0.0, 5.0, 30.0, 500.0])
def test_the_prior_never_gives_less_than_the_time_already_spent(elapsed: float):
    chance = random.Random(1)
    assert all(Prior().draw(chance, elapsed) >= elapsed for _ in range(200))


def test_the_same_seed_gives_the_same_answer():
    assert forecast(line(9), ONE_DESK, {}, NOW, seed=4) == forecast(
        line(9), ONE_DESK, {}, NOW, seed=4
    )


def test_in_the_longest_line_nobody_is_played_who_is_told_nothing():
    desks = [OpenDesk(n, frozenset({K, L})) for n in range(3)]
    found = forecast(line(10_000), desks, TEN, NOW, seed=4)
    assert len(found) == MOST_AHEAD + 1
    assert found == forecast(line(MOST_AHEAD + 1), desks, TEN, NOW, seed=4)


@pytest.mark.proves("HP-5")
def test_in_a_simulated_office_nine_of_ten_waits_end_before_the_upper_end_of_the_range():
    # Two desks, two services with lognormal lengths; each arrival sees the line as it really is.
    nature = random.Random(20260729)
    lengths = {K: Prior(18, 0.6), L: Prior(7, 0.5)}
    samples = {
        name: [nature_of.draw(nature) for _ in range(200)] for name, nature_of in lengths.items()
    }
    outcomes = [
        outcome for seed in range(300) if (outcome := _one_arrival(nature, lengths, samples, seed))
    ]
    told = score(outcomes)
    assert told is not None
    assert told.count == 300
    assert 0.84 <= told.coverage <= 0.96
    assert abs(told.bias) < 4
    assert reliable(outcomes)


def _one_arrival(
    nature: random.Random, lengths: dict[str, Prior], samples: dict[str, list[float]], seed: int
) -> Outcome | None:
    ahead = [Ahead(n, nature.choice([K, L])) for n in range(nature.randint(1, 8))]
    desks, free = [], []
    for desk in range(2):
        serving, elapsed = nature.choice([K, L]), nature.uniform(0, 15)
        free.append(lengths[serving].draw(nature, elapsed) - elapsed)
        desks.append(OpenDesk(desk, frozenset({K, L}), serving, after(-elapsed)))
    found = forecast(ahead, desks, samples, NOW, seed=seed)[ahead[-1].key]
    for person in ahead[:-1]:
        free[free.index(min(free))] += lengths[person.service].draw(nature)
    return Outcome(found.median, found.ninetieth, min(free))


def test_coverage_decides_once_there_are_enough_outcomes():
    hit, miss = (20.0, 15.0), (20.0, 25.0)
    assert reliable([miss] * 29)
    assert not reliable([miss] * 10 + [hit] * 20)
    assert reliable([miss] * 6 + [hit] * 24)
    assert reliable([miss] * 3 + [hit] * 27)
    assert not reliable([hit] * 100)
    assert not reliable([miss] * 2 + [hit] * 398)
    assert reliable([miss] * 10 + [hit] * 390)
    assert reliable(Outcome(10, *hit) for _ in range(40))


def test_a_calm_office_in_which_nobody_waits_five_minutes_keeps_its_forecasts():
    assert reliable([(5.0, 1.0)] * 400)
    assert not reliable([(5.0, 8.0)] * 400)


def test_error_bias_and_coverage_are_summed_up():
    found = score([Outcome(10, 20, 16), Outcome(10, 20, 4), Outcome(10, 20, 30)])
    assert found is not None
    assert found.error == pytest.approx((6 + 6 + 20) / 3)
    assert found.bias == pytest.approx((6 - 6 + 20) / 3)
    assert found.coverage == pytest.approx(2 / 3)
    assert found.told_too_little == pytest.approx(2 / 3)
    assert score([]) is None
