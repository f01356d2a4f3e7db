"""Who may enter the inbox, and which consultation an address means."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from satupintu.consultations.models import Consultation, Handover
from satupintu.consultations.queries.case import ANSWERING, case_of, trace_of
from satupintu.people.access import OfficeRequest, Page, officers

TYPED = ("text", "summary", "reason", "said", "how")  # what an officer may have been writing


class HandedOn(Http404):
    """Another office has it by now; `trace` is what is left to read here."""

    def __init__(self, trace: Handover) -> None:
        super().__init__()
        self.trace = trace


def inbox_officers(page: Callable[..., HttpResponse]) -> Page:
    """Whoever answers consultations in the office; what was handed on meanwhile says where it is,
    and what was being written is not lost."""

    @wraps(page)
    def opened(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return page(request, *args, **kwargs)
        except HandedOn as gone:
            typed = next(filter(None, (request.POST.get(name, "") for name in TYPED)), "")
            shown = {"trace": gone.trace, "typed": typed}
            status = 409 if request.method == "POST" else 200
            return render(request, "consultations/inbox_trace.html", shown, status=status)

    return officers(*ANSWERING)(opened)


def asked_case(request: OfficeRequest, pk: int) -> Consultation:
    """The consultation of the address. Raises HandedOn, Http404 when this office never had it."""
    found = case_of(request.published, pk)
    if found is None:
        trace = trace_of(request.published, pk)
        raise HandedOn(trace) if trace else Http404
    return found
