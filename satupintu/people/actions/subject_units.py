"""An office decides which subject units it has, what they answer and who belongs to them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction

from satupintu.offices import acts
from satupintu.offices.models import Office
from satupintu.people.models import SubjectUnit
from satupintu.rules import clock


class NameTaken(Exception):
    """The office has a unit of this name already."""


@dataclass(frozen=True)
class Unit:
    """What is decided of a unit; `members` are ids of officers, none for everybody."""

    name: str
    topics: Collection[str] = ()
    members: Collection[int] = ()


def set_up(office: Office, told: Unit, *, by: int) -> SubjectUnit:
    """A unit more, from today on. Raises NameTaken."""
    with acts.act(office.pk, acts.officer(by)) as doing:
        today = doing.at.astimezone(clock.ZONES[office.zone]).date()
        unit = SubjectUnit(office=office, name=told.name, topics=list(told.topics), since=today)
        _keep(unit, told)
        doing.note("unit.added", f"unit:{unit.pk}", joined=sorted(told.members))
    return unit


def change(unit: SubjectUnit, told: Unit, *, by: int) -> None:
    """From today on the unit answers other topics, has other members or another name.

    What it was until yesterday stays as a row of its own; what waits with it goes on waiting.
    Raises NameTaken.
    """
    with acts.act(unit.office_id, acts.officer(by)) as doing:
        changes = _changes(unit, told)
        if not changes:
            return
        today = doing.at.astimezone(clock.ZONES[unit.office.zone]).date()
        if unit.since < today:
            past = SubjectUnit.objects.create(
                office=unit.office, name=unit.name, topics=unit.topics, since=unit.since,
                until=today - timedelta(days=1),
            )  # fmt: skip
            past.members.set(unit.members.all())
            unit.since = today
        unit.name, unit.topics = told.name, list(told.topics)
        _keep(unit, told)
        doing.note("unit.changed", f"unit:{unit.pk}", **changes)


def end(unit: SubjectUnit, *, by: int) -> None:
    """The unit is there until yesterday; what waits with it can be taken by every consultant."""
    with acts.act(unit.office_id, acts.officer(by)) as doing:
        today = doing.at.astimezone(clock.ZONES[unit.office.zone]).date()
        rows = SubjectUnit.objects.filter(pk=unit.pk, until=None)
        if rows.update(until=today - timedelta(days=1)):
            doing.note("unit.ended", f"unit:{unit.pk}")


def _changes(unit: SubjectUnit, told: Unit) -> dict[str, Any]:
    """What becomes different, as the journal tells it; members by their ids."""
    were, are = set(unit.members.values_list("pk", flat=True)), set(told.members)
    return {
        **({"name": told.name} if told.name != unit.name else {}),
        **({"topics": list(told.topics)} if list(told.topics) != unit.topics else {}),
        **({"joined": sorted(are - were)} if are - were else {}),
        **({"left": sorted(were - are)} if were - are else {}),
    }


def _keep(unit: SubjectUnit, told: Unit) -> None:
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError:
        raise NameTaken(told.name) from None
    unit.members.set(told.members)
