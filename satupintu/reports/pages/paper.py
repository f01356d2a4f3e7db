"""Power or server gone: slips and guest sheets to print before, and what was keyed in after."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.reports.fields import DayField
from satupintu.reports.words import why_not
from satupintu.rules.numbering import LeaseExhausted
from satupintu.rules.typed_time import typed_day
from satupintu.rules.whole import whole
from satupintu.walkin.actions.paper import MOST_SLIPS, print_slips
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.queries.paper import copied, printed
from satupintu.walkin.queries.paper import slips as slips_of
from satupintu.walkin.queries.roster import why_closed

LINES = range(11)  # of a guest sheet, A4 landscape


class SlipsForm(forms.Form):
    """Which numbers to print: a service, a day, how many."""

    service = forms.ChoiceField(
        label=gettext_lazy("Layanan"), required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Pilih layanan.")},
    )  # fmt: skip
    day = DayField(gettext_lazy("Untuk hari"))
    count = forms.CharField(label=gettext_lazy("Jumlah karcis"), max_length=20, required=False)

    def __init__(self, request: OfficeRequest, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.place = request.published
        offered = [each for each in request.published.services if each.offered]
        self.fields["service"].choices = [(each.code, each.short_name) for each in offered]  # type: ignore[attr-defined]

    def clean_service(self) -> str:
        if not self.cleaned_data["service"]:
            raise forms.ValidationError(_("Pilih layanan."))
        return str(self.cleaned_data["service"])

    def clean_day(self) -> date:
        day: date | None = self.cleaned_data["day"]
        if day is None:
            raise forms.ValidationError(_("Pilih tanggalnya."))
        if why := why_closed(self.place, day):
            words = _("Kantor tutup hari itu (%(why)s). Pilih hari lain, atau buka harinya dulu.")
            raise forms.ValidationError(words % {"why": why})
        return day

    def clean_count(self) -> int:
        return whole(self.cleaned_data["count"].strip())


@officers(Role.SUPERVISOR, Role.FRONT_OFFICE)
@never_cache
def paper(request: OfficeRequest, office_code: str) -> HttpResponse:
    """What to have in the drawer, what is printed already, what was keyed in."""
    initial = {"day": request.published.day, "count": "18", "service": "consultation"}
    form = SlipsForm(request, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        address = _printed(request, form)
        if address:
            return redirect(address)
    context = {
        "form": form, "printed": printed(request.published), "copied": copied(request.published),
        "tab": "paper", "most": MOST_SLIPS,
    }  # fmt: skip
    return render(request, "reports/paper.html", context, status=422 if form.errors else 200)


@officers(Role.SUPERVISOR, Role.FRONT_OFFICE)
@never_cache
def slips(request: OfficeRequest, office_code: str, service_code: str, day: str) -> HttpResponse:
    """The sheet of blank number slips of a service and day; printing it again changes nothing."""
    service = request.published.service(service_code)
    asked = typed_day(day)
    if service is None or asked is None:
        raise Http404
    context = {
        "service": service, "day": asked,
        "slips": slips_of(request.published, asked, service.id),
    }  # fmt: skip
    return render(request, "reports/slips_print.html", context)


@officers(Role.SUPERVISOR, Role.FRONT_OFFICE)
@never_cache
def guest_sheet(request: OfficeRequest, office_code: str) -> HttpResponse:
    """A blank page of the guest book, with room for the four times."""
    return render(request, "reports/guest_sheet_print.html", {"lines": LINES})


def _printed(request: OfficeRequest, form: SlipsForm) -> str:
    """Where the new slips can be printed; empty when they could not be made."""
    said = form.cleaned_data
    service = request.published.service(said["service"])
    try:
        if service is None:
            raise Refused("late")
        print_slips(request.published, service, day=said["day"], count=said["count"])
    except LeaseExhausted:
        form.add_error("count", _("Nomor cadangan hari itu tidak cukup. Kurangi jumlah karcisnya."))
        return ""
    except Refused as fault:
        field = str(fault) if str(fault) in form.fields else None
        form.add_error(field, why_not(fault, request.published.zone))
        return ""
    return reverse("paper-slips", args=[request.office.code, service.code, said["day"].isoformat()])
