"""Data diri: asked once, each with its reason, and nothing of it must be answered."""

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
from satupintu.people.fields import PhoneField, SurveyForm, chips, main_use, no_identity_number


class ProfileForm(SurveyForm):
    """Who asks, as far as they like to say (SKD)."""

    name = forms.CharField(
        label=gettext_lazy("Nama (boleh kosong)"), max_length=120, required=False,
        help_text=gettext_lazy("Supaya petugas tahu bagaimana menyapa Anda."),
    )  # fmt: skip
    phone = PhoneField(label=gettext_lazy("Nomor WhatsApp (boleh kosong)"))
    institution = forms.CharField(
        label=gettext_lazy("Nama sekolah, kampus, kantor, atau usaha (boleh kosong)"),
        max_length=120, required=False,
    )  # fmt: skip
    institution_kind = chips(
        gettext_lazy("Jenis instansi"), codes.INSTITUTION_KINDS,
        gettext_lazy("Supaya kami tahu siapa yang terlayani."),
    )  # fmt: skip
    main_use = main_use()

    def clean_name(self) -> str:
        return no_identity_number(self.cleaned_data["name"])


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
