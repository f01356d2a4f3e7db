"""Until when a conversation can be laid aside in the list."""

from datetime import datetime, time, timedelta

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from satupintu.consultations.models import Consultation
from satupintu.consultations.queries.deadlines import laid_aside_before
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown

MOMENTS = {
    "tomorrow": _("Sampai hari kerja berikutnya"),
    "next_week": _("Sampai minggu depan"),
}


def until_of(place: Published, text: str) -> datetime | None:
    """ "tomorrow" (next working day at opening), "next_week", or a local moment as typed."""
    today = place.local(clock.now()).date()
    if text in MOMENTS:
        try:
            day = today + timedelta(days=6 - today.weekday()) if text == "next_week" else today
            return place.calendar.opening(place.calendar.next_working_day(day))
        except (CalendarNotLoaded, HoursNotKnown):
            return datetime.combine(today + timedelta(days=1), time(8), place.zone)
    try:
        typed = parse_datetime(text)
    except ValueError:
        return None
    return typed.replace(tzinfo=place.zone) if typed and typed.tzinfo is None else typed


def moments_for(place: Published, case: Consultation) -> list[tuple[str, str]]:
    """Those that lie before it is due: what would be refused is not offered."""
    last = laid_aside_before(case)
    return [
        (code, str(words))
        for code, words in MOMENTS.items()
        if last is None or ((until := until_of(place, code)) and until < last)
    ]
