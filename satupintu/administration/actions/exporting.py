"""Somebody takes the list of changes away; that is a change worth knowing too."""

from satupintu.journal.record import act, officer
from satupintu.offices.models import Office
from satupintu.people.models import Officer


def exported(office: Office, rows: int, *, by: Officer) -> None:
    """So many lines of the audit were downloaded."""
    with act(office.pk, officer(by.pk)) as doing:
        doing.note("audit.exported", "audit", rows=rows)
