"""The board in the hall: who is called now and where to; a plain page without script."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from satupintu.offices.published import Published
from satupintu.people.access import OfficeRequest, devices
from satupintu.people.models import Device
from satupintu.rules import legibility
from satupintu.rules.indonesian import clock_time
from satupintu.walkin import codes
from satupintu.walkin.actions import alerts
from satupintu.walkin.models import Alert
from satupintu.walkin.pages.voice_clips import how_to_speak
from satupintu.walkin.queries.snapshot import snapshot

STAY_SECONDS = 20  # a call is on the board at least so long (DSP-4)
LISTED = 5
SOUNDS = ("ok", "blocked", "muted")


@devices(Device.Kind.DISPLAY)
@never_cache
@require_safe
def display(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The board; an officer who opens it sees a preview without sound (DSP-1)."""
    with override(settings.LANGUAGE_CODE):  # a wall has no language switch
        seen = snapshot(request.office)
        calls = [shown(request.published, call) for call in seen["calls"]]
        now_called = calls[0] if calls and not seen["display"]["rest"] else None
        context = {
            "seen": seen["display"],
            "called": now_called,
            "others": [call for call in calls if call is not now_called][:LISTED],
            "message": request.published.choices["display_message"],
            "device": request.device,
            "device_call": call_px(request.device),
            "stay": STAY_SECONDS,
            "setup": json.dumps(setup(request, seen["display"]["page"])),
            "code": codes.svg(calls_address(request.published)),
        }
        return render(request, "walkin/display.html", context)


@devices(Device.Kind.DISPLAY)
@require_POST
def display_condition(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The display says whether it can be heard; staff are told when it cannot (DSP-10)."""
    sound = request.POST.get("sound", "")
    if sound not in SOUNDS:
        return HttpResponseBadRequest()
    if request.device:
        tell_sound(request.device, sound)
    return HttpResponse(status=204)


def tell_sound(device: Device, sound: str) -> None:
    """Keep the condition; blocked sound is an alert until it is heard again or muted on purpose."""
    if device.condition.get("sound") == sound:
        return
    alerts.note_condition(device, sound=sound)
    if sound == "blocked":
        alerts.raise_alert(device.office_id or 0, Alert.Kind.SOUND, device_id=device.pk)
    else:
        alerts.settle(device.office_id or 0, Alert.Kind.SOUND, device_id=device.pk)


def shown(place: Published, call: dict[str, Any]) -> dict[str, Any]:
    """A call of the public state as the page says it: now or when, where to go first, what for."""
    at = place.local(datetime.fromisoformat(call["at"]))
    hint = call["service"]
    if call["front"]:
        hint = _("Isi buku tamu, lalu ke %(desk)s") % {"desk": call["desk"]}
    return {
        **call,
        "place": _("Meja depan") if call["front"] else call["desk"],
        "hint": hint,
        "at": at,
        "heading": words()["now" if call["now"] else "last"].replace("{at}", clock_time(at)),
    }


def call_px(device: Device | None) -> int | None:
    """Size of the called number for this room, in pixels; None where the room is not known."""
    said: dict[str, Any] = device.settings if device else {}
    seat, ppi, inch = (float(said.get(n) or 0) for n in ("farthest_seat_m", "ppi", "inch"))
    if not seat or not (ppi or inch):
        return None
    scale = ppi / legibility.MM_PER_INCH if ppi else legibility.pixels_per_mm(inch)
    rule = legibility.ADA if said.get("letter_rule") == "ada" else legibility.STRICTER
    return round(legibility.letter_px(seat, scale, rule))


def calls_address(place: Published) -> str:
    """Where a phone reads the calls as text; only a public address reaches phones (DSP-13)."""
    path = reverse("calls", args=[place.office.code])
    return f"{settings.PUBLIC_ADDRESS}{path}" if settings.PUBLIC_ADDRESS else ""


def setup(request: OfficeRequest, page: str) -> dict[str, Any]:
    """What the script needs and does not read from the public state."""
    test, device = "uji" in request.GET, request.device
    return {
        "page": page,
        "office": request.office.code,
        "condition": reverse("display-condition", args=[request.office.code]) if device else "",
        "sound": bool(device) or test,
        "test": test,
        "keys": device.settings.get("keys", True) if device else False,
        "desk": next(([desk.number, desk.name] for desk in request.published.desks), [0, ""]),
        "voice": how_to_speak(request.published),
        "words": words(),
    }


def words() -> dict[str, str]:
    """The sentences that the script fills in; {…} is put in there."""
    return {
        "now": _("Sekarang dipanggil"),
        "last": _("Terakhir dipanggil pukul {at}"),
        "lately": _("Baru saja dipanggil"),
        "stale": _("Mungkin sudah lewat"),
        "before": _("Dipanggil sebelumnya"),
        "cut": _("Tidak tersambung sejak {at}. Dengarkan petugas."),
        "test": _("Uji suara"),
        "front": _("Meja depan"),
        "hint": _("Isi buku tamu, lalu ke {desk}"),
        "title": _("{code} ke {place}"),
        "just": _("baru saja"),
        "minutes": _("{n} menit lalu"),
        "hours": _("{n} jam lalu"),
        "mute": _("Suara mati"),
        "quiet": _("Jeda suara sampai {at}"),
        "preview": _("Pratinjau tanpa suara"),
    }
