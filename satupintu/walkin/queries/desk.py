"""What one desk needs to know now: who is here, who is next, and the standard's clock in facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, F, Q, Sum

from satupintu.offices.published import OfficeDesk, Published
from satupintu.rules.clock_steps import Step
from satupintu.rules.walkin_clock import WalkinClock, walkin_due
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown
from satupintu.walkin.models import Duty, Ending, Referral, Ticket, Turn
from satupintu.walkin.queries.clocks import clock_of, restart_of
from satupintu.walkin.queries.line import (
    InPlace,
    counted_before,
    first_for,
    head_of_line,
    in_calling_order,
    streak,
)
from satupintu.walkin.queries.referrals import referrals
from satupintu.walkin.workflow import UNDO_SHOWN_SECONDS, Event, State

LINE_READ = 60  # of each kind; a class of two hundred must not slow the console
CLOSE_MINUTES = 3  # from here on the words change colour (MJ-2)


@dataclass(frozen=True)
class StandardClock:
    """The leaflet's ten minutes of one number; `due` is None while nobody can tell."""

    code: str
    limit: int
    due: datetime | None = None
    left: float = 0.0  # seconds of service time until due, published breaks not counted
    cause: str = ""  # finished, arrived, opened, restarted; "" while those before are served
    since: datetime | None = None
    desk_before: str = ""
    steps: tuple[Step, ...] = ()
    pauses: tuple[tuple[datetime, datetime], ...] = ()

    @property
    def passed(self) -> float:
        """Minutes of the ten that are gone; none while they do not run."""
        if self.due is None:
            return 0.0
        return max(0.0, self.limit - self.left / 60)

    @property
    def tone(self) -> str:
        """info, warn in the last three minutes, late afterwards: a colour beside the words."""
        if self.left < 0:
            return "late"
        return "warn" if self.left <= CLOSE_MINUTES * 60 else "info"


@dataclass(frozen=True)
class Undo:
    """What was done last at this desk and can still be undone."""

    event: Event
    ticket: Ticket
    seconds: int
    referral: Referral | None = None


@dataclass(frozen=True)
class DeskView:
    """One desk at one moment."""

    duty: Duty | None  # None: closed, or left open on an earlier day
    turn: Turn | None
    line: list[InPlace]
    next: Ticket | None  # whom this desk calls next; a number may wait for another desk
    people: int
    priority: int
    clock: StandardClock | None
    undo: Undo | None
    taken: Turn | None  # the colleague's turn with whom this desk handed over last
    incoming: list[Referral] = field(default_factory=list)
    sent: list[Referral] = field(default_factory=list)
    came_back: list[Referral] = field(default_factory=list)

    @property
    def something_is_due(self) -> bool:
        """Whether a start or the end of an offer may have come by the clock alone."""
        coming = self.turn is not None and self.turn.coming_at is not None
        return coming or any(each.transfer for each in [*self.incoming, *self.sent])


def desk_view(
    place: Published, desk: OfficeDesk, duty: Duty | None, officer_id: int, now: datetime
) -> DeskView:
    """Everything the console of a desk shows at first glance, for the officer who looks."""
    newest = newest_turn(place, desk)
    turn = newest if newest and newest.ended_at is None else None
    line = line_for(place, desk, now)
    next_one = first_for(desk, line).ticket if line else None
    called = turn if turn and turn.ticket.state == State.CALLED else None
    people, priority = waiting_count(place, desk, line)
    return DeskView(
        duty=duty,
        turn=turn,
        line=line,
        next=next_one,
        people=people,
        priority=priority,
        clock=clock_of_called(place, called, now)
        if called
        else clock_of_next(place, desk, next_one, line, now),
        undo=undoable(newest, officer_id, now),
        taken=taken_over(newest, officer_id),
        **referrals(place, desk, officer_id),
    )


def duty_at(place: Published, desk: OfficeDesk) -> Duty | None:
    """Who sits at the desk today, ready or on a break."""
    rows = Duty.objects.filter(desk_id=desk.id, day=place.day, until=None)
    return rows.select_related("officer").first()


def current(place: Published, desk: OfficeDesk) -> Turn | None:
    """The visitor who is called to or served at the desk."""
    newest = newest_turn(place, desk)
    return newest if newest and newest.ended_at is None else None


def line_for(place: Published, desk: OfficeDesk, now: datetime) -> list[InPlace]:
    """The front of the line in the order in which this desk will call it."""
    return in_calling_order(
        place, head_of_line(place, desk.services, LINE_READ), streak(place), now
    )


def waiting_count(
    place: Published, desk: OfficeDesk, line: Sequence[InPlace] = ()
) -> tuple[int, int]:
    """People who wait for this desk's services, and the numbers that go first among them.

    `line` is what was read of the line already; only a line longer than that is counted anew.
    """
    if 0 < len(line) < LINE_READ:
        tickets = [each.ticket for each in line]
        return sum(t.head_count for t in tickets), sum(t.priority for t in tickets)
    rows = Ticket.objects.filter(
        office_id=place.office.pk, day=place.day, state=State.WAITING, service_id__in=desk.services
    )
    found = rows.aggregate(people=Sum("head_count"), first=Count("pk", filter=Q(priority=True)))
    return found["people"] or 0, found["first"]


def clock_of_next(
    place: Published, desk: OfficeDesk, ticket: Ticket | None, line: list[InPlace], now: datetime
) -> StandardClock | None:
    """The clock of the number that this desk would call; None when nobody waits."""
    if ticket is None:
        return None
    limit = place.service_by_id(ticket.service_id).limit_minutes
    try:
        found = clock_of(place, ticket, counted_before(place, desk, line, now))
    except (CalendarNotLoaded, HoursNotKnown):
        return StandardClock(ticket.code, limit, cause="calendar")
    if found is None:
        return StandardClock(ticket.code, limit)
    before = Turn.objects.filter(pk=int(str(found.after))).first() if found.after else None
    return _shown(place, ticket.code, limit, found, now, before)


def clock_of_called(place: Published, turn: Turn, now: datetime) -> StandardClock:
    """The clock of the number that is on its way to this desk, as reckoned when it was called."""
    ticket = turn.ticket
    limit = place.service_by_id(turn.service_id).limit_minutes
    if turn.due_at is None:
        return StandardClock(ticket.code, limit, cause="calendar")
    began = turn.clock_from or turn.called_at
    counted = Turn.objects.filter(pk=turn.after_id, ended_at__lte=began) if turn.after_id else None
    before = counted.first() if counted is not None else None
    found = walkin_due(
        place.calendar, finished=before.ended_at if before else None, arrived=turn.queued_at,
        called=began if began == turn.called_at else None, limit_minutes=limit,
        **restart_of(ticket, turn.order_reason == "returned"),
    )  # fmt: skip
    return _shown(place, ticket.code, limit, found, now, before)


def _shown(
    place: Published, code: str, limit: int, found: WalkinClock, now: datetime, before: Turn | None
) -> StandardClock:
    pauses = tuple(
        (gap.start, gap.end)
        for gap in place.calendar.breaks_on(place.day)
        if gap.start < found.due and gap.end > found.starts_at
    )
    desk = place.desk(before.desk_id) if before else None
    return StandardClock(
        code, limit, found.due, seconds_left(now, found.due, pauses), found.cause, found.starts_at,
        desk.name if desk else "", found.steps, pauses,
    )  # fmt: skip


def seconds_left(
    now: datetime, due: datetime, pauses: Iterable[tuple[datetime, datetime]]
) -> float:
    """Seconds until due without the breaks between; below zero when due has passed."""
    paused = sum(
        max(0.0, (min(end, due) - max(start, now)).total_seconds()) for start, end in pauses
    )
    return (due - now).total_seconds() - paused


def newest_turn(place: Published, desk: OfficeDesk) -> Turn | None:
    """The open turn of the desk, else the one that ended last; undone calls never were."""
    rows = Turn.objects.filter(desk_id=desk.id, day=place.day).exclude(ending=Ending.UNDONE)
    rows = rows.select_related("ticket__entry__person", "officer")
    return rows.order_by(F("ended_at").desc(nulls_first=True), "-id").first()


def taken_over(newest: Turn | None, officer_id: int) -> Turn | None:
    """With whom the visitor of this officer's last turn goes on, until the desk calls anew."""
    if newest is None or newest.ending != Ending.TRANSFERRED or newest.officer_id != officer_id:
        return None
    later = Turn.objects.filter(ticket_id=newest.ticket_id, pk__gt=newest.pk)
    return later.select_related("ticket", "desk", "officer").order_by("pk").first()


def undoable(turn: Turn | None, officer_id: int, now: datetime) -> Undo | None:
    """The officer's latest act at the desk while the ten seconds last; read from what is stored,
    so that a reload does not lose it."""
    if turn is None or turn.officer_id != officer_id:
        return None
    event, at = _last_act(turn)
    left = UNDO_SHOWN_SECONDS - (now - at).total_seconds() if at else 0
    if event is None or left <= 0:
        return None
    if event is not Event.TAKE_BACK:
        return Undo(event, turn.ticket, max(1, int(left)))
    referral = turn.referrals.filter(outcome=Referral.Outcome.PLACED).first()
    return Undo(event, turn.ticket, max(1, int(left)), referral) if referral else None


def _last_act(turn: Turn) -> tuple[Event | None, datetime | None]:
    ticket = turn.ticket
    if ticket.state == State.WAITING and turn.ending == Ending.REFERRED:
        return Event.TAKE_BACK, turn.ended_at
    if ticket.turn_id != turn.pk:
        return None, None
    if ticket.state == State.SERVING and turn.handed_over:
        return None, None  # a colleague waits for nobody: handed back by another transfer
    if ticket.state == State.CALLED and turn.calls == 1:
        return Event.UNDO_CALL, turn.called_at
    return {
        State.SERVING: (Event.UNDO_START, turn.started_at),
        State.DONE: (Event.UNDO_FINISH, turn.ended_at),
        State.MISSED: (Event.UNDO_NO_SHOW, turn.ended_at),
    }.get(State(ticket.state), (None, None))


@dataclass(frozen=True)
class DeskState:
    """One row of the list of desks."""

    desk: OfficeDesk
    duty: Duty | None
    turn: Turn | None
    services: tuple[str, ...]


def all_desks(place: Published) -> list[DeskState]:
    """Every desk with who sits there and whom it serves now."""
    office, day = place.office.pk, place.day
    duties = Duty.objects.filter(office_id=office, day=day, until=None).select_related("officer")
    turns = Turn.objects.filter(office_id=office, day=day, ended_at=None).select_related("ticket")
    sits, serves = {duty.desk_id: duty for duty in duties}, {turn.desk_id: turn for turn in turns}
    names = {service.id: service.short_name for service in place.services if service.offered}
    return [
        DeskState(
            desk, sits.get(desk.id), serves.get(desk.id),
            tuple(name for pk, name in names.items() if pk in desk.services),
        )
        for desk in place.desks
    ]  # fmt: skip
