"""One act on several rows; each row by itself, so that one that has moved holds up nobody."""

from collections.abc import Callable, Iterator

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from satupintu.consultations.actions.assigning import LABEL_LONGEST, assign, label
from satupintu.consultations.actions.closing import close, undo_close
from satupintu.consultations.actions.step import Faster
from satupintu.consultations.models import Closing, Consultation
from satupintu.consultations.pages.inbox_door import inbox_officers
from satupintu.consultations.pages.inbox_list import query, wanted_of
from satupintu.consultations.pages.inbox_words import why_not
from satupintu.consultations.pages.inbox_write import FAULTS
from satupintu.consultations.queries.as_shown import held_endings
from satupintu.consultations.queries.case import case_of, colleagues
from satupintu.consultations.workflow import OPEN, State
from satupintu.people.access import OfficeRequest
from satupintu.people.queries import Serving
from satupintu.rules.whole import whole
from satupintu.ui.fields import too_long

MOST = 100
CAME = "inbox_bulk"  # in the session: what came of the last act
Act = Callable[[OfficeRequest, Consultation], str]


@inbox_officers
@require_http_methods(["GET", "HEAD", "POST"])
def inbox_bulk(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Label, assign or close what is ready, for the rows that were ticked; what came of each.

    What came of it is a page to come back to, from one row after the other, for who acted.
    """
    if request.method != "POST":
        return _came_of_it(request)
    act, posted = request.POST.get("act", ""), ",".join(request.POST.getlist("pk"))
    every = list(filter(None, dict.fromkeys(posted.split(","))))
    ticked, looked = every[:MOST], query(wanted_of(request))
    if ticked and (problem := _problem(request, act)):
        typed = {"problem": problem, "ticked": ticked, "act": act, "has_errors": True,
                 "colleagues": colleagues(request.published),
                 "address": reverse("inbox", args=[office_code]) + looked}  # fmt: skip
        return render(request, "consultations/inbox_bulk.html", typed, status=409)
    rows = list(_results(request, ACTS[act], ticked)) if act in ACTS else []
    request.session[CAME] = {"rows": rows, "left": len(every) - len(ticked), "act": act}
    return redirect(reverse("inbox-bulk", args=[office_code]) + looked)


def _came_of_it(request: OfficeRequest) -> HttpResponse:
    """What was closed can be taken back together, within the seconds for it."""
    kept = request.session.get(CAME, {"rows": [], "left": 0, "act": ""})
    closed = [pk for pk, _said, done in kept["rows"] if done and kept["act"] == "close"]
    held = held_endings(request.published, closed)
    results = [
        {"case": case, "said": said, "done": done}
        for pk, said, done in kept["rows"]
        if (case := case_of(request.published, pk))
    ]
    shown = {"results": results, "done": sum(each["done"] for each in results),
             "left": kept["left"], "most": MOST, "looked": query(wanted_of(request)),
             "undo": ",".join(map(str, held)), "closed": len(held),
             "undo_seconds": int(request.published.choices["undo_send_seconds"])}  # fmt: skip
    return render(request, "consultations/inbox_bulk.html", shown)


def _results(request: OfficeRequest, do: Act, ticked: list[str]) -> Iterator[tuple[int, str, bool]]:
    for pk in ticked:
        case = case_of(request.published, whole(pk))
        if case is None:
            continue
        try:
            said, done = do(request, case), True
        except FAULTS as fault:
            said, done = why_not(fault, request.published), False
        yield case.pk, said, done


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
    if case.state not in OPEN:
        raise Faster(case)  # a colleague, or the user, has closed it while it stood in the list
    reason = Closing.NO_RESPONSE if case.state != State.ANSWERED else Closing.DONE
    close(request.published, case, reason, officer_id=request.user.pk)
    return _("ditutup: %s") % Closing(reason).label


def _undo_close(request: OfficeRequest, case: Consultation) -> str:
    undo_close(request.published, case, officer_id=request.user.pk)
    return _("dibuka lagi")


ACTS: dict[str, Act] = {
    "assign": _assign, "label": _label, "close": _close, "undo_close": _undo_close,
}  # fmt: skip
