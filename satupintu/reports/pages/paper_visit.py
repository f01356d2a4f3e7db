"""Keying in one visit from paper: number, the four times, who came, what came of it."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from satupintu.catalogue.models import INFORMATION
from satupintu.people import codes
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.actions.persons import Told
from satupintu.people.models import Role
from satupintu.people.names import e164, has_identity_number
from satupintu.reports.fields import ClockField, DayField, moment
from satupintu.reports.words import blame
from satupintu.rules.numbering import NotATicketCode, parse_ticket_code, ticket_code
from satupintu.rules.whole import whole
from satupintu.walkin.actions.guest_book import Written
from satupintu.walkin.actions.paper import OnPaper, copy_visit
from satupintu.walkin.actions.serving import Outcome
from satupintu.walkin.actions.step import Faster, Refused
from satupintu.walkin.queries.history import RESULTS
from satupintu.walkin.queries.paper import slip_by_code
from satupintu.walkin.queries.roster import officers_for_desks

FIELD_OF = {"not_leased": "code"}


def line(label: Any, most: int = 120, **more: Any) -> forms.CharField:
    """One line of text that may stay empty."""
    return forms.CharField(label=label, max_length=most, required=False, **more)


class PaperVisitForm(forms.Form):
    """What slip and guest sheet say, in their order."""

    day = DayField(gettext_lazy("Hari"))
    code = line(gettext_lazy("Nomor di karcis"), 10, help_text=gettext_lazy("Misalnya A-501."))
    took = ClockField(gettext_lazy("Jam ambil"))
    name = line(gettext_lazy("Nama"))
    institution = line(gettext_lazy("Instansi, sekolah, atau usaha"))
    email = line(gettext_lazy("E-mail"))
    phone = line(gettext_lazy("Telepon"), 40)
    head_count = line(gettext_lazy("Jumlah orang"), 4)
    group_name = line(gettext_lazy("Nama rombongan"))
    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("Keperluan"), required=False, widget=forms.CheckboxSelectMultiple
    )
    purpose_text = line(gettext_lazy("Keperluan lain"), 200)
    identity = forms.ChoiceField(
        label=gettext_lazy("Identitas sudah dilihat"), choices=codes.IDENTITY, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    left = forms.BooleanField(label=gettext_lazy("Pulang sebelum dilayani"), required=False)
    desk = forms.ChoiceField(label=gettext_lazy("Meja"), required=False, widget=forms.RadioSelect)
    officer = forms.ChoiceField(label=gettext_lazy("Petugas"), required=False)
    called = ClockField(gettext_lazy("Jam dipanggil"))
    started = ClockField(gettext_lazy("Jam mulai"))
    finished = ClockField(gettext_lazy("Jam selesai"))
    about = forms.MultipleChoiceField(
        label=gettext_lazy("Jenis informasi"),
        choices=INFORMATION,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    result = forms.ChoiceField(
        label=gettext_lazy("Hasil"), choices=RESULTS, required=False, widget=forms.RadioSelect
    )

    def __init__(self, request: OfficeRequest, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.place = place = request.published
        self._choose("purposes", [(each, each) for each in place.choices["purposes"]])
        self._choose("desk", [(str(desk.number), desk.name) for desk in place.desks])
        people = [(str(each.pk), each.name) for each in officers_for_desks(place)]
        self._choose("officer", [("", _("Pilih petugas")), *people])
        self.fields["officer"].widget.attrs["class"] = "input"

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for name, value in list(said.items()):
            if isinstance(value, str) and has_identity_number(value):
                self.add_error(name, _("Jangan tulis NIK; kartu identitas cukup dilihat."))
        needed: dict[str, str] = {
            "day": _("Pilih tanggalnya."), "took": _("Tulis jam ambil nomor."),
            "name": _("Tulis nama pengunjung."),
        }  # fmt: skip
        if not said.get("left"):
            needed |= {
                "desk": _("Pilih meja."), "officer": _("Pilih petugas yang melayani."),
                "called": _("Tulis jam dipanggil."), "started": _("Tulis jam mulai."),
                "finished": _("Tulis jam selesai."), "result": _("Pilih hasilnya."),
            }  # fmt: skip
        for name, words in needed.items():
            if name not in self.errors and not said.get(name):
                self.add_error(name, words)
        return said

    def clean_code(self) -> str:
        try:
            return ticket_code(*parse_ticket_code(self.cleaned_data["code"]))
        except NotATicketCode:
            raise ValidationError(_("Tulis nomor di karcis, misalnya A-501.")) from None

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip()
        if email:
            try:
                validate_email(email)
            except ValidationError:
                raise ValidationError(
                    _("Masukkan alamat e-mail, misalnya nama@contoh.id.")
                ) from None
        return email

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"]).strip()
        if phone and not has_identity_number(phone) and not (phone := e164(phone)):
            raise ValidationError(_("Tulis nomor telepon, misalnya 0812 3456 7890."))
        return phone

    def clean_head_count(self) -> int:
        typed = str(self.cleaned_data["head_count"]).strip() or "1"
        if not 1 <= whole(typed) <= 999:
            raise ValidationError(_("Tulis jumlah orang dengan angka, 1 sampai 999."))
        return int(typed)

    def on_paper(self) -> OnPaper:
        """The visit as the paper tells it."""
        said = self.cleaned_data
        told = Told(**{name: said[name] for name in ("name", "email", "phone", "institution")})
        written = Written(
            purposes=tuple(said["purposes"]), purpose_text=said["purpose_text"],
            identity=said["identity"], group_name=said["group_name"], head_count=said["head_count"],
        )  # fmt: skip
        took = self._moment("took")
        assert took
        if said["left"]:
            return OnPaper(took, told, written)
        outcome = Outcome(said["result"], frozenset(said["about"]))
        return OnPaper(
            took, told, written, self.place.desk_by_number(int(said["desk"])), int(said["officer"]),
            self._moment("called"), self._moment("started"), self._moment("finished"), outcome,
        )  # fmt: skip

    def _moment(self, name: str) -> datetime | None:
        day: date = self.cleaned_data["day"]
        at: time | None = self.cleaned_data[name]
        return moment(day, at, self.place.zone)


@officers(Role.SUPERVISOR, Role.FRONT_OFFICE)
@never_cache
def paper_visit(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The form for one visit; after saving it is ready for the next slip."""
    form = PaperVisitForm(request, request.POST or None, initial={"day": request.published.day})
    if request.method == "POST" and form.is_valid() and _copied(request, form):
        messages.success(request, _("%(code)s tersimpan, disalin dari kertas.") % form.cleaned_data)
        return redirect("paper-visit", office_code)
    context = {"form": form, "tab": "paper"}
    return render(request, "reports/paper_visit.html", context, status=422 if form.errors else 200)


def _copied(request: OfficeRequest, form: PaperVisitForm) -> bool:
    said, place = form.cleaned_data, request.published
    slip = slip_by_code(place, said["day"], said["code"])
    try:
        if slip is None:
            raise Refused("not_leased")
        copy_visit(place, slip, form.on_paper(), officer_id=request.user.pk)
    except (Refused, Faster) as fault:
        blame(form, fault, FIELD_OF, place.zone)
        return False
    return True
