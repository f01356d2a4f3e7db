"""Subject units: which the office has, what they answer, who belongs to them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.administration import frame
from satupintu.administration.forms.units import UnitForm
from satupintu.administration.sections import administrators
from satupintu.people.access import OfficeRequest
from satupintu.people.actions import subject_units as act
from satupintu.people.models import SubjectUnit
from satupintu.people.subject_units import units_on

REFUSALS: dict[type[Exception], tuple[str | None, Callable[[Any], str]]] = {
    act.NameTaken: ("name", lambda _refused: _("Nama ini sudah dipakai tim lain."))
}


@administrators
def units(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """The units of today and a form for one more."""
    form = UnitForm(request.POST or None, place=request.published)
    if request.method == "POST" and form.is_valid() and frame.saved(
        request, form,
        lambda: act.set_up(request.office, form.told(), by=request.user.pk), REFUSALS,
    ):  # fmt: skip
        return redirect("settings-units", office_code)
    rows = units_on(request.office.pk, request.published.day).prefetch_related("members")
    return frame.show(request, "units", form=form, units=rows)


@administrators
def unit(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """One unit."""
    row = _of_office(request, pk)
    first = {"name": row.name, "topics": row.topics,
             "members": list(row.members.values_list("pk", flat=True))}  # fmt: skip
    form = UnitForm(request.POST or None, initial=first, place=request.published)
    if (
        request.method == "POST"
        and form.is_valid()
        and frame.saved(
            request, form, lambda: act.change(row, form.told(), by=request.user.pk), REFUSALS
        )
    ):
        return redirect("settings-units", office_code)
    return frame.show(request, "unit", form=form, row=row)


@administrators
@require_POST
def end_unit(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """The unit is no more; its past hand-overs go on naming it."""
    row = _of_office(request, pk)
    words = _("%(unit)s dibubarkan.") % {"unit": row.name}
    frame.tried(request, lambda: act.end(row, by=request.user.pk), words)
    return redirect("settings-units", office_code)


def _of_office(request: OfficeRequest, pk: int) -> SubjectUnit:
    return get_object_or_404(units_on(request.office.pk, request.published.day), pk=pk)
