"""Choosing a desk: which are open, who sits there; open one, take one over, or let it be closed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.walkin.actions.duty import close_desk, open_desk
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.pages.desk import asked_desk
from satupintu.walkin.pages.desk_words import why_not
from satupintu.walkin.queries.desk import all_desks


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@never_cache
def desks(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Every desk of the office and its state."""
    context = {
        "desks": all_desks(request.published),
        "zone": request.published.zone,
        "supervisor": Role.SUPERVISOR in request.roles,
    }
    return render(request, "walkin/desks.html", context)


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@require_POST
def desk_open(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """Sit down at a desk, or come back from a break; a supervisor may take over one left open."""
    place = asked_desk(request, number)
    take_over = "take_over" in request.POST and Role.SUPERVISOR in request.roles
    try:
        open_desk(request.published, place, officer_id=request.user.pk, take_over=take_over)
    except Refused as fault:
        messages.warning(request, why_not(fault, request.published, place))
        return redirect("desks", office_code)
    return redirect("desk", office_code, number)


@officers(Role.SUPERVISOR)
@require_POST
def desk_release(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """A supervisor closes a desk that somebody has left open."""
    place = asked_desk(request, number)
    try:
        close_desk(request.published, place, officer_id=request.user.pk)
        messages.success(request, _("%s ditutup.") % place.name)
    except Refused as fault:
        messages.warning(request, why_not(fault, request.published, place))
    return redirect("desks", office_code)
