"""Who may enter the inbox, and which consultation an address means."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from satupintu.consultations.models import Consultation, Handover
from satupintu.consultations.pages.inbox_words import state_words
from satupintu.consultations.queries.case import ANSWERING, case_of, trace_of
from satupintu.people.access import OfficeRequest, Page, officers

TYPED = ("text", "summary", "reason", "said", "how")  # what an officer may have been writing


class HandedOn(Http404):
    """Another office has it by now; `trace` is what is left to read here."""

    def __init__(self, trace: Handover) -> None:
        super().__init__()
        self.trace = trace


class NoLonger(Exception):
    """What the page is for cannot be done any more: `case` has gone on meanwhile."""

    def __init__(self, case: Consultation) -> None:
        super().__init__(f"{case} is {case.state}")
        self.case = case


def inbox_officers(page: Callable[..., HttpResponse]) -> Page:
    """Whoever answers consultations in the office.

    What was handed on meanwhile says where it is, with the words that were being written; what has
    gone on otherwise is shown as it stands.
    """
    return _guarded(page, _trace_page)


def inbox_parts(page: Callable[..., HttpResponse]) -> Page:
    """The same for what an open page fetches by itself: a part of it says where it is."""
    return _guarded(page, _trace_part)


def _guarded(
    page: Callable[..., HttpResponse], elsewhere: Callable[[OfficeRequest, Handover], HttpResponse]
) -> Page:
    @wraps(page)
    def opened(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return page(request, *args, **kwargs)
        except HandedOn as gone:
            return elsewhere(request, gone.trace)
        except NoLonger as gone_on:
            told = _("Keadaan berubah: %(changed)s.") % {"changed": state_words(gone_on.case)}
            messages.info(request, told)
            return redirect("inbox-case", request.office.code, gone_on.case.pk)

    return officers(*ANSWERING)(opened)


def _trace_page(request: OfficeRequest, trace: Handover) -> HttpResponse:
    typed = next(filter(None, (request.POST.get(name, "") for name in TYPED)), "")
    address = reverse("inbox-case", args=[request.office.code, trace.consultation_id])
    shown = {"trace": trace, "typed": typed, "address": address}
    status = 409 if request.method == "POST" else 200
    return render(request, "consultations/inbox_trace.html", shown, status=status)


def _trace_part(request: OfficeRequest, trace: Handover) -> HttpResponse:
    # Words are kept here no more: the browser must not believe that they were.
    status = 409 if "text" in request.POST else 200
    return render(request, "consultations/inbox_gone.html", {"trace": trace}, status=status)


def asked_case(request: OfficeRequest, pk: int) -> Consultation:
    """The consultation of the address. Raises HandedOn, Http404 when this office never had it."""
    found = case_of(request.published, pk)
    if found is None:
        trace = trace_of(request.published, pk)
        raise HandedOn(trace) if trace else Http404
    return found
