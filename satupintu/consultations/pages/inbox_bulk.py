"""One act on several rows; each row by itself, so that one that has moved holds up nobody."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.consultations.actions.assigning import LABEL_LONGEST, assign, label
from satupintu.consultations.actions.closing import close
from satupintu.consultations.actions.step import Refused
from satupintu.consultations.models import Closing, Consultation
from satupintu.consultations.pages.inbox_list import inbox_officers
from satupintu.consultations.pages.inbox_words import why_not
from satupintu.consultations.pages.inbox_write import FAULTS
from satupintu.consultations.queries.case import case_of, colleagues
from satupintu.consultations.workflow import State
from satupintu.people.access import OfficeRequest
from satupintu.rules.whole import whole
from satupintu.ui.fields import too_long

MOST = 100
Act = Callable[[OfficeRequest, Consultation], str]


@inbox_officers
@require_POST
def inbox_bulk(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Label, assign or close what is ready, for the rows that were ticked; what came of each."""
    do = ACTS.get(request.POST.get("act", ""))
    ticked = list(dict.fromkeys(request.POST.getlist("pk")[:MOST]))
    if ticked and do is _label and (problem := _label_problem(_typed_label(request))):
        typed = {"problem": problem, "ticked": ticked, "label": request.POST.get("label", "")}
        return render(request, "consultations/inbox_bulk.html", typed, status=409)
    results = list(_results(request, do, ticked)) if do else []
    shown = {"results": results, "done": sum(bool(each["done"]) for each in results)}
    return render(request, "consultations/inbox_bulk.html", shown)


def _results(request: OfficeRequest, do: Act, ticked: list[str]) -> Iterator[dict[str, Any]]:
    for pk in ticked:
        case = case_of(request.published, whole(pk))
        if case is None:
            continue
        try:
            said, done = do(request, case), True
        except FAULTS as fault:
            said, done = why_not(fault, request.published), False
        yield {"case": case, "said": said, "done": done}


def _assign(request: OfficeRequest, case: Consultation) -> str:
    to = whole(request.POST.get("to"))
    names = {each.pk: each.name for each in colleagues(request.published)}
    if to not in names:
        raise Refused("not_here")
    assign(request.published, case, to, officer_id=request.user.pk, was=case.officer_id)
    return _("diberikan kepada %s") % names[to]


def _label(request: OfficeRequest, case: Consultation) -> str:
    word = _typed_label(request)
    label(request.published, case, [*case.labels, word], officer_id=request.user.pk)
    return _("diberi label %s") % word


def _typed_label(request: OfficeRequest) -> str:
    return request.POST.get("label", "").replace('"', "").strip()


def _label_problem(word: str) -> str:
    """The same for every row, so it is said once."""
    return too_long(word, LABEL_LONGEST) if word else _("Tulis labelnya dulu.")


def _close(request: OfficeRequest, case: Consultation) -> str:
    reason = Closing.NO_RESPONSE if case.state != State.ANSWERED else Closing.DONE
    close(request.published, case, reason, officer_id=request.user.pk)
    return _("ditutup: %s") % Closing(reason).label


ACTS: dict[str, Act] = {
    "assign": _assign, "label": _label, "close": _close,
}  # fmt: skip
