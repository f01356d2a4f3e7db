"""Kiosks and displays: let in by a code, named, set up, measured, let go (ADM-8)."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from satupintu.administration import frame
from satupintu.administration.forms.people import FORMS, DisplayForm, JoinForm, TypedNameForm
from satupintu.administration.sections import leaders
from satupintu.people import limits, sizes
from satupintu.people.access import OfficeRequest
from satupintu.people.actions import devices as act
from satupintu.people.models import Device
from satupintu.rules import clock

TRIES = 10  # wrong or right, in five minutes: nobody guesses a code
SILENT_SECONDS = 60


@leaders
def devices(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """Every machine that is let in, and the form that lets one more in."""
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _join(request, form):
        return redirect("settings-devices", office_code)
    rows = Device.objects.filter(office=request.office, joined_at__isnull=False, revoked_at=None)
    shown = [(row, _state(row)) for row in rows.order_by("kind", "name")]
    return frame.show(request, "devices", form=form, devices=shown)


@leaders
def device(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """One machine: its name and how it works."""
    row = _of_office(request, pk)
    form = FORMS[row.kind](request.POST or None, initial=_first(row))
    if request.method == "POST" and form.is_valid() and _set_up(request, row, form):
        return redirect("settings-device", office_code, pk)
    return frame.show(request, "device", form=form, row=row, state=_state(row), **_sight(row))


@leaders
def revoke_device(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """A machine is no longer let in; its name is typed first."""
    row = _of_office(request, pk)
    form = TypedNameForm(request.POST or None, name=row.name)
    if request.method == "POST" and form.is_valid():
        words = _("%(name)s dikeluarkan.") % {"name": row.name}
        if frame.saved(request, form, lambda: act.revoke(row, by=request.user), words=words):
            return redirect("settings-devices", office_code)
    return frame.show(request, "revoke_device", form=form, row=row)


def _join(request: OfficeRequest, form: JoinForm) -> bool:
    if not limits.within("join-code", str(request.user.pk), most=TRIES, seconds=300):
        form.add_error("code", _("Terlalu banyak percobaan. Tunggu 5 menit, lalu coba lagi."))
        return False
    given = form.cleaned_data
    words = _("Perangkat tersambung. Layarnya berpindah sendiri dalam beberapa detik.")
    unknown = _("Tidak ada perangkat dengan kode ini. Kode berganti setiap 10 menit.")
    return frame.saved(
        request, form,
        lambda: act.join(request.office, given["code"], given["name"], by=request.user),
        {act.UnknownCode: ("code", lambda _bad: unknown), act.NameTaken: ("name", _taken)},
        words=words,
    )  # fmt: skip


def _set_up(request: OfficeRequest, row: Device, form: Any) -> bool:
    given = form.cleaned_data

    def do() -> None:
        act.rename(row, given["name"], by=request.user)
        settings = _display(row, given) if isinstance(form, DisplayForm) else form.settings()
        act.set_up(row, by=request.user, **settings)

    return frame.saved(request, form, do, {act.NameTaken: ("name", _taken)})


def _display(row: Device, given: dict[str, Any]) -> dict[str, Any]:
    measured = row.settings.get("ppi_measured")
    ppi = float(row.settings["ppi"]) if measured else sizes.ppi_of_screen(given["inch"])
    seat = given["farthest_seat_m"]
    call = sizes.call_size(seat, ppi)
    return {"inch": given["inch"], "farthest_seat_m": seat, "ppi": round(ppi, 2), "call": call}


def _first(row: Device) -> dict[str, Any]:
    kept = dict(row.settings)
    if kept.get("printer"):
        kept["print"] = "server"
    return {"name": row.name, "width": "80", "print": "", "inch": 43, "farthest_seat_m": 6, **kept}


def _sight(row: Device) -> dict[str, Any]:
    call, ppi = row.settings.get("call"), row.settings.get("ppi")
    if not call or not ppi:
        return {}
    reach = sizes.readable_to_m(float(call), float(ppi))
    return {
        "call": call,
        "reach": reach,
        "short": reach < float(row.settings["farthest_seat_m"]) - 0.5,
    }


def _state(row: Device) -> list[tuple[str, str, str]]:
    """Badges of a machine: (kind, icon, words)."""
    silent = row.last_seen is None or (clock.now() - row.last_seen).total_seconds() > SILENT_SECONDS
    found = (
        [("warn", "alert", _("tidak terhubung"))] if silent else [("ok", "check", _("terhubung"))]
    )
    words = {
        ("paper", "low"): _("kertas hampir habis"),
        ("paper", "out"): _("kertas habis"),
        ("sound", "blocked"): _("suara mati"),
    }
    for name, state in row.condition.items():
        found.append(("late", "alert", words.get((name, state), f"{name}: {state}")))
    return found


def _taken(_bad: Exception) -> str:
    return _("Nama ini sudah dipakai perangkat lain. Beri nama lain.")


def _of_office(request: OfficeRequest, pk: int) -> Device:
    rows = Device.objects.filter(office=request.office, joined_at__isnull=False, revoked_at=None)
    return get_object_or_404(rows, pk=pk)
