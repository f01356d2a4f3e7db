"""The kiosk: one question, at most a second one, and a number (KSK-1).

What the screen shows of a number comes from a cookie that lasts for one look: the address says
nothing, and whoever presses Back sees the start.
"""

import json
import uuid
from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from satupintu.offices.published import OfferedService
from satupintu.people.access import OfficeRequest, devices
from satupintu.people.models import Device
from satupintu.rules import clock
from satupintu.walkin import codes, printing, touches
from satupintu.walkin.actions import alerts
from satupintu.walkin.actions.tickets import Forecast, take_ticket
from satupintu.walkin.models import Alert, Door, Ticket
from satupintu.walkin.pages.kiosk_frame import (
    SHOWN_SECONDS,
    frame,
    machine,
    service_rows,
    unseen,
    ways,
)
from satupintu.walkin.pages.kiosk_words import row_templates, spoken_number
from satupintu.walkin.queries.alerts import printer_in_trouble
from satupintu.walkin.queries.doors import doors
from satupintu.walkin.queries.newcomers import at_a_press, newcomers, one_more
from satupintu.walkin.queries.slips import called_between, slip_of

NUMBER_COOKIE = "nomor"
LOOK_SECONDS = 60  # a number is shown this long after it was given, never later
signer = Signer(salt="kiosk")


@devices(Device.Kind.KIOSK)
@require_safe
def start(request: OfficeRequest, office_code: str) -> HttpResponse:
    """What do you need? One row per service with the people waiting and a range (KSK-8)."""
    now, place = clock.now(), request.published
    line = newcomers(place, now)
    opening = doors(place, now, day_closed=line.closed)
    if not opening.giving:
        context = frame(request, opening=opening, ways=ways(place), at_start=True)
        return unseen(render(request, "walkin/kiosk_closed.html", context))
    context = frame(
        request,
        opening=opening,
        rows=service_rows(place, line),
        words=row_templates(),
        at_start=True,
    )
    return unseen(render(request, "walkin/kiosk.html", context))


@devices(Device.Kind.KIOSK)
@require_safe
def ask(request: OfficeRequest, office_code: str, service_code: str) -> HttpResponse:
    """Do you need to go first? The same question to everybody; no reason is asked for (KSK-7)."""
    service = _service(request, service_code)
    if service is None or not _giving(request):
        return redirect("kiosk", office_code)
    newcomers(request.published, clock.now())
    context = frame(request, service=service, press=uuid.uuid4().hex)
    return unseen(render(request, "walkin/kiosk_ask.html", context))


@devices(Device.Kind.KIOSK)
@require_POST
def take(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The visitor gets a number; a double touch gets the same one again (KSK-11)."""
    service = _service(request, request.POST.get("service", ""))
    if service is None or not _giving(request):
        return redirect("kiosk", office_code)
    priority = request.POST.get("priority") == "1"
    choice = f"{service.code}:{priority:d}"
    earlier = touches.given_just_now(machine(request), choice)
    if earlier:
        return _show(office_code, earlier, again=True)
    ticket = _take(request, service, priority)
    if clock.now() - ticket.issued_at > timedelta(seconds=LOOK_SECONDS):
        return redirect("kiosk-over", office_code)  # a press of long ago, sent once more
    _after(request, ticket, touches.note(machine(request), choice, ticket.pk))
    return _show(office_code, ticket.pk)


@devices(Device.Kind.KIOSK)
@require_GET
def number(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The number from across the room, once: then the screen forgets it (KSK-10)."""
    seen = _seen(request.COOKIES.get(NUMBER_COOKIE, ""))
    ticket = _ticket(request, seen)
    if ticket is None:
        return unseen(redirect("kiosk-over", office_code))
    answer = unseen(render(request, "walkin/kiosk_number.html", _number_context(request, ticket)))
    answer.delete_cookie(NUMBER_COOKIE, path=_cookie_path(office_code))
    return answer


@devices(Device.Kind.KIOSK)
@require_POST
def print_again(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The paper did not come out or was left behind: the same number once more."""
    ticket = _ticket(request, _seen(request.POST.get("ticket", "")))
    if ticket is None:
        return redirect("kiosk-over", office_code)
    _print(request, ticket)
    return _show(office_code, ticket.pk, again=True)


def _take(request: OfficeRequest, service: OfferedService, priority: bool) -> Ticket:
    place = request.published
    told = at_a_press(place).told(service.id, priority=priority)
    ticket = take_ticket(
        place, service, door=Door.KIOSK, priority=priority, press=request.POST.get("press", ""),
        forecast=Forecast(told.ahead, told.p50, told.p90),
        facts=_touched(request.POST.get("touched", "")),
        device_id=request.device.pk if request.device else None,
    )  # fmt: skip
    one_more(place, service.id, priority=priority)
    return ticket


def _after(request: OfficeRequest, ticket: Ticket, this_minute: int) -> None:
    if this_minute == request.published.choices["burst_per_minute"] + 1:
        pk = request.device.pk if request.device else None
        alerts.raise_alert(request.office.pk, Alert.Kind.BURST, device_id=pk)
    _print(request, ticket)


def _print(request: OfficeRequest, ticket: Ticket) -> None:
    if request.device and request.device.settings.get("printer"):
        printing.print_slip(request.device, slip_of(ticket, request.published))


def _touched(text: str) -> dict[str, float]:
    """Seconds from the first touch to this press, as the kiosk measured them (KSK-1)."""
    try:
        seconds = round(float(text), 1)
    except ValueError:
        return {}
    return {"touch_seconds": seconds} if 0 <= seconds <= 600 else {}


def _show(office_code: str, ticket_pk: int, *, again: bool = False) -> HttpResponse:
    """Send the screen to the number, which it may show once."""
    look = {"ticket": ticket_pk, "again": again, "at": clock.now().timestamp()}
    answer = HttpResponse(status=303, headers={"Location": _cookie_path(office_code) + "number/"})
    answer.set_cookie(
        NUMBER_COOKIE, signer.sign_object(look), max_age=LOOK_SECONDS, httponly=True,
        samesite="Lax", path=_cookie_path(office_code),
    )  # fmt: skip
    return unseen(answer)


def _seen(signed: str) -> dict[str, Any]:
    try:
        look: dict[str, Any] = signer.unsign_object(signed)
    except (BadSignature, json.JSONDecodeError, ValueError):
        return {}
    age = clock.now().timestamp() - float(look["at"])
    return look if -5 <= age <= LOOK_SECONDS else {}


def _ticket(request: OfficeRequest, look: dict[str, Any]) -> Ticket | None:
    rows = Ticket.objects.filter(office_id=request.office.pk, day=request.published.day)
    return rows.filter(pk=look.get("ticket", 0)).first()


def _number_context(request: OfficeRequest, ticket: Ticket) -> dict[str, Any]:
    settings = request.device.settings if request.device else {}
    place, device_pk = request.published, request.device.pk if request.device else None
    prints = "server" if settings.get("printer") else settings.get("print", "")
    trouble = prints == "server" and printer_in_trouble(request.office.pk, device_pk)
    look = _seen(request.COOKIES.get(NUMBER_COOKIE, ""))
    slip = slip_of(ticket, place)
    return frame(
        request, ticket=ticket, slip=slip, qr=codes.svg(slip.url),
        spoken=spoken_number(ticket.code, slip.ahead), called=called_between(ticket, place),
        again=look.get("again"), prints=prints, trouble=trouble, photo=trouble or not prints,
        width=settings.get("width", 80), seconds=SHOWN_SECONDS,
        seal=signer.sign_object({"ticket": ticket.pk, "at": clock.now().timestamp()}),
    )  # fmt: skip


def _service(request: OfficeRequest, code: str) -> OfferedService | None:
    service = request.published.service(code)
    return service if service and service.offered else None


def _giving(request: OfficeRequest) -> bool:
    place = request.published
    return doors(place, clock.now(), day_closed=at_a_press(place).closed).giving


def _cookie_path(office_code: str) -> str:
    return f"/o/{office_code}/kiosk/"
