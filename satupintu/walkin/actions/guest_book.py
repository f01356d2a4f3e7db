"""The guest book is signed at the front office and the visitor sent on (standard, clause 3)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from satupintu.journal.record import Act, act, once, passing
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import OfficeDesk, Published
from satupintu.people.actions.persons import Told, absorb, remember, set_right
from satupintu.people.models import Person
from satupintu.rules import clock
from satupintu.walkin.actions.calling import call_this
from satupintu.walkin.actions.step import Faster, Refused, step
from satupintu.walkin.models import BookOpen, Duty, GuestBookEntry, Prefill, Ticket, Turn
from satupintu.walkin.workflow import Event, State


@dataclass(frozen=True)
class Written:
    """What is written of a visit, beside who the visitor is. Identity: its kind, never a number."""

    purposes: tuple[str, ...] = ()
    purpose_text: str = ""
    identity: str = ""
    use: str = ""
    group_name: str = ""
    head_count: int = 1
    flag: str = ""
    opened_at: datetime | None = None
    signed_at: datetime | None = None  # stated when the server was away; else the moment it is kept
    amends: int | None = None  # the entry that is being set right


def has_open(ticket: Ticket | None, *, officer_id: int, writing: bool = False) -> None:
    """An officer has this guest book open, or none; colleagues see it for a while (FO-14)."""
    with passing():
        if ticket is None:
            BookOpen.objects.filter(officer_id=officer_id).delete()
            return
        now = {"ticket_id": ticket.pk, "seen_at": clock.now(), "writing": writing}
        if not BookOpen.objects.filter(officer_id=officer_id).update(**now):
            row = BookOpen(officer_id=officer_id, **now)
            BookOpen.objects.bulk_create(
                [row], update_conflicts=True, unique_fields=["officer"], update_fields=list(now)
            )


def sign(
    place: Published, ticket: Ticket, told: Told, written: Written, *,
    officer_id: int, person: Person | None = None, press: str = "",
) -> GuestBookEntry:  # fmt: skip
    """A visitor stands in the guest book; who was called goes on to the desk.

    Raises Faster when somebody else has signed for this ticket meanwhile.
    """

    def make() -> GuestBookEntry:
        with act(place.office.pk, officer_actor(officer_id)) as doing:
            known = person is not None and written.amends is None
            visitor = _visitor(doing, told, person)
            entry = _entry(doing, place, ticket, visitor, written, known=known)
            _tell_ticket(doing, ticket, written)
            doing.press(press, f"entry:{entry.pk}")
        return entry

    try:
        return once(press, make, find_entry)
    except IntegrityError:
        raise Faster(Ticket.objects.select_related("turn__desk").get(pk=ticket.pk)) from None


def find_entry(subject: str) -> GuestBookEntry:
    """The entry that a press made: "entry:123"."""
    return GuestBookEntry.objects.get(pk=int(subject.removeprefix("entry:")))


def send_to_desk(
    place: Published, ticket: Ticket, desk: OfficeDesk, *, officer_id: int, reason: str = ""
) -> Ticket:
    """The visitor at the front office is sent to a free desk in person; nothing is called out.

    Raises Refused when the desk is busy or passing others has no reason, Faster when called.
    """
    with act(place.office.pk, officer_actor(officer_id)):
        called = call_this(place, desk, ticket, officer_id=officer_id, reason=reason, quiet=True)
        if there := Duty.objects.filter(desk_id=desk.id, until=None).first():
            Turn.objects.filter(ticket=called, ended_at=None).update(officer_id=there.officer_id)
    return called


def merge_persons(keep: Person, gone: Person, *, officer_id: int) -> int:
    """Somebody who was written down twice is one person again; how many visits moved (FO-10).

    Raises Refused for one and the same record, or persons of two offices.
    """
    if keep.pk == gone.pk or keep.office_id != gone.office_id:
        raise Refused("not_two")
    with act(keep.office_id, officer_actor(officer_id)) as doing:
        moved = GuestBookEntry.objects.filter(person=gone).update(person=keep)
        doing.note("person.merge", f"person:{keep.pk}", gone=gone.pk, visits=moved)
        absorb(keep, gone)
    return moved


def _visitor(doing: Act, told: Told, person: Person | None) -> Person:
    if person is None:
        made = remember(doing.office_id, told, at=doing.at)
        doing.note("person.new", f"person:{made.pk}")
        return made
    if changed := set_right(person, told):
        doing.note("person.change", f"person:{person.pk}", fields=changed)
    return person


def _entry(
    doing: Act, place: Published, ticket: Ticket, visitor: Person, written: Written, *, known: bool
) -> GuestBookEntry:  # fmt: skip
    said = {
        "person": visitor, "identity": written.identity, "purposes": list(written.purposes),
        "purpose_text": written.purpose_text, "use": written.use, "group_name": written.group_name,
        "head_count": written.head_count,
    }  # fmt: skip
    if written.amends is not None:
        entry = GuestBookEntry.objects.get(pk=written.amends, ticket=ticket)
        for name, value in said.items():
            setattr(entry, name, value)
        entry.save(update_fields=list(said))
        doing.note("guest_book.change", ticket.subject, entry=entry.pk)
        return entry
    erased, _ = Prefill.objects.filter(ticket=ticket).delete()
    entry = GuestBookEntry.objects.create(
        office_id=place.office.pk, day=ticket.day, ticket=ticket, known=known,
        prefilled=bool(erased), opened_at=written.opened_at, signed_at=_stated(written, doing),
        example=ticket.example, signed_by_id=int(doing.actor.removeprefix("officer:")), **said,
    )  # fmt: skip
    doing.note(
        "guest_book.sign", ticket.subject, entry=entry.pk, known=known, prefilled=bool(erased),
        late=bool(written.signed_at),
    )  # fmt: skip
    return entry


def _stated(written: Written, doing: Act) -> datetime:
    stated = written.signed_at
    return stated if stated and stated <= doing.at else doing.at


def _tell_ticket(doing: Act, ticket: Ticket, written: Written) -> None:
    """The ticket learns of group and way of meeting; who was called here goes to the desk."""
    if (ticket.head_count, ticket.flag) != (written.head_count, written.flag):
        ticket.head_count, ticket.flag = written.head_count, written.flag
        ticket.save(update_fields=["head_count", "flag"])
    if ticket.state != State.CALLED or ticket.turn_id is None:
        return
    if Turn.objects.filter(pk=ticket.turn_id, to_front=True).exists():
        step(doing, ticket, Event.COMING, {"turn": ticket.turn_id, "from": "front"})
        Turn.objects.filter(pk=ticket.turn_id).update(to_front=False, coming_at=doing.at)
