"""The officers' list of consultations: due first, whoever has it, by whichever door it came."""

from dataclasses import replace
from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from satupintu.consultations.actions.assigning import take_oldest
from satupintu.consultations.pages.inbox_door import inbox_officers
from satupintu.consultations.pages.inbox_found import look_for
from satupintu.consultations.pages.inbox_frame import framed, told
from satupintu.consultations.pages.inbox_list import list_pane, query, wanted_of
from satupintu.consultations.queries.case import started_alone
from satupintu.consultations.queries.inbox_counts import came_since
from satupintu.people.access import OfficeRequest
from satupintu.people.models import Role
from satupintu.people.subject_units import topics_of
from satupintu.rules import clock
from satupintu.rules.whole import whole


@inbox_officers
@require_GET
def inbox(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The list alone; a conversation opens beside it."""
    pane = list_pane(request)
    holes = pane.holes | {"told": told(request), "alone": _alone(request)}
    return framed(request, "consultations/inbox.html", pane.look, holes)


@inbox_officers
@require_GET
def inbox_news(request: OfficeRequest, office_code: str) -> HttpResponse:
    """How many have new words since the page was opened; the list itself stays (INB-14)."""
    since = moment(request.GET.get("since", "")) or clock.now()
    but = request.GET.get("but", "")
    came = came_since(request.published, since, whole(but) or None)
    shown = {"came": came, "looked": query(replace(wanted_of(request), after="")), "but": but}
    return render(request, "consultations/inbox_news.html", shown)


@inbox_officers
def inbox_search(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Search in messages and numbers; posted, so that no name stands in an address."""
    text = request.POST.get("q", "").strip()
    if request.method == "POST":
        look_for(request, text, request.POST.get("before", ""))
    pane = list_pane(request, found=True)
    holes = pane.holes | {"told": told(request), "alone": _alone(request)}
    return framed(request, "consultations/inbox_search.html", pane.look, holes)


@inbox_officers
@require_POST
def inbox_take(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Give me the most pressing one that nobody has: first of the topic by which the list is
    narrowed, else of the topics of the officer's own units."""
    place, by, topic = request.published, request.user.pk, request.POST.get("topic", "")
    topics = [topic] if topic else topics_of(place.office.pk, place.day, by)
    case = take_oldest(place, officer_id=by, topics=topics)
    if case is None:
        messages.info(request, _("Semua sudah diambil."))
        return redirect("inbox", office_code)
    return redirect("inbox-case", office_code, case.pk)


def moment(text: str) -> datetime | None:
    """A moment from an address; None when it is none, or beyond all calendars."""
    try:
        found = parse_datetime(text.replace(" ", "+"))
        return found.astimezone(UTC) if found and found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _alone(request: OfficeRequest) -> str:
    """What a supervisor must see: clocks that began by themselves."""
    found = started_alone(request.published) if Role.SUPERVISOR in request.roles else []
    if not found:
        return ""
    shown = {"alone": found, "office": request.office}
    return render_to_string("consultations/inbox_alone.html", shown)
