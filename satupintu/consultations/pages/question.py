"""The asker's page of one consultation: what stands, until when and why, and the conversation."""

import uuid
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from satupintu.consultations.actions.closing import close, reopen
from satupintu.consultations.actions.enclosing import Brought
from satupintu.consultations.actions.step import Faster, Refused
from satupintu.consultations.actions.talking import TEXT_LONGEST, keep_draft, mark_read, say
from satupintu.consultations.doorkeeper import askers, to_where_it_is
from satupintu.consultations.letters import rating_path
from satupintu.consultations.models import Closing, Consultation
from satupintu.consultations.pages.calendar_file import calendar_file
from satupintu.consultations.pages.question_meeting import shown_meetings
from satupintu.consultations.pages.question_words import standing
from satupintu.consultations.queries import asker
from satupintu.consultations.queries.as_shown import as_shown, held_ending
from satupintu.consultations.queries.case import served_by
from satupintu.consultations.queries.deadlines import may_reopen
from satupintu.consultations.queries.hours import opening_now
from satupintu.consultations.queries.ledger import lines_of
from satupintu.consultations.workflow import CONSULTATION, Event, State
from satupintu.files.access import holder
from satupintu.files.field import AttachmentsField
from satupintu.files.refusals import Refused as FileRefused
from satupintu.journal.record import press_of
from satupintu.people.access import OfficeRequest, account_of
from satupintu.people.fields import no_identity_number
from satupintu.people.limits import within
from satupintu.people.names import has_identity_number
from satupintu.rules import clock
from satupintu.rules.workflow import NotAllowed
from satupintu.ui.fields import LongText, one_newline

MESSAGES, SECONDS = 30, 600.0
WORDS = {
    "empty": gettext_lazy("Tulis balasan Anda, atau lampirkan berkas."),
    "too_late": gettext_lazy("Percakapan ini sudah lama ditutup. Ajukan pertanyaan baru."),
    "meeting": gettext_lazy("Anda masih punya janji pertemuan. Batalkan dulu janji itu."),
    "office_owes": gettext_lazy("Kami masih harus menjawab. Bila tidak perlu lagi, batalkan."),
}


class SayForm(forms.Form):
    """One message of the asker."""

    text = LongText(
        label=gettext_lazy("Balasan Anda"), longest=TEXT_LONGEST, rows=3, required=False
    )
    attached = AttachmentsField()
    press = forms.CharField(required=False, max_length=50, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        return no_identity_number(str(self.cleaned_data["text"]))


@askers
@require_http_methods(["GET", "HEAD"])
def question(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """The whole page; opening it tells the office that the thread was read.

    The number of a consultation that became part of another opens that one.
    """
    if case.merged_into is not None and not held_ending(case).exists():
        return redirect("question", request.office.code, case.merged_into.number)
    return _page(request, case, _new_form(case))


@askers
@require_POST
def question_say(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """The asker writes; what was typed stays when it cannot be sent."""
    form = SayForm(request.POST, request.FILES)
    form.fields["attached"].asked_by(request)  # type: ignore[attr-defined]
    if not within("say", case.token, most=MESSAGES, seconds=SECONDS):
        form.add_error(None, _("Terlalu banyak pesan. Tunggu sebentar, lalu kirim lagi."))
    elif form.is_valid():
        try:
            _say(request, case, form)
        except Faster as faster:
            return to_where_it_is(request, faster.case)
        except Refused as refusal:
            form.add_error("text", _why(refusal))
        except FileRefused as refusal:
            form.add_error("attached", refusal.words())
        else:
            return _back(request, case, "#akhir")
    _keep(request, case)
    return _page(request, case, form, status=400)


@askers
@require_http_methods(["GET", "HEAD"])
def question_since(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """What was shown since a moment, for a page that is open; the page leaves out what it has."""
    try:
        after = datetime.fromisoformat(request.GET.get("after", ""))
        said = asker.thread(case, after.astimezone(UTC)) if after.tzinfo else None
    except (ValueError, OverflowError):
        said = None
    if said is None:
        return HttpResponse(status=400)
    mark_read(case, asker.read_up_to(said), by_user=True)
    told = {
        "days": asker.by_day(request.published, said), **shown_meetings(request.published, case),
        **standing_of(request, case, said),
    }  # fmt: skip
    # The open page listens at the office that had it: what comes next is heard at the other.
    here = request.resolver_match and request.resolver_match.kwargs["office_code"]
    told["gone_on"] = here != request.office.code
    return render(request, "consultations/question_since.html", told)


@askers
@require_POST
def question_draft(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """What is being written is kept by itself, whole even while it is too long to be sent."""
    if not _keep(request, case):
        return HttpResponse(status=422)
    return JsonResponse({"at": clock.now().isoformat()})


@askers
@require_POST
def question_act(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """Closing as done, withdrawing or opening again: one press each."""
    place = request.published
    try:
        match request.POST.get("act"):
            case "reopen":
                reopen(place, case)
            case "done":
                close(place, case, Closing.DONE, by_user=True)
            case "withdraw":
                close(place, case, Closing.WITHDRAWN, summary="", by_user=True)
    except (Faster, NotAllowed):
        pass  # the page shows how it stands now
    except Refused as refusal:
        form = _new_form(case)
        form.cleaned_data = {}  # nothing was said: the reason is about the press beside it
        form.add_error(None, _why(refusal))
        return _page(request, case, form, status=400)
    return _back(request, case)


@askers
@require_http_methods(["GET", "HEAD"])
def question_sent(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """The confirmation: number, what happens next and when; to keep, print or bookmark."""
    if not case.email_confirmed_at:
        return redirect("question-prove", request.office.code, case.number)
    said = {"case": case, "now": opening_now(request.published), "account": account_of(request),
            **standing_of(request, case, [])}  # fmt: skip
    return render(request, "consultations/sent.html", said)


@askers
@require_http_methods(["GET", "HEAD"])
def question_calendar(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """The promise as an entry for the asker's own calendar."""
    shown = as_shown(request.published, case)
    until = shown.due_at or shown.examine_by
    if until is None:
        raise Http404
    return calendar_file(request.published, case, until)


def _say(request: OfficeRequest, case: Consultation, form: SayForm) -> None:
    given, field = form.cleaned_data, form.fields["attached"]
    brought = Brought(tuple(given["attached"]), holder(request))
    contents = field.contents()  # type: ignore[attr-defined]
    press = press_of(given["press"], "say", given["text"], *contents)
    say(request.published, case, given["text"], files=brought, press=press)


def _why(refusal: Refused) -> str:
    return str(WORDS.get(refusal.reason, refusal.reason))


def _new_form(case: Consultation) -> SayForm:
    return SayForm(initial={"text": _draft(case), "press": f"say:{uuid.uuid4()}"})


def _page(
    request: OfficeRequest, case: Consultation, form: SayForm, *, status: int = 200
) -> HttpResponse:
    form.fields["attached"].asked_by(request)  # type: ignore[attr-defined]
    said = asker.thread(case)
    unread = case.user_read
    mark_read(case, asker.read_up_to(said), by_user=True)
    context = {
        "form": form, "address": reverse("question", args=[request.office.code, case.number]),
        "days": asker.by_day(request.published, said), "unread": unread,
        "account": account_of(request), "here": "mine",
        **standing_of(request, case, said), **shown_meetings(request.published, case),
    }  # fmt: skip
    return render(request, "consultations/question.html", context, status=status)


def standing_of(
    request: OfficeRequest, case: Consultation, said: list[asker.Said]
) -> dict[str, Any]:
    """What every page of the asker says of where the question stands."""
    place = request.published
    shown = as_shown(place, case)
    state = shown.state
    return {
        "case": case, "said": said, "cursor": asker.cursor(said), "state": state,
        "answered_at": case.answered_at if state in {State.ANSWERED, State.CLOSED} else None,
        "due_at": shown.due_at, "promised_by": shown.due_at or shown.examine_by,
        "if_replied": shown.if_replied,
        "standing": standing(place, case, shown),
        "lines": lines_of(place, shown.clock), "zone": place.zone,
        "office_read": case.office_read, "closed": state == State.CLOSED,
        "served_by": served_by(case) if state == State.CLOSED else "",
        "may_close": state == State.ANSWERED,
        "rating": rating_path(case) if state in {State.ANSWERED, State.CLOSED} else "",
        "may_withdraw": CONSULTATION.can(state, Event.CLOSE) and state != State.ANSWERED,
        "may_reopen": state == State.CLOSED and may_reopen(place, case, clock.now()),
    }  # fmt: skip


def _keep(request: OfficeRequest, case: Consultation) -> bool:
    """What is being written is kept, unless it holds what is never kept."""
    text = one_newline(request.POST.get("text", ""))
    if has_identity_number(text):
        return False
    keep_draft(request.published, case, text, officer_id=None)
    return True


def _draft(case: Consultation) -> str:
    kept = case.drafts.filter(officer=None).values_list("text", flat=True).first()
    return kept or ""


def _back(request: OfficeRequest, case: Consultation, where: str = "") -> HttpResponse:
    answer = redirect("question", request.office.code, case.number)
    answer["Location"] += where
    return answer
