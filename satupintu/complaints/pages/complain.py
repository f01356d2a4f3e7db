"""Ingin mengadu? One page, no sign-in, a receipt number, and the other doors (ADU-1, ADU-2)."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from satupintu.complaints.actions import TEXT_LONGEST, Told, receive
from satupintu.complaints.models import Complaint
from satupintu.complaints.queries import other_doors
from satupintu.journal.record import press_of
from satupintu.offices.models import Contact, ContactKind
from satupintu.people.access import OfficeRequest, open_to_all
from satupintu.people.cookieless import acts_without_cookies, posted
from satupintu.people.devices import device_of
from satupintu.people.limits import address_of, within
from satupintu.people.models import Device
from satupintu.rules import clock
from satupintu.rules.numbering import NotATicketCode, parse_ticket_code, ticket_code
from satupintu.ui.fields import LongText

SALT = "complaint-receipt"
PER_ADDRESS, ADDRESS_SECONDS = 10, 600  # a whole hall may come from one address
ICONS = {
    ContactKind.EMAIL: "mail", ContactKind.WHATSAPP: "wa", ContactKind.PHONE: "phone",
    ContactKind.BOX: "paper", ContactKind.SOCIAL: "people",
}  # fmt: skip


class ComplaintForm(forms.Form):
    """What happened; who wrote it and which visit it was may stay unsaid."""

    text = LongText(
        label=_("Apa yang terjadi?"), longest=TEXT_LONGEST, rows=8,
        error_messages={"required": _("Tulis apa yang terjadi, satu kalimat pun cukup.")},
    )  # fmt: skip
    contact = forms.CharField(
        label=_("Bagaimana kami mengabari Anda? (boleh kosong)"), max_length=120, required=False,
        help_text=_("E-mail atau nomor WhatsApp. Tanpa ini kami tidak bisa membalas."),
        error_messages={"max_length": _("Tulis paling banyak 120 huruf.")},
    )  # fmt: skip
    visit = forms.CharField(
        label=_("Nomor antrean (boleh kosong)"), max_length=12, required=False,
        help_text=_("Misalnya A-017. Petugas yang melayani Anda tidak bisa membaca ini."),
        error_messages={"max_length": _("Tulis satu nomor antrean, misalnya A-017.")},
    )  # fmt: skip
    day = forms.DateField(
        label=_("Tanggal kunjungan (boleh kosong)"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={"invalid": _("Tulis tanggal seperti 24-07-2026.")},
    )  # fmt: skip
    press = forms.CharField(required=False, max_length=50, widget=forms.HiddenInput)

    def clean_visit(self) -> str:
        given: str = self.cleaned_data["visit"].strip()
        try:
            return ticket_code(*parse_ticket_code(given)) if given else ""
        except NotATicketCode:
            raise forms.ValidationError(_("Tulis nomor antrean seperti A-017.")) from None

    def clean_day(self) -> date | None:
        given: date | None = self.cleaned_data["day"]
        if given and given > clock.now().astimezone(clock.ZONES["WIT"]).date():  # the latest zone
            raise forms.ValidationError(_("Tanggal ini belum tiba. Tulis hari kunjungan Anda."))
        return given


@open_to_all
@acts_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The form; a complaint that was kept leads to its receipt."""
    place = request.published
    form = ComplaintForm(posted(request), initial=_suggested(request))
    if request.method == "POST" and form.is_valid():
        if not within("complain", address_of(request), most=PER_ADDRESS, seconds=ADDRESS_SECONDS):
            return _page(request, form, too_many=True, status=429)
        given = form.cleaned_data
        day = given["day"] or (place.day if given["visit"] else None)
        told = Told(given["text"], given["contact"], given["visit"], day)
        said = (told.text, told.contact, told.ticket_code, str(told.visit_day))
        press = press_of(given["press"], "complain", *said)
        made = receive(place, told, door=_door(request), press=press)
        return redirect("complaint-receipt", place.office.code, signing.dumps(made.pk, salt=SALT))
    return _page(request, form, status=400 if form.errors else 200)


@open_to_all
@acts_without_cookies
@require_http_methods(["GET", "HEAD"])
def complaint_receipt(request: OfficeRequest, office_code: str, receipt: str) -> HttpResponse:
    """Number and time, to be printed or photographed; not a word of what was written."""
    try:
        pk = signing.loads(receipt, salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    found = Complaint.objects.filter(pk=pk, office=request.office).first()
    if found is None:
        raise Http404
    context = {**_context(request), "complaint": found}
    return render(request, "complaints/receipt.html", context)


def _page(
    request: OfficeRequest, form: ComplaintForm, *, too_many: bool = False, status: int = 200
) -> HttpResponse:
    context = {**_context(request), "form": form, "too_many": too_many, "longest": TEXT_LONGEST}
    return render(request, "complaints/complain.html", context, status=status)


def _context(request: OfficeRequest) -> dict[str, Any]:
    return {
        "zone": request.published.zone,
        "doors": [_told(one) for one in other_doors(request.office.pk)],
    }


def _told(contact: Contact) -> dict[str, Any]:
    kind = ContactKind(contact.kind)
    return {
        "icon": ICONS.get(kind, "web"), "label": kind.label, "address": contact.link,
        "value": contact.value.removeprefix("https://"),
    }  # fmt: skip


def _suggested(request: HttpRequest) -> dict[str, Any]:
    """A link from a number's page brings the number; the press makes a double touch one."""
    return {
        "visit": request.GET.get("nomor", "")[:12], "day": request.GET.get("hari", "")[:10],
        "press": f"complain:{uuid.uuid4()}",
    }  # fmt: skip


def _door(request: OfficeRequest) -> str:
    kiosk = device_of(request.COOKIES, request.office.pk, Device.Kind.KIOSK)
    return "kiosk" if kiosk else "phone" if request.POST.get("visit") else "web"
