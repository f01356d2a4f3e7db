"""A wrong figure that was sent is marked and put right, for everybody who got the same source."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from satupintu.consultations.actions.answering import correct, tell_others, told_the_same
from satupintu.consultations.actions.talking import TEXT_LONGEST
from satupintu.consultations.models import Consultation, Message
from satupintu.consultations.pages.inbox_door import asked_case, inbox_officers
from satupintu.consultations.pages.inbox_words import why_not
from satupintu.consultations.pages.inbox_write import FAULTS, to_case
from satupintu.consultations.queries.case import message_of
from satupintu.consultations.queries.public_answers import public_answer_of
from satupintu.journal.record import press_of
from satupintu.people.access import OfficeRequest
from satupintu.rules.whole import whole
from satupintu.ui.fields import one_newline, too_long


@inbox_officers
def inbox_mend(request: OfficeRequest, office_code: str, pk: int, message: int) -> HttpResponse:
    """The correction, and who else was told the same (standard, clause 6)."""
    case = asked_case(request, pk)
    wrong = message_of(case, message)
    if wrong is None:
        raise Http404
    if request.method == "POST":
        return _mended(request, case, wrong)
    return _form(request, case, wrong)


def _mended(request: OfficeRequest, case: Consultation, wrong: Message) -> HttpResponse:
    text = one_newline(request.POST.get("text", ""))
    chosen = {whole(each) for each in request.POST.getlist("also")}
    if problem := too_long(text, TEXT_LONGEST):
        return _form(request, case, wrong, text=text, chosen=chosen, problem=problem)
    others = [each for each in told_the_same(request.published, wrong) if each.pk in chosen]
    press = press_of(request.POST.get("press", ""), "mend", text)
    try:
        correct(request.published, wrong, text, officer_id=request.user.pk, press=press)
    except FAULTS as fault:
        return _form(request, case, wrong, text=text, chosen=chosen,
                     problem=why_not(fault, request.published))  # fmt: skip
    told = tell_others(request.published, others, text, officer_id=request.user.pk, press=press)
    if told:
        words = _("Ralat juga dikirim ke %(n)d percakapan lain.")
        messages.success(request, words % {"n": len(told)})
    return to_case(request, case)


def _form(
    request: OfficeRequest, case: Consultation, wrong: Message, *, text: str = "",
    chosen: set[int] | None = None, problem: str = "",
) -> HttpResponse:  # fmt: skip
    others = told_the_same(request.published, wrong)
    shown: dict[str, Any] = {
        "case": case, "wrong": wrong, "longest": TEXT_LONGEST, "text": text, "problem": problem,
        "has_errors": bool(problem), "others": others,
        "press": request.POST.get("press") or get_random_string(20),
        "public": public_answer_of(case),
        "chosen": {each.pk for each in others} if chosen is None else chosen,
    }  # fmt: skip
    return render(request, "consultations/inbox_mend.html", shown, status=409 if problem else 200)
