"""The first page of the settings: what can be changed, and what wants looking at."""

from datetime import timedelta

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from satupintu.administration import frame
from satupintu.administration.sections import leaders
from satupintu.offices.models import Contact, HolidayYear
from satupintu.people.access import OfficeRequest
from satupintu.people.models import Role

OLD_CONTACT = timedelta(days=180)


@leaders
def settings(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """Every section with one line on what it is for."""
    notices = to_look_at(request) if Role.ADMINISTRATOR in request.roles else []
    return frame.show(request, "settings", notices=notices)


def to_look_at(request: OfficeRequest) -> list[tuple[str, str]]:
    """What an administrator would rather know today: (route, sentence)."""
    day, office = request.published.day, request.office
    found = []
    loaded = set(HolidayYear.objects.values_list("year", flat=True))
    wanted = {day.year, (day + timedelta(days=60)).year} - loaded
    for year in sorted(wanted):
        words = _("Hari libur %(year)s belum dimuat; tenggat belum bisa dihitung.")
        found.append(("settings-holidays", words % {"year": year}))
    old = Contact.objects.filter(office=office, checked_on__lt=day - OLD_CONTACT).count()
    if old:
        words = _("%(n)d kontak terakhir diperiksa lebih dari 6 bulan lalu.")
        found.append(("settings-contacts", words % {"n": old}))
    if not request.published.choices["pledge_by"]:
        words = _("Maklumat pelayanan belum menyebut siapa yang menandatanganinya.")
        found.append(("settings-decisions", words))
    return found
