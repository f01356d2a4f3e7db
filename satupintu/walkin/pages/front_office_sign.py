"""Signing the guest book: what is missing goes back with everything kept."""

from dataclasses import replace

from django.http import HttpResponse
from django.utils.translation import gettext as _

from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import OfficeDesk
from satupintu.people.access import OfficeRequest
from satupintu.people.models import Person
from satupintu.people.persons import maybe_the_same
from satupintu.rules import clock
from satupintu.rules.whole import whole
from satupintu.walkin.actions.guest_book import send_to_desk, sign
from satupintu.walkin.actions.step import Faster
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door, Ticket
from satupintu.walkin.pages.front_office_drawer import Drawer, drawer
from satupintu.walkin.pages.front_office_show import done, shown
from satupintu.walkin.pages.front_office_words import FAULTS, saved_words, signed_already, why_not
from satupintu.walkin.queries.guest_book import signed_with
from satupintu.walkin.queries.rail import rail
from satupintu.walkin.workflow import State


def signed(request: OfficeRequest, open_: Drawer) -> HttpResponse:
    """Sign what was written, send the visitor on, and lay the guest book ready for the next."""
    if sent_before := signed_with(open_.press):
        return done(request, saved_words(sent_before, None), sent_before, sent=False)
    _ask_for_a_reason(request, open_)
    if not open_.form.is_valid():
        return shown(request, open_, 422)
    if same := duplicates(request, open_):
        open_.same = same
        return shown(request, open_, 422)
    try:
        ticket = _write(request, open_)
    except Faster as fault:
        again = drawer(request, fault.ticket)
        return shown(request, again, 409, problem=signed_already(fault.ticket))
    desk, why = _route(request, ticket)
    return done(request, saved_words(ticket, desk, why), ticket, sent=bool(desk and not why))


def duplicates(request: OfficeRequest, open_: Drawer) -> list[Person]:
    """Persons who may be the new visitor, unless the officer has already answered that."""
    if open_.person or request.POST.get("same") == "new":
        return []
    told = open_.form.told()
    return maybe_the_same(request.office.pk, name=told.name, email=told.email, phone=told.phone)


def _ask_for_a_reason(request: OfficeRequest, open_: Drawer) -> None:
    """A desk chosen by hand, past others who wait, needs a reason before anything is kept."""
    desk = _desk_named(request, request.POST.get("desk", ""))
    if desk is None or open_.ticket is None or request.POST.get("reason", "").strip():
        return
    beside = rail(request.published, clock.now())
    row = next((row for row in beside.desks if row.desk.id == desk.id), None)
    if row and row.next_ticket not in (None, open_.ticket.pk):
        open_.form.add_error("reason", _("Tulis alasan mendahului nomor lain."))


def _write(request: OfficeRequest, open_: Drawer) -> Ticket:
    told, written = open_.form.told(), open_.form.written()
    if whole(request.POST.get("same")):
        told = replace(told, name="")  # the same person: the name stays as it is known
    if open_.entry and request.POST.get("entry") == str(open_.entry.pk):
        written = replace(written, amends=open_.entry.pk)
    ticket = open_.ticket or _new_ticket(request, open_)
    sign(
        request.published, ticket, told, written,
        officer_id=request.user.pk, person=open_.person, press=open_.press,
    )  # fmt: skip
    return Ticket.objects.select_related("turn__desk").get(pk=ticket.pk)


def _new_ticket(request: OfficeRequest, open_: Drawer) -> Ticket:
    """Who comes without a number gets one here."""
    said, place = open_.form.cleaned_data, request.published
    service = place.service(said["service"])
    if service is None:
        raise ValueError(f"no such service: {said['service']}")
    return take_ticket(
        place, service, door=Door.FRONT, actor=officer_actor(request.user.pk),
        priority=said["priority"], press=f"{open_.press[:60]}-n", head_count=said["head_count"],
        flag=said["flag"],
    )  # fmt: skip


def _route(request: OfficeRequest, ticket: Ticket) -> tuple[OfficeDesk | None, str]:
    """Where the visitor goes now, and why not where it was meant."""
    place, said = request.published, request.POST
    if ticket.state == State.CALLED and ticket.turn:
        return place.desk(ticket.turn.desk_id), ""
    wish = said.get("desk") or said.get("route") or ""
    if ticket.state != State.WAITING or wish == "wait":
        return None, ""
    desk = _desk_named(request, wish)
    if desk is None:
        row = rail(place, clock.now()).desk_for(ticket)
        desk = row.desk if row else None
    if desk is None:
        return None, ""
    try:
        send_to_desk(
            place, ticket, desk, officer_id=request.user.pk, reason=said.get("reason", "").strip()
        )
    except FAULTS as fault:
        return None, why_not(fault)
    return desk, ""


def _desk_named(request: OfficeRequest, number: str) -> OfficeDesk | None:
    return request.published.desk_by_number(whole(number))
