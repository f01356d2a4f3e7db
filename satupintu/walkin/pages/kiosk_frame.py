"""What all screens of the kiosk share: sizes, tools, the call for help, forgetting the visitor."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from satupintu.journal.record import officer
from satupintu.offices.models import Contact, ContactKind
from satupintu.offices.published import Published
from satupintu.people.access import OfficeRequest
from satupintu.people.language import COOKIE as LANGUAGE_COOKIE
from satupintu.people.sizes import pixels_per_mm
from satupintu.rules import clock
from satupintu.walkin.pages.kiosk_words import Row, row_of
from satupintu.walkin.queries.alerts import help_state
from satupintu.walkin.queries.newcomers import Newcomers

LOOK_COOKIE = "tampilan"
LOOKS = ("larger", "contrast", "lowered", "speaking")
SHOWN_SECONDS = 12
LANGUAGE_NAMES = {"id": "Indonesia", "en": "English", "jv": "Basa Jawa"}


@dataclass(frozen=True)
class Way:
    """One way to reach the office."""

    icon: str
    value: str
    words: str


def frame(request: OfficeRequest, **more: Any) -> dict[str, Any]:
    """Template context of a kiosk's screen."""
    device, place, now = request.device, request.published, clock.now()
    ppi = (device.settings if device else {}).get("ppi")
    return {
        "device": device,
        "device_mm": round(pixels_per_mm(float(ppi)), 3) if ppi else None,
        "zone": place.zone,
        "looks": looks(request),
        "languages": languages(place, request.LANGUAGE_CODE),
        "help": help_state(request.office.pk, device.pk if device else None, now),
        "joinable": bool(settings.PUBLIC_ADDRESS) and place.choices["phone_join"] != "off",
        **more,
    }


def service_rows(place: Published, line: Newcomers) -> list[Row]:
    """The services that are offered, each with the people waiting and what a newcomer is told."""
    return [
        row_of(service, line.waiting[service.id], line.told(service.id))
        for service in place.services
        if service.offered
    ]


def ways(place: Published) -> list[Way]:
    """How to reach the office when the hall is closed (KSK-15)."""
    shown = {
        ContactKind.WHATSAPP: ("wa", _("WhatsApp, kapan saja.")),
        ContactKind.EMAIL: ("mail", _("Tulis pertanyaan Anda kapan saja.")),
        ContactKind.PHONE: ("phone", _("Telepon, pada jam buka.")),
        ContactKind.WEBSITE: ("web", _("Situs kami.")),
    }
    rows = Contact.objects.filter(office=place.office, kind__in=shown)
    # an e-mail address may be for everything; a WhatsApp number for complaints is for those alone
    usable = [row for row in rows if row.kind == ContactKind.EMAIL or not row.for_complaints]
    first = {row.kind: row.value.removeprefix("https://") for row in reversed(usable)}
    return [Way(icon, first[kind], words) for kind, (icon, words) in shown.items() if kind in first]


def looks(request: OfficeRequest) -> list[str]:
    """What this visitor has switched on; it lasts until the next visitor."""
    chosen = request.COOKIES.get(LOOK_COOKIE, "").split(".")
    return [look for look in LOOKS if look in chosen]


def languages(place: Published, now: str) -> list[tuple[str, str]]:
    """The languages to offer, each named in itself, without the one in use (KSK-9)."""
    third = place.choices["third_language"]
    codes = [
        "id",
        "en",
        *([third] if third in LANGUAGE_NAMES and third not in ("id", "en") else []),
    ]
    return [(code, LANGUAGE_NAMES[code]) for code in codes if code != now]


def machine(request: OfficeRequest) -> str:
    """Which kiosk is touched; an officer who shows it on a desk's screen counts as one."""
    device = request.device
    return f"device:{device.pk}" if device else officer(request.user.pk)


def unseen(answer: HttpResponse) -> HttpResponse:
    """Nothing of a visitor may come back with the Back button or from a cache."""
    answer["Cache-Control"] = "no-store"
    return answer


def forget_visitor(answer: HttpResponse) -> HttpResponse:
    """Language, letters and contrast go back to what the next visitor expects (KSK-9, KSK-10)."""
    for name in (LOOK_COOKIE, LANGUAGE_COOKIE):
        answer.delete_cookie(name)
    return answer
