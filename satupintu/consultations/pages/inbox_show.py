"""Everything that a conversation's page shows to its officer."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from django import forms
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.html import escape
from django.utils.translation import gettext as _

from satupintu.catalogue.models import INFORMATION
from satupintu.consultations.actions.talking import TEXT_LONGEST, bring_draft
from satupintu.consultations.models import Consultation, Door, Draft, Kind
from satupintu.consultations.pages.inbox_door import asked_case
from satupintu.consultations.pages.inbox_frame import framed, told
from satupintu.consultations.pages.inbox_later import moments_for
from satupintu.consultations.pages.inbox_list import list_pane
from satupintu.consultations.pages.inbox_words import Chip, chip, door, state_words, why_not
from satupintu.consultations.queries.as_shown import come_in, held_ending
from satupintu.consultations.queries.case import (
    canned_at_hand,
    draft_of,
    history_of,
    needs_of,
    open_pause,
    others_there,
)
from satupintu.consultations.queries.clock import current_round, days_left
from satupintu.consultations.queries.ledger import ledger
from satupintu.consultations.queries.standard import checklist_of
from satupintu.consultations.queries.thread import Said, Shown, thread_of
from satupintu.consultations.workflow import CONSULTATION, Event, State
from satupintu.files.access import holder
from satupintu.files.field import AttachmentsField
from satupintu.files.queries import loose
from satupintu.journal.record import officer
from satupintu.offices.published import Published
from satupintu.outbox.queries import given_up
from satupintu.people.access import OfficeRequest
from satupintu.people.codes import MAIN_USE, words
from satupintu.people.names import FRONT_TITLES
from satupintu.rules import clock
from satupintu.rules.whole import whole

# A channel with a window of its own (WhatsApp) says here how long it stays open (INB-6).
channel_clocks: list[Callable[[Published, Consultation, datetime], Chip | None]] = []
MOST_TITLES = 3  # before a name on a button
MODES = ("reply", "ask", "answer", "note")


class FilesForm(forms.Form):
    """The attachments of what is being written."""

    attached = AttachmentsField()

    def __init__(self, request: OfficeRequest, *given: Any, there: Sequence[str] = ()) -> None:
        super().__init__(*given)
        field = self.fields["attached"]
        assert isinstance(field, AttachmentsField)
        field.asked_by(request, officer(request.user.pk))
        self.contents = field.contents
        if there:
            field.widget.there = loose(holder(request), there)


TAKEN_BACK = "taken_back"  # in the session: reason, sources, files of what was taken back


def shown(
    request: OfficeRequest, case: Consultation, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The three panes."""
    pane = list_pane(request, case)
    open_ = {
        "office": request.office, "request": request, "csrf_token": get_token(request),
        "told": told(request, more.get("problem", "")), "looked": pane.looked,
        "topics": pane.look.topics, "colleagues": pane.look.colleagues,
        **conversation(request, case), **beside(request, case), **more,
    }  # fmt: skip
    open_["writing"] |= {"mode": _offered(open_["writing"]["mode"], case, open_["may"])}
    holes = pane.holes | {
        "live": f"/consultation:{case.pk}", "title": escape(f"{case.number} {case.name}".strip()),
        "conversation": render_to_string("consultations/inbox_open.html", open_),
    }  # fmt: skip
    address = reverse("inbox-case", args=[request.office.code, case.pk]) + pane.looked
    return framed(request, "consultations/inbox_case.html", pane.look, holes, status, address)


def refused(
    request: OfficeRequest, case: Consultation, fault: Exception, **more: Any
) -> HttpResponse:
    """The page again with what was typed, and why it could not be done."""
    fresh = asked_case(request, case.pk)
    return shown(
        request, fresh, status=409, problem=why_not(fault, request.published),
        newer=getattr(fault, "message", None), **more,
    )  # fmt: skip


def conversation(request: OfficeRequest, case: Consultation) -> dict[str, Any]:
    """The middle pane: head, clock, thread, composer."""
    place, now = request.published, clock.now()
    before = request.GET.get("before", "")
    thread = thread_of(place, case, before=whole(before))
    round_, draft = current_round(case), _begun(request, case)
    back = _taken_back(request, case)
    may = {str(event) for event in CONSULTATION.possible(State(case.state))}
    return {
        "case": case, "thread": thread, "may": may, "chip": chip(place, case, now),
        "door": door(case), "state": state_words(case), "ledger": ledger(place, case),
        "round": round_, "writing": _writing(draft, back), "there": others_there(
            case, request.user.pk, now
        ),
        "press": get_random_string(20), "seen": thread.last, "to_name": to_name(case),
        "undo": last_undoable(request, thread.messages), "checklist": checklist_of(place, case)
        if Event.EXAMINE in may else [],
        "door_names": dict(Door.choices),
        "files_form": FilesForm(request, there=back.get("files", [])),
        "pause": open_pause(case),
        "channel_chips": [each for ask in channel_clocks if (each := ask(place, case, now))],
        "days_left": days_left(place, case.due_at, now),
        "undo_seconds": int(place.choices["undo_send_seconds"]), "just_closed": _just_closed(case),
        "just_merged": _just_merged(case, thread.messages),
        "longest": TEXT_LONGEST, "kinds": INFORMATION,
        **_ticked(request, case),
    }  # fmt: skip


def beside(request: OfficeRequest, case: Consultation) -> dict[str, Any]:
    """The right pane: who asked, what helps, what else can be done."""
    place = request.published
    history = history_of(place, case)
    same = [each for each in history.earlier if each.state != State.CLOSED]
    return {
        "history": history, "same_person": same,
        "canned": canned_at_hand(place), "needs": needs_of(case),
        "today": place.day, "use": words(MAIN_USE, case.use),
        "letters": given_up(case.subject),
        "may_merge": bool(history.earlier), "laid_aside": moments_for(place, case),
    }  # fmt: skip


def to_name(case: Consultation) -> str:
    """By which name the buttons speak of the user: "Siti", and "Pak Joko" rather than "Pak"."""
    said = case.name.split()
    titles = takewhile(
        lambda word: word.endswith(".") or word.lower() in FRONT_TITLES, said[:MOST_TITLES]
    )
    return " ".join(said[: len(list(titles)) + 1]) or _("pengguna")


def last_undoable(request: OfficeRequest, messages: list[Shown]) -> Said | None:
    """What this officer sent last, while it can be taken back."""
    mine = [
        each.message
        for each in messages
        if each.held_until and each.message.officer_id == request.user.pk
    ]
    return mine[-1] if mine else None


def _begun(request: OfficeRequest, case: Consultation) -> Draft | None:
    draft = draft_of(case, request.user.pk)
    if draft is not None and draft.consultation_id != case.pk:
        bring_draft(draft, case)
    return draft


def _taken_back(request: OfficeRequest, case: Consultation) -> dict[str, Any]:
    """What went with the words that were taken back, until something is sent from here."""
    back: dict[str, Any] = request.session.get(TAKEN_BACK, {})
    return back if back.get("case") == case.pk else {}


def _writing(draft: Draft | None, back: dict[str, Any]) -> dict[str, Any]:
    """What stands in the composer: a draft kept earlier, else nothing."""
    mode = draft.mode if draft and draft.mode in MODES else "reply"
    return {"mode": mode, "text": draft.text if draft else "", "reason": back.get("reason", ""),
            "cites": back.get("cites", [])}  # fmt: skip


def _offered(mode: str, case: Consultation, may: set[str]) -> str:
    """The kind of writing, or where a colleague's act has made it impossible, another."""
    possible = {"ask": Event.ASK_BACK in may, "answer": {Event.ANSWER, Event.EXAMINE} & may}
    if possible.get(mode, True) and not (mode == "reply" and case.state == State.CLOSED):
        return mode
    return "note" if case.state == State.CLOSED else "reply"


def _ticked(request: OfficeRequest, case: Consultation) -> dict[str, list[str]]:
    """The ticks of the checklist and what it is about: as pressed a moment ago, else as kept."""
    about = [kind for kind, _name in INFORMATION if getattr(case, f"about_{kind}")]
    return {"ticked": request.POST.getlist("check"),
            "kinds_on": request.POST.getlist("kinds") or about}  # fmt: skip


def _just_merged(case: Consultation, messages: list[Shown]) -> Consultation | None:
    """What became part of it so lately that this can be taken back."""
    held = any(each.held_until and each.message.kind == Kind.LINE for each in messages)
    return come_in(case) if held else None


def _just_closed(case: Consultation) -> bool:
    """Whether it was closed so lately that closing can be undone."""
    return case.state == State.CLOSED and held_ending(case).exists()
