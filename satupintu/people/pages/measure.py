"""How large is this screen? A bank card is held against it (ADM-8)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from satupintu.people import sizes
from satupintu.people.access import OfficeRequest, devices
from satupintu.people.actions.devices import calibrate
from satupintu.people.models import Device
from satupintu.rules.whole import whole

LEAST, MOST = 120, 1600  # pixels that a card can cover on any screen
STEPS = (-20, -2, 2, 20)


@devices(Device.Kind.KIOSK)
@never_cache
def measure_kiosk(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """On the kiosk itself."""
    return _measure(request, "kiosk")


@devices(Device.Kind.DISPLAY)
@never_cache
def measure_display(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """On the display itself."""
    return _measure(request, "display")


def _measure(request: OfficeRequest, kind: str) -> HttpResponseBase:
    pixels = _pixels(request)
    if request.method == "POST" and request.device is not None:
        calibrate(request.device, sizes.ppi_of_card(pixels))
        messages.success(request, _("Ukuran layar tersimpan."))
        return redirect(kind, request.office.code)
    choices = [(step, min(max(pixels + step, LEAST), MOST)) for step in STEPS]
    height = round(pixels * 53.98 / sizes.CARD_MM)
    context = {"pixels": pixels, "height": height, "choices": choices, "device": request.device}
    return render(request, "people/measure.html", context)


def _pixels(request: HttpRequest) -> int:
    given = whole(request.POST.get("px") or request.GET.get("px"))
    return min(max(given or 340, LEAST), MOST)
