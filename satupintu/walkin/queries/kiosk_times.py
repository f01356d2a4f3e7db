"""How long visitors stand at the machine until they have their number (KSK-1)."""

from datetime import datetime, time, timedelta
from statistics import median, quantiles

from satupintu.journal.models import Entry
from satupintu.offices.published import Published
from satupintu.walkin.queries.guest_book import Times


def times_to_ticket(place: Published) -> Times | None:
    """Seconds from the first touch to the number, of today's numbers; None before the first one.

    The machine measures them; numbers from paper, phone or desk have none.
    """
    begins = datetime.combine(place.day, time.min, place.zone)
    rows = Entry.objects.filter(
        office_id=place.office.pk, event="ticket.issue",
        at__gte=begins, at__lt=begins + timedelta(days=1),
    )  # fmt: skip
    told = (facts.get("touch_seconds") for facts in rows.values_list("facts", flat=True))
    seconds = [float(each) for each in told if each is not None]
    if not seconds:
        return None
    slow = quantiles(seconds, n=10, method="inclusive")[8] if len(seconds) > 1 else seconds[0]
    return Times(len(seconds), round(median(seconds)), round(slow))
