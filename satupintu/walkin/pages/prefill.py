"""The guest book on the visitor's own phone, in two steps; the second may be left out (HP-11)."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from satupintu.offices.published import OfferedService, Published
from satupintu.people import codes
from satupintu.people.access import ticket_holders
from satupintu.people.cookieless import posted, private_link
from satupintu.people.fields import PhoneField, SurveyForm, main_use
from satupintu.people.names import has_identity_number
from satupintu.walkin.actions import prefill as actions
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.models import Prefill, Ticket
from satupintu.walkin.pages.phone import of_token, telephone
from satupintu.walkin.queries.standing import has_signed

METHODS = require_http_methods(["GET", "HEAD", "POST"])


class GuestBookForm(forms.Form):
    """Who comes and for what: what the front office would ask."""

    name = forms.CharField(
        label=_("Nama lengkap"), max_length=120,
        error_messages={"required": _("Tulis nama Anda.")},
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Alamat e-mail"), required=False,
        help_text=_("Hanya untuk mengirim jawaban dan kabar tentang kunjungan ini."),
        error_messages={"invalid": _("Tulis alamat e-mail seperti nama@contoh.id.")},
    )  # fmt: skip
    no_email = forms.BooleanField(label=_("Saya tidak punya e-mail"), required=False)
    phone = PhoneField(label=_("Nomor WhatsApp (boleh kosong)"))
    institution = forms.CharField(
        label=_("Nama sekolah, kampus, kantor, atau usaha (boleh kosong)"),
        max_length=120, required=False,
    )  # fmt: skip
    institution_kind = forms.ChoiceField(
        label=_("Jenis instansi"), choices=codes.INSTITUTION_KINDS, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jenis instansi, atau “Lainnya atau pribadi”.")},
    )  # fmt: skip
    purposes = forms.MultipleChoiceField(
        label=_("Keperluan Anda"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Pilih satu atau lebih."),
    )  # fmt: skip
    purpose_text = forms.CharField(
        label=_("Keperluan lain (boleh kosong)"), max_length=200, required=False,
    )  # fmt: skip

    def __init__(
        self, place: Published, service: OfferedService, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.email_wanted: bool = "email" in service.requires
        offered = [(one, _(one)) for one in place.choices["purposes"]]
        self.fields["purposes"].choices = offered  # type: ignore[attr-defined]
        if not self.email_wanted:
            self.fields["email"].label = _("Alamat e-mail (boleh kosong)")
            del self.fields["no_email"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        typed = " ".join(
            str(given.get(name, "")) for name in ("name", "institution", "purpose_text")
        )
        if has_identity_number(typed):
            self.add_error("name", _("Hapus nomor identitas. Kami tidak mencatatnya."))
        reachable = given.get("email") or given.get("no_email")
        if self.email_wanted and "email" not in self.errors and not reachable:
            words = _("Masukkan alamat e-mail, atau pilih “Saya tidak punya e-mail”.")
            self.add_error("email", words)
        if not given.get("purposes") and not given.get("purpose_text"):
            self.add_error("purposes", _("Pilih keperluan Anda, atau tulis di bawahnya."))
        return given


class MoreForm(SurveyForm):
    """What only the statistics of the service need: each with its reason, each may stay empty."""

    use = main_use()
    support_needed = forms.CharField(
        label=_("Bantuan yang Anda perlukan"), required=False, max_length=120,
        help_text=_("Misalnya kursi roda, juru bahasa isyarat, atau tulisan besar."),
    )  # fmt: skip
    field_order = ("use",)

    def __init__(
        self, _place: Published, _service: OfferedService, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)


@ticket_holders
@private_link
@METHODS
def prefill(request: HttpRequest, token: str) -> HttpResponse:
    """Step 1: name, contact, institution, purpose."""
    return _page(request, token, GuestBookForm, "walkin/phone_prefill.html", "prefill-more")


@ticket_holders
@private_link
@METHODS
def prefill_more(request: HttpRequest, token: str) -> HttpResponse:
    """Step 2, if wanted: the optional answers with their reasons."""
    return _page(request, token, MoreForm, "walkin/phone_prefill_more.html", "ticket")


def _page(
    request: HttpRequest, token: str, kind: type[Any], template: str, then: str
) -> HttpResponse:
    ticket, place = of_token(token)
    service = place.service_by_id(ticket.service_id)
    form = kind(place, service, posted(request), initial=_written(ticket))
    if has_signed(ticket) or ticket.day != place.day:
        return redirect("ticket", token)
    if request.method == "POST" and form.is_valid():
        return _keep(ticket, form.cleaned_data, then)
    context = {
        "form": form, "ticket": ticket, "office": place.office, "telephone": telephone(place),
    }  # fmt: skip
    return render(request, template, context, status=400 if form.errors else 200)


def _keep(ticket: Ticket, given: dict[str, Any], then: str) -> HttpResponse:
    try:
        actions.prefill(ticket, given)
    except Refused:
        return redirect(f"{reverse('ticket', args=[ticket.token])}?kabar=moved")
    told = "?kabar=saved" if then == "ticket" else ""
    return redirect(reverse(then, args=[ticket.token]) + told)


def _written(ticket: Ticket) -> dict[str, Any]:
    row = Prefill.objects.filter(ticket=ticket).first()
    return dict(row.answers) if row else {}
