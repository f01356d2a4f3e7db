"""Around the guest book: numbers by hand, groups, people who want something else, help."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.journal.record import officer as officer_actor
from satupintu.people.access import OfficeRequest
from satupintu.rules.whole import whole
from satupintu.walkin.actions.alerts import answer
from satupintu.walkin.actions.calling import undo_call
from satupintu.walkin.actions.front_door import (
    announce,
    group_came,
    group_cancelled,
    pass_by,
    undo_pass_by,
)
from satupintu.walkin.actions.tickets import come_back, take_ticket
from satupintu.walkin.actions.wrong_service import undo_change_service
from satupintu.walkin.models import Alert, AnnouncedGroup, Door, ServiceChange
from satupintu.walkin.pages.front_office_drawer import ticket_of
from satupintu.walkin.pages.front_office_groups import GroupForm
from satupintu.walkin.pages.front_office_show import front_officers, told
from satupintu.walkin.pages.front_office_words import FAULTS, why_not
from satupintu.walkin.queries.guest_book import groups_on

DAYS_SHOWN = 60


@front_officers
@require_POST
def give_number(request: OfficeRequest, office_code: str) -> HttpResponse:
    """A number for somebody who cannot use the machine; the guest book may come later."""
    place, said = request.published, request.POST
    service = place.service(said.get("service", ""))
    if service is None or not service.offered:
        return told(request, _("Pilih layanan."), status=422)
    count, flag = whole(said.get("head_count")), said.get("flag", "")
    ticket = take_ticket(
        place, service, door=Door.FRONT, actor=officer_actor(request.user.pk),
        priority=bool(said.get("priority")), press=said.get("press", ""),
        flag=flag if flag in ("fetch", "write") else "",
        head_count=min(count, 999) or 1,
    )  # fmt: skip
    return redirect("front-office-ticket", office_code, ticket.pk)


@front_officers
@require_POST
def passes_by(request: OfficeRequest, office_code: str) -> HttpResponse:
    """One key: somebody wanted something that is not a PST service."""
    try:
        row = pass_by(
            request.published, request.POST.get("kind", ""), officer_id=request.user.pk,
            press=request.POST.get("press", ""),
        )  # fmt: skip
    except ValueError:
        raise Http404 from None
    return told(request, _("Tercatat: bukan layanan PST. Tanpa nama."), pass_by=row.pk)


@front_officers
@require_POST
def undo(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Take back what the front office has just done: a call, another service, a pass-by counted."""
    said, me = request.POST, request.user.pk
    try:
        if call := whole(said.get("call")):
            ticket = undo_call(ticket_of(request, call), officer_id=me)
            return told(request, _("%(code)s kembali menunggu.") % {"code": ticket.code})
        if change := whole(said.get("service_change")):
            ticket = undo_change_service(_change_of(request, change), officer_id=me)
            return told(request, _("%(code)s kembali ke layanan semula.") % {"code": ticket.code})
        if pass_by := whole(said.get("pass_by")):
            undo_pass_by(request.published, pass_by, officer_id=me)
            return told(request, _("Tidak jadi dicatat."))
    except FAULTS as fault:
        return told(request, why_not(fault), status=409)
    raise Http404


def _change_of(request: OfficeRequest, pk: int) -> ServiceChange:
    rows = ServiceChange.objects.select_related("ticket").filter(ticket__office=request.office)
    return get_object_or_404(rows, pk=pk)


@front_officers
@require_POST
def comes_back(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """Somebody who missed the call stands here after all and is next."""
    ticket = ticket_of(request, pk)
    try:
        come_back(ticket, actor=officer_actor(request.user.pk))
    except FAULTS as fault:
        return told(request, why_not(fault), status=409)
    return redirect("front-office-ticket", office_code, pk)


@front_officers
@require_POST
def answer_alert(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """An officer goes to the machine that asked for help."""
    alert = Alert.objects.filter(office_id=request.office.pk, pk=pk).first()
    if alert is None:
        raise Http404
    answer(alert, officer_id=request.user.pk)
    return told(request, _("Tercatat: Anda menuju ke sana."))


@front_officers
def groups(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Groups that said they would come: write one down, see the coming weeks."""
    place = request.published
    form = GroupForm(place, request.POST or None)
    if request.method == "POST" and form.is_valid():
        announce(place, form.said(), officer_id=request.user.pk)
        return redirect("front-office-groups", office_code)
    context = {"form": form, "groups": groups_on(place, place.day, DAYS_SHOWN), "place": place}
    status = 422 if form.errors else 200
    return render(request, "walkin/front_office_groups.html", context, status=status)


@front_officers
@require_POST
def group_act(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """An announced group is here, or will not come."""
    group = AnnouncedGroup.objects.filter(office_id=request.office.pk, pk=pk).first()
    if group is None:
        raise Http404
    try:
        if request.POST.get("do") == "cancel":
            group_cancelled(request.published, group, officer_id=request.user.pk)
            return redirect("front-office-groups", office_code)
        ticket = group_came(request.published, group, officer_id=request.user.pk)
    except FAULTS as fault:
        return told(request, why_not(fault), status=409)
    return redirect("front-office-ticket", office_code, ticket.pk)
