"""How the working days of the standard were kept lately, as the public page tells it (PUB-3)."""

from collections import defaultdict
from datetime import datetime
from itertools import pairwise

from django.db.models import Count, Q

from satupintu.consultations.models import Consultation, Pause, Round
from satupintu.consultations.workflow import State
from satupintu.offices.published import Published
from satupintu.rules.promise import LATELY, Kept, middle
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown

READ_MOST = 2000  # answers of which the middle is told


def kept_online(place: Published, now: datetime) -> Kept:
    """Answers of the last thirty days, and questions that are still owed beyond their day."""
    answered = Round.objects.filter(
        consultation__office=place.office, answered_at__gt=now - LATELY,
        within_standard__isnull=False,
    )  # fmt: skip
    counts = answered.aggregate(
        answered=Count("pk"), in_time=Count("pk", filter=Q(within_standard=True))
    )
    newest = answered.order_by("-id").values_list("pk", "complete_at", "answered_at")
    spans = {pk: (began, ended) for pk, began, ended in newest[:READ_MOST]}
    owed = Consultation.objects.filter(
        office=place.office, state=State.COMPLETE, due_at__lte=now
    ).count()
    return Kept(counts["answered"] + owed, counts["in_time"], _middle(place, spans))


def _middle(
    place: Published, spans: dict[int, tuple[datetime | None, datetime | None]]
) -> float | None:
    """The middle of the working time from clear and complete to the answer, without the pauses."""
    pauses: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    rows = Pause.objects.filter(round__in=spans).order_by("start")
    for pk, start, end in rows.values_list("round_id", "start", "end"):
        if end:
            pauses[pk].append((start, end))
    try:
        return middle(
            _worked(place, began, ended, pauses[pk])
            for pk, (began, ended) in spans.items()
            if began and ended
        )
    except (CalendarNotLoaded, HoursNotKnown):
        return None


def _worked(
    place: Published, began: datetime, ended: datetime, pauses: list[tuple[datetime, datetime]]
) -> float:
    marks = [began, *(at for pause in pauses for at in pause), ended]
    stretches = list(pairwise(marks))[::2]
    return sum(place.calendar.working_seconds(a, b) for a, b in stretches if a < b)
