"""How the office is reached, and when each contact was last looked at."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.administration import frame
from satupintu.administration.forms.office import ContactForm
from satupintu.administration.pages.settings import OLD_CONTACT
from satupintu.administration.sections import administrators
from satupintu.offices.actions import contacts as act
from satupintu.offices.models import Contact
from satupintu.people.access import OfficeRequest

REMOVED = "removed_contact"  # in the session: what can still be written down again


@administrators
def contacts(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """The contacts, a form for one more, and the last removal to be undone."""
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reach = act.Reach(**form.cleaned_data)
        if frame.saved(
            request, form, lambda: act.add_contact(request.office, reach, by=request.user.pk)
        ):
            return redirect("settings-contacts", office_code)
    rows = Contact.objects.filter(office=request.office)
    old = request.published.day - OLD_CONTACT
    undo = request.session.pop(REMOVED, None) if request.method == "GET" else None
    return frame.show(request, "contacts", form=form, contacts=rows, old=old, undo=undo)


@administrators
def contact(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """One contact."""
    row = get_object_or_404(Contact, pk=pk, office=request.office)
    first = {"kind": row.kind, "value": row.value, "for_complaints": row.for_complaints}
    form = ContactForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        reach = act.Reach(**form.cleaned_data)
        if frame.saved(request, form, lambda: act.change_contact(row, reach, by=request.user.pk)):
            return redirect("settings-contacts", office_code)
    return frame.show(request, "contact", form=form, row=row)


@administrators
@require_POST
def check_contact(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """Looked at today, and right."""
    row = get_object_or_404(Contact, pk=pk, office=request.office)
    words = _("Dicatat: diperiksa hari ini.")
    frame.tried(request, lambda: act.check_contact(row, by=request.user.pk), words)
    return redirect("settings-contacts", office_code)


@administrators
@require_POST
def remove_contact(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """Removed at once; the next page offers to write it down again."""
    row = get_object_or_404(Contact, pk=pk, office=request.office)
    request.session[REMOVED] = {
        "kind": row.kind,
        "value": row.value,
        "for_complaints": "on" if row.for_complaints else "",
    }
    act.remove_contact(row, by=request.user.pk)
    messages.success(request, _("Kontak dihapus."))
    return redirect("settings-contacts", office_code)
