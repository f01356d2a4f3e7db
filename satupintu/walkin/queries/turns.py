"""Turns of a day as they were recorded, with what was corrected; questions of correcting."""

from datetime import date, datetime, timedelta

from django.db.models import Q

from satupintu.walkin.models import Correction, Ending, Turn

MINUTE = timedelta(minutes=1)
SHOWN = 50


def overlapping(turn: Turn, begin: datetime, end: datetime) -> Turn | None:
    """Another turn of this desk, or of this visitor, at that time; less than a minute is none."""
    rows = (
        Turn.objects.filter(Q(desk_id=turn.desk_id) | Q(ticket_id=turn.ticket_id), day=turn.day)
        .filter(Q(ended_at=None) | Q(ended_at__gte=begin + MINUTE), called_at__lte=end - MINUTE)
        .exclude(ending=Ending.UNDONE)
        .exclude(pk=turn.pk)
    )
    return rows.select_related("ticket", "desk").order_by("called_at").first()


def turn_of(office_id: int, pk: int) -> Turn | None:
    """One turn of this office with everything its page shows."""
    rows = Turn.objects.filter(office_id=office_id, pk=pk)
    return rows.select_related("ticket", "desk", "officer", "service").first()


def turns_on(
    office_id: int, day: date, *, officer_id: int | None = None, before: int | None = None
) -> tuple[list[Turn], bool]:
    """The turns of a day, newest first, fifty at a time; and whether there are older ones."""
    rows = Turn.objects.filter(office_id=office_id, day=day).exclude(ending=Ending.UNDONE)
    if officer_id:
        rows = rows.filter(officer_id=officer_id)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.select_related("ticket", "desk", "officer").order_by("-id")[: SHOWN + 1])
    return found[:SHOWN], len(found) > SHOWN


def corrections_of(turn: Turn) -> list[Correction]:
    """What was corrected of a turn, oldest first, with who did it."""
    return list(Correction.objects.filter(turn=turn).select_related("by").order_by("id"))
