import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from satupintu.rules import clock


def close(left: datetime, right: datetime) -> bool:
    return abs(left - right) < timedelta(seconds=2)


@pytest.mark.proves("LAW-13")
def test_travelling_moves_the_clock_of_every_thread_and_ends_with_the_block():
    target = datetime(2030, 5, 2, 1, 0, tzinfo=UTC)
    seen: list[datetime] = []
    with clock.travel(to=target):
        other = threading.Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()
    assert close(seen[0], target)
    assert clock.now() < target


@pytest.mark.proves("LAW-13")
def test_nested_travels_add_up():
    before = clock.now()
    with clock.travel(by=timedelta(hours=1)), clock.offset(60):
        assert close(clock.now(), before + timedelta(hours=1, minutes=1))
    assert close(clock.now(), before)


@pytest.mark.proves("LAW-13")
def test_a_file_named_in_the_environment_moves_the_clock_at_each_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "offset"
    before = clock.now()
    monkeypatch.setenv(clock.CLOCK_FILE_VARIABLE, str(path))
    assert close(clock.now(), before)
    clock.write_offset(path, 3600)
    assert close(clock.now(), before + timedelta(hours=1))
    clock.write_offset(path, -86400)
    assert close(clock.now(), before - timedelta(days=1))


@pytest.mark.proves("LAW-6")
def test_now_is_aware_and_in_utc():
    assert clock.now().utcoffset() == timedelta(0)


@pytest.mark.proves("LAW-6")
@pytest.mark.parametrize(("name", "hours"), [("WIB", 7), ("WITA", 8), ("WIT", 9)])
def test_the_three_zones_of_indonesia(name: str, hours: int):
    moment = datetime(2026, 7, 1, tzinfo=clock.ZONES[name])
    assert moment.utcoffset() == timedelta(hours=hours)


def test_travel_refuses_a_naive_moment_and_two_targets():
    with pytest.raises(ValueError, match="aware"), clock.travel(to=datetime(2026, 1, 1)):  # noqa: DTZ001
        pass
    with pytest.raises(ValueError, match="exactly one"), clock.travel():
        pass
