"""How long answers usually take, from those that were given lately."""

from statistics import median_high

from satupintu.consultations.models import Round
from satupintu.consultations.queries.deadlines import working_days_since
from satupintu.offices.published import Published
from satupintu.rules.working_time import CalendarNotLoaded

LATELY = 60  # answers
ENOUGH = 5


def usual_days(place: Published) -> int | None:
    """The middle number of working days from clear and complete to the answer; None for few."""
    rows = Round.objects.filter(
        consultation__office=place.office, answered_at__isnull=False, complete_at__isnull=False
    )
    spans = rows.order_by("-id").values_list("complete_at", "answered_at")[:LATELY]
    try:
        days = [
            working_days_since(place, began, ended) for began, ended in spans if began and ended
        ]
    except CalendarNotLoaded:
        return None
    return max(1, median_high(days)) if len(days) >= ENOUGH else None
