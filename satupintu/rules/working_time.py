"""When an office is open: weekly hours, dated seasons, holidays, local closings and openings.

Counted in the office's own zone. A year whose holidays are not loaded is an error, never a guess
(the yearly joint decree of three ministers fixes national holidays and *cuti bersama*; both close
the office).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from zoneinfo import ZoneInfo

from satupintu.rules.indonesian import DAY_NAMES

ONE_DAY = timedelta(days=1)


class CalendarNotLoaded(LookupError):
    """The holidays of `year` are not loaded, so nothing can be said about its working days."""

    def __init__(self, year: int) -> None:
        super().__init__(f"calendar of {year} is not loaded")
        self.year = year


class HoursNotKnown(LookupError):
    """No office hours are in force on `day`."""

    def __init__(self, day: date) -> None:
        super().__init__(f"no office hours are in force on {day.isoformat()}")
        self.day = day


class ClosedBecause(StrEnum):
    """Why an office is closed for a whole day."""

    NATIONAL_HOLIDAY = "libur nasional"
    JOINT_LEAVE = "cuti bersama"
    LOCAL_CLOSING = "tutup setempat"
    WEEKEND = "akhir pekan"
    NO_HOURS = "tanpa jam layanan"


@dataclass(frozen=True, order=True)
class Interval:
    """Open from `opens` until `closes`, local time of one day."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(f"an interval closes after it opens: {self.opens}-{self.closes}")


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of time between two aware moments."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class WeekHours:
    """Intervals for each weekday (0 = Monday); a weekday that is not named is closed."""

    days: Mapping[int, tuple[Interval, ...]]

    def __post_init__(self) -> None:
        ordered = {day: _in_order(tuple(found)) for day, found in self.days.items()}
        if not set(ordered) <= set(range(7)):
            raise ValueError("weekdays are 0 (Monday) to 6 (Sunday)")
        object.__setattr__(self, "days", ordered)

    def on(self, day: date) -> tuple[Interval, ...]:
        """The intervals of this day's weekday."""
        return self.days.get(day.weekday(), ())


@dataclass(frozen=True)
class HoursVersion:
    """Weekly hours in force from a date until the next version."""

    valid_from: date
    hours: WeekHours


@dataclass(frozen=True)
class Season:
    """Other weekly hours between two dates, both included (Ramadan)."""

    name: str
    first: date
    last: date
    hours: WeekHours


@dataclass(frozen=True)
class Holiday:
    """A day off with the decree it rests on; `kind` is one of the first three ClosedBecause."""

    day: date
    name: str
    kind: str
    decree: str = ""


@dataclass(frozen=True)
class SpecialDay:
    """One day that differs: closed without intervals, open with them (even on a holiday)."""

    day: date
    intervals: tuple[Interval, ...]
    reason: str


@dataclass(frozen=True)
class Closure:
    """Why a day is closed: the code, the name to show, and the decree if there is one."""

    code: ClosedBecause
    name: str
    decree: str = ""


@dataclass(frozen=True)
class WorkingCalendar:
    """Everything that decides when one office is open."""

    zone: ZoneInfo
    versions: tuple[HoursVersion, ...]
    seasons: tuple[Season, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()
    loaded_years: frozenset[int] = frozenset()
    _holiday_on: dict[date, Holiday] = field(init=False, repr=False, compare=False)
    _special_on: dict[date, SpecialDay] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keep = object.__setattr__
        keep(self, "versions", tuple(sorted(self.versions, key=lambda v: v.valid_from)))
        # Of overlapping seasons the one that began last is the narrower one: it is found last.
        keep(self, "seasons", tuple(sorted(self.seasons, key=lambda s: s.first)))
        keep(self, "holidays", tuple(self.holidays))
        keep(self, "special_days", tuple(self.special_days))
        keep(self, "loaded_years", frozenset(self.loaded_years))
        # Two names for one day: the national holiday is the one to show.
        ranked = sorted(self.holidays, key=lambda h: list(ClosedBecause).index(_kind(h)))
        keep(self, "_holiday_on", {h.day: h for h in reversed(ranked)})
        keep(self, "_special_on", {special.day: special for special in self.special_days})

    @cached_property
    def fingerprint(self) -> str:
        """The same as long as nothing has changed by which time is counted."""
        days = sorted(map(repr, (*self.holidays, *self.special_days)))
        told = (self.zone, self.versions, self.seasons, days, sorted(self.loaded_years))
        return sha256(repr(told).encode()).hexdigest()

    def local_day(self, moment: datetime) -> date:
        """The office's local date at an aware moment."""
        if moment.tzinfo is None:
            raise ValueError("a moment without a zone")
        return moment.astimezone(self.zone).date()

    def hours_on(self, day: date) -> tuple[Interval, ...]:
        """The open intervals of a day, in order; empty when closed.

        Raises CalendarNotLoaded for a year without holidays, HoursNotKnown before the first hours.
        """
        if day.year not in self.loaded_years:
            raise CalendarNotLoaded(day.year)
        if special := self._special_on.get(day):
            return _in_order(special.intervals)
        return () if day in self._holiday_on else self._weekly(day)

    def is_working_day(self, day: date) -> bool:
        """Whether the office is open at any time of this day."""
        return bool(self.hours_on(day))

    def closure(self, day: date) -> Closure | None:
        """Why the office is closed all day, or None when it is open."""
        if self.hours_on(day):
            return None
        if special := self._special_on.get(day):
            return Closure(ClosedBecause.LOCAL_CLOSING, special.reason)
        if holiday := self._holiday_on.get(day):
            return Closure(_kind(holiday), holiday.name, holiday.decree)
        weekend = day.weekday() >= 5
        code = ClosedBecause.WEEKEND if weekend else ClosedBecause.NO_HOURS
        return Closure(code, DAY_NAMES[day.weekday()])

    def why_closed(self, day: date) -> str | None:
        """Code and name of the reason ("cuti bersama: Idulfitri"), or None when open."""
        closure = self.closure(day)
        return f"{closure.code.value}: {closure.name}" if closure else None

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """The open intervals of a day as aware moments."""
        return tuple(
            Span(self._at(day, found.opens), self._at(day, found.closes))
            for found in self.hours_on(day)
        )

    def open_at(self, moment: datetime) -> bool:
        """Whether the office is open; the closing moment itself is no longer open."""
        return any(s.start <= moment < s.end for s in self.spans_on(self.local_day(moment)))

    def opening(self, day: date) -> datetime | None:
        """The first opening of a day, or None when closed all day."""
        spans = self.spans_on(day)
        return spans[0].start if spans else None

    def closing(self, day: date) -> datetime | None:
        """The last closing of a day, or None when closed all day."""
        spans = self.spans_on(day)
        return spans[-1].end if spans else None

    def next_opening(self, moment: datetime) -> datetime:
        """The first opening (after a break as well) at or after a moment."""
        for day in _days_from(self.local_day(moment)):
            for span in self.spans_on(day):
                if span.start >= moment:
                    return span.start
        raise AssertionError("unreachable: a year that is not loaded ends the search")

    def next_working_day(self, day: date) -> date:
        """The first working day after this day, never the day itself."""
        return next(found for found in _days_from(day + ONE_DAY) if self.is_working_day(found))

    def working_seconds(self, start: datetime, end: datetime) -> float:
        """Seconds between two moments during which the office is open."""
        if end < start:
            raise ValueError("the end is before the start")
        total = 0.0
        last = self.local_day(end)
        for day in _days_from(self.local_day(start)):
            if day > last:
                break
            for span in self.spans_on(day):
                overlap = min(span.end, end) - max(span.start, start)
                total += max(overlap.total_seconds(), 0.0)
        return total

    def add_working_seconds(self, start: datetime, seconds: float) -> datetime:
        """The moment at which so many seconds of open time have passed since the start."""
        if seconds < 0:
            raise ValueError("working time runs forward only")
        left = timedelta(seconds=seconds)
        if not left:
            return start
        for day in _days_from(self.local_day(start)):
            for span in self.spans_on(day):
                begin = max(span.start, start)
                if begin + left <= span.end:
                    return begin + left
                left -= max(span.end - begin, timedelta(0))
        raise AssertionError("unreachable: a year that is not loaded ends the search")

    def breaks_on(self, day: date) -> tuple[Span, ...]:
        """The published breaks of a day: the gaps between its intervals."""
        spans = self.spans_on(day)
        return tuple(Span(a.end, b.start) for a, b in pairwise(spans) if a.end < b.start)

    def _weekly(self, day: date) -> tuple[Interval, ...]:
        for season in reversed(self.seasons):
            if season.first <= day <= season.last:
                return season.hours.on(day)
        for version in reversed(self.versions):
            if version.valid_from <= day:
                return version.hours.on(day)
        raise HoursNotKnown(day)

    def _at(self, day: date, clock_time: time) -> datetime:
        return datetime.combine(day, clock_time, tzinfo=self.zone)


def _days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += ONE_DAY


def _kind(holiday: Holiday) -> ClosedBecause:
    return ClosedBecause(holiday.kind)


def _in_order(intervals: tuple[Interval, ...]) -> tuple[Interval, ...]:
    ordered = tuple(sorted(intervals))
    for earlier, later in pairwise(ordered):
        if later.opens < earlier.closes:
            raise ValueError(f"intervals overlap: {earlier} and {later}")
    return ordered
