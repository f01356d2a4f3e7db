"""What was begun and never sent is not kept for ever."""

from datetime import timedelta

from satupintu.consultations.models import Consultation
from satupintu.consultations.workflow import State
from satupintu.files.actions.deciding import remove_all
from satupintu.journal.record import act
from satupintu.offices.published import Published
from satupintu.rules import clock

KEPT = timedelta(days=30)
AT_ONCE = 200


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
