"""What a change of the office would do to the hall: asked before it is saved (ADM-1)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.rules.walkin_clock import walkin_due
from satupintu.walkin.models import Duty, GuestBookEntry, Referral, Shift, Turn
from satupintu.walkin.queries.clocks import clocks
from satupintu.walkin.queries.line import in_calling_order, streak, waiting

LOOKED_BACK = timedelta(days=30)


@dataclass(frozen=True)
class DueChanges:
    """How many of those who wait have a clock, and whose due moment moves."""

    waiting: int
    later: int
    earlier: int


@dataclass(frozen=True)
class Kept:
    """Of so many visits, how many were served in time; then how many would have been."""

    counted: int
    in_time: int
    would_be: int


def due_changes(place: Published, changed: Published) -> DueChanges:
    """What the changed office would do to the clocks of those who wait now."""
    line = waiting(place)
    before, after = clocks(place, line), clocks(changed, line)
    pairs = [
        (now.due, then.due)
        for ticket in line
        if (now := before.get(ticket.pk)) and (then := after.get(ticket.pk))
    ]
    later = sum(then > now for now, then in pairs)
    earlier = sum(then < now for now, then in pairs)
    return DueChanges(len(line), later, earlier)


def moved_in_line(place: Published, changed: Published) -> tuple[int, int]:
    """How many wait, and how many of them would stand at another place in line."""
    line = waiting(place)
    now, since = clock.now(), streak(place)
    before = [each.ticket.pk for each in in_calling_order(place, line, since, now)]
    after = [each.ticket.pk for each in in_calling_order(changed, line, since, now)]
    return len(line), sum(a != b for a, b in zip(before, after, strict=True))


def kept_within(place: Published, service_id: int, limit_minutes: int) -> Kept:
    """The visits of the last 30 days, judged by another limit; nothing of the past is changed."""
    first: date = place.day - LOOKED_BACK
    rows = Turn.objects.filter(
        office_id=place.office.pk, service_id=service_id, day__gte=first,
        clock_from__isnull=False, started_at__isnull=False, within_standard__isnull=False,
    )  # fmt: skip
    counted = in_time = would_be = 0
    for began, started, within in rows.values_list(
        "clock_from", "started_at", "within_standard"
    ).iterator():
        if began is None or started is None:
            continue
        counted += 1
        in_time += bool(within)
        due = walkin_due(
            place.calendar, finished=began, arrived=began, opened=began, limit_minutes=limit_minutes
        ).due
        would_be += started <= due
    return Kept(counted, in_time, would_be)


def waiting_for(place: Published, service_id: int) -> int:
    """How many numbers wait for a service now."""
    return len(waiting(place, [service_id]))


def open_desks_of(place: Published, officer_id: int) -> list[int]:
    """The desks at which an officer has a turn or is on duty, by their ids."""
    on_duty = Duty.objects.filter(office_id=place.office.pk, officer_id=officer_id, until=None)
    at_work = Turn.objects.filter(office_id=place.office.pk, officer_id=officer_id, ended_at=None)
    found = {*on_duty.values_list("desk_id", flat=True), *at_work.values_list("desk_id", flat=True)}
    return sorted(found)


def named_before(place: Published, day: date) -> QuerySet[GuestBookEntry]:
    """Visits before a day that still name somebody."""
    rows = GuestBookEntry.objects.filter(office_id=place.office.pk, day__lt=day)
    return rows.exclude(person=None, group_name="", purpose_text="").order_by("day", "pk")


def noted_before(place: Published, day: date) -> QuerySet[Turn]:
    """Turns before a day whose notes at the desk are still kept."""
    rows = Turn.objects.filter(office_id=place.office.pk, day__lt=day)
    return rows.exclude(notes="").order_by("day", "pk")


def told_on_before(place: Published, day: date) -> QuerySet[Referral]:
    """Referrals before a day whose words to the colleague are still kept."""
    rows = Referral.objects.filter(from_turn__office_id=place.office.pk, from_turn__day__lt=day)
    return rows.exclude(note="", answer="").order_by("pk")


def planned_off(
    place: Published, officer_id: int, days: frozenset[int], begins: date
) -> list[date]:
    """The days from `begins` on the roster on which the officer would no longer serve."""
    rows = Shift.objects.filter(office_id=place.office.pk, officer_id=officer_id, day__gte=begins)
    planned = rows.values_list("day", flat=True).distinct().order_by("day")
    return [day for day in planned if day.weekday() not in days]
