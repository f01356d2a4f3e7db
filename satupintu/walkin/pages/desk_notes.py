"""Writing at the desk: notes kept as they come, the finish, covering personal data."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.catalogue.data_needs import NeedRow, rows_typed
from satupintu.offices.published import OfficeDesk
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.rules.whole import whole
from satupintu.ui import formats
from satupintu.walkin.actions.day import explain_miss
from satupintu.walkin.actions.serving import Outcome, finish, keep_draft
from satupintu.walkin.models import Turn
from satupintu.walkin.pages.desk import asked_desk, to_desk
from satupintu.walkin.pages.desk_acts import attempt, own_duty, ticket_here
from satupintu.walkin.pages.desk_console import BLIND, console, service_form
from satupintu.walkin.pages.desk_form import lines_too_long, outcome_in
from satupintu.walkin.pages.desk_words import FAULTS, why_not
from satupintu.walkin.queries.at_desk import entry_of

QUESTIONS = frozenset({"about", "topics", "more_topics"})  # the last is sent even when empty


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@require_POST
def desk_draft(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """Keep what is written so far; the script asks for JSON, a press goes back to the desk."""
    desk = asked_desk(request, number)
    script = request.headers.get("Accept") == "application/json"
    try:
        turn = kept(request)
    except FAULTS as fault:
        words = why_not(fault, request.published, desk)
        if script:
            return JsonResponse({"why": words}, status=409)
        messages.warning(request, words)
        return to_desk(request, number)
    if script:
        return JsonResponse(_saved(request, turn))
    if (problem := " ".join(_too_long(request))) and (duty := own_duty(request, desk)):
        context = console(request, desk, duty, problem=problem, **_typed(request))
        return render(request, "walkin/desk.html", context, status=422)
    if request.POST.get("go") == "refer":
        return redirect("desk-refer", office_code, number)
    return to_desk(request, number)


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@require_POST
def desk_finish(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """The service is over (F9). Without a result nothing is finished and nothing typed is lost."""
    desk = asked_desk(request, number)
    turn, duty = _turn_asked(request), own_duty(request, desk)
    form = service_form(request, turn, entry_of(turn.ticket), request.POST)
    mine = duty is not None and turn.desk_id == desk.id  # a colleague's: refused below in words
    if mine and not form.is_valid():
        context = console(request, desk, duty, form, **_typed(request))
        return render(request, "walkin/desk.html", context, status=422)
    return attempt(request, number, lambda _desk: _finish(request, desk, turn))


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@require_POST
def desk_blind(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """Cover or show personal data (Ctrl+.); stays so over reloads until pressed again (MJ-15)."""
    request.session[BLIND] = not request.session.get(BLIND, False)
    return to_desk(request, number)


def _finish(request: OfficeRequest, desk: OfficeDesk, turn: Turn) -> None:
    outcome, why_late = outcome_in(request.POST), request.POST.get("miss", "")
    finish(ticket_here(request, desk), outcome, officer_id=request.user.pk)
    if why_late.strip() not in ("", turn.miss_reason):
        explain_miss(turn, why_late, officer_id=request.user.pk)


def _typed(request: OfficeRequest) -> dict[str, Any]:
    """What the form of the service itself does not bring back."""
    rows, data = rows_typed(request.POST), request.POST
    return {
        "notes": data.get("notes", ""), "more_topics": data.get("more_topics", ""),
        "miss": data.get("miss", ""),
        "needs": [*rows, NeedRow(len(rows))] if not rows or rows[-1].what else rows,
    }  # fmt: skip


def _turn_asked(request: OfficeRequest) -> Turn:
    rows = Turn.objects.select_related("ticket__entry__person")
    number = whole(request.POST.get("turn"))
    return get_object_or_404(
        rows, pk=number, office_id=request.office.pk, day=request.published.day
    )


def kept(request: OfficeRequest) -> Turn:
    """What is written in the form of the service, kept as a draft.

    Raises Faster, Refused or NotAllowed, as keep_draft does.
    """
    turn, seen = _turn_asked(request), _moment(request.POST.get("seen", ""))
    return keep_draft(turn, _written(request, turn), officer_id=request.user.pk, seen=seen)


def _written(request: OfficeRequest, turn: Turn) -> Outcome:
    """What came; before its questions were on the page, what the guest book suggests stands."""
    came = outcome_in(request.POST)
    if QUESTIONS.intersection(request.POST):
        return came
    ticked = service_form(request, turn, entry_of(turn.ticket)).initial
    return replace(came, about=frozenset(ticked["about"]), topics=tuple(ticked["topics"]))


def _saved(request: OfficeRequest, turn: Turn) -> dict[str, str]:
    turn.refresh_from_db()
    at = turn.notes_saved_at
    assert at is not None
    return {
        "saved": _("Tersimpan %s") % formats.clock(at, request.published.zone),
        "seen": at.isoformat(),
        "notes": turn.notes,
        "state": turn.ticket.state,
        "why": " ".join(_too_long(request)),
    }


def _too_long(request: OfficeRequest) -> list[str]:
    rows = rows_typed(request.POST)
    return [*lines_too_long(request.POST), *(words for row in rows for words in row.too_long())]


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None
