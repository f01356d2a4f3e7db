"""The supervisor's day: who waits, who sits where, the standard today, what wants a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from satupintu.offices.published import OfficeDesk, Published
from satupintu.people.models import Device
from satupintu.rules.walkin_clock import WalkinClock
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown
from satupintu.walkin.models import (
    Alert,
    Correction,
    DayClosing,
    Door,
    Duty,
    Ending,
    Shift,
    Ticket,
    Turn,
)
from satupintu.walkin.queries.alerts import open_alerts
from satupintu.walkin.queries.clocks import COUNTED, NOBODY_CAME, clocks_from, services_of
from satupintu.walkin.queries.line import in_calling_order, streak
from satupintu.walkin.workflow import OPEN, State

SILENT_SECONDS = 60
PAPER_KEPT = timedelta(days=7)
WARN_OF_NEXT_YEAR = (10, 1)  # from October on the decree of next year is out


@dataclass(frozen=True)
class Waiter:
    """Somebody who waits: since how many minutes, and the standard's clock if it runs."""

    ticket: Ticket
    minutes: int
    clock: WalkinClock | None
    late: bool


@dataclass(frozen=True)
class DeskNow:
    """A desk: who sits there, who is planned now, whom it serves and since how many minutes."""

    desk: OfficeDesk
    duty: Duty | None
    turn: Turn | None
    minutes: int
    planned: Shift | None

    @property
    def missing(self) -> bool:
        """Somebody is planned here now and nobody sits here."""
        return self.planned is not None and self.duty is None


@dataclass(frozen=True)
class Miss:
    """A visitor served later than the standard promises."""

    turn: Turn
    minutes: int


@dataclass(frozen=True)
class Standard:
    """Turns measured by the ten minutes: met of all, as they stand and before corrections."""

    met: int
    of: int
    met_before: int
    of_before: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.met / self.of) if self.of else None

    @property
    def percent_before(self) -> int | None:
        return round(100 * self.met_before / self.of_before) if self.of_before else None

    @property
    def differs(self) -> bool:
        """Whether corrections changed the figure."""
        return (self.met, self.of) != (self.met_before, self.of_before)


@dataclass(frozen=True)
class Hall:
    """The hall at one moment."""

    waiting: list[Waiter]
    desks: list[DeskNow]
    front: list[Shift]
    silent: list[Device]
    alerts: list[Alert]
    forgotten: DayClosing | None  # the newest one with open numbers of which nobody said why
    closing: DayClosing | None
    year_missing: int | None

    @property
    def people(self) -> int:
        return sum(each.ticket.head_count for each in self.waiting)

    @property
    def priority(self) -> int:
        return sum(each.ticket.priority for each in self.waiting)

    @property
    def longest(self) -> Waiter | None:
        return max(self.waiting, key=lambda each: each.minutes, default=None)

    @property
    def sitting(self) -> int:
        return sum(
            desk.duty is not None and desk.duty.state == Duty.State.READY for desk in self.desks
        )


@dataclass(frozen=True)
class Done:
    """What has happened today: served, missed calls, the standard with its misses, corrections."""

    served: int
    standard: Standard
    misses: list[Miss]
    no_shows: list[Turn]
    corrections: list[Correction]


def turns_today(place: Published) -> list[Turn]:
    """Every turn of today that was not undone, earliest first."""
    rows = Turn.objects.filter(office_id=place.office.pk, day=place.day).exclude(
        ending=Ending.UNDONE
    )
    return list(rows.select_related("ticket", "officer").order_by("called_at", "id"))


def hall_now(place: Published, now: datetime, turns: Sequence[Turn]) -> Hall:
    """Everything that is going on in the hall; `turns` are today's."""
    open_ = list(Ticket.objects.filter(office_id=place.office.pk, day=place.day, state__in=OPEN))
    duties = list(
        Duty.objects.filter(office_id=place.office.pk, day=place.day, until=None).select_related(
            "officer"
        )
    )
    shifts = _shifts_now(place, now)
    unexplained = Q(day__lt=place.day, by=None, remarks="", left_open__gt=0)
    closings = list(
        DayClosing.objects.filter(
            Q(day=place.day) | unexplained, office_id=place.office.pk
        ).order_by("-day")[:2]
    )
    return Hall(
        waiting=_waiting(place, now, open_, turns, duties),
        desks=_desks(place, now, turns, duties, shifts),
        front=[shift for shift in shifts if shift.desk_id is None],
        silent=silent_devices(place.office.pk, now),
        alerts=[each for each in open_alerts(place.office.pk) if each.kind != Alert.Kind.SILENT],
        forgotten=next((each for each in closings if each.day < place.day), None),
        closing=next((each for each in closings if each.day == place.day), None),
        year_missing=_year_missing(place),
    )


def done_today(place: Published, turns: Sequence[Turn]) -> Done:
    """The figures of today; `turns` are today's."""
    begin = datetime.combine(place.day, datetime.min.time(), place.zone)
    rows = Correction.objects.filter(
        Q(at__gte=begin) | Q(turn__day=place.day), office_id=place.office.pk
    )
    corrections = list(rows.select_related("turn__ticket", "by").order_by("-id"))
    return Done(
        served=sum(turn.started_at is not None for turn in turns),
        standard=standard_of(turns, corrections),
        misses=misses(turns),
        no_shows=[turn for turn in turns if turn.ending == Ending.NO_SHOW],
        corrections=corrections,
    )


def standard_of(turns: Iterable[Turn], corrections: Iterable[Correction]) -> Standard:
    """The share within the standard, as corrected and as pressed; each with its base.

    Source: service-standard, time. A corrected turn counts in both figures, never in only one.
    """
    first: dict[int, str] = {}
    for row in sorted(corrections, key=lambda each: each.pk):
        if row.field == "within_standard":
            first.setdefault(row.turn_id, row.old)
    now = {turn.pk: turn.within_standard for turn in turns}
    before = {
        pk: {"yes": True, "no": False, "": None}[first[pk]] if pk in first else value
        for pk, value in now.items()
    }
    return Standard(
        met=sum(value is True for value in now.values()),
        of=sum(value is not None for value in now.values()),
        met_before=sum(value is True for value in before.values()),
        of_before=sum(value is not None for value in before.values()),
    )


def misses(turns: Iterable[Turn]) -> list[Miss]:
    """Who was served too late, and by how many minutes, at least one."""
    return [
        Miss(turn, max(1, round((turn.started_at - turn.due_at).total_seconds() / 60)))
        for turn in turns
        if turn.within_standard is False and turn.started_at and turn.due_at
    ]


def silent_devices(office_id: int, now: datetime) -> list[Device]:
    """Joined machines that have not been heard for a minute."""
    rows = Device.objects.filter(
        Q(last_seen=None) | Q(last_seen__lt=now - timedelta(seconds=SILENT_SECONDS)),
        office_id=office_id, joined_at__isnull=False, revoked_at=None,
    )  # fmt: skip
    return list(rows.order_by("kind", "id"))


def left_open(office_id: int, day: date) -> list[Ticket]:
    """The numbers of a day that are not ended, in order of arrival."""
    rows = Ticket.objects.filter(office_id=office_id, day=day, state__in=OPEN)
    return list(rows.select_related("turn__desk", "service", "entry").order_by("queued_at", "id"))


def numbers_unused(place: Published, until: date) -> QuerySet[Ticket]:
    """Numbers lent or printed up to a day that nobody took, or will be keyed in any more.

    Slips of an earlier day wait for a week: a day without power is keyed in when the power is back.
    """
    unused = Ticket.objects.filter(office_id=place.office.pk, day__lte=until, state=State.LEASED)
    week = (place.day - PAPER_KEPT, place.day - timedelta(days=1))
    return unused.exclude(door=Door.PAPER, day__range=week)


def forgotten_days(place: Published) -> list[date]:
    """Earlier days with numbers that nobody has closed, earliest first."""
    rows = DayClosing.objects.filter(office_id=place.office.pk, day__lt=place.day)
    last = rows.order_by("-day").values_list("day", flat=True).first()
    tickets = Ticket.objects.filter(office_id=place.office.pk, day__lt=place.day)
    if last:
        tickets = tickets.filter(day__gt=last)
    return list(tickets.order_by("day").values_list("day", flat=True).distinct())


def _waiting(
    place: Published, now: datetime, open_: list[Ticket], turns: Sequence[Turn], duties: list[Duty]
) -> list[Waiter]:
    waiting = sorted(
        (ticket for ticket in open_ if ticket.state == State.WAITING),
        key=lambda ticket: (ticket.queued_at, ticket.pk),
    )
    line = [each.ticket for each in in_calling_order(place, waiting, streak(place), now)]
    counted = {turn.after_id for turn in turns}
    finishes = sorted(
        (t for t in turns if t.ending in COUNTED and t.ended_at and t.pk not in counted),
        key=lambda turn: (turn.ended_at or now, turn.pk),
    )
    used = {turn.desk_id for turn in turns if turn.ending not in NOBODY_CAME}
    fresh = [duty.desk_id for duty in duties if duty.desk_id not in used]
    served = services_of(place, (turn.desk_id for turn in turns if turn.ended_at is None))
    try:
        clocks = clocks_from(place, line, finishes, fresh, served)
    except (CalendarNotLoaded, HoursNotKnown):
        clocks = {}
    return [_waiter(ticket, clocks.get(ticket.pk), now) for ticket in line]


def _waiter(ticket: Ticket, clock: WalkinClock | None, now: datetime) -> Waiter:
    late = clock is not None and clock.due < now
    return Waiter(ticket, _minutes(ticket.issued_at, now), clock, late)


def _desks(
    place: Published, now: datetime, turns: Sequence[Turn], duties: list[Duty], shifts: list[Shift]
) -> list[DeskNow]:
    sits = {duty.desk_id: duty for duty in duties}
    busy = {turn.desk_id: turn for turn in turns if turn.ended_at is None}
    planned = {shift.desk_id: shift for shift in shifts}
    found = []
    for desk in place.desks:
        turn = busy.get(desk.id)
        since = (turn.started_at or turn.called_at) if turn else now
        found.append(
            DeskNow(desk, sits.get(desk.id), turn, _minutes(since, now), planned.get(desk.id))
        )
    return found


def _shifts_now(place: Published, now: datetime) -> list[Shift]:
    at = place.local(now).time()
    rows = Shift.objects.filter(
        office_id=place.office.pk, day=place.day, starts__lte=at, ends__gt=at
    )
    return list(rows.select_related("officer").order_by("starts", "id"))


def _year_missing(place: Published) -> int | None:
    """This year, or from October next year, when its holidays are not loaded."""
    year, loaded = place.day.year, place.calendar.loaded_years
    if year not in loaded:
        return year
    soon = (place.day.month, place.day.day) >= WARN_OF_NEXT_YEAR
    return year + 1 if soon and year + 1 not in loaded else None


def _minutes(since: datetime, now: datetime) -> int:
    return max(0, int((now - since).total_seconds() // 60))
