"""The published standard of each service, version by version (UU 25/2009, fourteen components)."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.administration import frame
from satupintu.administration.forms.services import StandardForm
from satupintu.administration.queries import effects
from satupintu.administration.queries.standards import components, differences
from satupintu.administration.sections import administrators
from satupintu.offices.actions import services as act
from satupintu.offices.models import Service, StandardVersion
from satupintu.offices.published import Published
from satupintu.people.access import OfficeRequest


@administrators
def standards(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """Which standard of each service is in force, since when, and when it was looked at."""
    there = StandardVersion.objects.filter(
        service__office=request.office, valid_from__lte=request.published.day
    )
    in_force = {each.service_id: each for each in there.order_by("valid_from")}
    rows = [(each, in_force.get(each.id)) for each in request.published.services]
    return frame.show(request, "standards", rows=rows)


@administrators
def standard(request: OfficeRequest, office_code: str, service_code: str) -> HttpResponseBase:
    """The standard's components to be edited; the effect names what differs."""
    row = get_object_or_404(Service, office=request.office, code=service_code)
    day = request.published.day
    now = act.standard_on(row, day)
    content: dict[str, Any] = now.content if now else {}
    first = {"valid_from": day, "reviewed_on": day, "decree": now.decree if now else ""}
    form = StandardForm(request.POST or None, initial=first, content=content)
    effect = None
    if request.method == "POST" and form.is_valid():
        if not frame.effect_was_seen(request):
            effect = _effect(request.published, content, form)
        elif frame.saved(request, form, lambda: _publish(request, row, form)):
            return redirect("settings-history", office_code, service_code)
    context = {"form": form, "effect": effect, "row": row, "service": _words(request, row)}
    return frame.show(request, "standard", **context)


@administrators
def history(request: OfficeRequest, office_code: str, service_code: str) -> HttpResponseBase:
    """Every version of a standard, and two of them side by side."""
    row = get_object_or_404(Service, office=request.office, code=service_code)
    versions = list(row.standards.order_by("-valid_from"))
    older, newer = _compared(request, versions)
    compared = differences(older.content, newer.content) if older and newer else []
    shown = next((one for one in versions if one.valid_from <= request.published.day), None)
    context = {
        "row": row, "service": _words(request, row), "versions": versions, "older": older,
        "newer": newer, "compared": compared, "in_force": shown, "day": request.published.day,
        "components": components(shown.content) if shown else [],
    }  # fmt: skip
    return frame.show(request, "standard_history", **context)


@administrators
@require_POST
def withdraw_standard(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """A planned standard is taken back."""
    version = get_object_or_404(StandardVersion, pk=pk, service__office=request.office)
    frame.tried(request, lambda: act.withdraw_standard(version, by=request.user.pk))
    return redirect("settings-history", office_code, version.service.code)


def _effect(place: Published, content: dict[str, Any], form: StandardForm) -> list[str]:
    lines = []
    for name, gone, come in differences(content, form.told()):
        removed, added = _("dihapus"), _("baru")
        lines += [f"{name}, {removed}: {line}" for line in gone]
        lines += [f"{name}, {added}: {line}" for line in come]
    lines += list(_asked(content, form.told()))
    lines = lines or [_("Isi standar tidak berubah; tanggal tinjauan dan keputusan dicatat.")]
    return [*lines, effects.wall_line(place, form.cleaned_data["valid_from"])]


def _asked(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """What the guest book asks otherwise: it follows the requirements by their code."""
    names = {"identity": _("kartu identitas"), "email": _("alamat e-mail"),
             "guest_book": _("buku tamu")}  # fmt: skip
    was, will = (
        {one["code"] for one in content.get("persyaratan", {}).get("visit", []) if one.get("on")}
        for content in (before, after)
    )
    for code, name in names.items():
        if code in was - will:
            yield _("Meja depan tidak lagi meminta %(what)s.") % {"what": name}
        if code in will - was:
            yield _("Meja depan meminta %(what)s.") % {"what": name}


def _publish(request: OfficeRequest, row: Service, form: StandardForm) -> object:
    given = form.cleaned_data
    return act.publish_standard(
        row, form.told(), decree=given["decree"], reviewed_on=given["reviewed_on"],
        valid_from=given["valid_from"], by=request.user.pk,
    )  # fmt: skip


def _compared(
    request: OfficeRequest, versions: list[StandardVersion]
) -> tuple[StandardVersion | None, StandardVersion | None]:
    by_pk = {str(one.pk): one for one in versions}
    asked = [by_pk.get(request.GET.get(name, "")) for name in ("a", "b")]
    if all(asked):
        older, newer = sorted((one for one in asked if one), key=lambda one: one.valid_from)
        return older, newer
    return (versions[1], versions[0]) if len(versions) > 1 else (None, None)


def _words(request: OfficeRequest, row: Service) -> object:
    begun = [one for one in request.published.services if one.id == row.pk]
    return begun[0] if begun else row.versions.first()
