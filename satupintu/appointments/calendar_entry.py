"""An appointment as an entry for calendars, sent again when it moves or is called off."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from satupintu.appointments.models import Appointment, Way
from satupintu.outbox.letters import Attached
from satupintu.rules import clock


def entry(appointment: Appointment, *, cancelled: bool = False) -> Attached:
    """The calendar file that travels with the letter; the same entry keeps its id when moved."""
    from icalendar import Calendar, Event

    method = "CANCEL" if cancelled else "REQUEST"
    event = Event()
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "satupintu.invalid"
    event.add("uid", f"{appointment.number}@{host}")
    event.add("sequence", appointment.revision + (1 if cancelled else 0))
    event.add("dtstamp", clock.now())
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("summary", _("Konsultasi %(number)s") % {"number": appointment.number})
    office = appointment.office
    if appointment.way == Way.ZOOM:
        event.add("location", appointment.link)
    else:
        event.add("location", f"{office.name}, {office.address}")
    book = Calendar()
    book.add("prodid", "-//Satu Pintu//ID")
    book.add("version", "2.0")
    book.add("method", method)
    book.add_component(event)
    kind = f"text/calendar; charset=utf-8; method={method}"
    return Attached(f"{appointment.number}.ics", kind, book.to_ical())
