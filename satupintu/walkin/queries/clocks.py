"""The leaflet's ten minutes for everybody in line, reckoned from what really happened today."""

from collections.abc import Collection, Hashable, Sequence
from contextlib import suppress

from django.db.models import Exists, OuterRef

from satupintu.offices.published import Published
from satupintu.rules.service_clock import Finish, FreshDesk, InLine, WalkinClock, assign_clocks
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown
from satupintu.walkin.models import Duty, Ending, Ticket, Turn
from satupintu.walkin.workflow import State

COUNTED = (Ending.FINISHED, Ending.NO_SHOW, Ending.REFERRED)


def clocks(place: Published, line: Sequence[Ticket]) -> dict[Hashable, WalkinClock | None]:
    """The clock of each waiting ticket, by its id; None while those before are being served.

    `line` is in calling order. Source: the standard's clause on time, service-standard "time".
    """
    if not line:
        return {}
    with suppress(
        CalendarNotLoaded, HoursNotKnown
    ):  # nothing is measured by a guess
        return _assigned(place, line)
    return dict.fromkeys((ticket.pk for ticket in line), None)


def _assigned(place: Published, line: Sequence[Ticket]) -> dict[Hashable, WalkinClock | None]:
    return clocks_from(
        place, line, uncounted_finishes(place), fresh_desks(place), services_being_served(place)
    )


def clocks_from(
    place: Published, line: Sequence[Ticket], finishes: Sequence[Turn], fresh: Sequence[int],
    served: Collection[int],
) -> dict[Hashable, WalkinClock | None]:  # fmt: skip
    """The same from facts that are at hand: finishes not yet counted, desks without a visitor yet,
    services being served. Raises CalendarNotLoaded or HoursNotKnown where nothing can be measured.
    """
    codes = {service.id: service.code for service in place.services}
    limits = {service.id: service.limit_minutes for service in place.services}
    desks = {
        desk.id: frozenset(codes[pk] for pk in desk.services if pk in codes) for desk in place.desks
    }
    return assign_clocks(
        place.calendar,
        [
            InLine(
                ticket.pk,
                frozenset({codes[ticket.service_id]}),
                ticket.queued_at,
                ticket.restarted_at,
                limits[ticket.service_id],
            )
            for ticket in line
        ],
        [
            Finish(turn.desk_id, turn.ended_at, desks.get(turn.desk_id, frozenset()), turn.pk)
            for turn in finishes
            if turn.ended_at
        ],
        [FreshDesk(pk, desks.get(pk, frozenset())) for pk in fresh],
        frozenset(codes[pk] for pk in served if pk in codes),
    )


def clock_of(place: Published, ticket: Ticket, line: Sequence[Ticket]) -> WalkinClock | None:
    """The clock of one ticket, those ahead of it in calling order being served before.

    Raises CalendarNotLoaded or HoursNotKnown where nothing can be measured.
    """
    ahead = []
    for other in line:
        ahead.append(other)
        if other.pk == ticket.pk:
            break
    return _assigned(place, ahead).get(ticket.pk)


def uncounted_finishes(place: Published) -> list[Turn]:
    """Today's finishes after which nobody has been called yet, earliest first."""
    rows = Turn.objects.filter(
        office_id=place.office.pk, day=place.day, ending__in=COUNTED, before=None
    )
    return list(rows.only("pk", "desk_id", "ended_at").order_by("ended_at", "id"))


def fresh_desks(place: Published) -> list[int]:
    """Desks that are open today and have not had a visitor yet."""
    used = Turn.objects.filter(desk=OuterRef("desk"), day=place.day).exclude(ending=Ending.UNDONE)
    rows = Duty.objects.filter(office_id=place.office.pk, day=place.day, until=None)
    return list(rows.filter(~Exists(used)).values_list("desk_id", flat=True))


def services_being_served(place: Published) -> set[int]:
    """The services in which somebody is at a desk or on the way there."""
    busy = Ticket.objects.filter(
        office_id=place.office.pk, day=place.day,
        state__in=[State.CALLED, State.SERVING, State.OFFERED],
    )  # fmt: skip
    return set(busy.values_list("service_id", flat=True))
