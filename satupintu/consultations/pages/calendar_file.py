"""A consultation's promise as a calendar file."""

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.utils.translation import gettext as _

from satupintu.consultations.models import Consultation
from satupintu.offices.published import Published
from satupintu.rules import clock


def calendar_file(place: Published, case: Consultation, until: datetime) -> HttpResponse:
    """One entry: the moment until which the office answers or examines, without any question."""
    from icalendar import Calendar, Event

    entry = Event()
    entry.add("uid", f"{case.number}@satupintu")
    entry.add("dtstamp", clock.now())
    entry.add("dtstart", until - timedelta(minutes=30))
    entry.add("dtend", until)
    entry.add("summary", _("Jawaban %(number)s") % {"number": case.number})
    entry.add("location", place.office.name)
    book = Calendar()
    book.add("prodid", "-//Satu Pintu//ID")
    book.add("version", "2.0")
    book.add_component(entry)
    answer = HttpResponse(book.to_ical(), "text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{case.number}.ics"'
    return answer
