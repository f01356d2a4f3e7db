"""A consultation waits at a subject unit of the office, and comes back from there."""

from datetime import datetime

from satupintu.consultations.actions.moving import carry_promise, reasoned
from satupintu.consultations.actions.step import Refused, put_message, step
from satupintu.consultations.models import Author, Consultation, Handover, Kind
from satupintu.consultations.queries.case import colleagues
from satupintu.consultations.workflow import Event
from satupintu.journal.record import act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published
from satupintu.people.models import SubjectUnit


def pass_on(
    place: Published, case: Consultation, unit: SubjectUnit, *, officer_id: int, reason: str,
    promised_at: datetime | None = None, press: str = "",
) -> Handover:  # fmt: skip
    """A subject unit answers it: it waits there until one of the unit takes it.

    The promise is kept unless another time is given, and the user reads why. Raises
    Refused("same_unit"), "reason" without one, "past" for a promise that lies behind.
    """
    if unit.office_id != place.office.pk or case.unit_id == unit.pk:
        raise Refused("same_unit")
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        why = reasoned(doing, reason, promised_at)
        trace = Handover.objects.create(
            consultation=case, from_office=place.office, to_office=place.office, unit=unit,
            at=doing.at, by_id=officer_id, reason=why, due_before=case.due_at,
            promised_at=promised_at,
        )  # fmt: skip
        step(
            doing, case, Event.PASS, {"unit": unit.pk}, state_at=case.state_at, unit_id=unit.pk,
            officer_id=None, assigned_at=None, postponed_until=None,
        )  # fmt: skip
        carry_promise(doing, place, case, trace, unit.name)
        doing.press(press, case.subject)
    return trace


def give_back(place: Published, case: Consultation, *, officer_id: int, said: str) -> Consultation:
    """The unit gives it back to who handed it over, with a note that only officers read.

    Who has left meanwhile gets nothing: then nobody has it. Raises Refused("no_unit"), and
    "note" without a word on why or what was found.
    """
    if case.unit_id is None:
        raise Refused("no_unit")
    if not said.strip():
        raise Refused("note")
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        last = Handover.objects.filter(consultation=case, unit_id=case.unit_id).latest("pk")
        known = {each.pk for each in colleagues(place)}
        to = last.by_id if last.by_id in known else None
        step(
            doing, case, Event.RETURN, {"unit": case.unit_id, "to": to}, state_at=case.state_at,
            unit_id=None, officer_id=to, assigned_at=doing.at if to else None,
        )  # fmt: skip
        put_message(doing, case, Author.OFFICER, Kind.NOTE, said, officer_id=officer_id)
    return case
