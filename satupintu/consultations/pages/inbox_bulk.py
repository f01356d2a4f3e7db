"""One act on several rows; each row by itself, so that one that has moved holds up nobody."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.consultations.actions.assigning import LABEL_LONGEST, assign, label
from satupintu.consultations.actions.closing import close, undo_close
from satupintu.consultations.models import Closing, Consultation
from satupintu.consultations.pages.inbox_door import inbox_officers
from satupintu.consultations.pages.inbox_list import query, wanted_of
from satupintu.consultations.pages.inbox_words import why_not
from satupintu.consultations.pages.inbox_write import FAULTS
from satupintu.consultations.queries.case import case_of, colleagues
from satupintu.consultations.workflow import State
from satupintu.people.access import OfficeRequest
from satupintu.people.queries import Serving
from satupintu.rules.whole import whole
from satupintu.ui.fields import too_long

MOST = 100
Act = Callable[[OfficeRequest, Consultation], str]


@inbox_officers
@require_POST
def inbox_bulk(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Label, assign or close what is ready, for the rows that were ticked; what came of each.

    What was closed can be taken back together, within the seconds for it.
    """
    act, posted = request.POST.get("act", ""), ",".join(request.POST.getlist("pk"))
    every = list(filter(None, dict.fromkeys(posted.split(","))))
    ticked = every[:MOST]
    if ticked and (problem := _problem(request, act)):
        typed = {"problem": problem, "ticked": ticked, "act": act, "has_errors": True,
                 "colleagues": colleagues(request.published)}  # fmt: skip
        return render(request, "consultations/inbox_bulk.html", typed, status=409)
    results = list(_results(request, ACTS[act], ticked)) if act in ACTS else []
    done = [str(each["case"].pk) for each in results if each["done"]]
    shown = {"results": results, "done": len(done), "left": len(every) - len(ticked), "most": MOST,
             "looked": query(wanted_of(request)), "undo": ",".join(done) * (act == "close"),
             "undo_seconds": int(request.published.choices["undo_send_seconds"])}  # fmt: skip
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
    to = _colleague(request)
    assert to is not None, "asked before the first row"
    assign(request.published, case, to.pk, officer_id=request.user.pk, was=case.officer_id)
    return _("diberikan kepada %s") % to.name


def _colleague(request: OfficeRequest) -> Serving | None:
    to = whole(request.POST.get("to"))
    return next((each for each in colleagues(request.published) if each.pk == to), None)


def _label(request: OfficeRequest, case: Consultation) -> str:
    word = _typed_label(request)
    label(request.published, case, [*case.labels, word], officer_id=request.user.pk)
    return _("diberi label %s") % word


def _typed_label(request: OfficeRequest) -> str:
    return request.POST.get("label", "").replace('"', "").strip()


def _problem(request: OfficeRequest, act: str) -> str:
    """What is the same for every row is said once."""
    if act == "assign" and _colleague(request) is None:
        return _("Pilih rekannya dulu.")
    if act != "label":
        return ""
    word = _typed_label(request)
    return too_long(word, LABEL_LONGEST) if word else _("Tulis labelnya dulu.")


def _close(request: OfficeRequest, case: Consultation) -> str:
    reason = Closing.NO_RESPONSE if case.state != State.ANSWERED else Closing.DONE
    close(request.published, case, reason, officer_id=request.user.pk)
    return _("ditutup: %s") % Closing(reason).label


def _undo_close(request: OfficeRequest, case: Consultation) -> str:
    undo_close(request.published, case, officer_id=request.user.pk)
    return _("dibuka lagi")


ACTS: dict[str, Act] = {
    "assign": _assign, "label": _label, "close": _close, "undo_close": _undo_close,
}  # fmt: skip
