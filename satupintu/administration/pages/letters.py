"""Surat keluar: what did not arrive, why, and one press to have it sent after all (law 5)."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.administration import frame
from satupintu.administration.sections import leaders
from satupintu.outbox import actions, queries
from satupintu.people.access import OfficeRequest
from satupintu.rules.whole import whole


@leaders
def letters(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """Letters of the office that failed or are tried again, newest first; never their words."""
    before = request.GET.get("before", "")
    found = queries.troubles(request.office.pk, whole(before) or None)
    shown = found[: queries.SHOWN]
    older = shown[-1].pk if len(found) > len(shown) else None
    waiting = queries.count_of_waiting(request.office.pk)
    return frame.show(
        request, "letters", letters=shown, older=older, waiting=waiting,
        can_send=bool(settings.SMTP_HOST),
    )  # fmt: skip


@leaders
@require_POST
def letter_again(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """The letter is queued anew; one of another office, or without words, stays as it is."""
    if actions.try_again(request.office.pk, pk, by=request.user.pk):
        messages.success(request, _("Surat dikirim lagi sebentar lagi."))
    else:
        messages.error(request, _("Surat ini tidak dapat dikirim lagi."))
    return redirect("settings-letters", office_code)
