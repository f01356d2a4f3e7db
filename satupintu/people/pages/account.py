"""My account: password, second factor, sessions, shortcut keys."""

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from satupintu.people import limits
from satupintu.people.access import signed_in
from satupintu.people.actions import accounts
from satupintu.people.models import Officer
from satupintu.people.passwords import NewPasswordField, told_plainly
from satupintu.people.queries import (
    authenticator,
    current_assignments,
    first_screen,
    has_second_factor,
)

TRIES, TRIES_SECONDS = 10, 300  # of the password now: an open session is not yet its owner


class PasswordForm(forms.Form):
    """The password now and the one from now on."""

    current = forms.CharField(
        label=gettext_lazy("Kata sandi sekarang"),
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": gettext_lazy("Masukkan kata sandi sekarang.")},
    )
    password = NewPasswordField()

    def __init__(self, *args: object, officer: Officer) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.officer = officer

    def clean_current(self) -> str:
        given: str = self.cleaned_data["current"]
        who = str(self.officer.pk)
        if not limits.within("own-password", who, most=TRIES, seconds=TRIES_SECONDS):
            words = _("Terlalu banyak percobaan. Tunggu 5 menit, lalu coba lagi.")
            raise forms.ValidationError(words)
        if not self.officer.check_password(given):
            raise forms.ValidationError(_("Kata sandi sekarang tidak cocok. Coba lagi."))
        return given

    def clean_password(self) -> str:
        given: str = self.cleaned_data["password"]
        if words := told_plainly(validate_password, given, self.officer):
            raise forms.ValidationError(words)
        return given


@signed_in
@never_cache
@sensitive_post_parameters("current", "password")
def own_account(request: HttpRequest) -> HttpResponseBase:
    """What an officer may change about the own account; the password form is on the page."""
    officer = cast(Officer, request.user)
    form = PasswordForm(request.POST or None, officer=officer)
    if request.method == "POST" and form.is_valid():
        key = request.session.session_key or ""
        accounts.change_password(officer, form.cleaned_data["password"], keep_session=key)
        update_session_auth_hash(request, officer)
        messages.success(request, _("Tersimpan. Perangkat lain sudah keluar."))
        return redirect("own-account")
    context = {
        "form": form,
        "has_authenticator": authenticator(officer.pk) is not None,
        "has_second_factor": has_second_factor(officer.pk),
        "passkeys": list(officer.passkeys.order_by("pk")),
        "verified": request.user.is_verified(),  # type: ignore[union-attr]
        "assignments": current_assignments(officer.pk).select_related("office"),
        "first_screen": first_screen(officer),
    }
    return render(request, "people/account.html", context, status=400 if form.errors else 200)


@signed_in
@require_POST
def leave_all_devices(request: HttpRequest) -> HttpResponseBase:
    """Signed out everywhere, here too."""
    accounts.leave_all_devices(cast(Officer, request.user))
    logout(request)
    return redirect(f"{reverse('sign-in')}?keluar=1")


@signed_in
@require_POST
def shortcuts(request: HttpRequest) -> HttpResponseBase:
    """Letters as shortcuts in lists, on or off."""
    accounts.likes_shortcuts(cast(Officer, request.user), request.POST.get("shortcuts") == "on")
    messages.success(request, _("Tersimpan."))
    return redirect("own-account")
