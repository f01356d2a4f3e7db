"""On which weekdays an officer serves, and who stands in: the effect first, then saved (ADM-4)."""

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from satupintu.administration import frame
from satupintu.administration.forms.working_days import WorkingDaysForm
from satupintu.administration.queries import effects
from satupintu.administration.queries.staff import colleagues, of_office, open_weekdays
from satupintu.administration.sections import administrators
from satupintu.people.access import OfficeRequest
from satupintu.people.actions.working_days import arrange
from satupintu.people.models import Officer
from satupintu.people.working_days import Arrangements, arrangements


@administrators
def working_days(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """The weekdays of one officer and the substitute, from a day on."""
    place = request.published
    person = get_object_or_404(of_office(place.office.pk, place.day), pk=pk)
    known = arrangements(place.office.pk)
    form = _form(request, person, known)
    effect = None
    if request.method == "POST" and form.is_valid():
        if not frame.effect_was_seen(request):
            begins = form.cleaned_data["valid_from"]
            effect = effects.of_working_days(place, person, form.told(), begins, form.open_days)
        elif _arranged(request, person, form):
            return redirect("settings-officer", office_code, pk)
    coming = [since for since, _told in known.coming(pk, place.day)]
    return frame.show(
        request, "working_days", form=form, effect=effect, person=person, coming=coming
    )


def _arranged(request: OfficeRequest, person: Officer, form: WorkingDaysForm) -> bool:
    told, begins = form.told(), form.cleaned_data["valid_from"]
    return frame.saved(
        request, form,
        lambda: arrange(request.office, person, told, valid_from=begins, by=request.user.pk),
        words=_("Hari kerja %(name)s tersimpan.") % {"name": person.name},
    )  # fmt: skip


def _form(request: OfficeRequest, person: Officer, known: Arrangements) -> WorkingDaysForm:
    place = request.published
    now = known.on(person.pk, place.day)
    first = {"days": sorted(now.days), "substitute": now.substitute, "valid_from": place.day}
    return WorkingDaysForm(
        request.POST or None, initial=first, open_days=open_weekdays(place),
        colleagues=colleagues(place.office.pk, place.day, person.pk),
    )  # fmt: skip
