"""The kiosk without a server: the screen its browser keeps and the numbers lent to it (KSK-14)."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from satupintu.people.access import OfficeRequest, devices
from satupintu.people.models import Device
from satupintu.rules import clock
from satupintu.ui.formats import zone_word
from satupintu.walkin.actions import alerts
from satupintu.walkin.actions.leases import GivenAway, merge, provide
from satupintu.walkin.pages.kiosk_frame import SHOWN_SECONDS, frame, unseen
from satupintu.walkin.queries.doors import doors
from satupintu.walkin.queries.newcomers import at_a_press
from satupintu.walkin.queries.slips import missed_words, prepare_words

CONDITIONS = {"offline": {"on", "off"}, "voice": {"yes", "no"}}
MOST_AT_ONCE = 120


@devices(Device.Kind.KIOSK)
@require_safe
def shell(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The whole kiosk on one page, in Indonesian; the browser keeps it for when nobody answers."""
    place = request.published
    with translation.override("id"):
        settings = request.device.settings if request.device else {}
        context = frame(
            request, services=[service for service in place.services if service.offered],
            width=settings.get("width", 80), prints=settings.get("print", ""), looks=[], help="",
            languages=[], joinable=False, tools=_tools(),
        )  # fmt: skip
        context["offline"] = _facts(request, context["prints"])
        return unseen(render(request, "walkin/kiosk_offline.html", context))


@devices(Device.Kind.KIOSK)
@require_GET
def worker(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The service worker; served from the kiosk's own address, for it may rule only below it."""
    answer = render(
        request,
        "walkin/kiosk_worker.js",
        {"office": request.office},
        "text/javascript; charset=utf-8",
    )
    answer["Cache-Control"] = "no-cache"
    return answer


@devices(Device.Kind.KIOSK)
@require_POST
def sync(request: OfficeRequest, office_code: str) -> HttpResponse:
    """What the kiosk gave away comes in, new numbers go out; sending it twice changes nothing."""
    told = _told(request)
    if told is None or request.device is None:
        return JsonResponse({}, status=400)
    place, device = request.published, request.device
    condition = _known(told.get("condition"))
    alerts.note_condition(device, **condition)
    settled = merge(place, device.pk, _given(told.get("given")))
    giving = doors(place, clock.now(), day_closed=at_a_press(place).closed).giving
    wanted = giving and condition.get("offline") == "on"
    held = {str(code) for code in _rows(told.get("held"))}
    numbers = provide(place, device.pk, held) if wanted else {}
    answer = {
        "day": place.day.isoformat(),
        "now": clock.now().isoformat(),
        "numbers": numbers,
        "settled": settled,
    }
    return unseen(JsonResponse(answer))


def _tools() -> list[tuple[str, str, str]]:
    return [
        ("speaking", _("Suara"), "sound"),
        ("larger", _("Perbesar"), "text"),
        ("contrast", _("Kontras"), "contrast"),
        ("lowered", _("Turunkan"), "lower"),
    ]


def _facts(request: OfficeRequest, prints: str) -> dict[str, Any]:
    """What the script needs to write a slip by itself."""
    place = request.published
    missed = missed_words()
    return {
        "zone": place.zone.key,
        "zone_word": zone_word(place.zone),
        "prints": prints,
        "seconds": SHOWN_SECONDS,
        "services": {
            service.code: {
                "name": _(service.short_name),
                "foot": " ".join(
                    (prepare_words(place, service.id), _(service.fee_text), missed)
                ).strip(),
            }
            for service in place.services
        },
    }


def _told(request: OfficeRequest) -> dict[str, Any] | None:
    if request.content_type != "application/json":
        return None
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _known(condition: object) -> dict[str, str]:
    if not isinstance(condition, dict):
        return {}
    return {
        name: said
        for name, values in CONDITIONS.items()
        if isinstance(said := condition.get(name), str) and said in values
    }


def _given(rows: object) -> list[GivenAway]:
    """What can be read of the kiosk's list; a row that cannot is left out and so stays with it."""
    found = []
    for row in _rows(rows):
        try:
            at = datetime.fromisoformat(row["at"])
            code, press = str(row["code"]), str(row.get("press", ""))[:64]
            if at.tzinfo is not None and press.isprintable():
                found.append(GivenAway(code, at, bool(row.get("priority")), press))
        except (KeyError, TypeError, ValueError):
            continue
    return found


def _rows(told: object) -> list[Any]:
    return told[:MOST_AT_ONCE] if isinstance(told, list) else []
