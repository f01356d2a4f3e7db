"""Passkeys of officers: a second factor beside the password, alone or with the application."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django_otp import login as otp_login

from satupintu.people import gate
from satupintu.people.access import open_to_all, signed_in, to_sign_in
from satupintu.people.actions import passkeys, second_factor
from satupintu.people.actions.passkeys import KeyRefused, LastFactor
from satupintu.people.actions.sign_in import TooManyAttempts, count_attempt
from satupintu.people.models import Officer
from satupintu.people.pages.account_passkeys import browser_name, site_of, taken, told
from satupintu.people.pages.second_factor import recovery_sheet
from satupintu.people.pages.sign_in import too_many_words
from satupintu.people.queries import first_screen, has_second_factor
from satupintu.rules.whole import whole


@signed_in
@require_POST
def officer_passkey_offer(request: HttpRequest) -> HttpResponseBase:
    """What the browser needs to make a key."""
    if not may_make(request):
        return HttpResponse(status=403)
    return told(request, passkeys.offer(cast(Officer, request.user), site_of(request)))


@signed_in
@never_cache
@require_POST
def officer_passkey_keep(request: HttpRequest) -> HttpResponseBase:
    """The key that was made counts from now on; the first brings its sheet of recovery codes."""
    challenge = taken(request)
    if not may_make(request):
        return redirect("second-factor")
    officer, name = cast(Officer, request.user), browser_name(request)
    first = not has_second_factor(officer.pk)
    try:
        answer = request.POST.get("answer", "")
        passkeys.keep(officer, site_of(request), challenge, answer, name)
    except KeyRefused:
        messages.warning(request, _("Kunci sandi tidak tersimpan. Coba lagi."))
        return redirect("second-factor" if first else "own-account")
    if first:
        codes = second_factor.confirm_key(officer)
        otp_login(request, second_factor.proof_by_key(officer))
        return recovery_sheet(request, officer, codes)
    messages.success(request, _("Kunci sandi tersimpan. Lain kali Anda masuk dengannya."))
    return redirect("own-account")


@signed_in
@require_POST
def officer_passkey_remove(request: HttpRequest) -> HttpResponseBase:
    """One's own key goes; a stranger's number does nothing, and the last factor stays."""
    pk = whole(request.POST.get("key"))
    if request.user.is_verified() and pk:  # type: ignore[union-attr]
        try:
            passkeys.remove(cast(Officer, request.user), pk)
        except LastFactor:
            words = _("Ini satu-satunya pengaman akun Anda. Buat kunci lain atau pasang aplikasi "
                      "kode dahulu, lalu hapus.")  # fmt: skip
            messages.warning(request, words)
    return redirect("own-account")


def may_make(request: HttpRequest) -> bool:
    """Who has proved both factors, or has none yet and signed in with the password just now."""
    officer = cast(Officer, request.user)
    return officer.is_verified() or not has_second_factor(officer.pk)  # type: ignore[attr-defined]


@open_to_all
@never_cache
@require_POST
def officer_passkey_question(request: HttpRequest) -> HttpResponseBase:
    """Asked after the password, of this officer's keys only."""
    officer = _at_the_gate(request)
    if officer is None:
        return HttpResponse(status=403)
    return told(request, passkeys.ask(site_of(request), officer))


@open_to_all
@never_cache
@require_POST
def officer_passkey(request: HttpRequest) -> HttpResponseBase:
    """The key stands for the code of the application."""
    officer = _at_the_gate(request)
    if officer is None:
        return to_sign_in(request)
    try:
        count_attempt(request)
        key = passkeys.answered(site_of(request), taken(request), request.POST.get("answer", ""))
        if key.officer_id != officer.pk:
            raise KeyRefused
    except KeyRefused:
        return _refused(request, _("Kunci sandi ini tidak dikenal. Masukkan kode."))
    except TooManyAttempts:
        return _refused(request, too_many_words())
    onward = redirect(gate.way_back(request) or first_screen(officer))
    answer = gate.let_in(request, officer) if gate.half_signed_in(request) else onward
    otp_login(request, second_factor.proof_by_key(officer))
    return answer


def _at_the_gate(request: HttpRequest) -> Officer | None:
    half = gate.half_signed_in(request)
    return half or (request.user if isinstance(request.user, Officer) else None)


def _refused(request: HttpRequest, words: str) -> HttpResponse:
    messages.warning(request, words)
    return redirect(gate.with_next("/second-factor/", gate.way_back(request)))
