"""Merging two of one person, handing over to another office, making an answer public."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from satupintu.consultations.actions.moving import hand_over, merge
from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.inbox_list import inbox_officers
from satupintu.consultations.pages.inbox_show import asked_case
from satupintu.consultations.pages.inbox_words import state_words, why_not
from satupintu.consultations.pages.inbox_write import FAULTS, to_case, whole
from satupintu.consultations.queries.case import others_of
from satupintu.consultations.workflow import OPEN
from satupintu.journal.queries import made_by
from satupintu.offices.models import Office
from satupintu.offices.published import Published
from satupintu.people.access import OfficeRequest

CLOSING_HOUR = 15


@inbox_officers
def inbox_merge(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """Suggested where one proved person asked twice; done only by an officer (INB-11)."""
    case, problem = asked_case(request, pk), ""
    others = list(others_of(request.published, case).filter(state__in=OPEN).order_by("-id"))
    if request.method == "POST":
        kept = next((each for each in others if each.pk == whole(request.POST.get("into"))), None)
        if kept is None:
            problem = _("Pilih percakapan yang dilanjutkan.")
        else:
            try:
                merge(request.published, case, kept, officer_id=request.user.pk)
                return to_case(request, kept)
            except FAULTS as fault:
                problem = why_not(fault, request.published)
    rows = [{"case": each, "state": state_words(each)} for each in others]
    shown = {"case": case, "others": rows, "problem": problem, "has_errors": bool(problem)}
    return render(request, "consultations/inbox_merge.html", shown, status=409 if problem else 200)


@inbox_officers
def inbox_move(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """To another office, with the promise kept or changed for a reason that the user reads."""
    case = asked_case(request, pk)
    if request.method != "POST":
        return _move_form(request, case)
    press = request.POST.get("press", "")[:64]
    if press and made_by(press):
        return redirect("inbox", office_code)
    to = Office.objects.filter(serving=True, code=request.POST.get("to", "")[:4]).first()
    if to is None:
        return _move_form(request, case, problem=_("Pilih kantor tujuan."))
    changed = request.POST.get("promise") == "change"
    promised = promise_of(request.published, request.POST.get("promised", "")) if changed else None
    if changed and promised is None:
        return _move_form(request, case, problem=_("Tulis tanggal yang dijanjikan."))
    try:
        hand_over(
            request.published, case, to, officer_id=request.user.pk, promised_at=promised,
            reason=request.POST.get("reason", ""), press=press,
        )  # fmt: skip
    except FAULTS as fault:
        return _move_form(request, case, problem=why_not(fault, request.published))
    words = _("%(number)s diserahkan ke %(office)s.")
    messages.success(request, words % {"number": case.number, "office": to.name})
    return redirect("inbox", office_code)


def promise_of(place: Published, text: str) -> datetime | None:
    """A date as the closing of that day, or of the next working day; None when unreadable."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a date, not a moment
    except ValueError:
        return None
    try:
        at = place.calendar.closing(day)
        return at or place.calendar.closing(place.calendar.next_working_day(day))
    except LookupError:
        return datetime(day.year, day.month, day.day, CLOSING_HOUR, tzinfo=place.zone)


def _move_form(request: OfficeRequest, case: Consultation, problem: str = "") -> HttpResponse:
    if case.state not in OPEN:
        raise Http404
    shown: dict[str, Any] = {
        "case": case, "problem": problem, "has_errors": bool(problem),
        "offices": Office.objects.filter(serving=True).exclude(pk=request.office.pk),
        "typed": request.POST, "press": request.POST.get("press") or get_random_string(20),
        "earliest": request.published.day + timedelta(days=1),
    }  # fmt: skip
    return render(request, "consultations/inbox_move.html", shown, status=409 if problem else 200)
