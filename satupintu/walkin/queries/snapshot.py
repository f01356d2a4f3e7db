"""What every open public page of an office shows now: no name, no purpose, no priority reason."""

from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.rules import clock
from satupintu.rules.working_time import CalendarNotLoaded
from satupintu.walkin.models import Duty, Ending, Turn
from satupintu.walkin.models import mark_of as reckoned
from satupintu.walkin.queries.display import told
from satupintu.walkin.queries.doors import day_closed_at
from satupintu.walkin.queries.play import OPEN, Person, Played, heads_by_service, people, played
from satupintu.walkin.workflow import State

CALLS_SHOWN = 6
CALL_STANDS = timedelta(minutes=10)  # then nobody is on the way any more, whatever was pressed

mark_of = lru_cache(4096)(reckoned)  # a line is shown again after every call


def snapshot(office: Office) -> dict[str, Any]:
    """Calls, queue order, ranges and desks of an office, as JSON-able plain values.

    Tickets are named by their mark, which opens nothing; only called numbers appear as codes.
    """
    return snapshot_of(office.code)


def snapshot_of(office_code: str) -> dict[str, Any]:
    """The same by the office's code. Raises Office.DoesNotExist."""
    place, now = published(office_code), clock.now()
    duties = duties_of(place)
    seen = public_state(place, now, duties)
    return {**seen, "display": told(place, seen, duties, now)}


def public_state(
    place: Published, now: datetime, duties: Sequence[Duty] | None = None
) -> dict[str, Any]:
    """The same without the words of the display, for pages that do not show them."""
    rows = people(place, *OPEN)
    play = played(place, [row for row in rows if row.state == State.WAITING], now)
    return {
        "office": place.office.code,
        "day": place.day.isoformat(),
        "opening": opening(place, now),
        "calls": calls(place),
        "tickets": _tickets(place, rows, play),
        "services": services(place, play),
        "desks": desks(place, duties_of(place) if duties is None else duties),
        "waiting": sum(person.head_count for person in play.line),
        "priority": sum(person.priority for person in play.line),
    }


def duties_of(place: Published) -> list[Duty]:
    """Who sat at which desk today; those without an end sit there now."""
    return list(Duty.objects.filter(office_id=place.office.pk, day=place.day))


def calls(place: Published, most: int = CALLS_SHOWN) -> list[dict[str, Any]]:
    """The newest calls, newest first; a call that was undone was never there.

    Who was called again, by whichever desk, stands once: where the number is called to now.
    """
    rows = (
        Turn.objects.filter(office_id=place.office.pk, day=place.day, quiet=False)
        .exclude(ending=Ending.UNDONE)
        .select_related("ticket")
        .order_by("-last_called_at", "-id")[: 2 * most]
    )
    newest: dict[int, Turn] = {}
    for turn in rows:
        newest.setdefault(turn.ticket_id, turn)
    return [_call(place, turn) for turn in list(newest.values())[:most]]


def stands(turn: Turn, now: datetime) -> bool:
    """Whether somebody is called now: nobody has pressed on, and the call is not an old one."""
    return (
        turn.ended_at is None
        and turn.started_at is None
        and now - turn.last_called_at < CALL_STANDS
    )


def opening(place: Published, now: datetime) -> dict[str, Any]:
    """Whether the office is open, until when, its hours today, and when it opens next.

    A day that was closed before its hour is over: its hours end where it was closed.
    """
    ended = day_closed_at(place)
    try:
        calendar = place.calendar
        spans = [(span.start, span.end) for span in calendar.spans_on(place.day)]
        closing = calendar.closing(place.day)
        following = calendar.next_opening(max(now, closing) if ended and closing else now)
        if ended:
            ended = place.local(min(ended, now))
            spans = [(start, min(end, ended)) for start, end in spans if start < ended]
        next_closing = calendar.closing(calendar.local_day(following))
        return {
            "open": calendar.open_at(now) and not ended,
            "spans": [[start.isoformat(), end.isoformat()] for start, end in spans],
            "closes": spans[-1][1].isoformat() if spans else None,
            "next": following.isoformat(),
            "next_closes": next_closing.isoformat() if next_closing else None,
        }
    except (CalendarNotLoaded, LookupError):
        # Without the year's decree nobody knows; the desk works on, the page says nothing untrue.
        known = False if ended else None
        return {"open": known, "spans": [], "closes": None, "next": None, "next_closes": None}


def services(place: Published, play: Played) -> dict[str, dict[str, Any]]:
    """Per service: people waiting and the range for a newcomer, None where nothing can be said."""
    heads = heads_by_service(play.line)
    return {
        service.code: {
            "waiting": heads[service.id],
            "range": _minutes(play, (service.id, False)),
        }
        for service in place.services
    }


def desks(place: Published, duties: Sequence[Duty]) -> list[dict[str, Any]]:
    """Each desk with its state: closed, ready, break (and until when)."""
    now = {duty.desk_id: duty for duty in duties if duty.until is None}
    return [
        {
            "number": desk.number,
            "name": desk.name,
            "state": now[desk.id].state if desk.id in now else "closed",
            "back_at": _iso(now[desk.id].back_at) if desk.id in now else None,
        }
        for desk in place.desks
    ]


def _tickets(place: Published, rows: Sequence[Person], play: Played) -> dict[str, list[Any]]:
    """mark → [state, people ahead, p50, p90, service] or [state, desk name, calls].

    Ahead are those for the same service: its id, so that a page sees when the number has moved.
    """
    found: dict[str, list[Any]] = {}
    before = dict.fromkeys((service.id for service in place.services), 0)
    for person in play.line:
        ahead = before.get(person.service_id, 0)
        minutes = _minutes(play, person.pk) or (None, None)
        found[mark_of(person.token)] = ["waiting", ahead, *minutes, person.service_id]
        before[person.service_id] = ahead + person.head_count
    for person in rows:
        if person.state != State.WAITING:
            where = place.desk(person.desk_id)
            name, calls = where.name if where else "", person.calls or 0
            found[mark_of(person.token)] = [person.state, name, calls]
    return found


def _minutes(play: Played, whose: Hashable) -> list[int] | None:
    range_ = play.ranges.get(whose)
    return [range_.p50, range_.p90] if range_ else None


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
        "now": stands(turn, clock.now()),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
