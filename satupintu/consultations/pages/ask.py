"""Asking online: the form, *Periksa pertanyaan Anda*, sending, and the address that is proved."""

import json
import uuid
from dataclasses import replace
from math import ceil
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from satupintu.catalogue.actions import search_log
from satupintu.consultations import puzzle
from satupintu.consultations.actions.asking import (
    confirm_person,
    discard,
    found_alone,
    send,
    write_draft,
)
from satupintu.consultations.actions.searching import search_first
from satupintu.consultations.actions.step import Faster
from satupintu.consultations.doorkeeper import is_asker, let_in
from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.ask_form import AskForm, from_draft
from satupintu.consultations.pages.prove import send_code
from satupintu.consultations.puzzle import challenge, flooded, solved
from satupintu.consultations.queries.hours import opening_now
from satupintu.consultations.queries.likely import likely_answers
from satupintu.consultations.queries.standard import promised_days
from satupintu.consultations.workflow import State
from satupintu.files.queries import files_of
from satupintu.files.refusals import Refused as FileRefused
from satupintu.offices.prepared import Prepared
from satupintu.people.access import OfficeRequest, account_of, open_to_all
from satupintu.people.actions.account_holders import same_address
from satupintu.people.codes import MAIN_USE, words
from satupintu.people.limits import wait, within
from satupintu.people.models import Account
from satupintu.rules.workflow import NotAllowed

_draft = Prepared(
    lambda office, token: Consultation.objects.filter(
        office_id=office, token=token, state=State.DRAFT
    ),
    office=int, token=str,
)  # fmt: skip
EASE = (("4", _("Sangat mudah")), ("3", _("Mudah")), ("2", _("Sulit")), ("1", _("Sangat sulit")))
PER_ADDRESS, ADDRESS_SECONDS = 40, 3600.0  # a campus may share one address
DRAFTS_PER_ADDRESS = 120  # each question is looked over and changed a few times
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
        status = 429 if form.has_error(NON_FIELD_ERRORS, TOO_MANY) else 400
    said = {"form": form, "draft": draft, "files": files_of(draft.subject) if draft else [],
            **_around(request)}  # fmt: skip
    return render(request, "consultations/ask.html", said, status=status)


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD"])
def ask_check(request: OfficeRequest, office_code: str, token: str) -> HttpResponse:
    """Everything as it will be sent, each answer with a way back, and what may answer it already.

    Who asks without having searched sees the search now: standard, clause 3 online.
    """
    draft = own_draft(request, token)
    if draft is None:
        return gone_on(request, token)
    return _check_page(request, draft)


def _check_page(
    request: OfficeRequest, draft: Consultation, *, unsolved: bool = False
) -> HttpResponse:
    hard = unsolved or _must_solve(request, draft)
    said = {
        "puzzle": challenge(draft) if hard else "", "bits": puzzle.BITS, "unsolved": unsolved,
        "draft": draft, "use": words(MAIN_USE, draft.use), "files": files_of(draft.subject),
        "press": f"ask:{uuid.uuid4()}", **_around(request),
        "likely": likely_answers(request.published, draft.question),
    }  # fmt: skip
    return render(request, "consultations/ask_check.html", said, status=409 if unsolved else 200)


def _must_solve(request: OfficeRequest, draft: Consultation) -> bool:
    """Only strangers, and only while too many of them ask."""
    account = account_of(request)
    if account and same_address(account.email, draft.email):
        return False
    return flooded(request.published)


@open_to_all
@never_cache
@require_POST
def ask_send(request: OfficeRequest, office_code: str, token: str) -> HttpResponse:
    """The question is sent; an address that is not proved yet gets its code now."""
    draft = own_draft(request, token)
    if draft is None:
        return gone_on(request, token)
    if not within("ask", _address(request), most=PER_ADDRESS, seconds=ADDRESS_SECONDS):
        return render(request, "consultations/too_many.html", {"draft": draft}, status=429)
    if _must_solve(request, draft) and not solved(
        draft, request.POST.get("puzzle", "")[:200], request.POST.get("solution", "")
    ):
        return _check_page(request, draft, unsolved=True)
    press = request.POST.get("press", "")[:50]
    press = press and f"ask:{press}"  # no other form's press counts here
    account = account_of(request)
    proved = account if account and same_address(account.email, draft.email) else None

    def also(sent: Consultation) -> None:
        search_log.asked(request.office, sent.trail.get("search", 0))
        if proved is None:
            send_code(request, sent)

    try:
        sent = send(request.published, draft, press=press, also=also)
    except (Faster, NotAllowed):  # another window was faster
        return gone_on(request, token)
    if proved is None:
        return redirect("question-prove", office_code, sent.number)
    confirm_person(request.published, sent, proved)
    return redirect("question-sent", office_code, sent.number)


@open_to_all
@never_cache
@require_POST
def ask_answered(request: OfficeRequest, office_code: str, token: str) -> HttpResponse:
    """*Ini menjawab*: the question is not sent, what was written goes, and the rating is asked."""
    if draft := own_draft(request, token):
        discard(request.published, draft)
        search_log.left(request.office, draft.trail.get("search", 0))
    return redirect("ask-ease", office_code)


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_ease(request: OfficeRequest, office_code: str) -> HttpResponse:
    """How easy it was to find the answer alone, in one press; counted without anybody's name."""
    ease = request.POST.get("ease", "")
    if ease in dict(EASE) and within("ease", _address(request), most=PER_ADDRESS, seconds=3600.0):
        found_alone(request.published, ease)
        return redirect("portal", office_code)
    return render(request, "consultations/answered_already.html", {"ease": EASE})


@open_to_all
@require_http_methods(["GET", "HEAD"])
def ask_likely(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Up to three items that may answer what is being typed (PRT-8)."""
    text = request.GET.get("q", "")[:300]
    found = likely_answers(request.published, text) if len(text.split()) > 1 else []
    return render(request, "consultations/likely.html", {"likely": found})


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
    if not within("draft", _address(request), most=DRAFTS_PER_ADDRESS, seconds=ADDRESS_SECONDS):
        words = ngettext(
            "Terlalu banyak pertanyaan dari jaringan ini. Tunggu %(n)d menit, lalu tekan lagi.",
            "Terlalu banyak pertanyaan dari jaringan ini. Tunggu %(n)d menit, lalu tekan lagi.",
            minutes := ceil(wait("draft", _address(request)) / 60),
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


def own_draft(request: OfficeRequest, token: str) -> Consultation | None:
    """The draft of this token, if this browser wrote it."""
    found = _draft.first(office=request.office.pk, token=token) if token else None
    return found if found and is_asker(request, found) else None


def gone_on(request: OfficeRequest, token: str) -> HttpResponse:
    """The back button leads here: what was sent is shown, nothing is sent twice."""
    sent = Consultation.objects.filter(office=request.office, token=token, number__isnull=False)
    case = sent.first()
    if case and is_asker(request, case):
        return redirect("question-sent", request.office.code, case.number)
    return redirect("ask", request.office.code)


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


def _around(request: OfficeRequest) -> dict[str, Any]:
    place = request.published
    return {
        "now": opening_now(place), "days": promised_days(place), "account": account_of(request)
    }  # fmt: skip


def _address(request: OfficeRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
