"""Scans of what was signed: of a version of a standard, and of the pledge (PUB-4)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.administration import frame
from satupintu.administration.actions.scanning import put, take_down
from satupintu.administration.sections import administrators
from satupintu.files.access import holder
from satupintu.files.field import AttachmentsField
from satupintu.files.models import StoredFile
from satupintu.files.queries import files_of
from satupintu.files.refusals import Refused
from satupintu.files.workflow import State
from satupintu.journal.record import officer
from satupintu.offices.models import StandardVersion
from satupintu.offices.scans import pledge_scan, standard_scan
from satupintu.people.access import OfficeRequest


class ScanForm(forms.Form):
    """One PDF."""

    scan = AttachmentsField(
        kinds=("pdf",), many=False, required=True, label=gettext_lazy("Pindaian bertanda tangan")
    )


@administrators
def standard(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """The scan of one version of a standard."""
    version = get_object_or_404(StandardVersion, pk=pk, service__office=request.office)
    back = reverse("settings-history", args=[office_code, version.service.code])
    what = next((one for one in request.published.services if one.id == version.service_id), None)
    title = what.formal_name if what else version.service.code
    return _page(request, standard_scan(version), back, title)


@administrators
def pledge(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """The scan of the service pledge."""
    back = reverse("settings-standards", args=[office_code])
    return _page(request, pledge_scan(request.office), back, _("Maklumat pelayanan"))


def _page(request: OfficeRequest, owner: str, back: str, title: str) -> HttpResponseBase:
    there = _there(owner)
    if request.method == "POST" and "remove" in request.POST:
        if there:
            take_down(there, by=request.user.pk)
            messages.success(request, _("Pindaian diturunkan. Teks standar tetap seperti semula."))
        return redirect(back)
    form = ScanForm(request.POST or None, request.FILES or None)
    field = form.fields["scan"]
    assert isinstance(field, AttachmentsField)
    field.asked_by(request, officer(request.user.pk))
    form.is_bound = request.method == "POST"
    if form.is_bound and form.is_valid() and _put(request, owner, form):
        return redirect(back)
    return frame.show(request, "scan", form=form, there=there, back=back, what=title)


def _put(request: OfficeRequest, owner: str, form: ScanForm) -> bool:
    keys = form.cleaned_data["scan"]
    try:
        put(request.office, owner, keys, holder=holder(request), by=request.user.pk)
    except Refused as refusal:
        form.add_error("scan", refusal.words())
        return False
    messages.success(request, _("Pindaian tersimpan dan dapat diunduh di halaman publik."))
    return True


def _there(owner: str) -> StoredFile | None:
    return files_of(owner).exclude(state__in=[State.REMOVED, State.REFUSED]).last()
