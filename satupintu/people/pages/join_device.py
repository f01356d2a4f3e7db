"""A kiosk or display shows its code until somebody of the office lets it in."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from satupintu.people import limits
from satupintu.people.access import OfficeRequest, open_to_all
from satupintu.people.actions import devices as acts_on_devices
from satupintu.people.devices import COOKIE, device_of, digest, keep_secret
from satupintu.people.models import Device

ASKS_PER_ADDRESS = 30  # in an hour: a cleaner may switch a kiosk on and off all day


@open_to_all
@never_cache
def join_device(request: OfficeRequest, office_code: str, kind: str) -> HttpResponseBase:
    """The code, large; the page looks by itself whether it has been let in."""
    if kind not in Device.Kind.values:
        raise Http404
    if device_of(request.COOKIES, request.office.pk, kind):
        return redirect(kind, office_code)
    device, secret = _asking(request, kind)
    if device is None:
        return render(request, "people/join_device.html", {"too_many": True}, status=429)
    left = acts_on_devices.CODE_LASTS.total_seconds() - 5
    context = {"device": device, "kind": Device.Kind(kind).label, "seconds": int(left)}
    answer = render(request, "people/join_device.html", context)
    if secret:
        keep_secret(answer, secret)
    return answer


def _asking(request: OfficeRequest, kind: str) -> tuple[Device | None, str]:
    """This machine's own request, made anew only when the machine has none. HEAD asks nothing."""
    if secret := request.COOKIES.get(COOKIE):
        asked = Device.objects.filter(digest=digest(secret), kind=kind, joined_at=None)
        if device := asked.filter(office=request.office, revoked_at=None).first():
            return acts_on_devices.show_code_again(device), ""
    address = limits.address_of(request)
    if not limits.within("join", address, most=ASKS_PER_ADDRESS, seconds=3600):
        return None, ""
    return acts_on_devices.ask(request.office, kind)
