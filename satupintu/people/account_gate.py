"""How a visitor gets from a proved address to a page: session, office, the way back."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from satupintu.offices.models import Office
from satupintu.people import language
from satupintu.people.access import ACCOUNT
from satupintu.people.models import Account, AccountCode

ASKED = "asked_code"  # in the session: the code that this browser has asked for
REMEMBERED = 30 * 86400  # seconds, on a phone of one's own; else until the browser is closed


def let_in(
    request: HttpRequest, account: Account, *, remember: bool, back: str = ""
) -> HttpResponse:
    """The session begins under a new key, and the visitor stands where they wanted to go.

    A shared computer forgets the visitor with its browser window, and after twelve hours at most.
    """
    held: tuple[int, str] = request.session.get(ACCOUNT, (account.pk, ""))
    if SESSION_KEY in request.session or held[0] != account.pk:
        request.session.flush()  # what an officer or another visitor had begun is not this one's
    else:
        request.session.cycle_key()  # a key that somebody planted before opens nothing (fixation)
    rotate_token(request)
    request.session.pop(ASKED, None)
    request.session[ACCOUNT] = (account.pk, account.stamp)
    request.session.set_expiry(REMEMBERED if remember else 0)
    answer = redirect(safe_path(request, back) or reverse("my-account"))
    if account.language:
        language.keep(answer, account.language)
    return answer


def leave(request: HttpRequest) -> None:
    """The visitor's session ends on this device."""
    request.session.flush()


def asked(request: HttpRequest) -> AccountCode | None:
    """The code that this browser has asked for; whether it still works shows when it is used."""
    return AccountCode.objects.filter(pk=request.session.get(ASKED, 0)).first()


def safe_path(request: HttpRequest, wanted: Any) -> str:
    """The page to come back to, when it is a page of this product; else nothing (T51)."""
    path = str(wanted or "")
    safe = url_has_allowed_host_and_scheme(
        path, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return path if safe and path.startswith("/") else ""


def office_behind(request: HttpRequest, back: str) -> Office | None:
    """The office whose page sent the visitor here; else the one that serves, if only one does."""
    parts = [*urlsplit(back).path.split("/"), "", ""]
    named = Office.objects.filter(code=parts[2]).first() if parts[1:2] == ["o"] else None
    return named or Office.objects.order_by("-serving", "code").first()
