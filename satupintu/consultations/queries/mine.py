"""The consultations of one asker."""

from collections.abc import Sequence

from django.db.models import Q

from satupintu.consultations.models import Consultation
from satupintu.consultations.queries.as_shown import states_shown
from satupintu.consultations.workflow import State

NEWEST = 50


def mine(
    office_id: int, account_id: int | None, asked: Sequence[int] = (), proved: Sequence[int] = ()
) -> list[Consultation]:
    """Those of the account and those of this browser that are nobody else's, newest first."""
    whose = Q(pk__in=list(proved)) | Q(pk__in=list(asked), email_confirmed_at=None)
    if account_id is not None:
        whose |= Q(person__account_id=account_id)
    rows = Consultation.objects.filter(whose, office_id=office_id, erased_at=None)
    return states_shown(rows.exclude(state=State.DRAFT).order_by("-pk")[:NEWEST])
