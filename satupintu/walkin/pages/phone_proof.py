"""Pastikan e-mail Anda: the visitor proves the guest book's address on the page of the number."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from satupintu.offices.published import Published
from satupintu.people.access import ticket_holders
from satupintu.people.actions import codes
from satupintu.people.cookieless import private_link
from satupintu.people.fields import CodeField, code_refused
from satupintu.people.limits import address_of
from satupintu.walkin.actions import proving
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.models import Ticket
from satupintu.walkin.pages.phone import of_token, telephone
from satupintu.walkin.queries.proving import provable


class ProofForm(forms.Form):
    """The code from the letter."""

    code = CodeField()


@ticket_holders
@private_link
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phone_proof(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for a code, then takes it; the address is shown half, as on every page of a number."""
    ticket, place = of_token(token)
    if ticket.day != place.day:
        return redirect("ticket", token)
    form, words = ProofForm(), ""
    if request.method == "POST" and request.POST.get("act") == "send":
        words = _asked(request, ticket, place)
        if not words:
            return redirect(f"{request.path}?kode=1")
    elif request.method == "POST":
        form = ProofForm(request.POST)
        if form.is_valid() and _proved(request, form, ticket, place):
            return redirect(request.path)
    context = _context(request, ticket, place) | {"form": form, "words": words}
    status = 400 if form.errors or words else 200
    return render(request, "walkin/phone_proof.html", context, status=status)


def _context(request: HttpRequest, ticket: Ticket, place: Published) -> dict[str, Any]:
    found = provable(ticket)
    asked = found and codes.of_subject(proving.VISIT, ticket.subject, found.email)
    return {
        "ticket": ticket, "office": place.office, "telephone": telephone(place), "found": found,
        "asked": asked or request.method == "POST", "press": uuid.uuid4().hex,
    }  # fmt: skip


def _asked(request: HttpRequest, ticket: Ticket, place: Published) -> str:
    press = request.POST.get("press", "")[:50]
    try:
        proving.ask_proof(place, ticket, press=press, address=address_of(request))
    except Refused:
        return ""  # the page itself says how it stands
    except codes.TooOften:
        return _("Sudah beberapa kode kami kirim. Pakai yang terakhir, atau coba lagi nanti.")
    return ""


def _proved(request: HttpRequest, form: ProofForm, ticket: Ticket, place: Published) -> bool:
    try:
        proving.prove(place, ticket, form.cleaned_data["code"], address=address_of(request))
    except codes.CodeRefused as refused:
        form.add_error("code", code_refused(refused.left))
        return False
    except codes.TooOften:
        form.add_error("code", _("Terlalu banyak percobaan dari jaringan ini. Tunggu 15 menit."))
        return False
    except Refused:
        return True  # the address was set right meanwhile; the page says how it stands
    return True
