"""Numbers printed on paper, for hours without power or server, and what became of them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count

from satupintu.offices.published import Published, published
from satupintu.walkin.models import Door, GuestBookEntry, Ticket, Turn
from satupintu.walkin.queries.clocks import COUNTED
from satupintu.walkin.workflow import State

AHEAD_DAYS = 14


def place_on(place: Published, day: date) -> Published:
    """The office as published on another day: its series, hours and limits of then."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=place.zone)
    return place if day == place.day else published(place.office.code, noon)


def slips(place: Published, day: date, service_id: int) -> list[Ticket]:
    """The printed numbers of a service and day that nobody has keyed in yet."""
    rows = Ticket.objects.filter(
        office_id=place.office.pk,
        day=day,
        door=Door.PAPER,
        state=State.LEASED,
        service_id=service_id,
    )
    return list(rows.order_by("number"))


def printed(place: Published) -> list[dict[str, Any]]:
    """Per day and service: how many printed numbers are still unused, oldest day first."""
    rows = Ticket.objects.filter(office_id=place.office.pk, door=Door.PAPER, state=State.LEASED)
    counted = (
        rows.values("day", "service_id").annotate(unused=Count("id")).order_by("day", "service_id")
    )
    return [{**row, "service": place.service_by_id(row["service_id"])} for row in counted]


def slip_by_code(place: Published, day: date, code: str) -> Ticket | None:
    """The number of that day with this code, whatever became of it."""
    rows = Ticket.objects.filter(office_id=place.office.pk, day=day, code=code)
    return rows.order_by("-id").first()


def copied(place: Published, most: int = 20) -> list[GuestBookEntry]:
    """Visits keyed in from paper in the last two weeks, newest first."""
    rows = GuestBookEntry.objects.filter(
        office_id=place.office.pk, copied_from_paper=True,
        day__gte=place.day - timedelta(days=AHEAD_DAYS),
    )  # fmt: skip
    return list(rows.select_related("ticket").order_by("-id")[:most])


def finish_before(turn: Turn, desks: list[int]) -> Turn | None:
    """The earliest finish at such a desk before this call, not yet counted for anybody."""
    rows = Turn.objects.filter(
        office_id=turn.office_id, day=turn.day, desk_id__in=desks, ending__in=COUNTED, before=None,
        ended_at__lte=turn.called_at,
    )  # fmt: skip
    return rows.order_by("ended_at", "id").first()
