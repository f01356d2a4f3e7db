"""The front office: one box finds everybody, the guest book is signed, the visitor sent on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from satupintu.people.access import OfficeRequest
from satupintu.people.names import has_identity_number
from satupintu.people.persons import search
from satupintu.rules import clock
from satupintu.walkin.actions.guest_book import has_open
from satupintu.walkin.codes import svg
from satupintu.walkin.pages.front_office_drawer import drawer, service_name, ticket_of
from satupintu.walkin.pages.front_office_form import NO_NUMBERS
from satupintu.walkin.pages.front_office_show import front_officers, shown
from satupintu.walkin.pages.front_office_sign import signed
from satupintu.walkin.queries.guest_book import means_a_ticket, tickets_meant, visits_of
from satupintu.walkin.queries.rail import rail
from satupintu.walkin.queries.slips import slip_of

FEWEST_SIGNS = 3
NO_SUCH_TICKET = gettext_lazy(
    "Tidak ada nomor itu hari ini. Periksa tulisannya, atau ketik nama tamu."
)


@front_officers
@require_GET
def front_office(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Nobody stands here yet: who waits, who is next, and the ways to begin."""
    return shown(request, None)


@front_officers
def guest_book(request: OfficeRequest, office_code: str, pk: int | None = None) -> HttpResponse:
    """The guest book of a ticket, or of a visitor without one: open it, look, or sign it."""
    ticket = ticket_of(request, pk) if pk else None
    if request.method == "POST" and request.POST.get("do") != "look":
        return signed(request, drawer(request, ticket, save=True))
    has_open(ticket, officer_id=request.user.pk)
    return shown(request, drawer(request, ticket))


@front_officers
@require_POST
def find(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Tickets and persons meant by what was typed; posted, so that no name is in an address."""
    text = request.POST.get("q", "").strip()
    context = {"text": text, "now": clock.now(), "place": request.published}
    if has_identity_number(text):
        context |= {"refused": NO_NUMBERS}
    else:
        tickets = tickets_meant(request.published, text)
        persons = [] if tickets or len(text) < FEWEST_SIGNS else search(request.office.pk, text)
        hits = [{"ticket": each, "service": service_name(request, each)} for each in tickets]
        context |= {"tickets": hits, "persons": persons, "visits": visits_of(persons)}
        context |= {"count_words": _count_words(len(tickets) + len(persons))}
        if means_a_ticket(text) and not (hits or persons):
            context |= {"refused": NO_SUCH_TICKET}
    return render(request, "walkin/front_office_found.html", context)


@front_officers
@require_GET
def front_office_rail(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Who waits and what the desks do, read again whenever something happens."""
    return _beside(request, "walkin/front_office_rail.html")


@front_officers
@require_GET
def front_office_panel(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The front office in a narrow column, for one officer who keeps a desk as well."""
    return _beside(request, "walkin/front_office_panel.html")


@front_officers
@require_GET
def ticket_slip(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """A number on paper, printed or printed again by an officer: the same words as the kiosk's."""
    slip = slip_of(ticket_of(request, pk), request.published)
    context = {"slip": slip, "qr": svg(slip.url) if slip.url else "", "width": 80}
    return render(request, "walkin/ticket_slip.html", context)


def _beside(request: OfficeRequest, template: str) -> HttpResponse:
    now = clock.now()
    context = {"rail": rail(request.published, now), "place": request.published, "now": now}
    return render(request, template, context)


def _count_words(count: int) -> str:
    if not count:
        return _("Tidak ada yang cocok. Tekan Enter untuk menulis tamu baru.")
    return ngettext("%(count)d kemungkinan cocok", "%(count)d kemungkinan cocok", count) % {
        "count": count
    }
