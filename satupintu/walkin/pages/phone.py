"""The visitor's own page: where the number stands and what one can do, complete without script."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from satupintu.offices.models import Contact, ContactKind
from satupintu.offices.published import Published, published
from satupintu.people.access import ticket_holders
from satupintu.people.cookieless import private_link
from satupintu.rules import clock
from satupintu.rules.workflow import NotAllowed
from satupintu.walkin.actions import calling, tickets
from satupintu.walkin.actions.step import Faster, Refused
from satupintu.walkin.models import Prefill, Ticket
from satupintu.walkin.pages.phone_script import script_address
from satupintu.walkin.ports import online_number
from satupintu.walkin.queries.doors import doors
from satupintu.walkin.queries.line import by_token
from satupintu.walkin.queries.shelf import handed
from satupintu.walkin.queries.snapshot import opening, stands
from satupintu.walkin.queries.standing import (
    Standing,
    can_undo_leaving,
    has_signed,
    standing,
)
from satupintu.walkin.queries.visits import NOT_A_VISITORS
from satupintu.walkin.workflow import UNDO_SHOWN_SECONDS

TOLD = {
    "later": _("Anda mundur di antrean. Nomor Anda tetap berlaku."),
    "last": _(
        "Tidak ada orang di belakang Anda, jadi tempat Anda tetap. "
        "Batas waktu petugas untuk melayani Anda dihitung lagi dari sekarang."
    ),
    "back": _("Nomor Anda berlaku lagi, di tempat yang sama."),
    "moved": _("Keadaan nomor Anda sudah berubah. Ini yang terbaru."),
    "late": _("Waktu untuk mengurungkan sudah lewat."),
    "most": _("Waktu lebih sudah dipakai sebanyak yang boleh."),
    "saved": _("Isian buku tamu tersimpan. Petugas meja depan tinggal memeriksanya."),
}
TEMPLATES = {"called": "called", "waiting": "line", "soon": "line", "referred": "line"}


@ticket_holders
@private_link
@require_http_methods(["GET", "HEAD", "POST"])
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """The number's page; a visitor's acts come back here (HP-1 to HP-10)."""
    try:
        found, place = of_token(token)
    except Http404:
        return render(request, "walkin/phone_unknown.html", status=404)
    if request.method == "POST":
        told = act_of_visitor(found, place, request.POST)
        return redirect(f"{request.path}?kabar={told}" if told else request.path)
    now = clock.now()
    here = standing(place, found, now)
    context = {"told": TOLD.get(request.GET.get("kabar", "")), **what_is_shown(place, found, here)}
    template = "phone_expired" if here.state == "expired" else "phone"
    return render(request, f"walkin/{template}.html", context)


def of_token(token: str) -> tuple[Ticket, Published]:
    """The ticket of a visitor's link and its office; Http404 when no visitor ever held it."""
    found = by_token(token)
    if found is None or found.state in NOT_A_VISITORS:
        raise Http404
    return found, published(found.office.code)


def what_is_shown(place: Published, found: Ticket, here: Standing) -> dict[str, Any]:
    """Everything that the templates of a number say."""
    now = clock.now()
    may_sign = here.state in {*TEMPLATES, "missed"}
    may_prefill = may_sign and not has_signed(found)
    more_time_left = max(0, place.choices["more_time_most"] - found.postponements)
    return {
        "office": place.office, "zone": place.zone, "place": place, "ticket": found, "here": here,
        "turn": found.turn, "service": place.service_by_id(found.service_id),
        "desk": place.desk(found.turn.desk_id) if found.turn else None,
        "stands": found.turn is not None and stands(found.turn, now),
        "wanted": place.desk(found.wanted_desk_id),
        "dots": range(min(here.ahead, 5)), "more_time_left": more_time_left,
        "undo_seconds": UNDO_SHOWN_SECONDS,
        "may_undo": found.state == "left" and can_undo_leaving(found, now),
        "may_prefill": may_prefill,
        "may_prove": (may_sign and not may_prefill) or here.state in {"serving", "done"},
        "prefilled": Prefill.objects.filter(ticket=found).exists(),
        "opening": opening_told(place, closed=here.state == "closed"),
        **(after_service(place, found) if here.state not in TEMPLATES else {}),
        "telephone": telephone(place), "script": script_address(),
        "part": f"walkin/phone_{TEMPLATES.get(here.state, 'after')}.html",
    }  # fmt: skip


def after_service(place: Published, found: Ticket) -> dict[str, Any]:
    """What is left of a visit: the number under which it goes on online, and what was given."""
    given = handed(found)
    return {
        "online": online_number(place.office.pk, found.day, found.code),
        "has_shelf": any(not each.elsewhere for each in given),
        "elsewhere": [each for each in given if each.elsewhere],
    }


def opening_told(place: Published, *, closed: bool = False) -> dict[str, Any]:
    """Opening hours as moments: whether open, when today closes, when it opens next.

    `closed`: the day was closed by hand, so that it does not open again today.
    """
    found = opening(place, clock.now())
    next_ = doors(place, clock.now(), day_closed=True).starts_at if closed else None
    closes, opens = parsed(found["closes"]), parsed(found["next"])
    return {"open": found["open"], "closes": closes, "next": next_ or opens}


def parsed(text: str | None) -> datetime | None:
    """A moment of the public snapshot."""
    return datetime.fromisoformat(text) if text else None


def telephone(place: Published) -> str:
    """The number to ring for help; empty when the office publishes none."""
    rows = Contact.objects.filter(office=place.office, kind=ContactKind.PHONE)
    return rows.values_list("value", flat=True).first() or ""


# --- acts --------------------------------------------------------------------------------------


def act_of_visitor(found: Ticket, place: Published, posted: QueryDict) -> str:
    """Do what was pressed; the word for what to tell, empty when the page itself says it."""
    act = ACTS.get(posted.get("act", ""))
    if act is None or found.day != place.day:
        return "moved"
    try:
        return act(found, place, posted)
    except Refused as refused:
        return str(refused) if str(refused) in TOLD else "moved"
    except (Faster, NotAllowed):
        return "moved"


def _coming(found: Ticket, place: Published, posted: QueryDict) -> str:
    calling.coming(found)
    return ""


def _more_time(found: Ticket, place: Published, posted: QueryDict) -> str:
    # The page says how often it was used when the button was drawn: a double tap is one step back.
    if posted.get("used") != str(found.postponements):
        return "later"
    return "later" if tickets.postpone(found, place) else "last"


def _leave(found: Ticket, place: Published, posted: QueryDict) -> str:
    tickets.leave(found)
    return ""


def _undo_leave(found: Ticket, place: Published, posted: QueryDict) -> str:
    tickets.undo_leave(found)
    return "back"


def _come_back(found: Ticket, place: Published, posted: QueryDict) -> str:
    tickets.come_back(found)
    return ""


ACTS: dict[str, Callable[[Ticket, Published, QueryDict], str]] = {
    "coming": _coming,
    "more_time": _more_time,
    "leave": _leave,
    "undo_leave": _undo_leave,
    "come_back": _come_back,
}
