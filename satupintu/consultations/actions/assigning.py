"""Who deals with a consultation: taken, given, the oldest first to whoever is free, taken back."""

from datetime import datetime

from django.db.models import F, Q

from satupintu.consultations.actions.step import Faster, Refused
from satupintu.consultations.models import Consultation, Presence
from satupintu.consultations.queries.deadlines import laid_aside_before
from satupintu.consultations.workflow import OFFICE_OWES, OPEN
from satupintu.database.statements import change
from satupintu.journal.record import Act, act, passing
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published
from satupintu.people.subject_units import belongs, open_to
from satupintu.rules import clock
from satupintu.rules.uncut import uncut

LABEL_LONGEST, TOPIC_LONGEST = 30, 60  # signs
MOST_LABELS = 8


def assign(
    place: Published, case: Consultation, to: int | None, *, officer_id: int, was: int | None
) -> Consultation:
    """An officer takes it, or gives it to a colleague, or puts it back.

    `was` is who had it on the page that was pressed. Raises Faster when that is no longer so,
    Refused("not_in_unit") for somebody outside the subject unit at which it waits.
    """
    if to and case.unit is not None and not belongs(case.unit, to):
        raise Refused("not_in_unit")
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        had = Q(officer_id=was) if was else Q(officer=None)
        rows = Consultation.objects.filter(had, pk=case.pk, state__in=OPEN)
        if not rows.update(officer_id=to, assigned_at=doing.at if to else None):
            raise Faster(Consultation.objects.get(pk=case.pk))
        case.officer_id, case.assigned_at = to, doing.at if to else None
        doing.note("consultation.assign", case.subject, to=to, was=was)
    return case


def take_oldest(place: Published, *, officer_id: int, topics: list[str] | None = None) -> (
    Consultation | None
):  # fmt: skip
    """The one most pressing that nobody has, of these topics first; None when all are taken."""
    free = Consultation.objects.filter(
        Q(unit=None) | Q(unit__in=open_to(officer_id)),
        office=place.office,
        state__in=OFFICE_OWES,
        officer=None,
        merged_into=None,
    ).order_by(F("next_at").asc(nulls_last=True), "id")
    for rows in (free.filter(topic__in=topics or []), free):
        for case in rows[:5]:
            try:
                return assign(place, case, officer_id, officer_id=officer_id, was=None)
            except Faster:
                continue  # a colleague pressed at the same moment: the next one is as good
    return None


def take_back_from(place: Published, absent: int, *, officer_id: int) -> int:
    """What an absent officer had goes back to where colleagues see that nobody has it."""
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        rows = Consultation.objects.filter(
            office=place.office, officer_id=absent, state__in=OFFICE_OWES
        )
        pks = list(rows.values_list("pk", flat=True))
        for pk in pks:
            doing.note("consultation.assign", f"consultation:{pk}", to=None, was=absent)
        rows.update(officer_id=None, assigned_at=None)
    return len(pks)


def postpone(
    place: Published, case: Consultation, until: datetime | None, *, officer_id: int
) -> Consultation:
    """Laid aside in the list until a moment; the clock and the promise stay as they are.

    Raises Refused("past"), and Refused("after_due") for a moment that is not before it is due.
    """
    if until is not None and until <= clock.now():
        raise Refused("past")
    last = laid_aside_before(case)
    if until is not None and last is not None and until >= last:
        raise Refused("after_due")
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        Consultation.objects.filter(pk=case.pk).update(postponed_until=until)
        case.postponed_until = until
        doing.note("consultation.postpone", case.subject)
    return case


def label(
    place: Published, case: Consultation, labels: list[str], *, officer_id: int, topic: str = ""
) -> Consultation:
    """Labels and the topic, for finding and for who is given it.

    Raises TooLong, Refused("labels") when there are too many.
    """
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        sort(doing, case, labels, topic)
    return case


def sort(doing: Act, case: Consultation, labels: list[str], topic: str) -> None:
    """The same inside an act; without a topic it keeps the one that it has."""
    wanted = sorted({uncut(each, LABEL_LONGEST, "label") for each in labels if each.strip()})
    if len(wanted) > MOST_LABELS:
        raise Refused("labels")
    case.labels = wanted
    case.topic = uncut(topic, TOPIC_LONGEST, "topic") or case.topic
    case.save(update_fields=["labels", "topic"])
    doing.note("consultation.label", case.subject, count=len(case.labels))


def be_there(case: Consultation, *, officer_id: int, writing: bool) -> None:
    """An officer has it open, or writes in it (INB-8); colleagues see it for a minute."""
    at = clock.now()
    now = {"seen_at": at, "writing_at": at if writing else None}
    who = {"consultation_id": case.pk, "officer_id": officer_id}
    with passing():
        if not change(Presence, who, now):
            Presence.objects.bulk_create(
                [Presence(**who, **now)], update_conflicts=True, unique_fields=list(who),
                update_fields=list(now),
            )  # fmt: skip
