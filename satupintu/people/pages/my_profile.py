"""Data diri: asked once, each with its reason, and nothing of it must be answered."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from satupintu.people import account_gate, codes
from satupintu.people.access import OfficeRequest, account_holders
from satupintu.people.actions.account_holders import SelfTold, tell
from satupintu.people.names import e164, has_identity_number
from satupintu.rules import clock

OLDEST_BIRTH_YEAR = 1900
NOTHING = [("", gettext_lazy("Tidak perlu ditulis"))]
BIRTH_YEAR = gettext_lazy("Tulis tahun lahir dengan 4 angka, misalnya 1998.")


def chips(label: Any, options: codes.Codes, why: Any) -> forms.ChoiceField:
    """A question of the survey that may stay unanswered."""
    offered = [*NOTHING, *options]
    return forms.ChoiceField(
        label=label, required=False, choices=offered, help_text=why, widget=forms.RadioSelect
    )


class ProfileForm(forms.Form):
    """Who asks, as far as they like to say (SKD)."""

    name = forms.CharField(
        label=gettext_lazy("Nama (boleh kosong)"), max_length=120, required=False,
        help_text=gettext_lazy("Supaya petugas tahu bagaimana menyapa Anda."),
    )  # fmt: skip
    phone = forms.CharField(
        label=gettext_lazy("Nomor WhatsApp (boleh kosong)"), max_length=24, required=False
    )
    institution = forms.CharField(
        label=gettext_lazy("Nama sekolah, kampus, kantor, atau usaha (boleh kosong)"),
        max_length=120, required=False,
    )  # fmt: skip
    institution_kind = chips(
        gettext_lazy("Jenis instansi"), codes.INSTITUTION_KINDS,
        gettext_lazy("Supaya kami tahu siapa yang terlayani."),
    )  # fmt: skip
    main_use = chips(
        gettext_lazy("Dipakai terutama untuk apa?"), codes.MAIN_USE,
        gettext_lazy("Supaya kami tahu data mana yang perlu didahulukan."),
    )  # fmt: skip
    occupation = chips(
        gettext_lazy("Pekerjaan utama"), codes.OCCUPATION,
        gettext_lazy("Supaya kami tahu siapa yang terlayani."),
    )  # fmt: skip
    education = chips(
        gettext_lazy("Pendidikan terakhir"), codes.EDUCATION,
        gettext_lazy("Supaya penjelasan kami mudah diikuti."),
    )  # fmt: skip
    sex = chips(
        gettext_lazy("Jenis kelamin"), codes.SEX,
        gettext_lazy("Supaya kami bisa memeriksa apakah layanan merata."),
    )  # fmt: skip
    birth_year = forms.IntegerField(
        label=gettext_lazy("Tahun lahir"), required=False, min_value=OLDEST_BIRTH_YEAR,
        help_text=gettext_lazy("Cukup tahunnya. Supaya kami tahu kelompok umur yang terlayani."),
        widget=forms.TextInput, error_messages={"invalid": BIRTH_YEAR, "min_value": BIRTH_YEAR},
    )  # fmt: skip

    def clean_phone(self) -> str:
        given: str = self.cleaned_data["phone"]
        number = e164(given) if given else ""
        if given and not number:
            raise forms.ValidationError(_("Tulis nomor telepon seperti 0812-3456-7890."))
        return number

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        if year and year > clock.now().year:
            raise forms.ValidationError(str(BIRTH_YEAR))
        return year

    def clean_name(self) -> str:
        given: str = self.cleaned_data["name"]
        if has_identity_number(given):
            raise forms.ValidationError(_("Hapus nomor identitas. Kami tidak mencatatnya."))
        return given


@account_holders
@require_http_methods(["GET", "HEAD", "POST"])
def my_profile(request: OfficeRequest) -> HttpResponseBase:
    """The questions; left out altogether they are not asked again."""
    account = request.account
    initial = {name: getattr(account, name) for name in SelfTold.__dataclass_fields__}
    back = account_gate.safe_path(request, request.POST.get("next") or request.GET.get("next"))
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and (request.POST.get("act") == "skip" or form.is_valid()):
        skipped = request.POST.get("act") == "skip"
        tell(account, SelfTold(**(initial if skipped else form.cleaned_data)))
        if not skipped:
            messages.success(request, _("Tersimpan."))
        return redirect(back or "my-account")
    context = {
        "form": form, "account": account, "next": back,
        "office": account_gate.office_behind(request, back),
    }  # fmt: skip
    return render(request, "people/my_profile.html", context, status=400 if form.errors else 200)
