"""What an officer writes: a reply, a question back, the answer, or a note; and taking it back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.catalogue.models import INFORMATION, Item
from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.canned import used
from satupintu.consultations.actions.enclosing import Brought
from satupintu.consultations.actions.examining import ask_back, clear_and_complete
from satupintu.consultations.actions.step import Faster, Newer, Refused
from satupintu.consultations.actions.talking import (
    TEXT_LONGEST,
    keep_draft,
    note,
    reply,
    take_back,
)
from satupintu.consultations.models import Consultation, Kind, Message
from satupintu.consultations.pages.inbox_door import asked_case, inbox_officers
from satupintu.consultations.pages.inbox_show import (
    MODES,
    TAKEN_BACK,
    FilesForm,
    refused,
    shown,
)
from satupintu.consultations.queries.case import colleagues, message_of, open_pause
from satupintu.files.access import holder
from satupintu.journal.queries import made_by
from satupintu.journal.record import press_of
from satupintu.people.access import OfficeRequest
from satupintu.rules.uncut import TooLong
from satupintu.rules.whole import whole
from satupintu.rules.workflow import NotAllowed
from satupintu.ui.fields import one_newline, too_long

FAULTS = (Faster, Newer, Refused, NotAllowed, TooLong)
MOST_CITES = 8
LOOKED_BY = ("view", "topic", "label", "unit", "after", "found")  # of the list, in addresses


@dataclass(frozen=True)
class Written:
    """What stood in the composer when a button was pressed."""

    mode: str
    text: str
    reason: str
    cites: tuple[str, ...]
    kinds: tuple[str, ...]
    seen: int | None
    press: str

    def kept(self) -> dict[str, Any]:
        """As the composer shows it again."""
        return {"mode": self.mode, "text": self.text, "reason": self.reason,
                "cites": cards(self.cites)}  # fmt: skip


@inbox_officers
@require_POST
def inbox_write(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """One of the four, as the pressed button said. The same press writes once (T66)."""
    case, form = asked_case(request, pk), FilesForm(request, request.POST, request.FILES)
    brought = form.is_valid()  # what came with the form is kept, and part of its press
    written = written_of(request, form.contents())
    if written.press and made_by(written.press):
        return to_case(request, case)
    words = "" if brought else " ".join(str(each) for each in form.errors["attached"])
    if words := words or too_long(written.text, TEXT_LONGEST):
        _keep(request, case, written)
        return shown(request, case, status=409, problem=words, writing=written.kept(),
                     files_form=form)  # fmt: skip
    files = Brought(tuple(form.cleaned_data["attached"]), holder(request))
    try:
        WRITE[written.mode](request, case, written, files)
    except FAULTS as fault:
        _keep(request, case, written)
        return refused(request, case, fault, writing=written.kept(), files_form=form)
    request.session.pop(TAKEN_BACK, None)
    counted(request)
    return to_case(request, case, **_mentioned(request, written))


@inbox_officers
@require_POST
def inbox_undo(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """What was sent by mistake is taken back before the user sees it; its words are kept."""
    case = asked_case(request, pk)
    message, asked = message_of(case, whole(request.POST.get("message"))), open_pause(case)
    try:
        if message is None:
            raise Refused("late")
        files = take_back(request.published, message, officer_id=request.user.pk)
        keep_draft(request.published, case, message.text, officer_id=request.user.pk,
                   mode=message.kind)  # fmt: skip
        reason = asked.reason if message.kind == Kind.ASK and asked is not None else ""
        request.session[TAKEN_BACK] = {"case": case.pk, "reason": reason, "cites": message.cites,
                                       "files": files}  # fmt: skip
    except FAULTS as fault:
        return refused(request, case, fault)
    messages.info(request, _("Pesan dibatalkan; pengguna tidak melihatnya."))
    return to_case(request, case)


def _keep(request: OfficeRequest, case: Consultation, written: Written) -> None:
    # Pressed before the page had kept it: whoever goes elsewhere from the refusal finds it again.
    keep_draft(request.published, case, written.text, officer_id=request.user.pk, mode=written.mode)


def written_of(request: OfficeRequest, contents: list[str]) -> Written:
    """The composer's content, whatever the browser sent."""
    data = request.POST
    mode = data.get("do") or data.get("mode", "note")
    text = one_newline(data.get("text", ""))
    known = {code for code, _name in INFORMATION}
    return Written(
        mode if mode in MODES else "note", text, data.get("reason", ""),
        tuple(data.getlist("cite")[:MOST_CITES]), tuple(sorted(known & set(data.getlist("kinds")))),
        None if "anyway" in data or not data.get("seen") else whole(data["seen"]),
        press_of(data.get("press", ""), "write", mode, text, *contents),
    )  # fmt: skip


def cards(idents: tuple[str, ...]) -> list[dict[str, str]]:
    """Catalogue items as citation cards; what is not in the catalogue cannot be cited."""
    if not idents:
        return []
    found = {item.ident: item for item in Item.objects.filter(ident__in=idents, withdrawn_at=None)}
    return [
        {"source": item.source, "ident": item.ident, "title": item.title,
         "from": item.source_name or item.source, "link": item.link,
         "about": " ".join(filter(None, [item.code, item.region_name, item.period]))}
        for ident in idents
        if (item := found.get(ident))
    ]  # fmt: skip


def _reply(request: OfficeRequest, case: Consultation, written: Written, files: Brought) -> Message:
    return reply(
        request.published, case, written.text, officer_id=request.user.pk, seen=written.seen,
        cites=cards(written.cites), files=files, press=written.press,
    )  # fmt: skip


def _ask(request: OfficeRequest, case: Consultation, written: Written, files: Brought) -> Message:
    return ask_back(
        request.published, case, written.text, written.reason, officer_id=request.user.pk,
        seen=written.seen, cites=cards(written.cites), files=files, press=written.press,
    )  # fmt: skip


def _answer(
    request: OfficeRequest, case: Consultation, written: Written, files: Brought
) -> Message:
    if case.state in {"sent", "asked"}:
        clear_and_complete(
            request.published, case, officer_id=request.user.pk,
            checklist=request.POST.getlist("check"), kinds=written.kinds,
        )  # fmt: skip
    return answer(
        request.published, case, written.text, officer_id=request.user.pk, seen=written.seen,
        cites=cards(written.cites), files=files, kinds=written.kinds,
        press=written.press,
    )  # fmt: skip


def _note(request: OfficeRequest, case: Consultation, written: Written, files: Brought) -> Message:
    return note(request.published, case, written.text, officer_id=request.user.pk, files=files,
                press=written.press)  # fmt: skip


WRITE: dict[str, Callable[[OfficeRequest, Consultation, Written, Brought], Message]] = {
    "reply": _reply, "ask": _ask, "answer": _answer, "note": _note,
}  # fmt: skip


def counted(request: OfficeRequest) -> None:
    """Which canned answers were used: told by the page, checked against the office's own."""
    used(request.published, [whole(pk) for pk in request.POST.getlist("canned")[:8]])


def _mentioned(request: OfficeRequest, written: Written) -> dict[str, str]:
    """A colleague named in a note: the page offers to give it to them."""
    if written.mode != "note" or "@" not in written.text:
        return {}
    named = [each for each in colleagues(request.published) if f"@{each.name}" in written.text]
    return {"give": str(named[0].pk)} if named else {}


def to_case(request: OfficeRequest, case: Consultation, **more: str) -> HttpResponse:
    """Back to the conversation, the list beside it as it was looked at."""
    looked = {name: request.GET.get(name, "") for name in LOOKED_BY}
    pairs = {name: value for name, value in (looked | more).items() if value}
    address = reverse("inbox-case", args=[request.office.code, case.pk])
    query = urlencode(pairs)
    return redirect(f"{address}?{query}" if query else address)
