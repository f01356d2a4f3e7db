"""Holidays by year with their decree, single days of the office, and the year in words (ADM-2)."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.administration import frame
from satupintu.administration.forms.holidays import YearForm, as_lines, lines_of_file
from satupintu.administration.forms.hours import SpecialDayForm
from satupintu.administration.queries import effects, year
from satupintu.administration.sections import administrators
from satupintu.offices.actions import hours as act
from satupintu.offices.actions.holidays import DECREES, NotOurs, Proposal, proposed
from satupintu.offices.calendar import mended_by
from satupintu.offices.models import Holiday, HolidayYear, SpecialDay
from satupintu.people.access import OfficeRequest
from satupintu.rules.working_time import CalendarNotLoaded

YEARS_AHEAD = 2


@administrators
def holidays(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """The years, loaded or not, and the days that only this office has."""
    form = SpecialDayForm(request.POST or None)
    effect = None
    if request.POST.get("more") == "hours":
        form = SpecialDayForm(initial={**request.POST.dict(), **_one_part_more(request)})
    elif request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if not frame.effect_was_seen(request):
            answers = (given["day"], given["hours"], given["reason"])
            effect = effects.of_special_day(request.published, *answers)
        elif frame.saved(request, form, lambda: _save_day(request, form), day="day"):
            return redirect("settings-holidays", office_code)
    days = request.office.special_days.filter(day__gte=request.published.day)
    context = {"years": _years(request), "special_days": days, "effect": effect}
    return frame.show(request, "holidays", form=form, **context)


@administrators
@require_POST
def remove_special_day(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """A day that differs becomes an ordinary one again."""
    special = get_object_or_404(SpecialDay, pk=pk, office=request.office)
    frame.tried(request, lambda: act.remove_special_day(special, by=request.user.pk))
    return redirect("settings-holidays", office_code)


@administrators
def holiday_year(request: OfficeRequest, office_code: str, number: int) -> HttpResponseBase:
    """One year: in words when it is loaded, and the form that loads it from the decree in hand."""
    this = request.published.day.year
    if not this - 1 <= number <= this + YEARS_AHEAD:
        raise Http404
    loaded = HolidayYear.objects.filter(year=number).first()
    centre = mended_by(request.office) if loaded else None
    form, effect = _year_form(request, number, loaded), None
    if request.method == "POST" and not centre and form.is_valid():
        if not frame.effect_was_seen(request):
            effect = effects.of_year(request.published, number, form.cleaned_data["proposals"])
        elif _loaded(request, form, number):
            return redirect("settings-year", office_code, number)
    return frame.show(
        request, "holiday_year", form=form, effect=effect, number=number, centre=centre,
        **_in_words(request, number, loaded),
    )  # fmt: skip


def _loaded(request: OfficeRequest, form: YearForm, number: int) -> bool:
    """The year is loaded, and the page says so; else the form tells why not."""
    given = form.cleaned_data
    load = (request.office, number, given["decree"], given["proposals"])
    words = _("Hari libur %(year)d dimuat.") % {"year": number}
    return frame.saved(
        request, form, lambda: act.load_holidays(*load, by=request.user.pk),
        {NotOurs: (None, lambda _late: _("Tahun ini baru saja dimuat oleh kantor lain."))},
        words=words,
    )  # fmt: skip


def _year_form(request: OfficeRequest, number: int, loaded: HolidayYear | None) -> YearForm:
    rows = [
        Proposal(row.day, row.name, row.kind) for row in Holiday.objects.filter(day__year=number)
    ]
    initial = {
        "decree": loaded.decree if loaded else DECREES.get(number, ""),
        "days": as_lines(rows if loaded else proposed(number)),
    }
    if "file" in request.FILES:  # read first, looked at, then sent again as text
        read = {
            "decree": request.POST.get("decree", ""),
            "days": lines_of_file(request.FILES["file"]),
        }
        return YearForm(initial=read, year=number)
    return YearForm(request.POST or None, initial=initial, year=number)


def _in_words(request: OfficeRequest, number: int, loaded: HolidayYear | None) -> dict[str, object]:
    try:
        found = year.months(request.published, number) if loaded else []
    except CalendarNotLoaded:
        found = []  # loaded a moment ago by another process: the next look has it
    return {
        "loaded": loaded,
        "months": found,
        "working_days": sum(month.working_days for month in found),
        "contradictions": year.contradictions(request.published, number) if loaded else [],
        "others_too": request.office.level != "pusat",
    }


def _years(request: OfficeRequest) -> list[tuple[int, HolidayYear | None]]:
    loaded = {row.year: row for row in HolidayYear.objects.all()}
    this = request.published.day.year
    return [(number, loaded.get(number)) for number in range(this - 1, this + YEARS_AHEAD + 1)]


def _save_day(request: OfficeRequest, form: SpecialDayForm) -> object:
    given = form.cleaned_data
    return act.set_special_day(
        request.office, given["day"], given["hours"], given["reason"], by=request.user.pk
    )


def _one_part_more(request: OfficeRequest) -> dict[str, object]:
    opens, closes = request.POST.getlist("hours_opens"), request.POST.getlist("hours_closes")
    return {"hours": [*zip(opens, closes, strict=False), ("", "")]}
