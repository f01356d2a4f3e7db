"""The code beside the password: asked for at sign-in, set up once, recovered from paper."""

from base64 import b32encode
from binascii import unhexlify
from typing import cast

import segno
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as otp_login

from satupintu.people import gate
from satupintu.people.access import open_to_all, signed_in, to_sign_in
from satupintu.people.actions import second_factor
from satupintu.people.actions.sign_in import Locked, TooManyAttempts, count_attempt
from satupintu.people.models import Officer
from satupintu.people.pages.sign_in import locked_words, too_many_words
from satupintu.people.queries import authenticator, first_screen, has_second_factor

WRONG = gettext_lazy("Kode tidak cocok. Tunggu kode berikutnya di aplikasi, lalu coba lagi.")


class CodeForm(forms.Form):
    """Six digits from the application, or a recovery code from paper."""

    code = forms.CharField(
        label=gettext_lazy("Kode"),
        max_length=20,
        error_messages={"required": gettext_lazy("Masukkan kode.")},
    )


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponseBase:
    """Whoever gave the password gives the code or key; whoever has neither yet sets one up."""
    half = gate.half_signed_in(request)
    officer = half or (request.user if isinstance(request.user, Officer) else None)
    if officer is None:
        return to_sign_in(request)
    if not has_second_factor(officer.pk):
        return set_up(request)
    if half is None and request.user.is_verified():  # type: ignore[union-attr]
        return redirect(gate.way_back(request) or first_screen(officer))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (device := _proved(request, officer, form)):
        answer = gate.let_in(request, officer) if half else _onward(request, officer)
        otp_login(request, device)
        return answer
    context = {"form": form, "next": gate.way_back(request)}
    context["has_passkey"] = officer.passkeys.exists()
    context["has_application"] = authenticator(officer.pk) is not None
    status = 400 if form.errors else 200
    return render(request, "people/second_factor.html", context, status=status)


def _proved(request: HttpRequest, officer: Officer, form: CodeForm) -> object | None:
    try:
        count_attempt(request)
        device = second_factor.check(officer, form.cleaned_data["code"])
    except Locked as locked:
        form.add_error(None, locked_words(locked))
        return None
    except TooManyAttempts:
        form.add_error(None, too_many_words())
        return None
    except second_factor.TooSoon as wait:
        form.add_error("code", soon_words(wait))
        return None
    if device is None:
        form.add_error("code", str(WRONG))
    return device


def soon_words(wait: second_factor.TooSoon) -> str:
    """That the code was not looked at yet, and for how long."""
    return ngettext(
        "Kode tadi salah, jadi kode ini belum diperiksa. Tunggu %(n)d detik, lalu coba lagi.",
        "Kode tadi salah, jadi kode ini belum diperiksa. Tunggu %(n)d detik, lalu coba lagi.",
        wait.seconds,
    ) % {"n": wait.seconds}


def _onward(request: HttpRequest, officer: Officer) -> HttpResponse:
    return redirect(gate.way_back(request) or first_screen(officer))


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponseBase:
    """Scan and type the first code, or make a passkey; then print the recovery codes."""
    officer = cast(Officer, request.user)
    first = not has_second_factor(officer.pk)
    if not first and not request.user.is_verified():  # type: ignore[union-attr]
        return redirect("second-factor")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (codes := _confirmed(officer, form)):
        otp_login(request, authenticator(officer.pk))
        return recovery_sheet(request, officer, codes)
    context = {"form": form, "next": gate.way_back(request), "first": first, **_secret(officer)}
    status = 400 if form.errors else 200
    return render(request, "people/second_factor_set_up.html", context, status=status)


def _confirmed(officer: Officer, form: CodeForm) -> list[str] | None:
    try:
        codes = second_factor.confirm(officer, form.cleaned_data["code"])
    except second_factor.TooSoon as wait:
        form.add_error("code", soon_words(wait))
        return None
    if codes is None:
        form.add_error("code", str(WRONG))
    return codes


def _secret(officer: Officer) -> dict[str, str]:
    """What is scanned, and the same to be typed by who cannot scan."""
    device = second_factor.begin(officer)
    drawn = segno.make(device.config_url, error="m")
    return {
        "qr": drawn.svg_data_uri(scale=5, border=4, light="white"),
        "secret": _grouped(b32encode(unhexlify(device.key)).decode()),
    }


@signed_in
@never_cache
@require_POST
def recovery_codes(request: HttpRequest) -> HttpResponseBase:
    """A new sheet of recovery codes; only for whoever has just proved both factors."""
    officer = cast(Officer, request.user)
    if not request.user.is_verified():  # type: ignore[union-attr]
        return redirect("second-factor")
    codes = second_factor.new_recovery_codes(officer)
    otp_login(request, second_factor.proof_by_key(officer))  # an earlier sheet proves nothing more
    return recovery_sheet(request, officer, codes)


def recovery_sheet(request: HttpRequest, officer: Officer, codes: list[str]) -> HttpResponse:
    """The codes, to be printed; shown this once."""
    onward = gate.way_back(request) or first_screen(officer)
    context = {"codes": codes, "onward": onward, "officer": officer, "title": _("Kode cadangan")}
    return render(request, "people/recovery_codes.html", context)


def _grouped(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
