"""The supervisor's day: who waits, who sits where, the standard today, what wants a person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from satupintu.complaints.queries import for_supervisor, unread
from satupintu.feedback.queries import rated_on
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.reports.words import ALERT_WORDS, DEVICE_HELP, why_not
from satupintu.rules import clock
from satupintu.rules.uncut import TooLong
from satupintu.walkin.actions.alerts import answer
from satupintu.walkin.actions.day import explain_miss, remark
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.queries.alerts import open_alerts
from satupintu.walkin.queries.day import done_today, hall_now, turns_today
from satupintu.walkin.queries.estimates import accuracy
from satupintu.walkin.queries.guest_book import signing_times
from satupintu.walkin.queries.kiosk_times import times_to_ticket
from satupintu.walkin.queries.turns import turn_of


@officers(Role.SUPERVISOR)
@never_cache
def day(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The whole day at a glance; its parts keep themselves true."""
    return _shown(request)


def _shown(request: OfficeRequest, problem: str = "", at: str = "") -> HttpResponse:
    """`at`: the line that is refused, a turn or "lupa"; what was typed there stands there again."""
    turns = turns_today(request.published)
    context = {
        **_now(request, turns), **_done(request, turns), "tab": "day", "problem": problem,
        "problem_at": at, "has_errors": problem,
    }  # fmt: skip
    return render(request, "reports/day.html", context, status=422 if problem else 200)


@officers(Role.SUPERVISOR)
@never_cache
def day_now(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The part that changes with every press in the hall."""
    context = _now(request, turns_today(request.published))
    return render(request, "reports/day_now.html", context)


@officers(Role.SUPERVISOR)
@never_cache
def day_done(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The standard today and what missed it."""
    context = _done(request, turns_today(request.published))
    return render(request, "reports/day_done.html", context)


@officers(Role.SUPERVISOR)
@never_cache
def day_quality(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Ratings, how good the waiting times told were, how long signing takes."""
    place = request.published
    context = {
        "ratings": rated_on(place.office.pk, place.day),
        "score": accuracy(place),
        "signing": signing_times(place, place.day, place.day),
        "touching": times_to_ticket(place),
        "complaints": unread(for_supervisor(place, request.user.pk)),
        "whole": "whole" in request.GET,
        "tab": "day",
    }
    page = "reports/day_quality_page.html" if context["whole"] else "reports/day_quality.html"
    return render(request, page, context)


@officers(Role.SUPERVISOR)
@require_POST
def day_miss(request: OfficeRequest, office_code: str, turn_id: int) -> HttpResponse:
    """Write why a visitor was served too late."""
    turn = turn_of(request.office.pk, turn_id)
    if turn is None:
        raise Http404
    try:
        explain_miss(turn, request.POST.get("reason", ""), officer_id=request.user.pk)
        messages.success(request, _("Sebab %(code)s tersimpan.") % {"code": turn.ticket.code})
    except TooLong as fault:
        return _shown(request, why_not(fault, request.published.zone), str(turn.pk))
    except Refused as fault:
        messages.warning(request, why_not(fault, request.published.zone))
    return redirect("day", office_code)


@officers(Role.SUPERVISOR)
@require_POST
def day_alert(request: OfficeRequest, office_code: str, alert_id: int) -> HttpResponse:
    """The supervisor goes and sees to what wants a person."""
    alert = next((one for one in open_alerts(request.office.pk) if one.pk == alert_id), None)
    if alert is not None:  # somebody else may have been faster: then it is seen to as well
        answer(alert, officer_id=request.user.pk)
    messages.success(request, _("Dicatat: Anda yang menangani."))
    return redirect("day", office_code)


@officers(Role.SUPERVISOR)
@require_POST
def day_remark(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Write why the last day was not closed."""
    closing = hall_now(request.published, clock.now(), ()).forgotten
    try:
        if closing is None:
            raise Refused("late")
        remark(
            request.published, closing.day, request.POST.get("remarks", ""),
            officer_id=request.user.pk,
        )  # fmt: skip
        messages.success(request, _("Catatan tersimpan."))
    except TooLong as fault:
        return _shown(request, why_not(fault, request.published.zone), "lupa")
    except Refused as fault:
        messages.warning(request, why_not(fault, request.published.zone))
    return redirect("day", office_code)


def _now(request: OfficeRequest, turns: Any) -> dict[str, Any]:
    hall = hall_now(request.published, clock.now(), turns)
    return {
        "hall": hall,
        "services": {service.id: service.short_name for service in request.published.services},
        "silent": [(device, DEVICE_HELP[device.kind]) for device in hall.silent],
        "alerts": [(alert, ALERT_WORDS.get(alert.kind, "")) for alert in hall.alerts],
    }


def _done(request: OfficeRequest, turns: Any) -> dict[str, Any]:
    return {"done": done_today(request.published, turns)}
