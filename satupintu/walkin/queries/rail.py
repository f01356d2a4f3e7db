"""The left rail of the front office: who waits, what each desk does, and who must be helped."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor

from satupintu.offices.published import OfficeDesk, Published
from satupintu.walkin.models import Alert, AnnouncedGroup, Duty, Ticket, Turn
from satupintu.walkin.queries.alerts import open_alerts
from satupintu.walkin.queries.clocks import clocks
from satupintu.walkin.queries.guest_book import groups_on
from satupintu.walkin.queries.line import in_calling_order, open_tickets, streak
from satupintu.walkin.workflow import State


@dataclass(frozen=True)
class Row:
    """A ticket in the rail, waiting for so many minutes.

    `here`: called to the front office first, so the visitor stands there.
    """

    ticket: Ticket
    service: str
    signed: bool
    asked: bool  # the published standard wants the guest book for this service
    here: bool
    desk: str
    minutes: int


@dataclass(frozen=True)
class DeskRow:
    """What a desk does now. A free desk has the clock of whoever is next there."""

    desk: OfficeDesk
    state: str  # closed, break, free, calling, serving
    code: str = ""
    since: datetime | None = None
    from_: datetime | None = None
    due: datetime | None = None
    back_at: datetime | None = None
    next_ticket: int | None = None
    asked_at: datetime | None = None

    @property
    def passed(self) -> float:
        """Minutes of the standard's clock that had passed when the rail was read."""
        if self.from_ is None or self.asked_at is None:
            return 0.0
        return (self.asked_at - self.from_).total_seconds() / 60

    @property
    def minutes(self) -> int:
        """Whole minutes since the desk began what it does."""
        return _minutes(self.since, self.asked_at)

    @property
    def left(self) -> int:
        """Minutes left of the standard's clock, negative when over; the begun minute counts."""
        if self.due is None or self.asked_at is None:
            return 0
        seconds = (self.due - self.asked_at).total_seconds()
        return ceil(seconds / 60) if seconds >= 0 else floor(seconds / 60)

    @property
    def over(self) -> int:
        return -self.left


@dataclass(frozen=True)
class Rail:
    """What stands beside the guest book (FO-14)."""

    rows: list[Row]
    desks: list[DeskRow]
    alerts: list[Alert]
    groups: list[AnnouncedGroup]

    @property
    def waiting(self) -> int:
        return sum(row.ticket.state == State.WAITING for row in self.rows)

    @property
    def next_unsigned(self) -> Ticket | None:
        """Who is asked for the guest book next: who was called here, then by place in line."""
        return next((row.ticket for row in self.rows if row.asked and not row.signed), None)

    def desk_for(self, ticket: Ticket | None) -> DeskRow | None:
        """The free desk, longest idle first, at which this ticket is next."""
        if ticket is None or ticket.state != State.WAITING:
            return None
        free = [row for row in self.desks if row.state == "free" and row.next_ticket == ticket.pk]
        return min(free, key=_idle_longest, default=None)

    def free_desks_for(self, ticket: Ticket | None) -> list[DeskRow]:
        """Every free desk that serves the ticket's service."""
        if ticket is None or ticket.state != State.WAITING:
            return []
        free = [row for row in self.desks if row.state == "free"]
        return [row for row in free if ticket.service_id in row.desk.services]


def rail(place: Published, now: datetime) -> Rail:
    """Everything beside the guest book, in a fixed number of questions to the database."""
    tickets = open_tickets(place)
    line = in_calling_order(
        place, [ticket for ticket in tickets if ticket.state == State.WAITING], streak(place), now
    )
    waiting = [each.ticket for each in line]
    called = [ticket for ticket in tickets if ticket.state == State.CALLED and _here(ticket)]
    return Rail(
        rows=[_row(place, ticket, now) for ticket in [*called, *waiting]],
        desks=_desks(place, tickets, waiting, now),
        alerts=open_alerts(place.office.pk),
        groups=groups_on(place, place.day),
    )


def _minutes(since: datetime | None, until: datetime | None) -> int:
    return int((until - since).total_seconds() // 60) if since and until else 0


def _idle_longest(row: DeskRow) -> tuple[float, int]:
    return (row.since.timestamp() if row.since else 0.0, row.desk.number)


def _here(ticket: Ticket) -> bool:
    return bool(ticket.turn and ticket.turn.to_front and not hasattr(ticket, "entry"))


def _row(place: Published, ticket: Ticket, now: datetime) -> Row:
    desk = place.desk(ticket.turn.desk_id) if ticket.turn and ticket.state == State.CALLED else None
    service = place.service_by_id(ticket.service_id)
    return Row(
        ticket, service.short_name, hasattr(ticket, "entry"), "guest_book" in service.requires,
        ticket.state == State.CALLED, desk.name if desk else "", _minutes(ticket.queued_at, now),
    )  # fmt: skip


def _desks(
    place: Published, tickets: list[Ticket], waiting: list[Ticket], now: datetime
) -> list[DeskRow]:
    duties = {
        duty.desk_id: duty
        for duty in Duty.objects.filter(office_id=place.office.pk, day=place.day, until=None)
    }
    at_desk = {
        ticket.turn.desk_id: ticket
        for ticket in tickets
        if ticket.turn and ticket.turn.ended_at is None and ticket.state != State.WAITING
    }
    dues = clocks(place, waiting)
    idle_since = _idle_since(place)
    rows = []
    for desk in place.desks:
        duty, busy = duties.get(desk.id), at_desk.get(desk.id)
        if busy and busy.turn:
            rows.append(_busy(desk, busy, busy.turn, now))
        elif duty is None:
            rows.append(DeskRow(desk, "closed"))
        elif duty.state == Duty.State.BREAK:
            rows.append(DeskRow(desk, "break", back_at=duty.back_at))
        else:
            mine = next((t for t in waiting if _fits(t, desk)), None)
            found = dues.get(mine.pk) if mine else None
            rows.append(
                DeskRow(
                    desk, "free", since=idle_since.get(desk.id, duty.since),
                    from_=found.starts_at if found else None, due=found.due if found else None,
                    next_ticket=mine.pk if mine else None, asked_at=now,
                )
            )  # fmt: skip
    return rows


def _busy(desk: OfficeDesk, ticket: Ticket, turn: Turn, now: datetime) -> DeskRow:
    if ticket.state == State.CALLED:
        return DeskRow(
            desk, "calling", ticket.code, turn.called_at, turn.clock_from, turn.due_at, asked_at=now
        )
    return DeskRow(desk, "serving", ticket.code, turn.started_at, asked_at=now)


def _fits(ticket: Ticket, desk: OfficeDesk) -> bool:
    return ticket.service_id in desk.services and ticket.wanted_desk_id in (None, desk.id)


def _idle_since(place: Published) -> dict[int, datetime]:
    rows = Turn.objects.filter(office_id=place.office.pk, day=place.day, ended_at__isnull=False)
    found: dict[int, datetime] = {}
    for desk_id, ended in rows.order_by("ended_at").values_list("desk_id", "ended_at"):
        if ended:
            found[desk_id] = ended
    return found
