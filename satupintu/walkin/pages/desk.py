"""The console of one desk: who is here, who is next, the clock, the next legal act."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from satupintu.catalogue.data_needs import lists, rows_kept
from satupintu.offices.published import OfficeDesk
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.walkin.models import Turn
from satupintu.walkin.pages.desk_console import console, may
from satupintu.walkin.queries.at_desk import entry_of
from satupintu.walkin.queries.desk import current, duty_at
from satupintu.walkin.queries.shelf import shown_elsewhere


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@never_cache
def desk(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """The whole console; a desk that is closed or somebody else's shows how to open it."""
    place = asked_desk(request, number)
    duty = duty_at(request.published, place)
    if not (duty and duty.officer_id == request.user.pk):
        shown = {"desk": place, "duty": duty, **may(request)}
        shown["turn"] = current(request.published, place) if shown["supervisor"] else None
        return render(request, "walkin/desk_closed.html", shown)
    return render(request, "walkin/desk.html", console(request, place, duty))


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@never_cache
def desk_parts(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """What changes by itself while the console is open, in one answer for all its parts."""
    place = asked_desk(request, number)
    duty = duty_at(request.published, place)
    if not (duty and duty.officer_id == request.user.pk):
        return render(request, "walkin/desk_gone.html", {"desk": place, "duty": duty})
    return render(request, "walkin/desk_parts.html", console(request, place, duty))


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@never_cache
def desk_visitor(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """What the visitor may see on a second screen: the tables of this visit, nothing personal."""
    place = asked_desk(request, number)
    turn = current(request.published, place)
    needs = rows_kept(turn.data_needs.order_by("id")) if turn and turn.started_at else []
    shown = {"desk": place, "turn": turn, "needs": needs, **lists()}
    return render(request, "walkin/desk_visitor.html", shown)


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@never_cache
def desk_summary(
    request: OfficeRequest, office_code: str, number: int, turn_id: int
) -> HttpResponse:
    """The visit on one A4 sheet for the visitor: what was asked, what was given."""
    place = asked_desk(request, number)
    rows = Turn.objects.filter(pk=turn_id, desk_id=place.id, started_at__isnull=False)
    turn = rows.select_related("ticket__entry__person", "officer").first()
    mine = turn is not None and turn.officer_id == request.user.pk
    if turn is None or not (mine or Role.SUPERVISOR in request.roles):
        raise Http404
    service = request.published.service_by_id(turn.service_id)
    return render(
        request, "walkin/desk_summary.html",
        {"desk": place, "turn": turn, "entry": entry_of(turn.ticket), "service": service,
         "needs": rows_kept(turn.data_needs.order_by("id")), "zone": request.published.zone,
         "elsewhere": shown_elsewhere(turn.ticket), **lists()},
    )  # fmt: skip


def asked_desk(request: OfficeRequest, number: int) -> OfficeDesk:
    """The desk of the address, 404 when the office has none of that number."""
    found = request.published.desk_by_number(number)
    if found is None:
        raise Http404
    return found


def to_desk(request: OfficeRequest, number: int) -> HttpResponse:
    """Back to the console after an act."""
    return redirect("desk", request.office.code, number)
