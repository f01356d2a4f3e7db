"""Moments for a visit or a video meeting: the asker takes, moves or cancels one, and comes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from satupintu.appointments.actions import NotPossible, arrive
from satupintu.appointments.calendar_entry import entry
from satupintu.appointments.models import Appointment, Way
from satupintu.appointments.queries import coming, may_change, open_offer, still_offered
from satupintu.consultations.actions import meeting
from satupintu.consultations.actions.step import Faster, Refused
from satupintu.consultations.doorkeeper import askers
from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.meetings import WORDS, appointment_of
from satupintu.journal.queries import made_by
from satupintu.offices.published import Published
from satupintu.people.access import OfficeRequest
from satupintu.rules import clock
from satupintu.rules.workflow import NotAllowed

EARLY = timedelta(hours=3)  # whoever is here so long before is probably in another place


@askers
@require_POST
def question_take(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """The asker takes one moment of the offer."""
    chosen = appointment_of(case, request.POST.get("slot"))
    return _asker(request, case, lambda: meeting.take(request.published, case, chosen))


@askers
@require_POST
def question_move(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """The asker moves it to another moment of the same offer, until an hour before."""
    to = appointment_of(case, request.POST.get("slot"))
    return _asker(request, case, lambda: meeting.move(request.published, case, _coming(case), to))


@askers
@require_POST
def question_wish(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """The asker wants none of the moments that were offered: one press asks for others."""
    return _asker(request, case, lambda: meeting.wish(request.published, case, _coming(case)))


@askers
@require_POST
def question_cancel(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """The asker calls it off, until an hour before."""
    taken = appointment_of(case, request.POST.get("slot"))
    return _asker(request, case, lambda: meeting.cancel(request.published, case, taken))


@askers
@require_POST
def question_arrive(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """*Saya sudah di kantor*: the visit's number is called at its time."""
    taken = appointment_of(case, request.POST.get("slot"))
    return _asker(request, case, lambda: arrive(request.published, taken))


@askers
@require_http_methods(["GET", "HEAD"])
def question_meeting_calendar(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """The appointment as a calendar file, the same that went by letter."""
    taken = coming(case.subject)
    if taken is None:
        raise Http404
    file = entry(taken)
    answer = HttpResponse(file.content, file.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


def shown_meetings(place: Published, case: Consultation) -> dict[str, Any]:
    """What the asker's page shows of meetings: the one that is coming, and what may be taken.

    On its day it stands at the top (PRT-13).
    """
    now, taken = clock.now(), coming(case.subject)
    awaited = taken is not None and taken.way == Way.VISIT and taken.arrived_at is None
    changeable = taken is not None and may_change(taken, now)
    return {
        "coming": taken, "coming_today": _is_today(place, taken),
        "offered": open_offer(case.subject),
        "may_change": changeable, "others": still_offered(place, taken, now) if taken else [],
        "wished": bool(taken and changeable and made_by(meeting.wish_of(taken))),
        "may_arrive": bool(awaited and taken and taken.starts_at - now <= EARLY),
    }  # fmt: skip


def _is_today(place: Published, taken: Appointment | None) -> bool:
    return taken is not None and place.local(taken.starts_at).date() == place.day


def _asker(request: OfficeRequest, case: Consultation, act: Callable[[], object]) -> HttpResponse:
    answer = redirect("question", request.office.code, case.number)
    try:
        act()
    except (NotPossible, NotAllowed, Refused, Faster) as why:
        reason = why.reason if isinstance(why, NotPossible) else "gone"
        messages.error(request, str(WORDS[reason]))
        answer["Location"] += "#akhir"
    else:
        today = _is_today(request.published, coming(case.subject))
        answer["Location"] += "#hari-ini" if today else "#pertemuan"
    return answer


def _coming(case: Consultation) -> Appointment:
    found = coming(case.subject)
    if found is None:
        raise NotPossible("gone")
    return found
