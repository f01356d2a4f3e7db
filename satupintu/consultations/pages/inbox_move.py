"""Merging two of one person, handing over to another office, making an answer public."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.consultations.actions.merging import merge
from satupintu.consultations.actions.moving import hand_over
from satupintu.consultations.actions.units import give_back, pass_on
from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.inbox_door import NoLonger, asked_case, inbox_officers
from satupintu.consultations.pages.inbox_list import query, wanted_of
from satupintu.consultations.pages.inbox_show import refused, shown
from satupintu.consultations.pages.inbox_words import state_words, why_not
from satupintu.consultations.pages.inbox_write import FAULTS, to_case
from satupintu.consultations.queries.case import others_of
from satupintu.consultations.workflow import OPEN
from satupintu.journal.queries import made_by
from satupintu.offices.models import Office
from satupintu.offices.published import Published
from satupintu.people.access import OfficeRequest
from satupintu.people.models import SubjectUnit
from satupintu.people.subject_units import units_on
from satupintu.rules.typed_time import typed_day
from satupintu.rules.whole import whole
from satupintu.ui.fields import one_newline, too_long

CLOSING_HOUR = 15
SAID_LONGEST = 2000


@inbox_officers
def inbox_merge(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """Suggested where one proved person asked twice; done only by an officer (INB-11)."""
    case = asked_case(request, pk)
    if case.state not in OPEN:
        raise NoLonger(case)
    others = list(others_of(request.published, case).filter(state__in=OPEN).order_by("-id"))
    if request.method != "POST":
        return _merge_form(request, case, others)
    into = whole(request.POST.get("into"))
    if case.merged.filter(pk=into).exists():
        return to_case(request, case)  # a colleague has just made one of the two, the other way
    kept = next((each for each in others if each.pk == into), None)
    if kept is None:
        return _merge_form(request, case, others, _("Pilih percakapan yang dilanjutkan."))
    try:
        merge(request.published, case, kept, officer_id=request.user.pk)
    except FAULTS as fault:
        return _merge_form(request, case, others, why_not(fault, request.published))
    return to_case(request, kept)


def _merge_form(
    request: OfficeRequest, case: Consultation, others: list[Consultation], problem: str = ""
) -> HttpResponse:
    rows = [{"case": each, "state": state_words(each)} for each in others]
    shown = {"case": case, "others": rows, "problem": problem, "has_errors": bool(problem)}
    return render(request, "consultations/inbox_merge.html", shown, status=409 if problem else 200)


@inbox_officers
def inbox_move(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """To a subject unit or another office; the promise kept, or changed for a reason told."""
    if request.method == "POST" and made_by(request.POST.get("press", "")[:64]):
        return _list(request)
    case = asked_case(request, pk)
    return _moved(request, case) if request.method == "POST" else _move_form(request, case)


def _moved(request: OfficeRequest, case: Consultation) -> HttpResponse:
    press, to = request.POST.get("press", "")[:64], _chosen(request, request.POST.get("to", ""))
    if to is None:
        return _move_form(request, case, problem=_("Pilih tujuannya."))
    changed = request.POST.get("promise") == "change"
    promised = promise_of(request.published, request.POST.get("promised", "")) if changed else None
    if changed and promised is None:
        return _move_form(request, case, problem=_("Tulis tanggal yang dijanjikan."))
    try:
        _hand(request, case, to, promised, press)
    except FAULTS as fault:
        return _move_form(request, case, problem=why_not(fault, request.published))
    words = _("%(number)s diserahkan ke %(office)s.")
    messages.success(request, words % {"number": case.number, "office": to.name})
    return _list(request)


@inbox_officers
@require_POST
def inbox_give_back(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """The subject unit gives it back to who handed it over."""
    case, said = asked_case(request, pk), one_newline(request.POST.get("said", ""))
    if problem := too_long(said, SAID_LONGEST):
        return shown(request, case, status=409, problem=problem, said=said, giving_back=True)
    try:
        give_back(request.published, case, officer_id=request.user.pk, said=said)
    except FAULTS as fault:
        return refused(request, case, fault, said=said, giving_back=True)
    return to_case(request, case)


def _list(request: OfficeRequest) -> HttpResponse:
    return redirect(reverse("inbox", args=[request.office.code]) + query(wanted_of(request)))


def _chosen(request: OfficeRequest, to: str) -> Office | SubjectUnit | None:
    """ "u12" is a subject unit of this office, "3374" an office."""
    if to.startswith("u"):
        units = units_on(request.office.pk, request.published.day)
        return units.filter(pk=whole(to[1:])).first()
    return Office.objects.filter(serving=True, code=to[:4]).first()


def _hand(
    request: OfficeRequest, case: Consultation, to: Office | SubjectUnit,
    promised: datetime | None, press: str,
) -> None:  # fmt: skip
    place, by, why = request.published, request.user.pk, request.POST.get("reason", "")
    more: dict[str, Any] = {"officer_id": by, "reason": why, "promised_at": promised}
    if isinstance(to, SubjectUnit):
        pass_on(place, case, to, press=press, **more)
    else:
        hand_over(place, case, to, press=press, **more)


def promise_of(place: Published, text: str) -> datetime | None:
    """A date as the closing of that day, or of the next working day; None when unreadable."""
    if (day := typed_day(text)) is None:
        return None
    try:
        at = place.calendar.closing(day)
        return at or place.calendar.closing(place.calendar.next_working_day(day))
    except LookupError:
        return datetime(day.year, day.month, day.day, CLOSING_HOUR, tzinfo=place.zone)


def _move_form(request: OfficeRequest, case: Consultation, problem: str = "") -> HttpResponse:
    if case.state not in OPEN:
        raise NoLonger(case)
    shown: dict[str, Any] = {
        "case": case, "problem": problem, "has_errors": bool(problem),
        "units": units_on(request.office.pk, request.published.day).exclude(pk=case.unit_id or 0),
        "offices": Office.objects.filter(serving=True).exclude(pk=request.office.pk),
        "typed": request.POST, "press": request.POST.get("press") or get_random_string(20),
        "earliest": request.published.day + timedelta(days=1),
    }  # fmt: skip
    return render(request, "consultations/inbox_move.html", shown, status=409 if problem else 200)
