"""A complaint arrives and gets its receipt number; the handler opens it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from satupintu.complaints.models import Complaint
from satupintu.journal.record import Act, act, once
from satupintu.journal.record import officer as officer_actor
from satupintu.journal.series import draw
from satupintu.offices.published import Published
from satupintu.rules import numbering

TEXT_LONGEST = 2000
# Who served a visit is known to the walk-in service, which this one does not know; what stands
# above both fills this in: (office id, day, ticket code) → officers' ids.
who_served: list[Callable[[int, date, str], set[int]]] = []


@dataclass(frozen=True)
class Told:
    """What somebody wrote. Everything but the text may be left unsaid."""

    text: str
    contact: str = ""
    ticket_code: str = ""
    visit_day: date | None = None
    consultation: str = ""  # number of the consultation in which it was written
    dealt_with: frozenset[int] = frozenset()  # officers who dealt with that consultation


def receive(place: Published, told: Told, *, door: str, press: str = "") -> Complaint:
    """Keep a complaint under the next number of the office's year: no gaps, no repeats.

    The same press makes one complaint. The journal learns that it came, never a word of it, and no
    officer who served the named visit will be shown it.
    """

    def make() -> Complaint:
        with act(place.office.pk, "visitor") as doing:
            made = receive_within(doing, place, told, door=door)
            doing.press(press, made.subject)
        return made

    return once(press, make, find)


def receive_within(doing: Act, place: Published, told: Told, *, door: str) -> Complaint:
    """The same inside an act of somebody else: both happen, or neither."""
    made = Complaint.objects.create(
        office_id=place.office.pk, number=next_number(place, doing.at), text=told.text.strip(),
        contact=told.contact.strip(), ticket_code=told.ticket_code, visit_day=told.visit_day,
        door=door, received_at=doing.at, consultation=told.consultation,
    )  # fmt: skip
    made.kept_from.set(served(place.office.pk, told))
    doing.note("complaint.receive", made.subject, number=made.number, door=door)
    return made


def find(subject: str) -> Complaint:
    """The complaint that a press made: "complaint:123"."""
    return Complaint.objects.get(pk=int(subject.removeprefix("complaint:")))


def next_number(place: Published, at: datetime) -> str:
    """The next receipt number of the office's year, as "P-2026-3300-0031"."""
    period = numbering.year_period(place.local(at).date())
    nth = draw("complaints_complaintseries", office_id=place.office.pk, period=period)
    return f"P-{period}-{place.office.code}-{nth:04d}"


def served(office_id: int, told: Told) -> set[int]:
    """The officers who served the named visit, or dealt with the consultation."""
    known = set(told.dealt_with)
    if not told.ticket_code or told.visit_day is None:
        return known
    return known | {
        pk for ask in who_served for pk in ask(office_id, told.visit_day, told.ticket_code)
    }


def mark_read(complaint: Complaint, *, officer_id: int) -> Complaint:
    """The handler has opened it; the first time counts."""
    if complaint.read_at is None:
        with act(complaint.office_id, officer_actor(officer_id)) as doing:
            fresh = Complaint.objects.filter(pk=complaint.pk, read_at=None)
            if fresh.update(read_at=doing.at, read_by_id=officer_id):
                doing.note("complaint.read", complaint.subject, number=complaint.number)
        complaint.refresh_from_db()
    return complaint
