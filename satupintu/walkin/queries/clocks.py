"""The leaflet's ten minutes for everybody in line, reckoned from what really happened today."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from django.db.models import Exists, OuterRef

from satupintu.offices.published import Published
from satupintu.rules.walkin_clock import Finish, FreshDesk, InLine, WalkinClock, assign_clocks
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown
from satupintu.walkin.models import Duty, Ending, Ticket, Turn

COUNTED = (Ending.FINISHED, Ending.NO_SHOW, Ending.REFERRED)
# A call after which nobody sat down and no service ended: the place is as free as before it.
NOBODY_CAME = (Ending.UNDONE, Ending.POSTPONED, Ending.LEFT)


def clocks(place: Published, line: Sequence[Ticket]) -> dict[Hashable, WalkinClock | None]:
    """The clock of each waiting ticket, by its id; None while those before are being served.

    `line` is in calling order. Source: the standard's clause on time, service-standard "time".
    """
    if not line:
        return {}
    with suppress(CalendarNotLoaded, HoursNotKnown):  # nothing is measured by a guess
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
                limit_minutes=limits[ticket.service_id],
                **restart_of(ticket),
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
    return _assigned(place, up_to(ticket, line)).get(ticket.pk)


def restart_of(ticket: Ticket, returned: bool | None = None) -> dict[str, datetime | None]:
    """What started the ten minutes again: a referral, or more time and a return after a miss."""
    back = ticket.returned if returned is None else returned
    sent_on = ticket.referred and not back and not ticket.postponements
    return {"referred" if sent_on else "restarted": ticket.restarted_at}


def uncounted_finishes(place: Published) -> list[Turn]:
    """Today's finishes after which nobody has been called yet, earliest first."""
    rows = Turn.objects.filter(
        office_id=place.office.pk, day=place.day, ending__in=COUNTED, before=None
    )
    return list(rows.only("pk", "desk_id", "ended_at").order_by("ended_at", "id"))


def fresh_desks(place: Published) -> list[int]:
    """Desks that are open today and have not had a visitor yet."""
    used = Turn.objects.filter(desk=OuterRef("desk"), day=place.day).exclude(ending__in=NOBODY_CAME)
    rows = Duty.objects.filter(office_id=place.office.pk, day=place.day, until=None)
    return list(rows.filter(~Exists(used)).values_list("desk_id", flat=True))


def services_being_served(place: Published) -> set[int]:
    """The services of the desks at which somebody is, or to which somebody is on the way."""
    busy = Turn.objects.filter(office_id=place.office.pk, day=place.day, ended_at=None)
    return services_of(place, busy.values_list("desk_id", flat=True))


def services_of(place: Published, desk_ids: Iterable[int]) -> set[int]:
    """Every service that one of these desks serves."""
    wanted = set(desk_ids)
    return {pk for desk in place.desks if desk.id in wanted for pk in desk.services}


def up_to(ticket: Ticket, line: Sequence[Ticket]) -> list[Ticket]:
    """Those who are called before this ticket, and the ticket itself."""
    ahead = []
    for other in line:
        ahead.append(other)
        if other.pk == ticket.pk:
            break
    return ahead
