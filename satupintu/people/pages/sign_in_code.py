"""Signing in with a code on paper from an administrator, and choosing a new password."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from satupintu.people import gate
from satupintu.people.access import open_to_all
from satupintu.people.actions.accounts import CodeRefused, usable_code, use_code
from satupintu.people.actions.sign_in import TooManyAttempts, count_attempt
from satupintu.people.models import Officer
from satupintu.people.pages.sign_in import too_many_words
from satupintu.people.passwords import NewPasswordField, told_plainly

REFUSED = gettext_lazy(
    "Kode tidak cocok atau sudah tidak berlaku. Minta kode baru kepada administrator."
)


class PaperCodeForm(forms.Form):
    """Name and code from the paper, and the password from now on."""

    username = forms.CharField(
        label=gettext_lazy("Nama pengguna"),
        max_length=60,
        error_messages={"required": gettext_lazy("Masukkan nama pengguna.")},
    )
    code = forms.CharField(
        label=gettext_lazy("Kode dari kertas"),
        help_text=gettext_lazy("12 huruf dan angka, berlaku 24 jam dan satu kali."),
        max_length=30,
        error_messages={"required": gettext_lazy("Masukkan kode dari kertas.")},
    )
    password = NewPasswordField()


@open_to_all
@never_cache
@sensitive_post_parameters("code", "password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponseBase:
    """The code opens the door once; the password chosen here is kept."""
    form = PaperCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (officer := _by_code(request, form)):
        return gate.proved_password(request, officer)
    status = 400 if form.errors else 200
    return render(request, "people/sign_in_code.html", {"form": form}, status=status)


def _by_code(request: HttpRequest, form: PaperCodeForm) -> Officer | None:
    given = form.cleaned_data
    try:
        count_attempt(request)
        code = usable_code(given["username"], given["code"])
        if words := told_plainly(validate_password, given["password"], code.officer):
            form.add_error("password", words)
            return None
        return use_code(code, given["password"])
    except CodeRefused:
        form.add_error("code", str(REFUSED))
    except TooManyAttempts:
        form.add_error(None, too_many_words())
    return None
