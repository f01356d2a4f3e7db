"""How pressing something is in working time: its group in a list, and how much is left (INB-3)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown, WorkingCalendar

HOUR = 3600
FAR_BACK = timedelta(days=45)  # beyond that nobody counts working days, the date says more


class Group(StrEnum):
    LATE = "late"
    TODAY = "today"
    NEXT = "next"  # the next working day, tomorrow or after days off
    LATER = "later"


class Kind(StrEnum):
    """What is said of the time: the words belong to the page."""

    MINUTES_OVER = "minutes_over"
    HOURS_OVER = "hours_over"
    DAYS_OVER = "days_over"
    OVER_SINCE = "over_since"  # no working time has passed since, or too much to count
    MINUTES_LEFT = "minutes_left"
    HOURS_LEFT = "hours_left"
    TODAY_AT = "today_at"  # what is left of today is outside the hours
    TOMORROW_AT = "tomorrow_at"
    WEEKDAY_AT = "weekday_at"
    ON_DATE = "on_date"


@dataclass(frozen=True)
class Left:
    """How much is left of, or has passed since, a due moment; `at` is in the office's zone.

    It is said in the same words at least until `until`, as long as the calendar stays the same.
    """

    group: Group
    kind: Kind
    count: int
    at: datetime
    until: datetime


@dataclass(frozen=True)
class Limits:
    """Where the groups of a list begin, for a list ordered by the due moment."""

    now: datetime
    today_ends: datetime  # first moment of tomorrow
    next_day: date | None  # None when the calendar ends before it
    next_ends: datetime


def left(
    calendar: WorkingCalendar, due: datetime, now: datetime, limits: Limits | None = None
) -> Left:
    """How pressing a due moment is, seen from now, in the working time of the office.

    Overdue is what lies behind `now`; due moments lie at closing times, so no seconds are counted.
    """
    at, here = due.astimezone(calendar.zone), now.astimezone(calendar.zone)
    limits = limits or group_limits(calendar, now)
    if due < now:
        kind, count, lasts = _over(calendar, at, here)
        return Left(Group.LATE, kind, count, at, min(now + lasts, limits.today_ends))
    ahead = (at.date() - here.date()).days
    if ahead == 0:
        kind, count, lasts = _left_today(calendar, at, here)
        return Left(Group.TODAY, kind, count, at, min(now + lasts, due))
    group = Group.NEXT if at < limits.next_ends else Group.LATER
    if ahead == 1:
        return Left(group, Kind.TOMORROW_AT, 1, at, limits.today_ends)
    kind = Kind.WEEKDAY_AT if ahead < 7 else Kind.ON_DATE
    return Left(group, kind, ahead, at, limits.today_ends)


def group_limits(calendar: WorkingCalendar, now: datetime) -> Limits:
    """The moments between the groups late, today, next working day and later."""
    here = now.astimezone(calendar.zone)
    tomorrow = here.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    try:
        following = calendar.next_working_day(here.date())
    except (CalendarNotLoaded, HoursNotKnown):
        return Limits(now, tomorrow, None, tomorrow)
    ends = tomorrow + (following - tomorrow.date()) + timedelta(days=1)
    return Limits(now, tomorrow, following, ends)


# What is said, the count in it, and how long it is said at least: working time never passes faster
# than time. The days that have passed, and a date of long ago, change with the day at the earliest.
Said = tuple[Kind, int, timedelta]


def _over(calendar: WorkingCalendar, at: datetime, here: datetime) -> Said:
    whole_day = timedelta(days=1)
    if here - at > FAR_BACK:
        return Kind.OVER_SINCE, 0, whole_day
    lasts = min(whole_day, at + FAR_BACK - here)
    try:
        days = _working_days_after(calendar, at.date(), here.date())
        if days > 1:
            return Kind.DAYS_OVER, days, lasts
        seconds = calendar.working_seconds(at, here)
    except (CalendarNotLoaded, HoursNotKnown):
        return Kind.OVER_SINCE, 0, lasts
    if seconds >= HOUR:
        lasts = min(lasts, timedelta(seconds=HOUR - seconds % HOUR))
        return Kind.HOURS_OVER, int(seconds // HOUR), lasts
    lasts = min(lasts, timedelta(seconds=60 - seconds % 60))
    if seconds >= 60:
        return Kind.MINUTES_OVER, int(seconds // 60), lasts
    return Kind.OVER_SINCE, 0, lasts


def _left_today(calendar: WorkingCalendar, at: datetime, here: datetime) -> Said:
    try:
        seconds = calendar.working_seconds(here, at)
    except (CalendarNotLoaded, HoursNotKnown):
        seconds = 0
    if seconds >= HOUR:
        return Kind.HOURS_LEFT, int(seconds // HOUR), timedelta(seconds=seconds % HOUR)
    if seconds >= 60:
        return Kind.MINUTES_LEFT, int(seconds // 60), timedelta(seconds=seconds % 60)
    return Kind.TODAY_AT, 0, at - here


def _working_days_after(calendar: WorkingCalendar, day: date, last: date) -> int:
    days = (day + timedelta(days=n) for n in range(1, (last - day).days + 1))
    return sum(calendar.is_working_day(each) for each in days)
