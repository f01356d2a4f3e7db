"""Sending without solving a puzzle: the proved address releases the question that is kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from satupintu.consultations.actions.asking import send
from satupintu.consultations.actions.step import Faster
from satupintu.consultations.doorkeeper import own_draft
from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.ask_check import asked_after_search, gone_on
from satupintu.consultations.pages.prove import proved, too_often_words
from satupintu.people.access import OfficeRequest, open_to_all
from satupintu.people.actions import codes
from satupintu.people.actions.codes import CodeRefused, TooOften, Wanted
from satupintu.people.fields import code_refused
from satupintu.people.limits import address_of
from satupintu.rules.workflow import NotAllowed

PURPOSE = "release"


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_release(request: OfficeRequest, office_code: str, token: str) -> HttpResponse:
    """A code goes to the address of the draft; typed here it sends the question."""
    draft = own_draft(request, token)
    if draft is None:
        return gone_on(request, token)
    if request.method == "POST" and "again" in request.POST:
        return _send_code(request, draft)
    problem = ""
    if request.method == "POST":
        try:
            return _released(request, draft)
        except CodeRefused as refusal:
            problem = code_refused(refusal.left)
        except TooOften as refusal:
            problem = too_often_words(request, refusal)
        except (Faster, NotAllowed):  # another window was faster
            return gone_on(request, token)
    said = {"draft": draft, "problem": problem, "has_errors": bool(problem)}
    return render(request, "consultations/ask_release.html", said, status=400 if problem else 200)


def _send_code(request: OfficeRequest, draft: Consultation) -> HttpResponse:
    wanted = Wanted(
        office=request.office, email=draft.email, purpose=PURPOSE, subject=draft.subject,
        heading=_("Kode untuk mengirim pertanyaan Anda"),
        says=_("Dengan kode ini pertanyaan yang Anda tulis terkirim ke petugas."),
        asked_from=address_of(request),
    )  # fmt: skip
    try:
        codes.send(wanted)
    except TooOften as refusal:
        messages.warning(request, too_often_words(request, refusal))
    return redirect("ask-release", request.office.code, draft.token)


def _released(request: OfficeRequest, draft: Consultation) -> HttpResponse:
    code = codes.of_subject(PURPOSE, draft.subject, draft.email)
    proof = codes.by_digits(code, request.POST.get("code", ""), typed_from=address_of(request))
    send(request.published, draft, also=lambda sent: asked_after_search(request, sent))
    return proved(request, proof)
