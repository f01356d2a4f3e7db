"""What stands around a conversation: who has it open, who asked it before, what may be done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from satupintu.consultations.models import (
    CannedAnswer,
    Consultation,
    Draft,
    Handover,
    Kind,
    Message,
    Pause,
    Presence,
    Round,
)
from satupintu.consultations.workflow import State
from satupintu.journal.rows import read, stored
from satupintu.offices.prepared import Prepared
from satupintu.offices.published import Published
from satupintu.people.models import Role

STILL_THERE = timedelta(seconds=60)
STILL_WRITING = timedelta(seconds=30)
HISTORY = 5
# How often a person has come to the hall is known to a service that this one does not know; what
# stands above both fills this in: person's id → visits.
visits_of: list[Callable[[int], int]] = []


class Colleague(NamedTuple):
    """Somebody who answers consultations in the office."""

    pk: int
    name: str


class Unit(NamedTuple):
    """A subject unit of the office."""

    pk: int
    name: str


@dataclass(frozen=True)
class There:
    """A colleague who has it open."""

    name: str
    writes: bool


@dataclass(frozen=True)
class History:
    """What the office knows of an asker whose address is proved."""

    visits: int
    earlier: list[Consultation]


def case_of(place: Published, pk: int) -> Consultation | None:
    """The consultation with this id, if this office has it; drafts are the asker's alone."""
    return _case.first(office=place.office.pk, pk=pk)


def _case_rows(office: int, pk: int) -> QuerySet[Consultation]:
    rows = Consultation.objects.filter(office_id=office, pk=pk).exclude(state=State.DRAFT)
    return rows.select_related("officer", "person", "merged_into", "moved_from", "unit")[:1]


_case = Prepared(_case_rows, office=int, pk=int)


def trace_of(place: Published, pk: int) -> Handover | None:
    """What is left to read for the office that handed a consultation over."""
    rows = Handover.objects.filter(from_office=place.office, consultation_id=pk)
    return rows.select_related("consultation", "to_office", "by").order_by("-id").first()


def colleagues(place: Published) -> list[Colleague]:
    """Who answers consultations in this office today."""
    day = stored(place.day)
    return [Colleague(*row) for row in read(_COLLEAGUES, [place.office.pk, day, day])]


_COLLEAGUES = (
    "SELECT DISTINCT o.id, o.name FROM people_officer o "
    "JOIN people_assignment a ON a.officer_id = o.id "
    "WHERE a.office_id = %s AND a.since <= %s AND (a.until IS NULL OR a.until >= %s) "
    f"AND a.role IN ('{Role.CONSULTANT}', '{Role.SUPERVISOR}') AND o.is_active ORDER BY o.name"
)


def units(place: Published) -> list[Unit]:
    """The subject units that the office has today, by name."""
    day = stored(place.day)
    return [Unit(*row) for row in read(_UNITS, [place.office.pk, day, day])]


_UNITS = (
    "SELECT id, name FROM people_subjectunit WHERE office_id = %s AND since <= %s "
    "AND (until IS NULL OR until >= %s) ORDER BY name, id"
)


def others_there(case: Consultation, officer_id: int, at: datetime) -> list[There]:
    """Colleagues who have it open now, and who of them writes (INB-8)."""
    rows = Presence.objects.filter(consultation=case, seen_at__gt=at - STILL_THERE)
    rows = rows.exclude(officer_id=officer_id).select_related("officer").order_by("officer__name")
    return [
        There(row.officer.name, bool(row.writing_at and row.writing_at > at - STILL_WRITING))
        for row in rows
    ]


def draft_of(case: Consultation, officer_id: int) -> Draft | None:
    """What this officer began to write."""
    return Draft.objects.filter(consultation=case, officer_id=officer_id).first()


def history_of(place: Published, case: Consultation) -> History:
    """Visits and earlier consultations of the asker; nothing while the address is not proved.

    A mistyped address must not show a stranger's history.
    """
    person = case.person
    if person is None or case.email_confirmed_at is None:
        return History(0, [])
    rows = others_of(place, case).order_by("-id")[:HISTORY]
    return History(sum(ask(person.pk) for ask in visits_of), list(rows))


def others_of(place: Published, case: Consultation) -> QuerySet[Consultation]:
    """Other consultations of the same proved person in this office."""
    if case.person_id is None or case.email_confirmed_at is None:
        return Consultation.objects.none()
    rows = Consultation.objects.filter(office=place.office, person_id=case.person_id)
    rows = rows.filter(email_confirmed_at__isnull=False)
    return rows.exclude(pk=case.pk).exclude(state=State.DRAFT)


def canned_of(place: Published) -> QuerySet[CannedAnswer]:
    """The office's texts for using again, the most used first."""
    rows = CannedAnswer.objects.filter(office=place.office, retired_at=None)
    return rows.select_related("by").order_by("-uses", "shortcut")


def last_answer(case: Consultation) -> Message | None:
    """The newest answer that was given and not taken back."""
    rows = Message.objects.filter(consultation=case, kind__in=[Kind.ANSWER, Kind.CORRECTION])
    return rows.filter(undone_at=None).order_by("-n").first()


def message_of(case: Consultation, pk: int) -> Message | None:
    """A message of this consultation by its id."""
    return Message.objects.filter(consultation=case, pk=pk).select_related("consultation").first()


def open_pause(case: Consultation) -> Pause | None:
    """What is waited for from the user, if anything."""
    return Pause.objects.filter(round__consultation=case, end=None).first()


def started_alone(place: Published) -> list[Consultation]:
    """Open ones whose clock began by itself because nobody examined them in time."""
    rows = Consultation.objects.filter(
        office=place.office, state=State.COMPLETE, next_at__isnull=False,
        clock_rounds__by_itself=True, clock_rounds__answered_at=None,
    )  # fmt: skip
    return list(rows.only("number").order_by("next_at")[:10])


def rounds_of(case: Consultation) -> list[Round]:
    """Every question of it with its clock."""
    return list(case.clock_rounds.select_related("examined_by").order_by("n"))
