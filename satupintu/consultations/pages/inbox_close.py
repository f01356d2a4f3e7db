"""A conversation is closed with a summary that is already written, its needs and its reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from satupintu.consultations.actions.closing import close, keep_needs
from satupintu.consultations.models import Closing, Consultation, DataNeed, Obtained
from satupintu.consultations.pages.inbox_list import inbox_officers
from satupintu.consultations.pages.inbox_show import asked_case
from satupintu.consultations.pages.inbox_words import state_words, why_not
from satupintu.consultations.pages.inbox_write import FAULTS, to_case, whole
from satupintu.consultations.queries.case import last_answer
from satupintu.offices.published import Published
from satupintu.people.access import OfficeRequest

REASONS = (Closing.DONE, Closing.NO_RESPONSE, Closing.WITHDRAWN, Closing.MOVED, Closing.REFERRED)
ROWS = 3  # empty rows for data needs beside those that are there
LEVELS = ("", "nasional", "provinsi", "kabupaten/kota", "kecamatan", "desa")
PERIODS = ("", "tahunan", "semesteran", "triwulanan", "bulanan", "lainnya")


@inbox_officers
def inbox_close(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """The summary to be looked over, then closed (INB-13)."""
    case = asked_case(request, pk)
    if request.method != "POST":
        return _form(request, case, summary_of(request.published, case))
    summary, reason = request.POST.get("summary", "")[:4000], request.POST.get("reason", "")
    if reason not in REASONS:
        return _form(request, case, summary, problem=_("Pilih alasan penutupan."))
    try:
        close(request.published, case, Closing(reason), summary=summary, officer_id=request.user.pk)
    except FAULTS as fault:
        return _form(request, asked_case(request, pk), summary, reason=reason,
                     problem=why_not(fault, request.published))  # fmt: skip
    return to_case(request, case, closed="1")


@inbox_officers
def inbox_needs(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """What data was wanted and whether it was obtained: one row for each datum (SKD Block III)."""
    case = asked_case(request, pk)
    if request.method == "POST":
        keep_needs(request.published, case, needs_typed(request), officer_id=request.user.pk)
        messages.success(request, _("Kebutuhan data tersimpan."))
        return to_case(request, case)
    rows = [*case.data_needs.order_by("id"), *[DataNeed() for _n in range(ROWS)]]
    return render(
        request, "consultations/inbox_needs.html",
        {"case": case, "rows": list(enumerate(rows)), "levels": LEVELS, "periods": PERIODS,
         "obtained": Obtained.choices},
    )  # fmt: skip


def needs_typed(request: OfficeRequest) -> list[DataNeed]:
    """The rows that say what; a row without it is no row."""
    data, found = request.POST, []
    for n in range(20):
        if what := data.get(f"what_{n}", "").strip()[:200]:
            quality = whole(data.get(f"quality_{n}"))
            found.append(
                DataNeed(
                    what=what, region=data.get(f"region_{n}", "")[:120],
                    year_from=_year(data.get(f"from_{n}")), year_to=_year(data.get(f"to_{n}")),
                    level=_one_of(data.get(f"level_{n}", ""), LEVELS),
                    period=_one_of(data.get(f"period_{n}", ""), PERIODS),
                    obtained=_one_of(data.get(f"obtained_{n}", ""), Obtained.values),
                    source=data.get(f"source_{n}", "")[:200],
                    quality=quality if 1 <= quality <= 10 else None,
                )
            )  # fmt: skip
    return found


def summary_of(place: Published, case: Consultation) -> str:
    """Question, answer, sources and how to cite them, ready to be looked over."""
    parts = [_("Pertanyaan: %s") % " ".join(case.question.split())[:400]]
    given = last_answer(case)
    if given is not None:
        parts.append(_("Jawaban: %s") % " ".join(given.text.split())[:1200])
        parts += [_("Sumber: %s") % citation(place, cite) for cite in given.cites]
    return "\n\n".join(parts)


def citation(place: Published, cite: dict[str, str]) -> str:
    """ "BPS Provinsi Jawa Tengah (2026), Inflasi …, https://…": how it is cited in a paper."""
    words = f"{cite.get('from') or place.office.name} ({place.day.year}), {cite.get('title', '')}"
    return f"{words}. {cite['link']}" if cite.get("link") else f"{words}."


def _form(
    request: OfficeRequest, case: Consultation, summary: str, *, reason: str = "", problem: str = ""
) -> HttpResponse:
    shown: dict[str, Any] = {
        "case": case, "summary": summary, "problem": problem, "has_errors": bool(problem),
        "reason": reason or (Closing.DONE if case.state == "answered" else ""),
        "reasons": [(each.value, each.label) for each in REASONS], "state": state_words(case),
        "back": reverse("inbox-case", args=[request.office.code, case.pk]),
    }  # fmt: skip
    status = 409 if problem else 200
    return render(request, "consultations/inbox_close.html", shown, status=status)


def _one_of(text: str, allowed: Any) -> str:
    return text if text in allowed else ""


def _year(text: str | None) -> int | None:
    year = whole(text)
    return year if 1900 <= year <= 2100 else None
