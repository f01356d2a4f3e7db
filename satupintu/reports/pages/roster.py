"""The roster of a week: who sits where on which day."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Officer, Role
from satupintu.people.working_days import Arrangements, arrangements
from satupintu.rules.typed_time import typed_day
from satupintu.rules.whole import whole
from satupintu.ui import formats
from satupintu.walkin.actions.roster import Twice, copy_last_week, plan_week
from satupintu.walkin.queries.roster import Week, monday_of, officers_for_desks, week_of

FRONT = "depan"
Cell = tuple[date, int | None]


@officers(Role.SUPERVISOR)
@never_cache
def roster(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The week's table, to be filled in."""
    monday = _asked_week(request)
    if request.method == "POST":
        return _planned(request, monday)
    return _shown(request, week_of(request.published, monday))


@officers(Role.SUPERVISOR)
@require_POST
def copy(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Fill what is empty with who sat there last week."""
    monday = _asked_week(request)
    count = copy_last_week(request.published, monday, officer_id=request.user.pk)
    words = ngettext("%(n)d tempat disalin.", "%(n)d tempat disalin.", count) % {"n": count}
    messages.success(request, words if count else _("Tidak ada yang bisa disalin dari pekan lalu."))
    return redirect(_address(request, monday))


def _planned(request: OfficeRequest, monday: date) -> HttpResponse:
    known = {each.pk for each in officers_for_desks(request.published)}
    cells = {cell: who for cell, who in _cells(request).items() if who in known}
    try:
        plan_week(request.published, monday, cells, officer_id=request.user.pk)
    except Twice as fault:
        name = next(
            o.name for o in officers_for_desks(request.published) if o.pk == fault.officer_id
        )
        problem = _("%(name)s dijadwalkan di dua meja pada %(day)s. Pilih satu.") % {
            "name": name, "day": formats.long_date(fault.day),
        }  # fmt: skip
        return _shown(request, week_of(request.published, monday), cells, problem)
    messages.success(request, _("Jadwal tersimpan."))
    return redirect(_address(request, monday))


def _cells(request: OfficeRequest) -> dict[Cell, int]:
    """ "2026-07-27.depan" or "2026-07-27.12" (a desk's id) → officer's id."""
    desks = {desk.id for desk in request.published.desks}
    found: dict[Cell, int] = {}
    for name, value in request.POST.items():
        day_text, dot, place = name.partition(".")
        day = typed_day(day_text) if dot else None
        officer = whole(value) if isinstance(value, str) else 0
        if day is None or not officer:
            continue
        if place == FRONT:
            found[day, None] = officer
        elif (desk := whole(place)) in desks:
            found[day, desk] = officer
    return found


def _shown(
    request: OfficeRequest, week: Week, typed: dict[Cell, int] | None = None, problem: str = ""
) -> HttpResponse:
    people, arranged = officers_for_desks(request.published), arrangements(request.office.pk)
    away = {
        each.day: {one.pk for one in people if not arranged.works(one.pk, each.day)}
        for each in week.days
    }
    places = [(None, _("Meja depan")), *((desk.id, desk.name) for desk in request.published.desks)]
    table = [{"name": name, "cells": _row(week, typed, pk, away)} for pk, name in places]
    context = {
        "off": _off(week, people, arranged),
        "week": week, "table": table, "officers": people,
        "problem": problem, "has_errors": bool(problem), "tab": "roster",
        "before": week.monday - timedelta(days=7), "after": week.monday + timedelta(days=7),
    }  # fmt: skip
    return render(request, "reports/roster.html", context, status=422 if problem else 200)


def _row(
    week: Week, typed: dict[Cell, int] | None, desk_id: int | None, away: dict[date, set[int]]
) -> list[dict[str, Any]]:
    """One place's days, each with who is planned, who is chosen and who does not work then."""
    return [
        {
            "day": each, "name": f"{each.day.isoformat()}.{desk_id or FRONT}",
            "shift": week.planned.get((each.day, desk_id)),
            "chosen": _chosen(week, typed, (each.day, desk_id)), "away": away[each.day],
        }
        for each in week.days
    ]  # fmt: skip


def _off(week: Week, people: list[Officer], arranged: Arrangements) -> list[str]:
    """Who is planned on a day off, in sentences, with the substitute."""
    names = {each.pk: each.name for each in people}
    found = []
    for (day, _desk), shift in sorted(week.planned.items(), key=lambda each: each[0][0]):
        if arranged.works(shift.officer_id, day):
            continue
        words = _("%(name)s dijadwalkan %(day)s, bukan hari kerjanya.")
        said = words % {"name": shift.officer.name, "day": formats.long_date(day)}
        other = names.get(arranged.stands_in(shift.officer_id, day) or 0)
        instead = _("Penggantinya %(name)s.") % {"name": other}
        found.append(f"{said} {instead}" if other else said)
    return found


def _chosen(week: Week, typed: dict[Cell, int] | None, cell: Cell) -> int | None:
    if typed is not None and cell in typed:
        return typed[cell]
    shift = week.planned.get(cell)
    return shift.officer_id if shift and typed is None else None


def _asked_week(request: OfficeRequest) -> date:
    return monday_of(typed_day(request.GET.get("week", "")) or request.published.day)


def _address(request: OfficeRequest, monday: date) -> str:
    return f"{reverse('roster', args=[request.office.code])}?week={monday.isoformat()}"
