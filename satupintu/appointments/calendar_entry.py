"""An appointment as an entry for calendars, sent again when it moves or is called off."""

from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from satupintu.appointments.models import Appointment, Way
from satupintu.appointments.queries import settled_before
from satupintu.outbox.letters import Attached
from satupintu.rules import clock


def entry(appointment: Appointment, *, to: str = "", cancelled: bool = False) -> Attached:
    """The calendar file that travels with the letter; the same entry keeps its id when moved.

    A letter invites `to` in the office's name, as calendars want it (RFC 5546); without it the
    file is an entry of its own, to be kept.
    """
    from icalendar import Calendar

    method = "CANCEL" if cancelled else "REQUEST" if to else "PUBLISH"
    book = Calendar()
    book.add("prodid", "-//Satu Pintu//ID")
    book.add("version", "2.0")
    book.add("method", method)
    book.add_component(_event(appointment, to, cancelled=cancelled))
    kind = f"text/calendar; charset=utf-8; method={method}"
    return Attached(f"{appointment.number}.ics", kind, book.to_ical())


def _event(appointment: Appointment, to: str, *, cancelled: bool) -> Any:
    from icalendar import Event

    event, office, sender = Event(), appointment.office, parseaddr(settings.MAIL_FROM)[1]
    event.add("uid", _uid(appointment))
    event.add("sequence", appointment.revision + (1 if cancelled else 0))
    if to and sender:
        event.add("organizer", f"mailto:{sender}", {"CN": office.name})
        event.add("attendee", f"mailto:{to}", {"PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
    event.add("dtstamp", clock.now())
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("summary", _("Konsultasi %(number)s") % {"number": appointment.number})
    by_video = appointment.way == Way.ZOOM
    event.add("location", appointment.link if by_video else f"{office.name}, {office.address}")
    return event


def _uid(appointment: Appointment) -> str:
    # What was called off, held or missed keeps its entry: the next meeting is another one.
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "satupintu.invalid"
    nth = settled_before(appointment)
    return f"{appointment.number}{f'-{nth + 1}' if nth else ''}@{host}"
