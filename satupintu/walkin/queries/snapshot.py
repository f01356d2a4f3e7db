"""What every open public page of an office shows now: no name, no purpose, no priority reason."""

from collections.abc import Hashable, Mapping
from datetime import datetime
from typing import Any

from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.rules import clock
from satupintu.rules.waiting_time import Forecast
from satupintu.rules.working_time import CalendarNotLoaded
from satupintu.walkin.models import Duty, Ending, Ticket, Turn
from satupintu.walkin.queries.display import told
from satupintu.walkin.queries.estimates import forecasts, known
from satupintu.walkin.queries.line import in_calling_order, streak
from satupintu.walkin.workflow import State

CALLS_SHOWN = 6
ESTIMATED_LINE = 120  # beyond this nobody is told a range; the count is said


def snapshot(office: Office) -> dict[str, Any]:
    """Calls, queue order, ranges and desks of an office, as JSON-able plain values.

    Tickets are named by their mark, which opens nothing; only called numbers appear as codes.
    """
    place, now = published(office.code), clock.now()
    seen = public_state(place, now)
    return {**seen, "display": told(place, seen, now)}


def public_state(place: Published, now: datetime) -> dict[str, Any]:
    """The same without the words of the display, for pages that do not show them."""
    rows = _open_rows(place)
    waiting = [row for row in rows if row.state == State.WAITING]
    line = [each.ticket for each in in_calling_order(place, waiting, streak(place), now)]
    basis = known(place, now) if len(line) <= ESTIMATED_LINE else None
    ranges = forecasts(place, line, now, basis)
    return {
        "office": place.office.code,
        "day": place.day.isoformat(),
        "opening": opening(place, now),
        "calls": calls(place),
        "tickets": _tickets(place, line, rows, ranges),
        "services": services(place, line, ranges),
        "desks": desks(place),
        "waiting": sum(ticket.head_count for ticket in line),
        "priority": sum(ticket.priority for ticket in line),
    }


def calls(place: Published, most: int = CALLS_SHOWN) -> list[dict[str, Any]]:
    """The newest calls, newest first; a call that was undone was never there."""
    rows = (
        Turn.objects.filter(office_id=place.office.pk, day=place.day, quiet=False)
        .exclude(ending=Ending.UNDONE)
        .select_related("ticket")
        .order_by("-last_called_at", "-id")[:most]
    )
    return [_call(place, turn) for turn in rows]


def opening(place: Published, now: datetime) -> dict[str, Any]:
    """Whether the office is open, until when, its hours today, and when it opens next."""
    try:
        calendar = place.calendar
        spans = [
            [gap.start.isoformat(), gap.end.isoformat()] for gap in calendar.spans_on(place.day)
        ]
        closing = calendar.closing(place.day)
        following = calendar.next_opening(now)
        next_closing = calendar.closing(calendar.local_day(following))
        return {
            "open": calendar.open_at(now),
            "spans": spans,
            "closes": closing.isoformat() if closing else None,
            "next": following.isoformat(),
            "next_closes": next_closing.isoformat() if next_closing else None,
        }
    except (CalendarNotLoaded, LookupError):
        # Without the year's decree nobody knows; the desk works on, the page says nothing untrue.
        return {"open": None, "spans": [], "closes": None, "next": None, "next_closes": None}


def services(
    place: Published, line: list[Ticket], ranges: Mapping[Hashable, Forecast]
) -> dict[str, dict[str, Any]]:
    """Per service: people waiting and the range for a newcomer, None where nothing can be said."""
    found = {}
    for service in place.services:
        range_ = ranges.get(service.code)
        found[service.code] = {
            "waiting": sum(t.head_count for t in line if t.service_id == service.id),
            "range": [range_.p50, range_.p90] if range_ else None,
        }
    return found


def desks(place: Published) -> list[dict[str, Any]]:
    """Each desk with its state: closed, ready, break (and until when)."""
    rows = Duty.objects.filter(office_id=place.office.pk, day=place.day, until=None)
    duties = {duty.desk_id: duty for duty in rows}
    return [
        {
            "number": desk.number,
            "name": desk.name,
            "state": duties[desk.id].state if desk.id in duties else "closed",
            "back_at": _iso(duties[desk.id].back_at) if desk.id in duties else None,
        }
        for desk in place.desks
    ]


def _open_rows(place: Published) -> list[Ticket]:
    states = [State.WAITING, State.CALLED, State.SERVING, State.OFFERED, State.MISSED]
    rows = Ticket.objects.filter(office_id=place.office.pk, day=place.day, state__in=states)
    return list(rows.select_related("turn").order_by("queued_at", "id"))


def _tickets(
    place: Published, line: list[Ticket], rows: list[Ticket], ranges: Mapping[Hashable, Forecast]
) -> dict[str, list[Any]]:
    """mark → [state, people ahead for the same service, p50, p90] or [state, desk name, calls]."""
    found: dict[str, list[Any]] = {}
    before: dict[int, int] = {}
    for ticket in line:
        range_ = ranges.get(ticket.pk)
        ahead = before.get(ticket.service_id, 0)
        found[ticket.mark] = [
            "waiting",
            ahead,
            *([range_.p50, range_.p90] if range_ else [None, None]),
        ]
        before[ticket.service_id] = ahead + ticket.head_count
    for ticket in rows:
        if ticket.state != State.WAITING:
            found[ticket.mark] = [
                ticket.state,
                _where(place, ticket.turn),
                ticket.turn.calls if ticket.turn else 0,
            ]
    return found


def _call(place: Published, turn: Turn) -> dict[str, Any]:
    service = place.service_by_id(turn.service_id)
    desk = place.desk(turn.desk_id)
    return {
        "id": f"{turn.pk}-{turn.calls}",
        "code": turn.ticket.code,
        "desk": desk.name if desk else "",
        "number": desk.number if desk else 0,
        "front": turn.to_front,
        "service": service.short_name,
        "at": turn.last_called_at.isoformat(),
        "final": turn.calls >= place.choices["recalls_most"],
        "now": turn.ended_at is None and turn.started_at is None,
    }


def _where(place: Published, turn: Turn | None) -> str:
    desk = place.desk(turn.desk_id) if turn else None
    return desk.name if desk else ""


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
