"""The kiosk's tools: help, language, larger letters, contrast, lower buttons, voice, forgetting."""

import segno
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST, require_safe

from satupintu.people.access import OfficeRequest, devices
from satupintu.people.language import COOKIE as LANGUAGE_COOKIE
from satupintu.people.models import Device
from satupintu.rules import clock
from satupintu.walkin.actions import alerts
from satupintu.walkin.joining import token
from satupintu.walkin.models import Alert
from satupintu.walkin.pages.kiosk_frame import (
    LANGUAGE_NAMES,
    LOOK_COOKIE,
    LOOKS,
    forget_visitor,
    looks,
    unseen,
)
from satupintu.walkin.queries.alerts import help_state, printer_in_trouble

AN_HOUR = 3600


@devices(Device.Kind.KIOSK)
@require_safe
def over(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The visitor is done or gone: everything as the next one expects it."""
    return unseen(forget_visitor(redirect("kiosk", office_code)))


@devices(Device.Kind.KIOSK)
@require_POST
def look(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Switch letters, contrast, buttons, voice or language for this visitor."""
    answer = _back(request)
    language, switch = request.POST.get("language", ""), request.POST.get("look", "")
    if language in LANGUAGE_NAMES:
        answer.set_cookie(LANGUAGE_COOKIE, language, max_age=AN_HOUR, samesite="Lax")
    if switch in LOOKS:
        chosen = set(looks(request)) ^ {switch}
        answer.set_cookie(LOOK_COOKIE, ".".join(sorted(chosen)), max_age=AN_HOUR, samesite="Lax")
    return unseen(answer)


@devices(Device.Kind.KIOSK)
@require_POST
def call_help(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The visitor wants a person: the front office's screen shows which kiosk (KSK-6)."""
    pk = request.device.pk if request.device else None
    alerts.raise_alert(request.office.pk, Alert.Kind.HELP, device_id=pk)
    return _back(request)


@devices(Device.Kind.KIOSK)
@require_GET
def state(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Whether help is coming and whether the printer prints, for the open screen."""
    pk = request.device.pk if request.device else None
    return unseen(
        JsonResponse(
            {
                "help": help_state(request.office.pk, pk, clock.now()),
                "printer": not printer_in_trouble(request.office.pk, pk),
            }
        )
    )


@devices(Device.Kind.KIOSK)
@require_GET
def join_code(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The code for phones in the hall; who photographs it cannot use it tomorrow (KSK-12)."""
    key = token(request.office, clock.now())
    address = f"{settings.PUBLIC_ADDRESS}/o/{office_code}/join-line/?k={key}"
    picture = segno.make(address, error="m", micro=False).svg_inline(border=4, omitsize=True)
    picture = picture.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return unseen(HttpResponse(picture, content_type="image/svg+xml"))


def _back(request: OfficeRequest) -> HttpResponse:
    """To the screen on which the tool was touched, if it is one of the kiosk's."""
    start = reverse("kiosk", args=[request.office.code])
    there = request.POST.get("next", "")
    ours = there.startswith(start) and url_has_allowed_host_and_scheme(there, allowed_hosts=None)
    return redirect(there if ours else start)
