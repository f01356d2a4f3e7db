"""Passkeys of account holders: offered after signing in, and good for signing in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from satupintu.people import account_gate
from satupintu.people.access import OfficeRequest, account_holders, open_to_all
from satupintu.people.actions import passkeys
from satupintu.people.actions.passkeys import KeyRefused, Question, Site
from satupintu.people.limits import address_of, within
from satupintu.people.pages.account_sign_in import AddressForm
from satupintu.rules import clock

ASKED = "passkey_question"  # in the session: challenge and moment
ASKED_LASTS = 300.0  # seconds
PER_ADDRESS, ADDRESS_SECONDS = 120, 900.0


@account_holders
@require_POST
def passkey_offer(request: OfficeRequest) -> HttpResponseBase:
    """What the browser needs to make a key."""
    return told(request, passkeys.offer(request.account, site_of(request)))


@account_holders
@require_POST
def passkey_keep(request: OfficeRequest) -> HttpResponseBase:
    """The key that was made counts from now on."""
    name = browser_name(request)
    answer = request.POST.get("answer", "")
    try:
        passkeys.keep(request.account, site_of(request), taken(request), answer, name)
        messages.success(request, _("Kunci sandi tersimpan. Lain kali Anda masuk dengannya."))
    except KeyRefused:
        messages.warning(request, _("Kunci sandi tidak tersimpan. Coba lagi."))
    return redirect("my-account")


@account_holders
@require_POST
def passkey_remove(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """One's own key goes; a stranger's number does nothing."""
    passkeys.remove(request.account, pk)
    return redirect("my-account")


@open_to_all
@never_cache
@require_POST
def passkey_question(request: HttpRequest) -> HttpResponseBase:
    """What the browser asks its keys; it tells nothing of who has one."""
    address = address_of(request)
    if not within("passkey", address, most=PER_ADDRESS, seconds=ADDRESS_SECONDS):
        return HttpResponse(status=429)
    return told(request, passkeys.ask(site_of(request)))


@open_to_all
@never_cache
@require_POST
def passkey_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The key's owner is in. An officer's key opens no visitor's account."""
    back = account_gate.safe_path(request, request.POST.get("next"))
    try:
        key = passkeys.answered(site_of(request), taken(request), request.POST.get("answer", ""))
        if key.account is None:
            raise KeyRefused
    except KeyRefused:
        context: dict[str, Any] = {"form": AddressForm(), "next": back, "passkey_refused": True}
        context["office"] = account_gate.office_behind(request, back)
        return render(request, "people/account_sign_in.html", context, status=400)
    return account_gate.let_in(request, key.account, remember=False, back=back)


def site_of(request: HttpRequest) -> Site:
    """The site in whose name this browser asks its keys."""
    host = request.get_host()
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    return Site(name, f"{request.scheme}://{host}")


def taken(request: HttpRequest) -> str:
    """The challenge that this browser was given, for one use within five minutes; else nothing."""
    challenge, at = request.session.pop(ASKED, ("", 0.0))
    return str(challenge) if clock.now().timestamp() - float(at) < ASKED_LASTS else ""


def told(request: HttpRequest, question: Question) -> JsonResponse:
    """The question goes to the browser; its challenge is remembered for the answer."""
    request.session[ASKED] = (question.challenge, clock.now().timestamp())
    return JsonResponse(question.options)


def browser_name(request: HttpRequest) -> str:
    """Enough for its owner to tell the key of the phone from that of the computer."""
    agent = request.headers.get("User-Agent", "")
    known = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
    found = next((name for name in known if name in agent), "")
    return _("Kunci di %(device)s") % {"device": found} if found else _("Kunci sandi")
