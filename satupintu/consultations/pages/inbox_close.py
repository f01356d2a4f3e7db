"""A conversation is closed with a summary that is already written, and its reason."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from satupintu.consultations.actions.closing import close
from satupintu.consultations.models import Closing, Consultation
from satupintu.consultations.pages.inbox_door import asked_case, inbox_officers
from satupintu.consultations.pages.inbox_list import query, wanted_of
from satupintu.consultations.pages.inbox_words import state_words, why_not
from satupintu.consultations.pages.inbox_write import FAULTS, to_case
from satupintu.consultations.queries.deadlines import not_silent_enough
from satupintu.consultations.summary import summary_of
from satupintu.consultations.workflow import USER_OWES, State
from satupintu.offices.models import Result
from satupintu.offices.published import Published
from satupintu.people.access import OfficeRequest
from satupintu.rules import clock
from satupintu.ui.fields import one_newline, too_long

SUMMARY_LONGEST = 4000
REASONS = (Closing.DONE, Closing.NO_RESPONSE, Closing.WITHDRAWN, Closing.MOVED, Closing.REFERRED)


@inbox_officers
def inbox_close(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """The summary to be looked over, then closed (INB-13)."""
    case = asked_case(request, pk)
    if request.method != "POST":
        return _form(request, case, summary_of(request.published, case))
    summary = one_newline(request.POST.get("summary", ""))
    reason = request.POST.get("reason", "")
    if reason not in REASONS:
        return _form(request, case, summary, problem=_("Pilih alasan penutupan."))
    if problem := too_long(summary, SUMMARY_LONGEST):
        return _form(request, case, summary, reason=reason, problem=problem)
    try:
        _close(request, case, Closing(reason), summary)
    except FAULTS as fault:
        return _form(request, asked_case(request, pk), summary, reason=reason,
                     problem=why_not(fault, request.published))  # fmt: skip
    return to_case(request, case, closed="1")


def _close(request: OfficeRequest, case: Consultation, reason: Closing, summary: str) -> None:
    result = request.POST.get("result", "")
    close(
        request.published, case, reason, summary=summary, officer_id=request.user.pk,
        result=result if result in Result.values else "", topic=request.POST.get("topic", ""),
    )  # fmt: skip


def _form(
    request: OfficeRequest, case: Consultation, summary: str, *, reason: str = "", problem: str = ""
) -> HttpResponse:
    shown: dict[str, Any] = {
        "case": case, "summary": summary, "problem": problem, "has_errors": bool(problem),
        "longest": SUMMARY_LONGEST,
        "reason": reason or _prepared(request.published, case),
        "result": request.POST.get("result", _came_of_it(case)), "results": Result.choices,
        "topic": request.POST.get("topic", case.topic),
        "topics": request.published.choices["purposes"],
        "reasons": [(each.value, each.label) for each in REASONS], "state": state_words(case),
        "back": reverse("inbox-case", args=[request.office.code, case.pk])
        + query(wanted_of(request)),
    }  # fmt: skip
    status = 409 if problem else 200
    return render(request, "consultations/inbox_close.html", shown, status=status)


def _came_of_it(case: Consultation) -> str:
    return Result.ANSWERED if case.state == State.ANSWERED else ""


def _prepared(place: Published, case: Consultation) -> str:
    """The reason that fits how it stands, "" where the officer must choose."""
    if case.state == State.ANSWERED:
        return Closing.DONE
    silent = case.state in USER_OWES and not not_silent_enough(place, case, clock.now())
    return Closing.NO_RESPONSE if silent else ""
