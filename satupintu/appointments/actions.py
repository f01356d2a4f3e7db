"""Moments are offered, taken, moved, cancelled, held or missed (standard, clause 5 online)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils.crypto import get_random_string

from satupintu.appointments import ports
from satupintu.appointments.models import Appointment, Way
from satupintu.appointments.queries import (
    clashes,
    may_change,
    may_move,
    open_then,
    still_offered,
)
from satupintu.appointments.workflow import APPOINTMENT, Event, State
from satupintu.journal.record import Act, act
from satupintu.offices.published import Published
from satupintu.people.models import Officer, Person
from satupintu.rules.uncut import uncut
from satupintu.rules.working_time import CalendarNotLoaded

MOST = 3  # moments in one offer (PRT-13)
USER = "visitor"
REASON_LONGEST, LINK_LONGEST = 200, 400  # signs


class NotPossible(Exception):
    """It cannot be arranged so; `reason` is a code that the page puts into words.

    `nth`: which of several moments it is about, from 1; 0 for none of them.
    """

    def __init__(self, reason: str, nth: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.nth = reason, nth


@dataclass(frozen=True)
class Slot:
    """A moment to be offered: `minutes` long, in the office or by video."""

    way: Way
    starts_at: datetime
    minutes: int = 30

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def offer(
    doing: Act, place: Published, slots: Sequence[Slot], *, about: str, number: str,
    officer_id: int, person: Person | None, link: str = "", example: bool = False,
) -> list[Appointment]:  # fmt: skip
    """An officer offers two or three moments; an earlier open offer of the case ends.

    Raises NotPossible: none, many, past, closed, busy or link.
    """
    if not 1 <= len(slots) <= MOST:
        raise NotPossible("none" if not slots else "many")
    for nth, slot in enumerate(slots, 1):
        _possible(doing, place, slot, officer_id, about, nth)
    if any(slot.way == Way.ZOOM for slot in slots):
        _sound_link(link)
    withdraw_offer(doing, about)
    one = get_random_string(22)
    made = [
        Appointment.objects.create(
            office=place.office, about=about, number=number, offer=one, way=slot.way,
            person=person, officer_id=officer_id, starts_at=slot.starts_at, ends_at=slot.ends_at,
            link=link if slot.way == Way.ZOOM else "", offered_at=doing.at, example=example,
        )
        for slot in slots
    ]  # fmt: skip
    doing.note("appointment.offer", about, count=len(made), first=made[0].pk)
    return made


def withdraw_offer(doing: Act, about: str) -> None:
    """What was offered and not taken yet can be taken no more."""
    _withdraw(doing, Appointment.objects.filter(about=about, state=State.OFFERED))


def offer_again(doing: Act, about: str, at: datetime) -> None:
    """What was withdrawn at that moment can be taken again: what had withdrawn it never was."""
    rows = Appointment.objects.filter(about=about, state=State.WITHDRAWN, settled_at=at)
    for each in rows:
        _step(doing, each, Event.OFFER_AGAIN, settled_at=None)


def take(doing: Act, chosen: Appointment) -> Appointment:
    """The user takes one moment: the others of the offer go, one taken before gives way to it.

    Raises NotPossible: gone when it was taken, withdrawn or has begun, busy for a full officer.
    """
    if chosen.starts_at <= doing.at:
        raise NotPossible("gone")
    _one_at_a_time(chosen.officer_id)
    if clashes(chosen.officer_id, chosen.starts_at, chosen.ends_at, about=chosen.about):
        raise NotPossible("busy")
    before = Appointment.objects.filter(about=chosen.about, state=State.TAKEN).first()
    if before is not None:
        chosen.revision = before.revision + 1
        _end(doing, before, Event.MOVE)
    _step(doing, chosen, Event.TAKE, taken_at=doing.at, revision=chosen.revision)
    others = Appointment.objects.filter(offer=chosen.offer, state=State.OFFERED)
    _withdraw(doing, others.exclude(pk=chosen.pk))
    ports.tell(ports.taken, doing, chosen)
    return chosen


def move(doing: Act, place: Published, taken: Appointment, to: Appointment) -> Appointment:
    """The user moves it to another moment of its offer; pressed twice, it is there already.

    Raises NotPossible: late in the last hour before it or once arrived, gone when somebody has
    that moment or the officer has offered others since.
    """
    if taken.moment == to.moment:
        return taken
    if not may_move(taken, doing.at):
        raise NotPossible("late")
    if to.moment not in {each.moment for each in still_offered(place, taken, doing.at)}:
        raise NotPossible("gone")
    again = Appointment.objects.create(
        office=to.office, about=to.about, number=to.number, offer=to.offer, way=to.way,
        service=to.service, person=to.person, officer=to.officer, starts_at=to.starts_at,
        ends_at=to.ends_at, link=to.link, offered_at=to.offered_at, example=to.example,
    )  # fmt: skip
    return take(doing, again)


def cancel(doing: Act, appointment: Appointment, *, by_user: bool, reason: str = "") -> Appointment:
    """The appointment is called off, by the user until an hour before, by the office with a reason.

    Raises NotPossible: late or reason; TooLong.
    """
    if by_user and not may_change(appointment, doing.at):
        raise NotPossible("late")
    reason = uncut(reason, REASON_LONGEST)
    if not by_user and not reason:
        raise NotPossible("reason")
    return _end(doing, appointment, Event.CANCEL, reason=reason)


def arrive(place: Published, appointment: Appointment, *, actor: str = USER) -> Appointment:
    """Whoever has an appointment for a visit is here; called at its time, never before."""
    with act(place.office.pk, actor) as doing:
        if appointment.way != Way.VISIT:
            raise NotPossible("gone")
        if appointment.arrived_at is None:
            _step(doing, appointment, Event.ARRIVE, arrived_at=doing.at)
            ports.tell(ports.arrived, doing, appointment)
    return appointment


def hold(doing: Act, appointment: Appointment, minutes: str) -> None:
    """It took place; the minutes say what was agreed. Raises NotPossible("early")."""
    if appointment.starts_at > doing.at:
        raise NotPossible("early")
    _step(doing, appointment, Event.HOLD, settled_at=doing.at, minutes=minutes.strip())
    ports.tell(ports.held, doing, appointment)


def miss(doing: Act, appointment: Appointment) -> None:
    """Nobody came. Raises NotPossible("early") before it has begun."""
    if appointment.starts_at > doing.at:
        raise NotPossible("early")
    _end(doing, appointment, Event.MISS)


def _possible(
    doing: Act, place: Published, slot: Slot, officer_id: int, about: str, nth: int
) -> None:
    if slot.starts_at <= doing.at:
        raise NotPossible("past", nth)
    try:
        is_open = open_then(place, slot.starts_at, slot.ends_at)
    except CalendarNotLoaded:
        raise NotPossible("calendar", nth) from None
    if not is_open:
        raise NotPossible("closed", nth)
    if clashes(officer_id, slot.starts_at, slot.ends_at, about=about):
        raise NotPossible("busy", nth)


def _one_at_a_time(officer_id: int) -> None:
    # Of two visitors who take the same officer's moments at once the second sees the first's.
    row = Officer.objects.select_for_update(no_key=True).filter(pk=officer_id)
    list(row.values_list("pk"))


def _sound_link(link: str) -> None:
    try:
        parts = urlsplit(link)
    except ValueError:
        raise NotPossible("link") from None
    if parts.scheme != "https" or not parts.hostname or len(link) > LINK_LONGEST:
        raise NotPossible("link")


def _withdraw(doing: Act, rows: Any) -> None:
    for each in rows:
        _step(doing, each, Event.WITHDRAW, settled_at=doing.at)


def _end(doing: Act, appointment: Appointment, event: Event, **changes: Any) -> Appointment:
    _step(doing, appointment, event, settled_at=doing.at, **changes)
    ports.tell(ports.given_up, doing, appointment)
    return appointment


def _step(doing: Act, appointment: Appointment, event: Event, **changes: Any) -> None:
    before = State(appointment.state)
    after = APPOINTMENT.step(before, event)
    rows = Appointment.objects.filter(pk=appointment.pk, state=before)
    if not rows.update(state=after, **changes):
        raise NotPossible("gone")
    appointment.state = after
    for name, value in changes.items():
        setattr(appointment, name, value)
    doing.note(f"appointment.{event}", appointment.subject, about=appointment.about)


def forget_words(subjects: Collection[str]) -> None:
    """What was said and who came goes; that there was an appointment, and when, stays."""
    rows = Appointment.objects.filter(about__in=subjects)
    rows.update(person=None, link="", reason="", minutes="")
