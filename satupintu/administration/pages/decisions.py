"""What the office decides: queue, calls, guest book, voice; and the message on the display."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from satupintu.administration import frame
from satupintu.administration.forms.office import DecisionForm, MessageForm
from satupintu.administration.queries import effects
from satupintu.administration.sections import administrators, leaders
from satupintu.offices.actions import decisions as act
from satupintu.offices.choices import BY_NAME, Decision
from satupintu.offices.models import Choice
from satupintu.people.access import OfficeRequest
from satupintu.people.models import Role

MESSAGE = "display_message"
GROUPS = (
    (_("Buku tamu"), ("guest_book_first", "identity_required", "email_required", "purposes",
                      "guest_book_months")),
    (_("Urutan memanggil"), ("priority_ratio", "aging_minutes", "show_estimates")),
    (_("Memanggil"), ("recalls_most", "recall_gap_seconds", "no_show_calls", "no_show_seconds",
                      "auto_start_seconds")),
    (_("Ponsel dan mesin"), ("phone_join", "more_time_places", "more_time_most",
                             "burst_per_minute", "third_language")),
    (_("Konsultasi online"), ("first_look_hours", "remind_days", "remind_again_days", "close_days",
                              "close_by_itself", "reopen_days", "undo_send_seconds",
                              "second_reader", "appointment_letter")),
    (_("Maklumat pelayanan"), ("pledge_by", "pledge_on")),
    (_("Suara"), ("second_voice", "mute_windows", "volume_windows")),
)  # fmt: skip


@administrators
def decisions(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """Everything the office may decide, with the answer of today and what is planned."""
    coming = Choice.objects.filter(office=request.office, valid_from__gt=request.published.day)
    planned = {row.name: row for row in coming.order_by("-valid_from")}
    named = {name for _title, names in GROUPS for name in names}
    rest = tuple(name for name in BY_NAME if name not in named and name != MESSAGE)
    groups = [*GROUPS, (_("Lainnya"), rest)] if rest else [*GROUPS]
    rows = [
        (title, [_row(request, BY_NAME[name], planned) for name in names if name in BY_NAME])
        for title, names in groups
    ]
    return frame.show(request, "decisions", groups=rows)


@administrators
def decision(request: OfficeRequest, office_code: str, name: str) -> HttpResponseBase:
    """One decision: its answer from a day on, and what it was before."""
    asked = BY_NAME.get(name)
    if asked is None or name == MESSAGE:
        raise Http404
    first = {"value": _first(asked, request), "valid_from": request.published.day}
    form = DecisionForm(request.POST or None, initial=first, decision=asked)
    return _decide(request, form, asked, "decision", "settings-decisions")


@leaders
def message(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """One sentence on the display."""
    asked = BY_NAME[MESSAGE]
    first = {"value": request.published.choices[MESSAGE], "valid_from": request.published.day}
    form = MessageForm(request.POST or None, initial=first)
    return _decide(request, form, asked, "message", "settings-message")


@leaders
@require_POST
def withdraw_decision(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """A planned answer is taken back; leaders may do so for the message only."""
    row = get_object_or_404(Choice, pk=pk, office=request.office)
    if row.name != MESSAGE and Role.ADMINISTRATOR not in request.roles:
        raise Http404
    frame.tried(request, lambda: act.withdraw(row, by=request.user.pk))
    if row.name == MESSAGE:
        return redirect("settings-message", office_code)
    return redirect("settings-decision", office_code, row.name)


def _decide(
    request: OfficeRequest, form: DecisionForm | MessageForm, asked: Decision, page: str, back: str
) -> HttpResponseBase:
    effect = None
    if request.method == "POST" and form.is_valid():
        if not frame.effect_was_seen(request):
            value, begins = form.cleaned_data["value"], form.cleaned_data["valid_from"]
            effect = effects.of_decision(request.published, asked, value, begins)
        elif _decided(request, form, asked):
            return redirect(back, request.office.code)
    rows = Choice.objects.filter(office=request.office, name=asked.name).order_by("-valid_from")
    history = [(row, effects.in_words(asked, row.value)) for row in rows]
    day = request.published.day
    return frame.show(
        request, page, form=form, effect=effect, asked=asked, history=history, day=day
    )


def _decided(request: OfficeRequest, form: DecisionForm | MessageForm, asked: Decision) -> bool:
    value, begins = form.cleaned_data["value"], form.cleaned_data["valid_from"]
    return frame.saved(
        request, form,
        lambda: act.decide(
            request.office, asked.name, value, valid_from=begins, by=request.user.pk
        ),
        {act.Unacceptable: ("value", lambda _bad: str(_("Nilai ini tidak bisa dipakai.")))},
    )  # fmt: skip


def _row(request: OfficeRequest, asked: Decision, planned: dict[str, Choice]) -> dict[str, object]:
    coming = planned.get(asked.name)
    return {
        "asked": asked,
        "value": effects.in_words(asked, request.published.choices[asked.name]),
        "coming": coming,
        "later": effects.in_words(asked, coming.value) if coming else "",
    }


def _first(asked: Decision, request: OfficeRequest) -> object:
    value = request.published.choices[asked.name]
    if asked.kind == "yes":
        return "1" if value else ""
    return value
