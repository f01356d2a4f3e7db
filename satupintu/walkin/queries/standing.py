"""What one visitor is told of one number: where it stands and when it is likely called."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from satupintu.offices.published import Published
from satupintu.rules.waiting_time import ROUNDING_MINUTES
from satupintu.walkin.models import GuestBookEntry, Ticket
from satupintu.walkin.queries.play import heads_by_service, people, played
from satupintu.walkin.workflow import UNDO_SHOWN_SECONDS, State

SOON = 2  # people ahead from which on the visitor should come near (HP-3)


@dataclass(frozen=True)
class Standing:
    """A number as its visitor sees it; `state` names the words, `key` what snapshots show."""

    state: str
    key: str
    ahead: int = 0
    earliest: datetime | None = None  # None: before `latest`, or nothing known when both are None
    latest: datetime | None = None


def standing(place: Published, ticket: Ticket, now: datetime) -> Standing:
    """Where the number stands now; a number of another day is expired whatever became of it."""
    if ticket.day != place.day:
        return Standing("expired", "")
    if ticket.state == State.WAITING:
        return _in_line(place, ticket, now)
    if ticket.state == State.OFFERED:
        return Standing("serving", State.OFFERED)
    over = ticket.state in {State.LEFT, State.DONE, State.CLOSED}
    return Standing(ticket.state, "" if over else ticket.state)


def clock_range(
    p50: int, p90: int, now: datetime, step: int = ROUNDING_MINUTES
) -> tuple[datetime | None, datetime]:
    """The range as clock times, rounded outward to five minutes; no beginning that has passed."""
    size = timedelta(minutes=step)
    hour = now.replace(minute=0, second=0, microsecond=0)
    first = hour + (now + timedelta(minutes=p50) - hour) // size * size
    last = hour - (hour - (now + timedelta(minutes=p90))) // size * size
    return (first if first > now else None), last


def can_undo_leaving(ticket: Ticket, now: datetime) -> bool:
    """Whether the ten seconds for taking the number back are still running."""
    ended = ticket.ended_at
    return bool(ended) and now - ended <= timedelta(seconds=UNDO_SHOWN_SECONDS)  # type: ignore[operator]


def has_signed(ticket: Ticket) -> bool:
    """Whether the guest book has this visit already."""
    return GuestBookEntry.objects.filter(ticket=ticket).exists()


def _in_line(place: Published, ticket: Ticket, now: datetime) -> Standing:
    play = played(place, people(place, State.WAITING), now)
    before = takewhile(lambda person: person.pk != ticket.pk, play.line)
    ahead = heads_by_service(list(before))[ticket.service_id]
    range_ = play.ranges.get(ticket.pk)
    times = clock_range(range_.p50, range_.p90, now) if range_ else (None, None)
    near = "soon" if ahead <= SOON else "waiting"
    return Standing("referred" if ticket.referred else near, near, ahead, *times)
