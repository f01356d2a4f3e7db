"""A conversation: its page, what came since it was opened, and who else is there."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from satupintu.consultations.actions.assigning import be_there
from satupintu.consultations.actions.talking import keep_draft, mark_read
from satupintu.consultations.models import Consultation, Door
from satupintu.consultations.pages.inbox_door import asked_case, inbox_officers, inbox_parts
from satupintu.consultations.pages.inbox_show import MODES, shown, to_name
from satupintu.consultations.pages.inbox_words import chip, state_words
from satupintu.consultations.queries.case import others_there
from satupintu.consultations.queries.ledger import ledger
from satupintu.consultations.queries.message_search import similar
from satupintu.consultations.queries.thread import thread_of
from satupintu.people.access import OfficeRequest
from satupintu.rules import clock
from satupintu.rules.whole import whole
from satupintu.ui.fields import one_newline


@inbox_officers
@never_cache
@require_GET
def inbox_case(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """The conversation; opening it is reading it. What was handed over leaves a trace to read."""
    case = asked_case(request, pk)
    if case.merged_into_id and "alone" not in request.GET:
        return redirect("inbox-case", office_code, case.merged_into_id)
    _read(request, case)
    be_there(case, officer_id=request.user.pk, writing=False)
    given = request.GET.get("give", "")
    return shown(request, case, give=whole(given) or None)


@inbox_parts
@require_GET
def inbox_since(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """What was said after the last message of the open page, and how things stand now (T67)."""
    return since(request, asked_case(request, pk), request.GET)


@inbox_parts
@require_POST
def inbox_here(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """The page is still open; what is being written is kept (INB-8)."""
    case = asked_case(request, pk)
    text, mode = request.POST.get("text"), request.POST.get("mode", "")
    writing = request.POST.get("writing") == "1"
    be_there(case, officer_id=request.user.pk, writing=writing)
    if text is not None:
        keep_draft(
            request.published, case, one_newline(text), officer_id=request.user.pk,
            mode=mode if mode in MODES else "reply",
        )  # fmt: skip
    return since(request, case, request.POST)


@inbox_officers
@never_cache
@require_GET
def inbox_ledger(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """Why this is the due moment, on a page of its own; the same words as the user's."""
    case = asked_case(request, pk)
    shown_case = {"case": case, "ledger": ledger(request.published, case)}
    return render(request, "consultations/inbox_ledger.html", shown_case)


@inbox_officers
@require_GET
def inbox_similar(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """Answered questions like this one, looked for after the page is there."""
    case = asked_case(request, pk)
    found = similar(request.published, case.title or case.question, but=case.pk)
    return render(request, "consultations/inbox_similar.html", {"similar": found})


def since(request: OfficeRequest, case: Consultation, asked: dict[str, str]) -> HttpResponse:
    """The fragment that an open page fetches: new messages, presence, a changed state."""
    place, now, n = request.published, clock.now(), asked.get("n", "")
    thread = thread_of(place, case, after=whole(n) or case.messages)
    fresh = {
        "case": case, "thread": thread, "to_name": to_name(case),
        "there": others_there(case, request.user.pk, now), "chip": chip(place, case, now),
        "door_names": dict(Door.choices),
        "changed": state_words(case) if asked.get("state") not in {None, case.state} else "",
        "users": [each for each in thread.messages if each.message.author == "user"],
    }  # fmt: skip
    return render(request, "consultations/inbox_since.html", fresh)


def _read(request: OfficeRequest, case: Consultation) -> None:
    if case.office_read < case.messages:
        mark_read(case, case.messages, by_user=False)
