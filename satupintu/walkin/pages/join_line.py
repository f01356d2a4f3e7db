"""A number on one's own phone, by the code on the kiosk's screen: one question a page (KSK-12)."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from satupintu.journal.models import Press
from satupintu.offices.published import OfferedService, Published
from satupintu.people.access import OfficeRequest, open_to_all
from satupintu.people.cookieless import acts_without_cookies
from satupintu.people.limits import address_of, within
from satupintu.rules import clock
from satupintu.walkin import joining, joining_far
from satupintu.walkin.actions.tickets import Forecast, take_ticket
from satupintu.walkin.models import Door, Ticket
from satupintu.walkin.pages.phone import opening_told
from satupintu.walkin.queries.doors import day_is_closed
from satupintu.walkin.queries.newcomers import newcomers
from satupintu.walkin.queries.snapshot import opening

SALT = "join-line"
PASS_SECONDS = 900  # who has scanned the code has a quarter of an hour for two questions
PER_ADDRESS, ADDRESS_SECONDS = 40, 600  # a whole hall may come from one address of the guest Wi-Fi


@open_to_all
@acts_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def join_line(request: OfficeRequest, office_code: str) -> HttpResponse:
    """First the service, then whether to go first; the number is taken with the second answer."""
    place = request.published
    why = why_not(place)
    press = "" if why else pass_of(request, place)
    if why or not press:
        return _cannot(request, place, why or "code")
    far = press.startswith(joining_far.FAR)
    mine = joining_far.held(request, place) if far else []
    if request.method != "POST" and joining_far.enough(mine):
        return _cannot(request, place, "enough", mine=mine)
    service = _service(place, request)
    if request.method == "POST" and service and "priority" in request.POST:
        return _taken(request, place, service, press, mine)
    return _ask(request, place, service, press)


def _taken(
    request: HttpRequest, place: Published, service: OfferedService, press: str, mine: list[Ticket]
) -> HttpResponse:
    """The second answer: the number, unless this device or address has had enough."""
    far = press.startswith(joining_far.FAR)
    again = Press.objects.filter(key=press).exists()
    if joining_far.enough(mine) and not again:
        return _cannot(request, place, "enough", status=429, mine=mine)
    if not within(SALT, address_of(request), most=PER_ADDRESS, seconds=ADDRESS_SECONDS) or (
        far and not again and not joining_far.may_take(request)
    ):
        return _cannot(request, place, "busy", status=429)
    made = take(place, service, press, priority=request.POST["priority"] == "1")
    answer = redirect("ticket", made.token)
    if far:
        joining_far.remember(request, answer, made)
    return answer


def why_not(place: Published) -> str:
    """Why nobody can take a number by phone now: off, closed; empty when one can."""
    if place.choices["phone_join"] == "off":
        return "off"
    if opening(place, clock.now())["open"] is False or day_is_closed(place):
        return "closed"
    return ""


def pass_of(request: HttpRequest, place: Published) -> str:
    """The press that this visitor may make: one scan of the code is one number, however often sent.

    Empty when the visitor has neither a pass of the last quarter of an hour nor a fresh code.
    """
    asked = request.POST if request.method == "POST" else request.GET
    if held := asked.get("pass"):
        try:
            office, press = signing.loads(held, salt=SALT, max_age=PASS_SECONDS)
        except (signing.BadSignature, ValueError):
            return ""
        return str(press) if office == place.office.code else ""
    if joining.valid(place.office, asked.get("k", ""), clock.now()):
        return f"join:{uuid.uuid4()}"
    return f"{joining_far.FAR}{uuid.uuid4()}" if place.choices["phone_join"] == "anywhere" else ""


def take(place: Published, service: OfferedService, press: str, *, priority: bool) -> Ticket:
    """The visitor has the next number, with what newcomers are told now."""
    told = newcomers(place, clock.now()).told(service.id, priority=priority)
    forecast = Forecast(told.ahead, told.p50, told.p90)
    return take_ticket(
        place, service, door=Door.PHONE, priority=priority, press=press, forecast=forecast
    )


def _ask(
    request: HttpRequest, place: Published, service: OfferedService | None, press: str
) -> HttpResponse:
    held = signing.dumps([place.office.code, press], salt=SALT)
    here = reverse("join-line", args=[place.office.code])
    waiting = newcomers(place, clock.now())
    context: dict[str, Any] = {
        "office": place.office, "pass": held, "here": here, "chosen": service,
        "services": [
            {"service": one, "told": waiting.told(one.id),
             "address": f"{here}?{urlencode({'pass': held, 'service': one.code})}"}
            for one in place.services if one.offered
        ],
    }  # fmt: skip
    template = "join_line_priority" if service else "join_line"
    return render(request, f"walkin/phone_{template}.html", context)


def _cannot(
    request: HttpRequest, place: Published, why: str, status: int = 200,
    mine: Sequence[Ticket] = (),
) -> HttpResponse:  # fmt: skip
    opens = opening_told(place)["next"]
    context = {"office": place.office, "zone": place.zone, "why": why, "next": opens, "mine": mine}
    return render(request, "walkin/phone_join_line_not_now.html", context, status=status)


def _service(place: Published, request: HttpRequest) -> OfferedService | None:
    asked = request.POST if request.method == "POST" else request.GET
    found = place.service(asked.get("service", ""))
    return found if found and found.offered else None
