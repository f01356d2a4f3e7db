"""What visitors thought, told in groups only: below five nothing is said (HP-13)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import TypeVar

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from satupintu.feedback.elements import NAMES
from satupintu.feedback.models import Rating
from satupintu.feedback.rated import Thing, key_of
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.walkin.queries.visits import ended_since

T = TypeVar("T")

CHANGEABLE = timedelta(hours=24)
JUST_ENDED = timedelta(minutes=90)
CODES_SHOWN = 12
FEWEST = 5  # in smaller groups somebody could tell whose answer it is


@dataclass(frozen=True)
class Satisfaction:
    """What some fives of visitors and askers thought, from 1 to 4."""

    count: int
    mean: float
    scores: dict[int, int]
    elements: dict[str, tuple[float, int]]  # mean, and of how many answers


@dataclass(frozen=True)
class Comments:
    """What five visitors and askers wrote in these days, in an order that tells nothing."""

    first: date
    last: date
    texts: list[str]


def satisfaction(office_id: int, year: int) -> Satisfaction | None:
    """How visits and consultations of a year were rated; None before there are five.

    Told in whole fives of ratings that cannot be changed any more: whoever looks again tomorrow
    learns of five more or of none, never of one (HP-13).
    """
    rows = _whole_fives(list(_settled(office_id, year).values_list("score", "elements")))
    if not rows:
        return None
    scores = [score for score, _ in rows]
    answers = {
        name: _whole_fives([elements[name] for _, elements in rows if name in elements])
        for name in NAMES
    }
    return Satisfaction(
        count=len(rows),
        mean=fmean(scores),
        scores=dict(Counter(scores)),
        elements={name: (fmean(given), len(given)) for name, given in answers.items() if given},
    )


def comments(office_id: int, year: int) -> list[Comments]:
    """What was written in a year, five by five, the newest first; in the same way."""
    rows = _settled(office_id, year).exclude(comment="").values_list("day", "comment")
    written = _whole_fives(list(rows))
    fives = [written[n : n + FEWEST] for n in range(0, len(written), FEWEST)]
    return [
        Comments(five[0][0], five[-1][0], sorted(text for _, text in five))
        for five in reversed(fives)
    ]


def slips_keyed(office_id: int, year: int) -> list[tuple[str, int]]:
    """Who keyed in how many slips of a year, most first: to be compared with the paper (HP-13).

    A count tells no answer; slips that came within the last day are not counted yet.
    """
    rows = _settled(office_id, year).filter(door=Rating.Door.SLIP).order_by()
    counted = rows.values_list("keyed_by__name").annotate(n=Count("pk"))
    return list(counted.order_by("-n", "keyed_by__name"))


def _whole_fives(rows: list[T]) -> list[T]:
    """The rows without those that are not five yet."""
    return rows[: len(rows) // FEWEST * FEWEST]


def rated_on(office_id: int, day: date) -> int | None:
    """How many ratings came on a day; None while fewer than five."""
    count = Rating.objects.filter(office_id=office_id, day=day).count()
    return count if count >= FEWEST else None


def _settled(office_id: int, year: int) -> QuerySet[Rating]:
    rows = Rating.objects.filter(office_id=office_id, day__year=year)
    return rows.filter(made_at__lt=clock.now() - CHANGEABLE).order_by("made_at", "pk")


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
