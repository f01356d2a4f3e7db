"""What the roster says about the desks of today: who will still come, and who goes early."""

from collections import defaultdict
from datetime import datetime

from satupintu.offices.published import Published
from satupintu.walkin.models import Shift

Stretches = list[tuple[datetime, datetime]]  # earliest first
Spans = dict[int, Stretches]  # by desk id


def planned_today(place: Published) -> Spans:
    """When each desk is planned to be manned today."""
    rows = Shift.objects.filter(office_id=place.office.pk, day=place.day, desk__isnull=False)
    found: Spans = defaultdict(list)
    for desk_id, starts, ends in rows.order_by("starts").values_list("desk_id", "starts", "ends"):
        begins = datetime.combine(place.day, starts, place.zone)
        found[desk_id].append((begins, datetime.combine(place.day, ends, place.zone)))
    return found


def goes_at(place: Published, spans: Stretches, now: datetime) -> datetime | None:
    """When the officer who sits there takes nobody any more; None until the office closes.

    Whoever works without being planned is not sent home by the roster.
    """
    end = None
    for starts, ends in spans:
        if starts <= (end or now) < ends:
            end = ends
    closing = place.calendar.closing(place.day)
    return end if end and closing and end < closing else None


def still_to_come(spans: Stretches, after: datetime) -> Stretches:
    """The planned stretches that begin later. One that should have begun is nobody's word."""
    return [(starts, ends) for starts, ends in spans if starts > after]
