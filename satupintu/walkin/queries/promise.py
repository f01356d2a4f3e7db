"""How the ten minutes of the standard were kept lately, as the public page tells it (PUB-3)."""

from django.db.models import Count, Q

from satupintu.offices.published import Published
from satupintu.rules.promise import LATELY, Kept
from satupintu.walkin.models import Turn


def kept_at_desks(place: Published) -> Kept:
    """Services begun in the last thirty days whose ten minutes could be measured."""
    turns = Turn.objects.filter(
        office_id=place.office.pk, day__gt=place.day - LATELY, within_standard__isnull=False
    )
    found = turns.aggregate(total=Count("pk"), in_time=Count("pk", Q(within_standard=True)))
    return Kept(**found)
