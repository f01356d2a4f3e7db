"""A visitor takes a number, gives it back, asks for more time, comes back after a missed call."""

import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from satupintu.database.statements import expect, insert
from satupintu.journal import series as number_series
from satupintu.journal.record import act, once
from satupintu.offices.published import OfferedService, Published
from satupintu.rules import numbering
from satupintu.walkin.actions.step import Refused, in_time, step
from satupintu.walkin.models import Door, Ending, Ticket, Turn
from satupintu.walkin.queries.line import behind
from satupintu.walkin.workflow import Event, State

PRIORITY_LETTER = "P"
ALPHABET = string.ascii_letters + string.digits
TOKEN_LENGTH = 11


@dataclass(frozen=True)
class Forecast:
    """What the visitor is told when the number is given; kept to be compared with what happens."""

    ahead: int | None = None
    p50: int | None = None
    p90: int | None = None


def take_ticket(
    place: Published,
    service: OfferedService,
    *,
    door: Door,
    actor: str = "visitor",
    priority: bool = False,
    press: str = "",
    forecast: Forecast = Forecast(),
    facts: Mapping[str, Any] | None = None,
    **details: Any,
) -> Ticket:
    """A visitor gets the next number of a service (standard, clause 1).

    The same press makes one ticket, however often it arrives. Details are further columns of the
    ticket (device_id, head_count, flag, example, issued_at for numbers copied from paper); facts
    go into the journal beside it.
    """

    def make() -> Ticket:
        with act(place.office.pk, actor) as doing:
            letter = PRIORITY_LETTER if priority else service.letter
            ticket = _ticket(place, service, letter, doing.at, door, priority, forecast, details)
            expect(Ticket)
            [number] = draw(place, ticket.series)  # last of all: others wait for its row
            _number(ticket, letter, number, numbering.live_number(number))
            insert(ticket)
            doing.press(press, ticket.subject)
            doing.note(
                "ticket.issue", ticket.subject, service=service.code, door=door, priority=priority,
                **(facts or {}),
            )  # fmt: skip
        return ticket

    return once(press, make, find)


def find(subject: str) -> Ticket:
    """The ticket that a press made: "ticket:123"."""
    return Ticket.objects.get(pk=int(subject.removeprefix("ticket:")))


def draw(place: Published, series: str, count: int = 1) -> range:
    """The next numbers of a series today, by one atomic upsert: no repeats, no gaps."""
    last = number_series.draw(
        "walkin_numberseries", count, office_id=place.office.pk, name=series,
        period=numbering.day_period(place.day),
    )  # fmt: skip
    return range(last - count + 1, last + 1)


def new_token() -> str:
    """Eleven letters and digits, 65 bits: the visitor's page cannot be guessed."""
    drawn, letters = secrets.randbelow(len(ALPHABET) ** TOKEN_LENGTH), []
    for _ in range(TOKEN_LENGTH):
        drawn, letter = divmod(drawn, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def leave(ticket: Ticket, *, actor: str = "visitor") -> Ticket:
    """The visitor gives the number back; can be undone for ten seconds."""
    with act(ticket.office_id, actor) as doing:
        _end_turn(ticket, Ending.LEFT, doing.at)
        return step(doing, ticket, Event.LEAVE, turn_id=None)


def undo_leave(ticket: Ticket, *, actor: str = "visitor") -> Ticket:
    """The visitor takes the number back within ten seconds, in the same place in line."""
    if ticket.ended_at:
        in_time(ticket.ended_at)
    with act(ticket.office_id, actor) as doing:
        return step(doing, ticket, Event.UNDO_LEAVE)


def postpone(ticket: Ticket, place: Published, *, actor: str = "visitor") -> int:
    """The visitor needs more time and goes back some places; the ten minutes start again (MJ-2).

    Returns how many go ahead now: none when nobody stands behind, and then the place stays.
    """
    if ticket.postponements >= place.choices["more_time_most"]:
        raise Refused("most")
    with act(ticket.office_id, actor) as doing:
        passed = behind(ticket)[: place.choices["more_time_places"]]
        last = passed[-1] if passed else ticket
        _end_turn(ticket, Ending.POSTPONED, doing.at)
        step(
            doing,
            ticket,
            Event.POSTPONE,
            {"places": len(passed)},
            queued_at=last.queued_at + timedelta(microseconds=1),
            returned=ticket.returned and not passed,  # who gives way is no longer next
            restarted_at=doing.at,
            postponements=ticket.postponements + 1,
            turn_id=None,
        )
    return len(passed)


def come_back(ticket: Ticket, *, actor: str = "visitor") -> Ticket:
    """Somebody who missed the call is here after all and is next, not last (MJ-5)."""
    with act(ticket.office_id, actor) as doing:
        return step(
            doing, ticket, Event.COME_BACK, returned=True, restarted_at=doing.at, turn_id=None
        )


def lease(
    place: Published, service: OfferedService, *, size: int, device_id: int | None, door: Door
) -> list[Ticket]:
    """Reserve numbers for a machine that may lose the network, or for slips printed on paper.

    One row per number now; each ends as a ticket or as void (law 4). Raises LeaseExhausted.
    """
    with act(place.office.pk, "system") as doing:
        drawn = draw(place, numbering.lease_series(service.letter), size)
        block = numbering.lease_range(service.letter, drawn[0] - 1, size)
        reserved = {"device_id": device_id, "state": State.LEASED}
        tickets = []
        for nth, number in zip(drawn, block, strict=True):
            ticket = _ticket(
                place, service, service.letter, doing.at, door, False, Forecast(), {**reserved}
            )
            ticket.series = numbering.lease_series(service.letter)
            _number(ticket, service.letter, nth, number)
            tickets.append(ticket)
        Ticket.objects.bulk_create(tickets)
        doing.note(
            "numbers.leased", f"service:{service.id}", first=block.first, last=block.last, door=door
        )
    return tickets


def void(ticket: Ticket, reason: str, *, actor: str = "system") -> Ticket:
    """A reserved number that nobody took is ended with its reason."""
    with act(ticket.office_id, actor) as doing:
        return step(
            doing, ticket, Event.VOID, {"reason": reason}, void_reason=reason, ended_at=doing.at
        )


def issue_leased(ticket: Ticket, *, at: Any, actor: str, **details: Any) -> Ticket:
    """A reserved number was handed out at a stated time while the server was away (KSK-14)."""
    with act(ticket.office_id, actor) as doing:
        return step(doing, ticket, Event.ISSUE, issued_at=at, queued_at=at, **details)


def _end_turn(ticket: Ticket, ending: Ending, at: Any) -> None:
    if ticket.turn_id and ticket.state == State.CALLED:
        # Nobody sat down: the finish that this call was counted from is free for whoever is next.
        Turn.objects.filter(pk=ticket.turn_id, ended_at=None).update(
            ended_at=at, ending=ending, after=None
        )


def _ticket(
    place: Published, service: OfferedService, letter: str, at: Any, door: Door,
    priority: bool, forecast: Forecast, details: dict[str, Any],
) -> Ticket:  # fmt: skip
    at = details.pop("issued_at", at)
    return Ticket(
        office_id=place.office.pk, day=place.day,
        series=numbering.ticket_series(letter), token=new_token(),
        service_id=service.id, priority=priority, door=door, issued_at=at, queued_at=at,
        ahead=forecast.ahead, forecast_p50=forecast.p50, forecast_p90=forecast.p90,
        **{"state": State.WAITING, **details},
    )  # fmt: skip


def _number(ticket: Ticket, letter: str, nth: int, shown: int) -> None:
    ticket.number, ticket.code = nth, numbering.ticket_code(letter, shown)
