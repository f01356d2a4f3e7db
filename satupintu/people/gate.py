"""How an officer gets from a proved name to a page: session, second factor, the way back."""

from datetime import timedelta

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from satupintu.people import guesses, language
from satupintu.people.actions import sign_in
from satupintu.people.models import Officer
from satupintu.people.queries import first_screen, has_second_factor
from satupintu.rules import clock

HALF = "half_signed_in"  # in the session: who has given the password but not the code yet
HALF_LASTS = timedelta(minutes=10)
BACKEND = "satupintu.people.backend.LoginBackend"


def way_back(request: HttpRequest) -> str:
    """The page that sent somebody here, when it is a page of this product; else nothing."""
    wanted = str(request.POST.get("next") or request.GET.get("next") or "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # A bare word would be taken for the name of a page.
    return wanted if safe and wanted.startswith("/") else ""


def in_already(request: HttpRequest) -> str:
    """Where an officer who has signed in goes on to; "" for who has to prove something yet."""
    officer = request.user
    if not isinstance(officer, Officer):
        return ""
    if not officer.is_verified() and has_second_factor(officer.pk):  # type: ignore[attr-defined]
        return ""  # from the page of the code back to here: perhaps somebody else wants to come in
    back = way_back(request)
    return first_screen(officer) if not back or back.startswith(reverse("sign-in")) else back


def proved_password(request: HttpRequest, officer: Officer) -> HttpResponse:
    """On to the code or key when the officer has a second factor, else straight in."""
    if not has_second_factor(officer.pk):
        return let_in(request, officer)
    request.session.cycle_key()
    request.session[HALF] = [officer.pk, clock.now().timestamp()]
    return redirect(with_next(reverse("second-factor"), way_back(request)))


def half_signed_in(request: HttpRequest) -> Officer | None:
    """The officer whose password was right a moment ago and whose code is still to come."""
    pk, at = request.session.get(HALF, (None, 0.0))
    if pk is None or clock.now().timestamp() - at > HALF_LASTS.total_seconds():
        return None
    return Officer.objects.filter(pk=pk, is_active=True).first()


def let_in(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The session begins under a new key, and the officer stands where they wanted to go."""
    back = way_back(request)
    request.session.flush()  # what a visitor began at this desk before is not the officer's
    login(request, officer, backend=BACKEND)
    sign_in.arrived(officer)
    answer = redirect(back or first_screen(officer))
    if officer.language:
        language.keep(answer, officer.language)
    guesses.remember_browser(request, answer, officer.pk)
    return answer


def with_next(address: str, back: str) -> str:
    """An address that remembers the way back."""
    return f"{address}?{urlencode({'next': back})}" if back else address
