"""Sending a visitor on: to another service or officer, and the answers to it (MJ-6, MJ-7)."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from satupintu.journal.record import officer
from satupintu.offices.published import OfficeDesk, Published
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.rules.whole import whole
from satupintu.ui.fields import LongText
from satupintu.walkin.actions import referral as going_on
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.models import Referral, Turn
from satupintu.walkin.pages.desk import asked_desk, to_desk
from satupintu.walkin.pages.desk_acts import attempt, own_duty, served_here, ticket_here
from satupintu.walkin.pages.desk_console import console
from satupintu.walkin.queries.at_desk import entry_of
from satupintu.walkin.queries.desk import all_desks, current

ANYBODY = "0"
NOTE_LONGEST = 2000


class ReferForm(forms.Form):
    """Where to, why, and what the next desk should know."""

    service = forms.ChoiceField(
        label=gettext_lazy("Ke layanan"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih layanan tujuan."),
                        "invalid_choice": gettext_lazy("Pilih layanan tujuan.")},
    )  # fmt: skip
    desk = forms.ChoiceField(
        label=gettext_lazy("Ke meja"), required=False,
        error_messages={"invalid_choice": gettext_lazy("Pilih meja yang buka.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=going_on.REASON_LONGEST,
        error_messages={"required": gettext_lazy("Tulis alasan rujukan. Satu kalimat pun cukup.")},
    )  # fmt: skip
    note = LongText(
        label=gettext_lazy("Catatan untuk petugas berikutnya"), required=False, rows=3,
        longest=NOTE_LONGEST,
    )  # fmt: skip

    def __init__(self, data: Any, place: Published, turn: Turn) -> None:
        super().__init__(data, auto_id="rujuk_%s")
        self.desks = {str(each.desk.id): each.desk for each in all_desks(place) if each.duty}
        open_at = list(self.desks.values())
        self._choose("service", [
            (str(service.id), _where(service.name, service.id, open_at))
            for service in place.services
            if service.offered and service.id != turn.service_id
        ])  # fmt: skip
        names = {service.id: service.short_name for service in place.services if service.offered}
        self._choose("desk", [("", _("Meja mana pun"))] + [
            (pk, f"{desk.name} ({', '.join(names[one] for one in names if one in desk.services)})")
            for pk, desk in self.desks.items()
        ])  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        desk = self.desks.get(given.get("desk", ""))
        if desk and given.get("service") and int(given["service"]) not in desk.services:
            self.add_error("desk", _("%s tidak melayani itu. Pilih meja lain.") % desk.name)
        return given

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class TransferForm(forms.Form):
    """Which colleague goes on with the visitor; anybody on duty when none is named."""

    officer = forms.ChoiceField(
        label=gettext_lazy("Kepada"), widget=forms.RadioSelect, initial=ANYBODY
    )
    note = LongText(
        label=gettext_lazy("Catatan untuk petugas itu"), required=False, rows=3,
        longest=NOTE_LONGEST,
    )  # fmt: skip


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@never_cache
def desk_refer(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """The page of F4: refer to a service or hand over to a colleague."""
    desk = asked_desk(request, number)
    turn = served_here(request, desk)
    if turn is None:
        return to_desk(request, number)
    which = request.POST.get("which", "")
    data = request.POST if which == "service" else None
    refer_form = ReferForm(data, request.published, turn)
    hand_form = _hand_form(request, desk, which == "officer")
    if which == "service" and refer_form.is_valid():
        return attempt(request, number, lambda _d: _refer(request, desk, refer_form))
    if which == "officer" and hand_form.is_valid():
        return attempt(request, number, lambda _d: _hand_over(request, desk, hand_form))
    return _shown(request, desk, turn, refer_form, hand_form, 422 if which else 200)


def _shown(
    request: OfficeRequest, desk: OfficeDesk, turn: Turn, form: ReferForm, hand_form: TransferForm,
    status: int, problem: str = "",
) -> HttpResponse:  # fmt: skip
    shown = {"desk": desk, "turn": turn, "form": form, "hand_form": hand_form,
             "onward": _onward(turn), "came": going_on.arrived_by(turn.ticket),
             "zone": request.published.zone, "problem": problem, "has_errors": problem}  # fmt: skip
    return render(request, "walkin/desk_refer.html", shown, status=status)


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@require_POST
def desk_answer(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """Answer a referral or an offer, or withdraw one's own."""
    answers: dict[str, Callable[[OfficeRequest, OfficeDesk], object]] = {
        "take_back": _take_back, "refuse": _refuse, "send_back": _send_back, "accept": _accept,
        "decline": _decline, "withdraw": _withdraw,
    }  # fmt: skip
    answer = answers.get(request.POST.get("answer", ""), _unknown)
    return attempt(
        request, number, lambda desk: answer(request, desk),
        again=lambda problem: _answer_again(request, number, problem),
    )  # fmt: skip


def _answer_again(request: OfficeRequest, number: int, problem: str) -> HttpResponse:
    """The answer as it was typed: on the page of F4 when a visitor goes back, else at the desk."""
    desk = asked_desk(request, number)
    turn = current(request.published, desk)
    if turn and request.POST.get("answer") == "send_back":
        forms_ = ReferForm(None, request.published, turn), _hand_form(request, desk, False)
        return _shown(request, desk, turn, *forms_, 422, problem)
    context = console(request, desk, own_duty(request, desk), problem=problem, typed=request.POST)
    return render(request, "walkin/desk.html", context, status=422)


def _onward(turn: Turn) -> str:
    """What the form of a new consultation is told: whose visit it is, under ids only (MJ-6)."""
    entry = entry_of(turn.ticket)
    told = {"visit": turn.ticket.code, "day": turn.day.isoformat()}
    if entry and entry.person_id:
        told["person"] = str(entry.person_id)
    return urlencode(told)


def _where(name: str, service_id: int, open_desks: list[OfficeDesk]) -> str:
    at = [desk.name for desk in open_desks if service_id in desk.services]
    words = ", ".join(at) if at else _("belum ada meja yang buka")
    return f"{name} ({words})"


def _hand_form(request: OfficeRequest, desk: OfficeDesk, posted: bool) -> TransferForm:
    form = TransferForm(request.POST if posted else None, auto_id="alih_%s")
    others = [
        state for state in all_desks(request.published)
        if state.duty and state.desk.id != desk.id and state.duty.officer_id != request.user.pk
    ]  # fmt: skip
    field = form.fields["officer"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(ANYBODY, _("Siapa saja yang bertugas"))] + [
        (str(state.duty.officer_id), f"{state.duty.officer.name} ({state.desk.name})")
        for state in others
        if state.duty
    ]
    return form


def _refer(request: OfficeRequest, desk: OfficeDesk, form: ReferForm) -> None:
    given = form.cleaned_data
    service = request.published.service_by_id(int(given["service"]))
    ticket = ticket_here(request, desk)
    going_on.refer(
        ticket, service, officer_id=request.user.pk, reason=given["reason"], note=given["note"],
        desk=form.desks.get(given["desk"]),
    )  # fmt: skip


def _hand_over(request: OfficeRequest, desk: OfficeDesk, form: TransferForm) -> None:
    chosen = int(form.cleaned_data["officer"]) or None
    going_on.transfer(
        ticket_here(request, desk), officer_id=request.user.pk, to_officer_id=chosen,
        note=form.cleaned_data["note"],
    )  # fmt: skip


def _asked(request: OfficeRequest) -> Referral:
    rows = Referral.objects.select_related("ticket", "from_turn")
    number = whole(request.POST.get("referral"))
    return get_object_or_404(rows, pk=number, ticket__office_id=request.office.pk)


def _take_back(request: OfficeRequest, desk: OfficeDesk) -> None:
    referral = _asked(request)
    if referral.from_turn.desk_id != desk.id:
        raise Refused("not_yours")
    going_on.take_back(referral, officer_id=request.user.pk)


def _refuse(request: OfficeRequest, desk: OfficeDesk) -> None:
    referral = _asked(request)
    if referral.to_service_id not in desk.services:
        raise Refused("not_yours")
    going_on.refuse(referral, officer_id=request.user.pk, answer=request.POST.get("why", ""))


def _send_back(request: OfficeRequest, desk: OfficeDesk) -> None:
    ticket = ticket_here(request, desk)
    going_on.send_back(ticket, officer_id=request.user.pk, answer=request.POST.get("why", ""))


def _accept(request: OfficeRequest, desk: OfficeDesk) -> None:
    going_on.accept(_asked(request), desk, officer_id=request.user.pk)


def _decline(request: OfficeRequest, desk: OfficeDesk) -> None:
    _return(request, Referral.Outcome.REFUSED)


def _withdraw(request: OfficeRequest, desk: OfficeDesk) -> None:
    _return(request, Referral.Outcome.TAKEN_BACK)


def _return(request: OfficeRequest, outcome: Referral.Outcome) -> None:
    referral, me = _asked(request), request.user.pk
    allowed = referral.to_officer_id == me or referral.from_turn.officer_id == me
    if not referral.transfer or not allowed:
        raise Refused("not_yours")
    answer = request.POST.get("why", "")
    going_on.return_offer(referral, actor=officer(me), outcome=outcome, answer=answer)


def _unknown(request: OfficeRequest, desk: OfficeDesk) -> None:
    raise Refused("unknown")
