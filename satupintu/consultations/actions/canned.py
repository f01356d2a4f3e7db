"""Texts that officers use again are written, looked over, counted and put away."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from satupintu.consultations.actions.step import Refused
from satupintu.consultations.models import CannedAnswer
from satupintu.journal.record import act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published


@dataclass(frozen=True)
class Text:
    """A canned answer as it was written."""

    shortcut: str
    title: str
    text: str
    topic: str
    check_by: date


def keep(
    place: Published, text: Text, *, officer_id: int, old: CannedAnswer | None = None
) -> CannedAnswer:
    """Written for the first time, or changed; either way somebody has just found it true.

    Raises Refused("check_past") when it was to be looked over again before today,
    Refused("shortcut_taken") when another text of the office has the shortcut.
    """
    if text.check_by < place.day:
        raise Refused("check_past")
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        taken = CannedAnswer.objects.filter(
            office=place.office, shortcut=text.shortcut, retired_at=None
        )
        if taken.exclude(pk=old.pk if old else 0).exists():
            raise Refused("shortcut_taken")
        row = old or CannedAnswer(office=place.office)
        row.shortcut, row.title, row.text = text.shortcut, text.title, text.text
        row.topic, row.check_by, row.checked_on = text.topic, text.check_by, place.day
        row.by_id = officer_id
        row.save()
        doing.note("canned.keep", f"canned:{row.pk}")
    return row


def retire(place: Published, row: CannedAnswer, *, officer_id: int) -> None:
    """Nobody is offered it any more."""
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        CannedAnswer.objects.filter(pk=row.pk, retired_at=None).update(retired_at=doing.at)
        doing.note("canned.retire", f"canned:{row.pk}")


def used(place: Published, pks: list[int]) -> None:
    """They were put into a message that was sent."""
    if pks:
        with act(place.office.pk):
            rows = CannedAnswer.objects.filter(office=place.office, pk__in=pks)
            rows.update(uses=F("uses") + 1)
