"""Signing in and out, and the language of the screens."""

from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from satupintu.people import gate, language
from satupintu.people.access import open_to_all
from satupintu.people.actions import accounts
from satupintu.people.actions.sign_in import Locked, NotThem, TooManyAttempts, prove
from satupintu.people.models import Officer
from satupintu.ui import formats


class SignInForm(forms.Form):
    """Name and password; pasting and a password keeper are welcome."""

    username = forms.CharField(
        label=gettext_lazy("Nama pengguna"),
        max_length=60,
        error_messages={"required": gettext_lazy("Masukkan nama pengguna.")},
    )
    password = forms.CharField(
        label=gettext_lazy("Kata sandi"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput,
        error_messages={"required": gettext_lazy("Masukkan kata sandi.")},
    )


@open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The sign-in page; whoever is in already goes on to their screen."""
    if request.method != "POST" and (there := gate.in_already(request)):
        return redirect(there)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        officer = _proved(request, form)
        if officer:
            return gate.proved_password(request, officer)
    context = {"form": form, "next": gate.way_back(request)}
    return render(request, "people/sign_in.html", context, status=400 if form.errors else 200)


def _proved(request: HttpRequest, form: SignInForm) -> Officer | None:
    given = form.cleaned_data
    try:
        return prove(request, given["username"], given["password"])
    except NotThem:
        words = _("Nama pengguna dan kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.")
        form.add_error("username", words)
    except Locked as locked:
        form.add_error(None, locked_words(locked))
    except TooManyAttempts:
        form.add_error(None, too_many_words())
    return None


def locked_words(locked: Locked) -> str:
    """Why the name is closed, until when, and what one can do instead of waiting."""
    # Whoever is asked for a name belongs to no office yet: all three zones are told.
    times = ", ".join(
        f"{formats.clock(locked.until, zone)} {formats.zone_word(zone)}"
        for zone in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
    )
    return _(
        "Nama pengguna ini ditutup sementara di sini karena terlalu banyak percobaan. Coba lagi "
        "pukul %(times)s atau dari perangkat yang biasa Anda pakai. Administrator dapat membukanya "
        "di Pengaturan, atau memberi kode di kertas."
    ) % {"times": times}


def too_many_words() -> str:
    """Too many attempts from one address."""
    return _("Terlalu banyak percobaan dari jaringan ini. Tunggu 5 menit, lalu coba lagi.")


@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The session ends on this device."""
    logout(request)
    return redirect(f"{reverse('sign-in')}?keluar=1")


@open_to_all
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """The language chosen is kept, and the page that was open is shown again."""
    chosen = request.POST.get("language", "")
    answer = redirect(gate.way_back(request) or "/")
    if chosen in language.KNOWN:
        language.keep(answer, chosen)
        if isinstance(request.user, Officer):
            accounts.speaks(request.user, chosen)
    return answer
