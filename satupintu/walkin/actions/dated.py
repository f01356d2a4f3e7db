"""Appointments in the hall: a dated number of their own, called at its time among the others.

The rule that the display states: whoever has an appointment and is here is called next from its
moment on, or from arriving late; never before it. The ten minutes run from that same moment.
"""

from contextlib import suppress
from datetime import datetime, timedelta

from satupintu.appointments.actions import NotPossible, hold
from satupintu.appointments.models import Appointment, Way
from satupintu.appointments.queries import meetings_now, of_day, unsettled_visits
from satupintu.journal.record import Act, act
from satupintu.journal.series import draw
from satupintu.offices.published import OfferedService, Published, published
from satupintu.rules import clock, numbering
from satupintu.rules.workflow import NotAllowed
from satupintu.walkin.actions.duty import take_break
from satupintu.walkin.actions.step import Faster, Refused, step
from satupintu.walkin.actions.tickets import new_token
from satupintu.walkin.models import Door, Duty, Ticket
from satupintu.walkin.workflow import UNDO_SECONDS, Event, State

CANCELLED = "janji dibatalkan"
LOOKS_BACK = timedelta(days=7)  # the service may have been off since


def reserve(doing: Act, appointment: Appointment) -> None:
    """A visit was arranged: its number is kept for that day, with the letter of appointments."""
    place = published(appointment.office.code)
    service = place.service(appointment.service)
    if appointment.way != Way.VISIT or service is None:
        return
    letter = str(place.choices["appointment_letter"])
    day = place.local(appointment.starts_at).date()
    number = draw(
        "walkin_numberseries", office_id=place.office.pk, name=numbering.ticket_series(letter),
        period=numbering.day_period(day),
    )  # fmt: skip
    ticket = _reserved(doing, place, appointment, service, letter, number)
    ticket.save()
    Appointment.objects.filter(pk=appointment.pk).update(ticket=ticket.code)
    appointment.ticket = ticket.code
    doing.note("ticket.reserve", ticket.subject, appointment=appointment.pk)


def give_up(doing: Act, appointment: Appointment) -> None:
    """The appointment is off: its number ends without a visit."""
    ticket = ticket_of(appointment)
    if ticket is not None and ticket.state == State.LEASED:
        step(doing, ticket, Event.VOID, {"reason": "appointment"}, void_reason=CANCELLED)


def arrived(doing: Act, appointment: Appointment) -> None:
    """Who comes after the moment stands in line at once; who comes early waits for the moment."""
    if appointment.starts_at <= doing.at:
        _admit(doing, appointment, doing.at)


def admit_due(place: Published) -> int:
    """Those who are here and whose moment has come stand in line now; asked by the worker."""
    now, admitted = clock.now(), 0
    for appointment in of_day(place).filter(arrived_at__isnull=False, starts_at__lte=now):
        with suppress(Faster, NotAllowed), act(place.office.pk) as doing:
            admitted += _admit(doing, appointment, appointment.starts_at)
    return admitted


def settle_visits(place: Published) -> None:
    """Whoever was served at a desk has had the appointment; asked by the worker.

    Not at the finish itself: the seconds in which the desk may undo it are over first.
    """
    now = clock.now()
    for appointment in unsettled_visits(place, now - LOOKS_BACK):
        ticket = ticket_of(appointment)
        if ticket is None or ticket.state != State.DONE or ticket.ended_at is None:
            continue
        if now - ticket.ended_at > timedelta(seconds=UNDO_SECONDS):
            with suppress(NotPossible, NotAllowed), act(place.office.pk) as doing:
                hold(doing, appointment, "")


def keep_meetings(place: Published) -> None:
    """An officer in a video meeting is away from the desk, on the display and in estimates."""
    for meeting in meetings_now(place):
        duty = Duty.objects.filter(
            office_id=place.office.pk, officer_id=meeting.officer_id, until=None,
            state=Duty.State.READY,
        ).first()  # fmt: skip
        desk = place.desk(duty.desk_id) if duty else None
        if desk is not None:
            with suppress(Refused):  # a visitor sits there: the desk is busy all the same
                take_break(place, desk, officer_id=meeting.officer_id, back_at=meeting.ends_at)


def ticket_of(appointment: Appointment) -> Ticket | None:
    """The dated number of an appointment for a visit."""
    if not appointment.ticket:
        return None
    day = published(appointment.office.code).local(appointment.starts_at).date()
    rows = Ticket.objects.filter(
        office_id=appointment.office_id, day=day, code=appointment.ticket, door=Door.DATED
    )
    return rows.first()


def _admit(doing: Act, appointment: Appointment, at: datetime) -> int:
    ticket = ticket_of(appointment)
    if ticket is None or ticket.state != State.LEASED:
        return 0
    facts = {"appointment": appointment.pk}
    step(
        doing, ticket, Event.ISSUE, facts, issued_at=at, queued_at=at, returned=True,
        restarted_at=at,
    )  # fmt: skip
    return 1


def _reserved(
    doing: Act, place: Published, appointment: Appointment, service: OfferedService,
    letter: str, number: int,
) -> Ticket:  # fmt: skip
    return Ticket(
        office_id=place.office.pk, day=place.local(appointment.starts_at).date(),
        series=numbering.ticket_series(letter), number=number,
        code=numbering.ticket_code(letter, numbering.live_number(number)), token=new_token(),
        service_id=service.id, state=State.LEASED, door=Door.DATED, issued_at=doing.at,
        queued_at=appointment.starts_at, example=appointment.example,
    )  # fmt: skip
