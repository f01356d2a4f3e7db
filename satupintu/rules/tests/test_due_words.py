"""How pressing something is, in working time."""

import random
from datetime import timedelta

import pytest

from satupintu.rules.clock import ZONES
from satupintu.rules.due_words import Group, Kind, group_limits, left
from satupintu.rules.tests.calendars import at, calendar
from satupintu.rules.working_time import SpecialDay, WorkingCalendar

OFFICE = calendar()  # Mon-Thu 08.00-15.30, Fri 08.00-16.00, breaks at noon


@pytest.mark.proves("INB-3", "T63")
@pytest.mark.parametrize(
    ("now", "due", "group", "kind", "count"),
    [
        # overdue: hours of work, not of the clock
        ("2026-07-24 10:00", "2026-07-24 09:30", Group.LATE, Kind.MINUTES_OVER, 30),
        ("2026-07-24 10:00", "2026-07-23 15:30", Group.LATE, Kind.HOURS_OVER, 2),
        ("2026-07-27 10:00", "2026-07-24 16:00", Group.LATE, Kind.HOURS_OVER, 2),
        ("2026-07-28 09:00", "2026-07-24 16:00", Group.LATE, Kind.DAYS_OVER, 2),
        # just past closing, at midnight and on Sunday no working time has passed
        ("2026-07-23 15:31", "2026-07-23 15:30", Group.LATE, Kind.OVER_SINCE, 0),
        ("2026-07-24 00:00", "2026-07-23 15:30", Group.LATE, Kind.OVER_SINCE, 0),
        ("2026-07-26 12:00", "2026-07-24 16:00", Group.LATE, Kind.OVER_SINCE, 0),
        ("2026-07-24 10:00", "2025-01-03 16:00", Group.LATE, Kind.OVER_SINCE, 0),
        # the due moment itself is not late
        ("2026-07-23 15:30", "2026-07-23 15:30", Group.TODAY, Kind.TODAY_AT, 0),
        # today: what is left of the hours, without the break
        ("2026-07-24 09:00", "2026-07-24 16:00", Group.TODAY, Kind.HOURS_LEFT, 5),
        ("2026-07-23 15:00", "2026-07-23 15:30", Group.TODAY, Kind.MINUTES_LEFT, 30),
        ("2026-07-24 12:00", "2026-07-24 12:30", Group.TODAY, Kind.TODAY_AT, 0),
        ("2026-07-23 00:01", "2026-07-23 15:30", Group.TODAY, Kind.HOURS_LEFT, 6),
        # the next working day: tomorrow, or after the weekend, or after joint leave
        ("2026-07-23 23:59", "2026-07-24 10:15", Group.NEXT, Kind.TOMORROW_AT, 1),
        ("2026-07-24 09:00", "2026-07-27 15:30", Group.NEXT, Kind.WEEKDAY_AT, 3),
        ("2026-03-17 09:00", "2026-03-25 15:30", Group.NEXT, Kind.ON_DATE, 8),
        # later
        ("2026-07-24 09:00", "2026-07-29 15:30", Group.LATER, Kind.WEEKDAY_AT, 5),
        ("2026-07-24 09:00", "2026-07-31 16:00", Group.LATER, Kind.ON_DATE, 7),
    ],
)
def test_how_pressing(now: str, due: str, group: Group, kind: Kind, count: int):
    found = left(OFFICE, at(due), at(now))
    assert (found.group, found.kind, found.count) == (group, kind, count)


@pytest.mark.proves("T63")
def test_the_days_are_the_offices_own():
    """At 23.30 in Jakarta it is already tomorrow in Jayapura."""
    east = calendar(zone=ZONES["WIT"])
    now, due = at("2026-07-22 23:30"), at("2026-07-23 13:00")
    assert left(OFFICE, due, now).kind == Kind.TOMORROW_AT
    assert left(east, due, now).group == Group.TODAY
    assert left(east, due, now).at.hour == 15


@pytest.mark.proves("T63")
def test_an_office_without_hours_or_with_endless_days_off_hangs_nothing():
    none = WorkingCalendar(ZONES["WIB"], (), loaded_years=frozenset({2026}))
    assert left(none, at("2026-07-23 15:30"), at("2026-07-24 10:00")).kind == Kind.OVER_SINCE
    assert group_limits(none, at("2026-07-24 10:00")).next_day is None
    first = at("2026-01-01 00:00").date()
    closed = tuple(SpecialDay(first + timedelta(days=n), (), "tutup") for n in range(365))
    idle = WorkingCalendar(ZONES["WIB"], OFFICE.versions, special_days=closed,
                           loaded_years=frozenset({2026}))  # fmt: skip
    assert group_limits(idle, at("2026-07-24 10:00")).next_day is None
    assert left(idle, at("2026-07-27 15:30"), at("2026-07-24 10:00")).group == Group.LATER


def test_groups_follow_each_other_in_time():
    limits = group_limits(OFFICE, at("2026-07-24 10:00"))
    assert limits.now < limits.today_ends < limits.next_ends
    assert limits.next_day is not None
    assert limits.next_day.isoformat() == "2026-07-27"


@pytest.mark.proves("INB-3")
def test_what_is_said_stays_true_for_as_long_as_it_says():
    """Seconds around each change, over a week with a holiday: nothing is kept a second too long."""
    draw = random.Random(7)
    start = at("2026-03-16 00:00")
    for _ in range(400):
        now = start + timedelta(minutes=draw.randrange(12 * 24 * 60), seconds=draw.random() * 60)
        due = now + timedelta(minutes=draw.randrange(-6 * 24 * 60, 4 * 24 * 60))
        said = left(OFFICE, due, now)
        assert said.until > now or said.until == due
        last = said.until - timedelta(microseconds=1)
        for share in (0.25, 0.5, 0.99, 1):
            then = now + (last - now) * share
            again = left(OFFICE, due, max(now, then))
            assert (again.group, again.kind, again.count) == (said.group, said.kind, said.count)
