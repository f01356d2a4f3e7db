"""Answered questions made public: proposed from a conversation, settled by a second reader."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.consultations.actions.publishing import Copy, propose, settle, withdraw
from satupintu.consultations.actions.talking import TEXT_LONGEST
from satupintu.consultations.models import Consultation, PublicAnswer
from satupintu.consultations.pages.inbox_door import NoLonger, asked_case, inbox_officers
from satupintu.consultations.pages.inbox_words import why_not
from satupintu.consultations.pages.inbox_write import FAULTS, to_case
from satupintu.consultations.queries.case import last_answer
from satupintu.consultations.queries.public_answers import (
    newest_first,
    public_answer,
    public_answer_of,
)
from satupintu.consultations.summary import citation
from satupintu.people.access import OfficeRequest
from satupintu.rules.redaction import masked
from satupintu.ui.fields import one_newline, too_long

GOOD_FOR = timedelta(days=365)
PARTS = ("question", "answer", "sources")


@inbox_officers
def inbox_publish(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """The redacted copy, to be looked over and laid before a second reader."""
    case = asked_case(request, pk)
    if case.answered_at is None:
        raise NoLonger(case)
    if request.method != "POST":
        return _form(request, case, redacted(request, case))
    copy = Copy(*(one_newline(request.POST.get(name, "")) for name in PARTS))
    if problem := _too_long(copy):
        return _form(request, case, copy, problem)
    try:
        made = propose(request.published, case, copy, officer_id=request.user.pk,
                       check_by=request.published.day + GOOD_FOR)  # fmt: skip
    except FAULTS as fault:
        return _form(request, case, copy, problem=why_not(fault, request.published))
    shown = made.state == PublicAnswer.State.PUBLISHED
    messages.success(
        request, _("Diterbitkan.") if shown else _("Diusulkan. Petugas lain membacanya dulu.")
    )
    return to_case(request, case)


@inbox_officers
def inbox_answers(request: OfficeRequest, office_code: str) -> HttpResponse:
    """What waits for a second reader, what is public, and what must be looked over again."""
    return _answers(request)


@inbox_officers
@require_POST
def inbox_settle(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """Published, sent back with a reason, or withdrawn."""
    row = public_answer(request.published, pk)
    if row is None:
        raise Http404
    act, reason = request.POST.get("act"), request.POST.get("reason", "").strip()
    try:
        if act == "withdraw":
            withdraw(request.published, row, officer_id=request.user.pk, reason=reason)
        else:
            settle(request.published, row, read=request.POST.get("read", ""), reason=reason,
                   officer_id=request.user.pk, publish=act == "publish")  # fmt: skip
    except FAULTS as fault:
        problem = why_not(fault, request.published)
        return _answers(request, problem=problem, typed={"pk": pk, "reason": reason})
    return redirect("inbox-answers", office_code)


def redacted(request: OfficeRequest, case: Consultation) -> Copy:
    """Question and answer without what tells who asked."""
    given = last_answer(case)
    names = [case.name, case.person.name if case.person else ""]
    sources = [citation(request.published, cite) for cite in given.cites] if given else []
    return Copy(masked(case.question, names), masked(given.text if given else "", names),
                "\n".join(sources))  # fmt: skip


def _answers(
    request: OfficeRequest, *, problem: str = "", typed: dict[str, Any] | None = None
) -> HttpResponse:
    shown = {"rows": newest_first(request.published), "today": request.published.day,
             "problem": problem, "has_errors": bool(problem), "typed": typed,
             "address": reverse("inbox-answers", args=[request.office.code]),
             "second_reader": request.published.choices["second_reader"]}  # fmt: skip
    status = 409 if problem else 200
    return render(request, "consultations/inbox_answers.html", shown, status=status)


def _too_long(copy: Copy) -> str:
    names = {"question": _("Pertanyaan"), "answer": _("Jawaban"), "sources": _("Sumber")}
    for name, text in vars(copy).items():
        if problem := too_long(text, TEXT_LONGEST):
            return f"{names[name]}: {problem}"
    return ""


def _form(
    request: OfficeRequest, case: Consultation, copy: Copy, problem: str = ""
) -> HttpResponse:
    shown: dict[str, Any] = {
        "case": case, "copy": copy, "problem": problem, "has_errors": bool(problem),
        "longest": TEXT_LONGEST,
        "second_reader": request.published.choices["second_reader"],
        "public": public_answer_of(case),
    }  # fmt: skip
    return render(
        request, "consultations/inbox_publish.html", shown, status=409 if problem else 200
    )
