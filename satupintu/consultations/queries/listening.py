"""Who may listen to a consultation from outside, and what of it is theirs to hear."""

from collections.abc import Mapping
from typing import Any

from satupintu.consultations.models import Consultation, Kind
from satupintu.consultations.workflow import State

# Who takes a question, when it is laid aside, how it is labelled: nothing to the asker's page.
INSIDE = {f"consultation.{what}" for what in ("assign", "postpone", "label", "needs", "reckon")}


def thread_subject(office_code: str, token: str) -> str | None:
    """The consultation of this office whose asker's link this is; None for none that was sent."""
    rows = Consultation.objects.filter(token=token, office__code=office_code)
    found = rows.exclude(state=State.DRAFT).only("pk").first()
    return found.subject if found else None


def is_inside(event: str, facts: Mapping[str, Any]) -> bool:
    """Whether what happened is between officers only."""
    return event in INSIDE or facts.get("kind") == Kind.NOTE
