"""What visitors thought, told in groups only: below five nothing is said (HP-13)."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import fmean

from django.db.models import Count
from django.db.models.functions import TruncMonth

from satupintu.feedback.elements import NAMES
from satupintu.feedback.models import Rating
from satupintu.feedback.rated import Thing, key_of
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.walkin.queries.visits import ended_since

JUST_ENDED = timedelta(minutes=90)
CODES_SHOWN = 12
FEWEST = 5  # in smaller groups somebody could tell whose answer it is


@dataclass(frozen=True)
class Satisfaction:
    """Ratings of a period. All None and empty while there are fewer than five."""

    count: int | None = None
    mean: float | None = None
    scores: dict[int, int] = field(default_factory=dict)
    elements: dict[str, float] = field(default_factory=dict)  # means, of five answers or more each

    @property
    def enough(self) -> bool:
        """Whether anything may be said."""
        return self.count is not None


def satisfaction(office_id: int, first: date, last: date) -> Satisfaction:
    """How visits and consultations of these days were rated, in groups of five and more."""
    rows = Rating.objects.filter(office_id=office_id, day__range=(first, last))
    found = list(rows.values_list("score", "elements"))
    if len(found) < FEWEST:
        return Satisfaction()
    answers: dict[str, list[int]] = {name: [] for name in NAMES}
    for _, elements in found:
        for name in NAMES & set(elements):
            answers[name].append(elements[name])
    return Satisfaction(
        count=len(found),
        mean=fmean(score for score, _ in found),
        scores=dict(Counter(score for score, _ in found)),
        elements={name: fmean(given) for name, given in answers.items() if len(given) >= FEWEST},
    )


def comments(office_id: int, first: date, last: date) -> list[str]:
    """What visitors wrote, in an order that tells nothing; nothing while fewer than five wrote."""
    rows = Rating.objects.filter(office_id=office_id, day__range=(first, last)).exclude(comment="")
    texts = sorted(rows.values_list("comment", flat=True))
    random.Random(f"{first}{last}{len(texts)}").shuffle(texts)
    return texts if len(texts) >= FEWEST else []


def rating_of(thing: Thing) -> Rating | None:
    """What this very visitor or asker answered, for their own page only."""
    return Rating.objects.filter(**key_of(thing)).first()


def ended_unrated(place: Published) -> list[str]:
    """Numbers whose visit ended just now and that nobody rated yet, to be touched at the kiosk."""
    rated = set(
        Rating.objects.filter(office_id=place.office.pk, day=place.day).values_list(
            "ticket_id", flat=True
        )
    )
    ended = ended_since(place, clock.now() - JUST_ENDED)
    return [visit.code for visit in ended if visit.id not in rated][:CODES_SHOWN]


def counts_by_month(office_id: int, year: int) -> dict[tuple[int, int], int | None]:
    """How many visits were rated in each month that has ratings; None while fewer than five."""
    rows = Rating.objects.filter(office_id=office_id, day__year=year)
    counted = rows.annotate(month=TruncMonth("day")).values_list("month").annotate(n=Count("id"))
    return {
        (month.year, month.month): n if n >= FEWEST else None for month, n in counted.order_by()
    }
