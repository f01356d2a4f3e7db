"""Opening hours of the week and the seasons that change them (ADM-2)."""

from typing import cast

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.administration import frame
from satupintu.administration.forms.hours import WEEK, HoursForm, SeasonForm, initial_week
from satupintu.administration.queries import effects
from satupintu.administration.sections import administrators
from satupintu.offices.actions import hours as act
from satupintu.offices.models import HoursVersion, Season
from satupintu.people.access import OfficeRequest
from satupintu.ui import formats


@administrators
def hours(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """The week as it stands, what is planned, and the form for the next change."""
    form = HoursForm(request.POST or None, initial=_as_it_stands(request))
    effect = None
    if _adds_a_part(request, form):
        pass
    elif request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if not frame.effect_was_seen(request):
            effect = effects.of_hours(request.published, form.week(), given["valid_from"])
        elif frame.saved(request, form, lambda: _save(request, form)):
            return redirect("settings-hours", office_code)
    return frame.show(request, "hours", form=form, effect=effect, **_lists(request))


@administrators
@require_POST
def withdraw_hours(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """Planned hours are taken back."""
    version = get_object_or_404(HoursVersion, pk=pk, office=request.office)
    frame.tried(request, lambda: act.withdraw_hours(version, by=request.user.pk))
    return redirect("settings-hours", office_code)


@administrators
def season(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """A season with its own week, such as Ramadan."""
    form = SeasonForm(request.POST or None, initial=_as_it_stands(request))
    effect = None
    if _adds_a_part(request, form):
        pass
    elif request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if not frame.effect_was_seen(request):
            names = (given["name"], given["first"], given["last"])
            effect = effects.of_season(request.published, *names, form.week())
        elif frame.saved(
            request, form, lambda: _plan(request, form), {act.Overlap: ("first", _overlap)},
            day="first",
        ):  # fmt: skip
            return redirect("settings-hours", office_code)
    return frame.show(request, "season", form=form, effect=effect, days=_days(form))


@administrators
@require_POST
def end_season(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """A planned season is taken back; a running one ends."""
    running = get_object_or_404(Season, pk=pk, office=request.office)
    frame.tried(request, lambda: act.end_season(running, by=request.user.pk))
    return redirect("settings-hours", office_code)


def _save(request: OfficeRequest, form: HoursForm) -> object:
    valid_from = form.cleaned_data["valid_from"]
    return act.set_hours(request.office, form.week(), valid_from=valid_from, by=request.user.pk)


def _plan(request: OfficeRequest, form: SeasonForm) -> object:
    given = form.cleaned_data
    return act.plan_season(
        request.office, given["name"], given["first"], given["last"], form.week(),
        by=request.user.pk,
    )  # fmt: skip


def _overlap(found: act.Overlap) -> str:
    return _("Bertumpuk dengan %(name)s, %(first)s s.d. %(last)s. Pilih hari lain.") % {
        "name": found.season.name,
        "first": formats.short_date(found.season.first),
        "last": formats.short_date(found.season.last),
    }


def _as_it_stands(request: OfficeRequest) -> dict[str, object]:
    rows = request.office.hours_versions.filter(valid_from__lte=request.published.day)
    now = rows.order_by("-valid_from").first()
    first = request.published.day
    return {"valid_from": first, **initial_week(now.hours if now else {})}


def _adds_a_part(request: OfficeRequest, form: HoursForm | SeasonForm) -> bool:
    """One more pair of times on the page; nothing is judged or saved yet."""
    day = request.POST.get("more", "")
    if day not in WEEK:
        return False
    form.is_bound = False
    for name, field in form.fields.items():
        value = field.widget.value_from_datadict(request.POST, {}, name)
        form.initial[name] = value
    form.initial[day] = [*cast(list[object], form.initial[day]), ("", "")]
    return True


def _days(form: HoursForm | SeasonForm) -> list[object]:
    return [form[name] for name in WEEK]


def _lists(request: OfficeRequest) -> dict[str, object]:
    day = request.published.day
    return {
        "planned": request.office.hours_versions.filter(valid_from__gt=day),
        "seasons": request.office.seasons.filter(last__gte=day),
        "past": request.office.hours_versions.filter(valid_from__lte=day).order_by("-valid_from"),
        "day": day,
    }
