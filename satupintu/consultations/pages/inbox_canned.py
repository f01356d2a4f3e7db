"""Canned answers: written once, used often, looked over again by a date; and the catalogue pick."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from satupintu.catalogue.search.find import find
from satupintu.consultations.actions.canned import Text, keep, retire
from satupintu.consultations.actions.step import Refused
from satupintu.consultations.models import CannedAnswer
from satupintu.consultations.pages.inbox_door import inbox_officers
from satupintu.consultations.pages.inbox_words import refusal_words
from satupintu.consultations.queries.case import canned_of
from satupintu.consultations.queries.likely import QUESTION_WORDS, likely_answers
from satupintu.people.access import OfficeRequest
from satupintu.ui.fields import LongText

MONTHS_GOOD = 6  # after that somebody looks whether it is still true
FOUND = 8


class CannedForm(forms.Form):
    """One text with its shortcut; parts in braces are filled in each time."""

    shortcut = forms.SlugField(
        label=gettext_lazy("Singkatan"), max_length=30,
        help_text=gettext_lazy("Diketik setelah :: di kotak tulisan, misalnya inflasi."),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Judul"), max_length=120)
    text = LongText(
        label=gettext_lazy("Isi"), longest=4000, rows=8,
        help_text=gettext_lazy("Bagian seperti {tahun} harus diisi sebelum pesan terkirim."),
    )  # fmt: skip
    topic = forms.CharField(
        label=gettext_lazy("Topik (boleh kosong)"), max_length=60, required=False
    )
    check_by = forms.DateField(
        label=gettext_lazy("Cek lagi paling lambat"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


@inbox_officers
def inbox_canned(request: OfficeRequest, office_code: str, pk: int = 0) -> HttpResponse:
    """The office's texts, those to be looked over first; one of them open for changing."""
    old = _one(request, pk) if pk else None
    form = CannedForm(request.POST or None, initial=_initial(request, old))
    if request.method == "POST" and "retire" in request.POST and old:
        retire(request.published, old, officer_id=request.user.pk)
        return redirect("inbox-canned", office_code)
    if request.method == "POST" and form.is_valid():
        try:
            keep(request.published, Text(**form.cleaned_data), officer_id=request.user.pk, old=old)
            return redirect("inbox-canned", office_code)
        except Refused as fault:
            field = "check_by" if fault.reason == "check_past" else "shortcut"
            form.add_error(field, refusal_words(fault.reason, request.published))
    rows = sorted(canned_of(request.published), key=lambda row: row.check_by)
    shown = {"form": form, "rows": rows, "old": old, "today": request.published.day}
    status = 409 if request.method == "POST" else 200
    return render(request, "consultations/inbox_canned.html", shown, status=status)


@inbox_officers
@require_POST
def inbox_catalogue(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Items of the catalogue that can be cited, best first: a fragment for the page.

    `likely`: nobody has searched yet, so few, and nothing rather than a poor guess.
    """
    text = " ".join(request.POST.get("q", "").split()[:QUESTION_WORDS])
    if likely := "likely" in request.POST:
        hits = likely_answers(request.published, text)
    else:
        hits = list(find(request.office, text, limit=FOUND).hits) if text else []
    shown = {"hits": hits, "none": bool(text) and not likely}
    return render(request, "consultations/inbox_catalogue.html", shown)


def _one(request: OfficeRequest, pk: int) -> CannedAnswer:
    row = canned_of(request.published).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _initial(request: OfficeRequest, old: CannedAnswer | None) -> dict[str, Any]:
    if old is None:
        return {"check_by": request.published.day + timedelta(days=30 * MONTHS_GOOD)}
    return {name: getattr(old, name) for name in ("shortcut", "title", "text", "topic", "check_by")}
