"""The assistant of a new installation: the eight questions of `satupintu setup` (ADM-11)."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from satupintu.operations import first_start
from satupintu.operations.actions.setting_up import found, load_known_years
from satupintu.operations.forms import SetupForm
from satupintu.operations.reach import is_loopback
from satupintu.people.access import open_to_all
from satupintu.people.limits import address_of, within

TRIES, MINUTES = 5, 5  # of one address; the code has twelve signs, so this is against noise
TRIES_OF_ALL, AN_HOUR = 60, 3600


@open_to_all
@never_cache
@sensitive_post_parameters("password", "again", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """While no office serves: who knows the code founds the first one. Later there is no page."""
    if not first_start.wanted():
        raise Http404
    form = SetupForm(request.POST or None)
    if request.method == "POST" and _may_try(request, form) and form.is_valid():
        try:
            with first_start.using_up_the_code():
                answers = form.told()
                office = found(answers)
                years = load_known_years() if form.cleaned_data["holidays"] else []
        except first_start.TakenByAnother:
            raise Http404 from None
        context = {"office": office, "answers": answers, "years": years, "has_tls": _is_private()}
        return render(request, "operations/setup_done.html", context)
    context = {"form": form, "open": not request.is_secure() and not is_loopback(settings.HOST)}
    return render(request, "operations/setup.html", context, status=400 if form.errors else 200)


def _may_try(request: HttpRequest, form: SetupForm) -> bool:
    """Whether the code is right; who guesses is soon made to wait."""
    address = address_of(request)
    if first_start.is_code(form.data.get("code", "")):
        return True
    form.full_clean()
    mine = within("setup", address, most=TRIES, seconds=MINUTES * 60)
    if mine and within("setup of all", "", most=TRIES_OF_ALL, seconds=AN_HOUR):
        words = _("Kode ini tidak cocok. Lihat kode yang ditulis server saat dijalankan.")
    else:
        words = _("Terlalu banyak percobaan. Jalankan server lagi, atau tunggu 5 menit.")
    form.add_error("code", words)
    return False


def _is_private() -> bool:
    return bool(settings.TLS_CERTIFICATE) or settings.HTTPS
