"""A question entered for somebody: by telephone, letter, message, box or on a visit (MJ-6)."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from satupintu.catalogue.models import INFORMATION
from satupintu.consultations.actions.asking import QUESTION_LONGEST, Asked, enter
from satupintu.consultations.actions.searching import search_first
from satupintu.consultations.models import Consultation, Door
from satupintu.consultations.pages.inbox_door import inbox_officers
from satupintu.consultations.queries.elsewhere import visit_key
from satupintu.offices.published import Published
from satupintu.people.access import OfficeRequest
from satupintu.people.fields import AddressField, PhoneField, no_identity_number
from satupintu.people.models import Person
from satupintu.people.names import has_identity_number
from satupintu.people.persons import person_of, search
from satupintu.rules import clock
from satupintu.rules.numbering import NotATicketCode, parse_ticket_code, ticket_code
from satupintu.rules.whole import whole
from satupintu.ui.fields import LongText

DOORS = [each for each in Door if each != Door.WEB]


class EnterForm(forms.Form):
    """What came, by which door and when, and from whom as far as it is known."""

    door = forms.ChoiceField(
        label=gettext_lazy("Lewat mana pertanyaan ini datang?"), widget=forms.RadioSelect,
        choices=[(each.value, each.label) for each in DOORS],
    )  # fmt: skip
    arrived_at = forms.DateTimeField(
        label=gettext_lazy("Kapan datang?"),
        help_text=gettext_lazy("Saat surat tiba atau telepon diterima."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages=dict.fromkeys(
            ("required", "invalid"), gettext_lazy("Tulis tanggal dan jam pertanyaannya datang.")
        ),
    )  # fmt: skip
    question = LongText(
        label=gettext_lazy("Apa yang ditanyakan?"), longest=QUESTION_LONGEST, rows=5,
        error_messages={"required": gettext_lazy("Tulis apa yang ditanyakan.")},
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Nama"), max_length=120, required=False)
    email = AddressField(
        label=gettext_lazy("E-mail"), required=False, max_length=254, widget=forms.EmailInput
    )
    phone = PhoneField(label=gettext_lazy("Telepon atau WhatsApp"))
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Tentang apa? (boleh lebih dari satu)"), required=False,
        choices=INFORMATION, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    topic = forms.CharField(
        label=gettext_lazy("Topik (boleh kosong)"), max_length=60, required=False
    )

    skipped = forms.CharField(
        label=gettext_lazy("Tanpa mencari di katalog, karena (boleh kosong)"), max_length=120,
        required=False,
        help_text=gettext_lazy("Biasanya pertanyaan dicari dahulu dan hasilnya ikut tercatat."),
    )  # fmt: skip

    def clean_arrived_at(self) -> datetime:
        came: datetime = self.cleaned_data["arrived_at"]
        if came > clock.now():
            raise forms.ValidationError(
                _("Waktu ini belum lewat. Tulis kapan pertanyaannya datang.")
            )
        return came

    def clean_question(self) -> str:
        return no_identity_number(str(self.cleaned_data["question"]))


@inbox_officers
def inbox_new(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The form; sent, it is a consultation like any other, with its door and its moment."""
    now = request.published.local(clock.now()).replace(second=0, microsecond=0, tzinfo=None)
    door = Door.VISIT if visit_meant(request) else Door.PHONE
    form = EnterForm(request.POST or None, initial={"arrived_at": now, "door": door})
    person = person_of(request.office.pk, whole(_told(request, "person")))
    if request.method == "POST" and form.is_valid():
        return redirect("inbox-case", office_code, _entered(request, form, person).pk)
    shown = {"form": form, "person": person, "visit": _told(request, "visit"),
             "visit_day": _told(request, "day"),
             "press": request.POST.get("press") or get_random_string(20)}  # fmt: skip
    status = 409 if request.method == "POST" else 200
    return render(request, "consultations/inbox_new.html", shown, status=status)


def _told(request: OfficeRequest, name: str) -> str:
    """By the form, or by the link that led to it."""
    return request.POST.get(name) or request.GET.get(name, "")


def _entered(request: OfficeRequest, form: EnterForm, person: Person | None) -> Consultation:
    given, place = form.cleaned_data, request.published
    return enter(
        place, replace(asked_in(form), trail=trail_in(place, form)), door=Door(given["door"]),
        arrived_at=given["arrived_at"], officer_id=request.user.pk, person=person,
        visit=visit_meant(request), press=request.POST.get("press", ""),
    )  # fmt: skip


def trail_in(place: Published, form: EnterForm) -> dict[str, Any]:
    """The question is searched first, unless the officer says why not."""
    if reason := form.cleaned_data["skipped"].strip():
        return {"skipped": reason}
    return search_first(place, form.cleaned_data["question"])


def visit_meant(request: OfficeRequest) -> str:
    """The visit that goes on online, as the desk's link names it; empty for none (MJ-6)."""
    given = request.POST if request.method == "POST" else request.GET
    try:
        code = ticket_code(*parse_ticket_code(given.get("visit", "")))
        return visit_key(date.fromisoformat(given.get("day", "")), code)
    except (NotATicketCode, ValueError):
        return ""


@inbox_officers
@require_POST
def inbox_person(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Persons of the office who may be meant; posted, so that no name is in an address."""
    text = request.POST.get("who", "").strip()
    found = [] if len(text) < 3 or has_identity_number(text) else search(request.office.pk, text)
    form = EnterForm(initial={"door": Door.VISIT if visit_meant(request) else Door.PHONE})
    shown = {"form": form, "found": found, "who": text, "looked": True,
             "visit": _told(request, "visit"), "visit_day": _told(request, "day"),
             "press": get_random_string(20),
             "address": reverse("inbox-new", args=[office_code])}  # fmt: skip
    return render(request, "consultations/inbox_new.html", shown)


def asked_in(form: EnterForm) -> Asked:
    """The form as what somebody asks."""
    data = form.cleaned_data
    return Asked(
        data["question"], name=data["name"], email=data["email"], phone=data["phone"],
        contact_by="email" if data["email"] else "phone", topic=data["topic"],
        kinds=tuple(data["kinds"]),
    )  # fmt: skip
