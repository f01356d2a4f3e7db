"""The number of a consultation: a series of the office and its year, drawn by one upsert."""

from datetime import datetime

from satupintu.journal.series import draw
from satupintu.offices.published import Published
from satupintu.rules import numbering


def next_number(place: Published, at: datetime) -> str:
    """The next number of the office's local year: K-2026-3300-00417; no gaps, no repeats."""
    period = numbering.year_period(place.local(at).date())
    nth = draw("consultations_consultationseries", office_id=place.office.pk, period=period)
    return f"K-{period}-{place.office.code}-{nth:05d}"
