"""Asking online: the form, and what may answer it while it is written."""

import json
from dataclasses import replace
from math import ceil
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from satupintu.consultations.actions.asking import write_draft
from satupintu.consultations.actions.searching import search_first
from satupintu.consultations.doorkeeper import let_in, own_draft
from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.ask_form import AskForm, from_draft, read_trail
from satupintu.consultations.pages.left_behind import note_left
from satupintu.consultations.queries.hours import opening_now
from satupintu.consultations.queries.likely import likely_answers
from satupintu.consultations.queries.standard import promised_days
from satupintu.files.queries import files_of
from satupintu.files.refusals import Refused as FileRefused
from satupintu.people.access import OfficeRequest, account_of, open_to_all
from satupintu.people.limits import address_of, wait, within
from satupintu.people.models import Account

DRAFTS_PER_ADDRESS, ADDRESS_SECONDS = 120, 3600.0  # each question is changed a few times
TOO_MANY = "too_many"
ASKING = "asking"  # in the session: the draft that this browser wrote last


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The form; a search that led here is quoted above it and goes along."""
    draft = _begun(request)
    form = AskForm(request.POST or None, request.FILES or None, initial=_initial(request, draft))
    form.fields["attached"].asked_by(request)  # type: ignore[attr-defined]
    status = 200
    if request.method == "POST":
        if form.is_valid() and (written := _written(request, form, draft)):
            return redirect("ask-check", office_code, written.token)
        note_left(request, form)
        status = 429 if form.has_error(NON_FIELD_ERRORS, TOO_MANY) else 400
    said = {"form": form, "draft": draft, "quoted": _quoted(form, draft),
            "files": files_of(draft.subject) if draft else [], **around(request)}  # fmt: skip
    return render(request, "consultations/ask.html", said, status=status)


@open_to_all
@require_http_methods(["GET", "HEAD"])
def ask_likely(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Up to three items that may answer what is being typed (PRT-8)."""
    text = request.GET.get("q", "")[:300]
    found = likely_answers(request.published, text) if len(text.split()) > 1 else []
    return render(request, "consultations/likely.html", {"likely": found})


def _quoted(form: AskForm, draft: Consultation | None) -> str:
    """The search that led here; it stays in sight while the form is mended."""
    if draft is not None and draft.trail.get("by_itself"):
        return ""
    return str(read_trail(str(form["trail"].value() or "")).get("query", ""))


def _begun(request: OfficeRequest) -> Consultation | None:
    """The draft of this journey; who comes back to the empty form finds what they had written."""
    if request.method == "POST":
        return own_draft(request, request.POST.get("draft", ""))
    if "draft" in request.GET:
        return own_draft(request, request.GET["draft"])
    last = own_draft(request, request.session.get(ASKING, ""))
    if last is None or "new" in request.GET:
        return None
    query = request.GET.get("q")
    return last if query is None or query == last.trail.get("query") else None


def _written(
    request: OfficeRequest, form: AskForm, draft: Consultation | None
) -> Consultation | None:
    if not within("draft", address_of(request), most=DRAFTS_PER_ADDRESS, seconds=ADDRESS_SECONDS):
        words = ngettext(
            "Terlalu banyak pertanyaan dari jaringan ini. Tunggu %(n)d menit, lalu tekan lagi.",
            "Terlalu banyak pertanyaan dari jaringan ini. Tunggu %(n)d menit, lalu tekan lagi.",
            minutes := ceil(wait("draft", address_of(request)) / 60),
        )
        form.add_error(None, ValidationError(words % {"n": minutes}, code=TOO_MANY))
        return None
    asked = form.asked(request)
    if not asked.trail or (draft is not None and draft.trail.get("by_itself")):
        asked = replace(asked, trail=search_first(request.published, asked.question))
    journey = form.cleaned_data["draft"]
    try:
        written = write_draft(request.published, asked, draft=draft, journey=journey)
    except FileRefused as refusal:
        form.add_error("attached", refusal.words())
        return None
    let_in(request, written)
    request.session[ASKING] = written.token
    return written


def _initial(request: OfficeRequest, draft: Consultation | None) -> dict[str, Any]:
    if draft is not None:
        return from_draft(draft)
    asked = request.GET
    trail = {"query": asked.get("q", ""), "chips": asked.getlist("chip"),
             "viewed": asked.getlist("item"), "search": asked.get("s", "")}  # fmt: skip
    given: dict[str, Any] = {
        "trail": json.dumps(trail), "region": asked.get("region", ""),
        "years": asked.get("years", ""), "contact_by": "web", "draft": get_random_string(22),
    }  # fmt: skip
    return given | _known(account_of(request))


def _known(account: Account | None) -> dict[str, str]:
    if account is None:
        return {}
    return {"name": account.name, "email": account.email, "phone": account.phone,
            "use": account.main_use}  # fmt: skip


def around(request: OfficeRequest) -> dict[str, Any]:
    """What stands beside the form and beside what was written: hours, promise, account."""
    place = request.published
    return {
        "now": opening_now(place), "days": promised_days(place), "account": account_of(request)
    }  # fmt: skip
