"""The visitor pressed the wrong button: the front office changes the service of the number."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.people.access import OfficeRequest
from satupintu.rules.whole import whole
from satupintu.walkin.actions.wrong_service import change_service
from satupintu.walkin.models import Ticket
from satupintu.walkin.pages.front_office_drawer import drawer, service_name, ticket_of
from satupintu.walkin.pages.front_office_show import front_officers, shown
from satupintu.walkin.pages.front_office_words import FAULTS, why_not
from satupintu.walkin.workflow import UNDO_SHOWN_SECONDS


@front_officers
@require_POST
def changes_service(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """The number moves into the other line; the guest book stays open with what was typed."""
    ticket = ticket_of(request, pk)
    try:
        said = _changed(request, ticket)
    except FAULTS as fault:
        said = {"problem": why_not(fault)}
    return shown(request, drawer(request, ticket_of(request, pk)), **said)


def _changed(request: OfficeRequest, ticket: Ticket) -> dict[str, Any]:
    service = request.published.service(request.POST.get("to", ""))
    if service is None or not service.offered:
        return {"problem": _("Pilih layanan.")}
    seen = request.POST.get("press_from", "")
    shown_at = request.POST.get("press_change", "")[:32]
    press = f"change-{ticket.pk}-{service.id}-{shown_at}" if shown_at else ""
    change = change_service(
        request.published, ticket, service, officer_id=request.user.pk, press=press,
        seen=whole(seen) or None,
    )  # fmt: skip
    told = {"code": ticket.code, "service": service_name(request, change.ticket)}
    words = _("%(code)s pindah ke %(service)s. Nomor dan jam datangnya tetap.") % told
    return {
        "words": words, "undo": {"service_change": change.pk}, "seconds": UNDO_SHOWN_SECONDS,
    }  # fmt: skip
