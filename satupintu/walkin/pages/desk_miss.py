"""Why a visitor was served later than promised, said where it is known best: at the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.rules.uncut import TooLong
from satupintu.walkin.actions.day import explain_miss
from satupintu.walkin.models import Turn
from satupintu.walkin.pages.desk import asked_desk, to_desk
from satupintu.walkin.pages.desk_acts import own_duty
from satupintu.walkin.pages.desk_console import console
from satupintu.walkin.pages.desk_notes import kept
from satupintu.walkin.pages.desk_words import FAULTS, why_not


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@require_POST
def desk_miss(request: OfficeRequest, office_code: str, number: int, turn_id: int) -> HttpResponse:
    """The officer who serves writes the reason; the supervisor reads it and may add to it."""
    desk = asked_desk(request, number)
    mine = Turn.objects.select_related("ticket").filter(
        desk_id=desk.id, day=request.published.day, officer_id=request.user.pk
    )
    turn = get_object_or_404(mine, pk=turn_id, within_standard=False)
    miss = request.POST.get("miss", "")
    try:
        if request.POST.get("turn") == str(turn_id):
            kept(request)  # the button stands in the form of the service: its words stay too
        explain_miss(turn, miss, officer_id=request.user.pk)
        messages.success(request, _("Sebab %(code)s tersimpan.") % {"code": turn.ticket.code})
    except FAULTS as fault:
        problem, duty = why_not(fault, request.published, desk), own_duty(request, desk)
        if isinstance(fault, TooLong) and duty:
            context = console(request, desk, duty, problem=problem, miss=miss)
            return render(request, "walkin/desk.html", context, status=422)
        messages.warning(request, problem)
    return to_desk(request, number)
