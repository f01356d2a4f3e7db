"""Desks: what each serves and the way to it (ADM-4)."""

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from satupintu.administration import frame
from satupintu.administration.forms.office import DeskForm
from satupintu.administration.sections import administrators
from satupintu.offices.actions import desks as act
from satupintu.offices.models import Desk
from satupintu.people.access import OfficeRequest


@administrators
def desks(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """The desks in their order, those that stand idle too, and a form for one more."""
    form = DeskForm(request.POST or None, services=request.published.services)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        told = {"name": given["name"], "way": given["way"], "services": _ids(form)}
        if frame.saved(
            request, form, lambda: act.add_desk(request.office, **told, by=request.user.pk)
        ):
            return redirect("settings-desks", office_code)
    rows = Desk.objects.filter(office=request.office).prefetch_related("services")
    names = {one.id: one.short_name for one in request.published.services}
    shown = [(row, [names.get(one.pk, "") for one in row.services.all()]) for row in rows]
    return frame.show(request, "desks", form=form, desks=shown)


@administrators
def desk(request: OfficeRequest, office_code: str, number: int) -> HttpResponseBase:
    """One desk."""
    row = get_object_or_404(Desk, office=request.office, number=number)
    first = {
        "name": row.name,
        "way": row.way,
        "active": row.active,
        "services": [str(pk) for pk in row.services.values_list("pk", flat=True)],
    }
    form = DeskForm(request.POST or None, initial=first, services=request.published.services)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "services": _ids(form)}
        if frame.saved(request, form, lambda: act.change_desk(row, **given, by=request.user.pk)):
            return redirect("settings-desks", office_code)
    return frame.show(request, "desk", form=form, row=row)


def _ids(form: DeskForm) -> list[int]:
    return [int(pk) for pk in form.cleaned_data["services"]]
