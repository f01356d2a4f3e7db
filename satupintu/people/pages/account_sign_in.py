"""A visitor signs in by e-mail: the address first, then a code that goes there (PRT-7)."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from satupintu.people import account_gate
from satupintu.people.access import account_of, open_to_all
from satupintu.people.actions import codes
from satupintu.people.fields import AddressField, sent_again
from satupintu.people.limits import address_of


class AddressForm(forms.Form):
    """Where the code goes."""

    email = AddressField(
        label=gettext_lazy("Alamat e-mail"), max_length=254,
        help_text=gettext_lazy("Kami mengirim kode 6 angka ke sana. Tidak perlu kata sandi."),
        widget=forms.EmailInput,
        error_messages={
            "required": gettext_lazy("Masukkan alamat e-mail Anda."),
            "max_length": gettext_lazy("Tulis alamat e-mail seperti nama@contoh.id."),
        },
    )  # fmt: skip
    press = forms.CharField(required=False, max_length=50, widget=forms.HiddenInput)


@open_to_all
@never_cache
@sensitive_post_parameters("email")
@require_http_methods(["GET", "HEAD", "POST"])
def account_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The address is asked; the answer is the same whether anybody has an account there."""
    back = account_gate.safe_path(request, request.POST.get("next") or request.GET.get("next"))
    if request.method != "POST" and account_of(request):
        return redirect(back or "my-account")
    office = account_gate.office_behind(request, back)
    if office is None:
        raise Http404
    form = AddressForm(request.POST or None, initial={"press": uuid.uuid4().hex})
    if request.method == "POST" and form.is_valid() and _sent(request, form, back):
        return redirect("account-code")
    context = {"form": form, "next": back, "office": office}
    status = 400 if form.errors else 200
    return render(request, "people/account_sign_in.html", context, status=status)


def _sent(request: HttpRequest, form: AddressForm, back: str) -> bool:
    office = account_gate.office_behind(request, back)
    assert office is not None  # looked at before the form
    wanted = codes.Wanted(
        office, form.cleaned_data["email"], codes.SIGN_IN,
        heading=_("Kode untuk masuk ke %(office)s") % {"office": office.name},
        says=_("Kode ini untuk masuk dan melihat pertanyaan serta kunjungan Anda."),
        link=lambda token: reverse("account-link", args=[token]), back=back,
        press=form.cleaned_data["press"], asked_from=address_of(request),
    )  # fmt: skip
    try:
        request.session[account_gate.ASKED] = codes.send(wanted).pk
    except codes.TooOften:
        form.add_error(None, too_often_words())
        return False
    if "again" in request.POST:
        messages.success(request, sent_again())
    return True


def too_often_words() -> str:
    """Enough codes for now; what one can do meanwhile."""
    return _(
        "Sudah beberapa kode kami kirim. Pakai kode di surat terakhir, periksa juga folder spam, "
        "atau coba lagi satu jam lagi."
    )


@open_to_all
@require_POST
def account_sign_out(request: HttpRequest) -> HttpResponse:
    """The visitor's session ends on this device; an officer's is left alone."""
    if account_of(request):
        account_gate.leave(request)
    return redirect(f"{reverse('account-sign-in')}?{urlencode({'keluar': 1})}")
