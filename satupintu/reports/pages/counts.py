"""Counts of each month of a year, as a table and as CSV; reckoned from the rows at every look."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from satupintu.consultations.queries.results import closed_by_month
from satupintu.feedback.queries import counts_by_month
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.reports.measures import Measure, measures
from satupintu.reports.pages.years import asked_year, years
from satupintu.ui import formats
from satupintu.ui.csv_file import csv_response
from satupintu.ui.pdf import pdf_response
from satupintu.walkin.queries.history import Month, months_of


@dataclass(frozen=True)
class Group:
    """Measures under one heading, each with its cells."""

    name: str
    rows: list[tuple[Measure, list[str]]]


@officers(Role.SUPERVISOR)
@never_cache
def counts(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The table of a year, definitions beside the numbers."""
    context = {**_table(request, asked_year(request)), "years": years(request), "tab": "counts"}
    return render(request, "reports/counts.html", context)


@officers(Role.SUPERVISOR)
@never_cache
def counts_paper(request: OfficeRequest, office_code: str, file: bool = False) -> HttpResponse:
    """The table as a sheet to print, and the sheet as PDF; without a file the sheet is shown."""
    year = asked_year(request)
    context, sheet = _table(request, year), "reports/counts_print.html"
    title = _("Angka bulanan %(year)s") % {"year": year}
    drawn = pdf_response(
        request, sheet, context, title=title, author=request.office.name,
        name=f"angka-{office_code}-{year}", wide=True,
    ) if file else None  # fmt: skip
    return drawn or render(request, sheet, context)


@officers(Role.SUPERVISOR)
@never_cache
def counts_file(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The same numbers as CSV: one line per measure and month."""
    year = asked_year(request)
    rows, months = _rows(request, year)
    head = [_("bulan"), _("kelompok"), _("ukuran"), _("nilai"), _("dari"), _("arti")]
    lines = [
        (f"{month[0]}-{month[1]:02d}", measure.group, measure.name, measure.value(month),
         measure.base(month) if measure.base else None, measure.means)
        for measure in rows for month in months
    ]  # fmt: skip
    return csv_response(f"angka-{office_code}-{year}", head, lines)


def _table(request: OfficeRequest, year: int) -> dict[str, Any]:
    rows, months = _rows(request, year)
    groups: list[Group] = []
    for measure in rows:
        if not groups or groups[-1].name != measure.group:
            groups.append(Group(measure.group, []))
        groups[-1].rows.append((measure, [measure.read(month) for month in months]))
    names = [formats.MONTHS[formats.language()][m - 1] for _y, m in months]
    return {"groups": groups, "months": names, "year": year}


def _rows(request: OfficeRequest, year: int) -> tuple[list[Measure], list[Month]]:
    """The measures, and the months of the year up to this one."""
    place = request.published
    found = months_of(place, year)
    today = (place.day.year, place.day.month)
    ratings, online = counts_by_month(place.office.pk, year), closed_by_month(place, year)
    rows = measures(place, found, ratings, online)
    return list(rows), [month for month in found.months if month <= today]
