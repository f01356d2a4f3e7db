"""Papers of a consultation, to print or to keep as a file: the confirmation and the minutes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from satupintu.consultations.doorkeeper import askers
from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.inbox_door import asked_case, inbox_officers
from satupintu.consultations.pages.question import standing_of
from satupintu.consultations.queries import asker
from satupintu.consultations.queries.standard import promised_days
from satupintu.people.access import OfficeRequest
from satupintu.people.limits import within
from satupintu.ui.pdf import pdf_response

FILES, SECONDS = 12, 600.0  # drawn for one consultation


@askers
@require_http_methods(["GET", "HEAD"])
def question_confirmation(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """The confirmation on paper (PRT-9): number, what happens next, the question, contacts."""
    return render(request, "consultations/confirmation.html", _confirmation(request, case))


@askers
@require_http_methods(["GET", "HEAD"])
def question_confirmation_pdf(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """The same as a file."""
    drawn = _drawn(request, case, "consultations/confirmation.html", _confirmation(request, case),
                   _("Pertanyaan %(number)s") % {"number": case.number})  # fmt: skip
    return drawn or redirect("question-confirmation", request.office.code, case.number)


@askers
@require_http_methods(["GET", "HEAD"])
def question_minutes(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """The conversation as minutes on paper (PRT-19), with question, answer and sources."""
    return render(request, "consultations/minutes.html", minutes_of(request, case))


@askers
@require_http_methods(["GET", "HEAD"])
def question_minutes_pdf(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """The same as a file."""
    drawn = _minutes_pdf(request, case)
    return drawn or redirect("question-minutes", request.office.code, case.number)


@inbox_officers
@require_http_methods(["GET", "HEAD"])
def inbox_minutes(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """The minutes as the asker has them: without notes, and without what is still held back."""
    case = asked_case(request, pk)
    return render(request, "consultations/minutes.html", minutes_of(request, case))


@inbox_officers
@require_http_methods(["GET", "HEAD"])
def inbox_minutes_pdf(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """The same as a file."""
    drawn = _minutes_pdf(request, asked_case(request, pk))
    return drawn or redirect("inbox-minutes", office_code, pk)


def minutes_of(request: OfficeRequest, case: Consultation) -> dict[str, Any]:
    """What was said, day by day, and where it stands."""
    said = asker.thread(case)
    days = asker.by_day(request.published, said)
    return {"days": days, **standing_of(request, case, said)}


def _confirmation(request: OfficeRequest, case: Consultation) -> dict[str, Any]:
    place = request.published
    return {
        "days": promised_days(place), "contacts": place.office.contacts.all(),
        **standing_of(request, case, []),
    }  # fmt: skip


def _minutes_pdf(request: OfficeRequest, case: Consultation) -> HttpResponse | None:
    title = _("Konsultasi %(number)s") % {"number": case.number}
    return _drawn(request, case, "consultations/minutes.html", minutes_of(request, case), title)


def _drawn(
    request: OfficeRequest, case: Consultation, template: str, said: dict[str, Any], title: str
) -> HttpResponse | None:
    if not within("pdf", case.token, most=FILES, seconds=SECONDS):
        return None
    return pdf_response(
        request, template, said, title=title, author=case.office.name, name=case.number or ""
    )
