"""What is not kept for ever: drafts, and words, names and contacts of what ended long ago."""

from collections.abc import Collection
from datetime import datetime, time, timedelta

from django.db.models import Q

from satupintu.appointments.actions import forget_words
from satupintu.consultations.models import (
    Consultation,
    Draft,
    Handover,
    Message,
    MessageWords,
    Pause,
    Presence,
    PublicAnswer,
    Round,
)
from satupintu.consultations.ports import erased
from satupintu.consultations.workflow import OPEN, State
from satupintu.files.actions.deciding import remove_all
from satupintu.journal.record import Act, act, passing
from satupintu.offices.published import Published
from satupintu.offices.retention import first_kept, nothing_left
from satupintu.outbox.actions import forget_subjects
from satupintu.people.models import Person
from satupintu.people.persons import unreferred
from satupintu.rules import clock

KEPT = timedelta(days=30)
LOOKED = timedelta(hours=1)
AT_ONCE = 200
MONTHS = "consultation_months"  # the decision of the office


class QuestionOpen(Exception):
    """Something is still owed or waited for: it is answered or withdrawn first."""

    def __init__(self, numbers: list[str]) -> None:
        super().__init__(", ".join(numbers))
        self.numbers = numbers


def forget_drafts(place: Published) -> int:
    """Questions that were written and not sent go after thirty days, with their files; how many."""
    old = Consultation.objects.filter(
        office=place.office, state=State.DRAFT, created_at__lt=clock.now() - KEPT
    )
    drafts = list(old.order_by("pk")[:AT_ONCE])
    for draft in drafts:
        with act(place.office.pk) as doing:
            remove_all(doing, draft.subject, "retention")
            gone, _ = Consultation.objects.filter(pk=draft.pk, state=State.DRAFT).delete()
            if gone:
                doing.note("consultation.forget_draft", draft.subject)
    return len(drafts)


def forget_closed(place: Published) -> int:
    """Words, names and contacts of consultations closed before the office's months go; how many.

    Asked by the worker, a part at a time.
    """
    first = first_kept(place, MONTHS)
    if first is None:
        return 0
    before = datetime.combine(first, time(0), place.zone)
    old = Consultation.objects.filter(
        office=place.office, erased_at=None, closed_at__lt=before, merged_into=None
    )
    pks = list(old.order_by("closed_at").values_list("pk", flat=True)[:AT_ONCE])
    if not pks:
        nothing_left(place, MONTHS)
        return 0
    with act(place.office.pk) as doing:
        return erase(doing, pks, "retention")


def erase_of_people(doing: Act, place: Published, people: Collection[int], email: str) -> int:
    """All that these persons asked the office is erased; how many consultations.

    What another office answers by now is erased with it: there nobody knows the person.
    Drafts go with it: they belong to nobody yet and are known by the address written in them.
    Raises QuestionOpen while a question is open.
    """
    theirs = Consultation.objects.filter(person_id__in=people)
    waiting = theirs.filter(state__in=OPEN).order_by("pk").values_list("number", flat=True)
    if numbers := [number or "" for number in waiting]:
        raise QuestionOpen(numbers)
    written = Consultation.objects.filter(office=place.office, state=State.DRAFT, email=email)
    for draft in written:
        remove_all(doing, draft.subject, "person")
    written.delete()
    closed = theirs.filter(erased_at=None).values_list("pk", flat=True)
    return erase(doing, list(closed), "person") if closed else 0


def erase(doing: Act, pks: list[int], reason: str) -> int:
    """What names somebody is taken out; numbers, moments, clocks, kinds and counts stay.

    A public answer stays: it is a redacted copy that its asker allowed and a second reader read;
    a copy that nobody published goes. The journal stays as it is, since it never held a word.
    """
    rows = Consultation.objects.filter(pk__in=_with_merged(pks), erased_at=None)
    cases = list(rows.select_for_update().order_by("pk"))
    subjects = [case.subject for case in cases]
    for subject in subjects:
        remove_all(doing, subject, reason)
    of_these = Q(consultation__in=cases)
    MessageWords.objects.filter(message__consultation__in=cases).delete()
    Message.objects.filter(of_these).update(text="")
    Draft.objects.filter(of_these).delete()
    Handover.objects.filter(of_these).update(reason="")
    Round.objects.filter(of_these).update(promise_reason="")
    Pause.objects.filter(round__consultation__in=cases).update(reason="")
    PublicAnswer.objects.filter(of_these).exclude(state=PublicAnswer.State.PUBLISHED).delete()
    forget_words(subjects)
    forget_subjects(subjects)
    people = {case.person_id for case in cases if case.person_id}
    rows.update(
        name="", email="", phone="", title="", question="", trail={}, labels=[], closing_note="",
        region="", years="", visit="", person=None, erased_at=doing.at,
    )  # fmt: skip
    for follow in erased:
        follow(doing, [case.pk for case in cases])
    if reason == "retention":
        unreferred(Person.objects.filter(pk__in=people)).delete()
    doing.note("consultation.erase", f"office:{doing.office_id}", rows=len(cases), reason=reason)
    return len(cases)


def _with_merged(pks: Collection[int]) -> set[int]:
    """These, what became part of them, and what had become part of that before."""
    found, newer = set(pks), set(pks)
    while newer:
        rows = Consultation.objects.filter(merged_into_id__in=newer)
        newer = set(rows.values_list("pk", flat=True)) - found
        found |= newer
    return found


def forget_presence() -> int:
    """Who looked at what an hour ago is nobody's business any more; how many."""
    old = Presence.objects.filter(seen_at__lt=clock.now() - LOOKED)
    if not old.exists():
        return 0
    with passing():
        return old.delete()[0]
