"""Moving a consultation into the register of complaints: which words, and that the user agreed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from satupintu.consultations.actions.complaining import make_complaint
from satupintu.consultations.models import Author, Consultation
from satupintu.consultations.pages.inbox_door import NoLonger, asked_case, inbox_officers
from satupintu.consultations.pages.inbox_words import state_words, why_not
from satupintu.consultations.pages.inbox_write import FAULTS, to_case
from satupintu.consultations.workflow import CONSULTATION, Event, State
from satupintu.journal.queries import made_by
from satupintu.people.access import OfficeRequest
from satupintu.rules.whole import whole

NEWEST = 30


@inbox_officers
def inbox_complain(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """The user's own messages to choose from; what is sent is what they wrote, word for word."""
    case = asked_case(request, pk)
    if request.method != "POST":
        return _form(request, case)
    press = request.POST.get("press", "")[:50]
    press = press and f"to-complaint:{press}"
    if press and made_by(press):
        return to_case(request, case)
    ticked = {whole(n) for n in request.POST.getlist("n")}
    try:
        make_complaint(
            request.published, case, ticked, consent=request.POST.get("consent") == "on",
            officer_id=request.user.pk, press=press,
        )  # fmt: skip
    except FAULTS as fault:
        return _form(request, asked_case(request, pk), ticked, why_not(fault, request.published))
    messages.success(request, _("Diteruskan sebagai pengaduan. Pengguna diberi tahu nomornya."))
    return to_case(request, case)


def _form(
    request: OfficeRequest, case: Consultation, ticked: set[int] | None = None, problem: str = ""
) -> HttpResponse:
    if not CONSULTATION.can(State(case.state), Event.CLOSE):
        raise NoLonger(case)
    theirs = case.thread.filter(author=Author.USER, undone_at=None).exclude(text="")
    rows = list(theirs.order_by("-n")[:NEWEST])[::-1]
    shown = {
        "case": case, "rows": rows, "problem": problem, "has_errors": bool(problem),
        "ticked": {each.n for each in rows} if ticked is None else ticked,
        "state": state_words(case), "consent": request.POST.get("consent"),
        "press": request.POST.get("press") or get_random_string(20),
    }  # fmt: skip
    status = 409 if problem else 200
    return render(request, "consultations/inbox_complain.html", shown, status=status)
