"""The frame of the inbox: head, list pane without its rows, and the forms beside it.

It is the same from morning to evening for an officer who looks at the same view, so it is written
once (ui/kept.py says how that cannot grow old); what differs each time is filled in here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.http import urlencode

from satupintu.consultations.pages.inbox_density import Density
from satupintu.consultations.queries.case import Unit
from satupintu.people.access import OfficeRequest
from satupintu.people.models import Role
from satupintu.people.notices import Notice, notices
from satupintu.people.queries import Serving
from satupintu.people.screens import screens_for
from satupintu.rules import clock
from satupintu.ui import formats
from satupintu.ui.kept import Frame, frame, hole, kept

HOLES = (
    "csrf_token", "full_path", "bar_clock", "live", "text", "tabs", "since", "rows", "told",
    "title", "alone", "conversation", "address",
)  # fmt: skip


@dataclass(frozen=True)
class OfficeName:
    """The office as the frame shows it."""

    code: str
    name: str


@dataclass(frozen=True)
class Reader:
    """The officer as the frame shows them."""

    pk: int
    name: str
    shortcuts: bool
    roles: frozenset[str]
    is_authenticated: bool = True


@dataclass(frozen=True)
class Look:
    """How the list is looked at, and the words of the office that its forms offer."""

    view: str
    topic: str
    label: str
    unit: int
    density: str
    topics: tuple[str, ...]
    colleagues: tuple[Serving, ...]
    units: tuple[Unit, ...]
    to_read: str = ""  # how many answers wait for a second reader

    @property
    def address(self) -> str:
        """The view and its filters, behind the address of a form that comes back to them."""
        unit = self.unit or ""
        return "?" + urlencode(
            {"view": self.view, "topic": self.topic, "label": self.label, "unit": unit}
        )


def framed(
    request: OfficeRequest, template: str, look: Look, holes: Mapping[str, str], status: int = 200,
    address: str = "",
) -> HttpResponse:  # fmt: skip
    """The page: its frame, and what is given as HTML for the holes that this page has.

    `address`: where it can be opened, when it answers something posted to another.
    """
    office, officer = request.office, request.user
    around = _frame(
        template, OfficeName(office.code, office.name),
        Reader(officer.pk, officer.name, officer.shortcuts, request.roles),
        tuple(notices(request.roles)), look,
    )  # fmt: skip
    filled = dict.fromkeys(HOLES, "") | {
        "csrf_token": get_token(request), "full_path": escape(request.get_full_path()),
        "bar_clock": _clock(request), "address": _posted(request, address), **holes,
    }  # fmt: skip
    return HttpResponse(around.filled(**filled), status=status)


@kept(200)
def _frame(
    template: str, office: OfficeName, reader: Reader, warned: tuple[Notice, ...], look: Look
) -> Frame:
    inbox = reverse("inbox", args=[office.code])
    screens = screens_for(office.code, reader.roles)
    return frame(template, {
        "office": office, "request": {"user": reader, "get_full_path": hole("full_path")},
        "screens": [screen | {"current": screen["url"] == inbox} for screen in screens],
        "staff_notices": warned, "look": look, "densities": Density.choices,
        "supervisor": Role.SUPERVISOR in reader.roles,
        **{name: hole(name) for name in HOLES},
    })  # fmt: skip


def told(request: OfficeRequest, problem: str = "") -> str:
    """What was just done, and why something could not be."""
    said = list(messages.get_messages(request))
    if not said and not problem:
        return ""
    return render_to_string("consultations/inbox_told.html", {"messages": said, "problem": problem})


def _posted(request: OfficeRequest, address: str) -> str:
    if request.method != "POST":
        return ""
    return format_html(' data-posted="{}"', address or request.get_full_path())


def _clock(request: OfficeRequest) -> str:
    now, zone = clock.now(), request.published.zone
    return (
        f'<time data-clock="{now.timestamp():.0f}" data-zone="{zone}">'
        f"{formats.clock(now, zone)}</time>"
    )
