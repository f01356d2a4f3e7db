"""The turns of a day, and setting one right: a forgotten press gets its time, with a reason."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.reports.fields import ClockField, moment
from satupintu.reports.words import blame, why_not
from satupintu.rules.typed_time import typed_day
from satupintu.rules.uncut import TooLong
from satupintu.rules.whole import whole
from satupintu.rules.workflow import NotAllowed
from satupintu.walkin.actions.corrections import Said, correct
from satupintu.walkin.actions.step import Faster, Refused
from satupintu.walkin.queries.turns import corrections_of, turn_of, turns_on

ENDINGS = (("finished", gettext_lazy("Selesai")), ("no_show", gettext_lazy("Tidak hadir")))
# Which field a refusal speaks of; what is not named here stands above the form.
FIELD_OF = {
    "reason": "reason", "needs_ending": "ending", "needs_start": "started",
    "start_before_call": "started", "end_before_start": "ended", "before_arrival": "called",
    "moved_on": "ending",
}  # fmt: skip


class CorrectionForm(forms.Form):
    """How it really was. A time left as it stands changes nothing."""

    called = ClockField(gettext_lazy("Jam dipanggil"))
    started = ClockField(gettext_lazy("Jam mulai dilayani"))
    ended = ClockField(gettext_lazy("Jam selesai, atau jam ditandai tidak hadir"))
    ending = forms.ChoiceField(
        label=gettext_lazy("Berakhir dengan"),
        choices=ENDINGS,
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan koreksi"), max_length=200, required=False,
        help_text=gettext_lazy("Catatan lama tetap tersimpan di samping yang baru."),
    )  # fmt: skip

    def said(self, turn: Any, zone: Any) -> Said:
        """What differs from the record, to the minute."""
        answers = self.cleaned_data

        def stated(name: str, recorded: datetime | None) -> datetime | None:
            at: time | None = answers[name]
            if at is None or at == shown(recorded, zone):
                return None
            return moment(turn.day, at, zone)

        ending = answers["ending"]
        return Said(
            stated("called", turn.called_at), stated("started", turn.started_at),
            stated("ended", turn.ended_at), "" if ending == turn.ending else ending,
        )  # fmt: skip


def shown(recorded: datetime | None, zone: Any) -> time | None:
    """A recorded moment as the form shows it: hour and minute."""
    local = recorded.astimezone(zone) if recorded else None
    return time(local.hour, local.minute) if local else None


@officers(Role.SUPERVISOR, Role.CONSULTANT)
@never_cache
def turns(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The turns of a day, newest first; officers see their own of today."""
    supervisor = Role.SUPERVISOR in request.roles
    day: date = request.published.day
    if supervisor:
        day = typed_day(request.GET.get("day", "")) or day
    before = request.GET.get("before", "")
    found, older = turns_on(
        request.office.pk, day, officer_id=None if supervisor else request.user.pk,
        before=whole(before) or None,
    )  # fmt: skip
    context = {
        "turns": found, "older": found[-1].pk if older else None, "day": day, "tab": "turns",
        "supervisor": supervisor,
    }  # fmt: skip
    return render(request, "reports/turns.html", context)


@officers(Role.SUPERVISOR, Role.CONSULTANT)
@never_cache
def turn(request: OfficeRequest, office_code: str, turn_id: int) -> HttpResponse:
    """One turn: as recorded, what was corrected, and the form to set it right."""
    supervisor = Role.SUPERVISOR in request.roles
    found = _asked(request, turn_id, supervisor)
    form = CorrectionForm(request.POST or None, initial=_initial(found, request.published.zone))
    if form.is_valid() and _corrected(request, found, form, supervisor):
        messages.success(request, _("%(code)s dikoreksi.") % {"code": found.ticket.code})
        return redirect("turn", office_code, turn_id)
    context = {
        "turn": found, "form": form, "corrections": corrections_of(found), "tab": "turns",
        "supervisor": supervisor,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "reports/turn.html", context, status=status)


def _asked(request: OfficeRequest, turn_id: int, supervisor: bool) -> Any:
    """The turn of the address; 404 for another office's, 403 for a colleague's."""
    found = turn_of(request.office.pk, turn_id)
    if found is None:
        raise Http404
    if not supervisor and found.officer_id != request.user.pk:
        raise PermissionDenied
    return found


def _corrected(request: OfficeRequest, found: Any, form: CorrectionForm, supervisor: bool) -> bool:
    zone = request.published.zone
    try:
        correct(
            request.published, found, form.said(found, zone), reason=form.cleaned_data["reason"],
            officer_id=request.user.pk, supervisor=supervisor,
        )  # fmt: skip
    except (Refused, Faster, TooLong) as fault:
        blame(form, fault, FIELD_OF, zone)
        return False
    except NotAllowed:
        form.add_error(None, why_not(Refused("moved_on"), zone))
        return False
    return True


def _initial(found: Any, zone: Any) -> dict[str, Any]:
    return {
        "called": shown(found.called_at, zone), "started": shown(found.started_at, zone),
        "ended": shown(found.ended_at, zone), "ending": found.ending,
    }  # fmt: skip
