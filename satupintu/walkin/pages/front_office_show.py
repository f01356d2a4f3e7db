"""How the front office answers: the whole screen, a part of it, or one sentence."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.walkin.models import Ticket
from satupintu.walkin.pages.front_office_drawer import Drawer, context_of
from satupintu.walkin.workflow import UNDO_SHOWN_SECONDS

SCREEN = "walkin/front_office.html"
DRAWER = "walkin/front_office_drawer.html"
TOLD = "walkin/front_office_told.html"

front_officers = officers(Role.FRONT_OFFICE, Role.SUPERVISOR)


def is_part(request: OfficeRequest) -> bool:
    """Whether an open page asks for a part of itself, so that nothing typed elsewhere is lost."""
    return request.headers.get("X-Part") == "1"


def shown(
    request: OfficeRequest, open_: Drawer | None, status: int = 200, **more: Any
) -> HttpResponse:
    """The whole screen, or only the guest book when the page asks for that."""
    template = DRAWER if is_part(request) else SCREEN
    return render(request, template, context_of(request, open_, **more), status=status)


def told(request: OfficeRequest, words: str, *, status: int = 200, **undo: Any) -> HttpResponse:
    """Say what was done and how to undo it: beside an open page, or on the next screen."""
    if is_part(request):
        return render(
            request,
            TOLD,
            {"words": words, "undo": undo, "seconds": UNDO_SHOWN_SECONDS},
            status=status,
        )
    messages.success(request, words)
    return redirect("front-office", request.office.code)


def done(request: OfficeRequest, words: str, ticket: Ticket, *, sent: bool) -> HttpResponse:
    """The guest book is signed: closed again, what happened, and how to take the call back."""
    if not is_part(request):
        messages.success(request, words)
        return redirect("front-office", request.office.code)
    undo = {"call": ticket.pk} if sent else {}
    context = context_of(
        request, None, words=words, undo=undo, last=ticket, seconds=UNDO_SHOWN_SECONDS
    )
    answer = render(request, DRAWER, context)
    answer["X-Saved"] = "1"
    return answer
