"""What stands around a conversation: who has it open, who asked it before, what may be done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from satupintu.consultations.models import (
    CannedAnswer,
    Consultation,
    DataNeed,
    Draft,
    Handover,
    Kind,
    Message,
    Pause,
)
from satupintu.consultations.workflow import State
from satupintu.database.prepared import Prepared
from satupintu.database.statements import moment, read, stored
from satupintu.offices.published import Published
from satupintu.people.models import Role
from satupintu.people.queries import Serving, serving
from satupintu.people.subject_units import units_read

STILL_THERE = timedelta(seconds=60)
STILL_WRITING = timedelta(seconds=30)
HISTORY, AT_HAND = 5, 40
ANSWERING = (Role.CONSULTANT, Role.SUPERVISOR)  # to whom conversations are open
# How often a person has come to the hall is known to a service that this one does not know; what
# stands above both fills this in: person's id → visits.
visits_of: list[Callable[[int], int]] = []


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


def colleagues(place: Published) -> list[Serving]:
    """Who answers consultations in this office today."""
    return serving(place.office.pk, place.day, ANSWERING)


def units(place: Published) -> list[Unit]:
    """The subject units that the office has today, by name."""
    return [Unit(each.pk, each.name) for each in units_read(place.office.pk, place.day)]


def others_there(case: Consultation, officer_id: int, at: datetime) -> list[There]:
    """Colleagues who have it open now, and who of them writes (INB-8)."""
    rows = read(_THERE, [case.pk, stored(at - STILL_THERE), officer_id])
    return [
        There(name, bool((begun := moment(writing)) and begun > at - STILL_WRITING))
        for name, writing in rows
    ]


_THERE = (
    "SELECT o.name, p.writing_at FROM consultations_presence p "
    "JOIN people_officer o ON o.id = p.officer_id "
    "WHERE p.consultation_id = %s AND p.seen_at > %s AND p.officer_id <> %s ORDER BY o.name"
)


def draft_of(case: Consultation, officer_id: int) -> Draft | None:
    """What this officer began to write here, else in what has become part of it since."""
    return _draft.first(case=case.pk, officer=officer_id)


def _drafts(case: int, officer: int) -> QuerySet[Draft]:
    here = Q(consultation_id=case) | Q(consultation__merged_into_id=case)
    own_first = F("consultation__merged_into").asc(nulls_first=True)
    return Draft.objects.filter(here, officer_id=officer).order_by(own_first)[:1]


_draft = Prepared(_drafts, case=int, officer=int)


def history_of(place: Published, case: Consultation) -> History:
    """Visits and earlier consultations of the asker; nothing while the address is not proved.

    A mistyped address must not show a stranger's history.
    """
    person = case.person
    if person is None or case.email_confirmed_at is None:
        return History(0, [])
    earlier = _earlier.rows(office=place.office.pk, person=person.pk, but=case.pk)
    return History(sum(ask(person.pk) for ask in visits_of), earlier)


def others_of(place: Published, case: Consultation) -> QuerySet[Consultation]:
    """Other consultations of the same proved person in this office."""
    if case.person_id is None or case.email_confirmed_at is None:
        return Consultation.objects.none()
    return _of_person(place.office.pk, case.person_id, case.pk)


def _of_person(office: int, person: int, but: int) -> QuerySet[Consultation]:
    rows = Consultation.objects.filter(office_id=office, person_id=person)
    rows = rows.filter(email_confirmed_at__isnull=False)
    return rows.exclude(pk=but).exclude(state=State.DRAFT)


def _earlier_rows(office: int, person: int, but: int) -> QuerySet[Consultation]:
    rows = _of_person(office, person, but).only("number", "title", "state")
    return rows.order_by("-id")[:HISTORY]


_earlier = Prepared(_earlier_rows, office=int, person=int, but=int)


def canned_of(place: Published) -> QuerySet[CannedAnswer]:
    """The office's texts for using again, the most used first."""
    rows = CannedAnswer.objects.filter(office=place.office, retired_at=None)
    return rows.select_related("by").order_by("-uses", "shortcut")


def canned_at_hand(place: Published) -> list[CannedAnswer]:
    """Those that stand beside a conversation."""
    return _canned.rows(office=place.office.pk)


def _canned_rows(office: int) -> QuerySet[CannedAnswer]:
    rows = CannedAnswer.objects.filter(office_id=office, retired_at=None)
    return rows.order_by("-uses", "shortcut")[:AT_HAND]


_canned = Prepared(_canned_rows, office=int)


def last_answer(case: Consultation) -> Message | None:
    """The newest answer that was given and not taken back."""
    rows = Message.objects.filter(consultation=case, kind__in=[Kind.ANSWER, Kind.CORRECTION])
    return rows.filter(undone_at=None).select_related("officer").order_by("-n").first()


def served_by(case: Consultation) -> str:
    """The name of who answered; of who had it, when nobody did. "" for nobody at all."""
    given = last_answer(case)
    officer = given.officer if given and given.officer else case.officer
    return officer.name if officer else ""


def message_of(case: Consultation, pk: int) -> Message | None:
    """A message of this consultation by its id."""
    return Message.objects.filter(consultation=case, pk=pk).select_related("consultation").first()


def open_pause(case: Consultation) -> Pause | None:
    """What is waited for from the user, if anything."""
    return _pause.first(case=case.pk)


def _open_pauses(case: int) -> QuerySet[Pause]:
    return Pause.objects.filter(round__consultation_id=case, end=None)[:1]


_pause = Prepared(_open_pauses, case=int)


def needs_of(case: Consultation) -> list[DataNeed]:
    """What data it asks for, row by row."""
    return _needs.rows(case=case.pk)


def _need_rows(case: int) -> QuerySet[DataNeed]:
    return DataNeed.objects.filter(consultation_id=case).order_by("id")


_needs = Prepared(_need_rows, case=int)


def started_alone(place: Published) -> list[Consultation]:
    """Open ones whose clock began by itself because nobody examined them in time."""
    rows = Consultation.objects.filter(
        office=place.office, state=State.COMPLETE, next_at__isnull=False,
        clock_rounds__by_itself=True, clock_rounds__answered_at=None,
    )  # fmt: skip
    return list(rows.only("number").order_by("next_at")[:10])
