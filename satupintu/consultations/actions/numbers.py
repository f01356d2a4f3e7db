"""The number of a consultation: a series of the office and its year, drawn by one upsert."""

from datetime import datetime

from django.db import connection

from satupintu.offices.published import Published
from satupintu.rules import numbering


def next_number(place: Published, at: datetime) -> str:
    """The next number of the office's local year: K-2026-3300-00417; no gaps, no repeats."""
    period = numbering.year_period(place.local(at).date())
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO consultations_consultationseries (office_id, period, last) "
            "VALUES (%s, %s, 1) ON CONFLICT (office_id, period) DO UPDATE SET "
            "last = consultations_consultationseries.last + 1 RETURNING last",
            [place.office.pk, period],
        )
        nth: int = cursor.fetchone()[0]
    return f"K-{period}-{place.office.code}-{nth:05d}"
