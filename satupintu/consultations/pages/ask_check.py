"""*Periksa pertanyaan Anda*: looked over once more, sent, or answered by what was found."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from satupintu.catalogue.actions import search_log
from satupintu.consultations import puzzle
from satupintu.consultations.actions.asking import confirm_person, discard, found_alone, send
from satupintu.consultations.actions.step import Faster
from satupintu.consultations.doorkeeper import is_asker, own_draft, sent_as
from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.ask import around
from satupintu.consultations.pages.left_behind import left_behind
from satupintu.consultations.pages.prove import send_code_along
from satupintu.consultations.puzzle import challenge, flooded, solved
from satupintu.consultations.queries.likely import likely_answers
from satupintu.files.queries import files_of
from satupintu.people.access import OfficeRequest, account_of, open_to_all
from satupintu.people.actions import codes
from satupintu.people.actions.account_holders import same_address
from satupintu.people.codes import MAIN_USE, words
from satupintu.people.limits import address_of, within
from satupintu.people.models import Account
from satupintu.rules.workflow import NotAllowed

EASE = (("4", _("Sangat mudah")), ("3", _("Mudah")), ("2", _("Sulit")), ("1", _("Sangat sulit")))
PER_ADDRESS, ADDRESS_SECONDS = 40, 3600.0  # a campus may share one address


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


@open_to_all
@never_cache
@require_POST
def ask_send(request: OfficeRequest, office_code: str, token: str) -> HttpResponse:
    """The question is sent; an address that is not proved yet gets its code now."""
    draft = own_draft(request, token)
    if draft is None:
        return gone_on(request, token)
    if not within("ask", address_of(request), most=PER_ADDRESS, seconds=ADDRESS_SECONDS):
        said = {"draft": draft, "address": _address(request, draft)}
        return render(request, "consultations/too_many.html", said, status=429)
    if _must_solve(request, draft) and not _solved(request, draft):
        return _check_page(request, draft, unsolved=True)
    try:
        return _send(request, draft)
    except (Faster, NotAllowed):  # another window was faster
        return gone_on(request, token)


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
    if ease in dict(EASE) and within(
        "ease", address_of(request), most=PER_ADDRESS, seconds=ADDRESS_SECONDS
    ):
        found_alone(request.published, ease)
        return redirect("portal", office_code)
    return render(request, "consultations/answered_already.html", {"ease": EASE})


def gone_on(request: OfficeRequest, token: str) -> HttpResponse:
    """The back button leads here: what was sent is shown, nothing is sent twice."""
    case = sent_as(request.office.pk, token)
    if case and is_asker(request, case):
        return redirect("question-sent", request.office.code, case.number)
    return redirect("ask", request.office.code)


def asked_after_search(request: OfficeRequest, sent: Consultation) -> None:
    """The search that led here counts as one that became a question."""
    search_log.asked(request.office, sent.trail.get("search", 0))


def _check_page(
    request: OfficeRequest, draft: Consultation, *, unsolved: bool = False
) -> HttpResponse:
    hard = unsolved or _must_solve(request, draft)
    files = files_of(draft.subject)
    said = {
        "puzzle": challenge(draft) if hard else "", "bits": puzzle.BITS, "unsolved": unsolved,
        "draft": draft, "use": words(MAIN_USE, draft.use), "files": files,
        "address": _address(request, draft), "left": left_behind(request, draft, files),
        "press": str(uuid.uuid4()), **around(request),
        "likely": likely_answers(request.published, draft.question),
    }  # fmt: skip
    return render(request, "consultations/ask_check.html", said, status=409 if unsolved else 200)


def _address(request: OfficeRequest, draft: Consultation) -> str:
    return reverse("ask-check", args=[request.office.code, draft.token])


def _must_solve(request: OfficeRequest, draft: Consultation) -> bool:
    """Only strangers, and only while too many of them ask."""
    return _proved(request, draft) is None and flooded(request.published)


def _solved(request: OfficeRequest, draft: Consultation) -> bool:
    given = request.POST.get("puzzle", "")[:200]
    return solved(draft, given, request.POST.get("solution", ""))


def _proved(request: OfficeRequest, draft: Consultation) -> Account | None:
    """The account behind the browser, when the question is asked under its address."""
    account = account_of(request)
    return account if account and same_address(account.email, draft.email) else None


def _send(request: OfficeRequest, draft: Consultation) -> HttpResponse:
    proved, press = _proved(request, draft), request.POST.get("press", "")[:50]
    # Read before: once the question has its number, the others of the office wait for this one.
    others = [] if proved else codes.lately(draft.email)

    def also(sent: Consultation) -> None:
        asked_after_search(request, sent)
        if proved is None:
            send_code_along(request, sent, others)

    press = press and f"ask:{press}"  # no other form's press counts here
    sent = send(request.published, draft, press=press, also=also)
    if proved is None:
        return redirect("question-prove", request.office.code, sent.number)
    confirm_person(request.published, sent, proved)
    return redirect("question-sent", request.office.code, sent.number)
