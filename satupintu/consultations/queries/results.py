"""What came of the consultations that an office has closed, by month."""

from collections import Counter
from datetime import date, datetime, time

from django.db.models import Count
from django.db.models.functions import TruncMonth

from satupintu.consultations.models import Consultation
from satupintu.consultations.workflow import State
from satupintu.offices.models import Result
from satupintu.offices.published import Published

Month = tuple[int, int]  # year and month


def closed_by_month(place: Published, year: int) -> dict[str, Counter[Month]]:
    """How many stand closed ("closed"), and by what came of them, in each local month.

    One that was opened again counts where it ended last; what became part of another is not one.
    """
    begins, ends = (datetime.combine(date(y, 1, 1), time(), place.zone) for y in (year, year + 1))
    rows = Consultation.objects.filter(
        office=place.office, state=State.CLOSED, state_at__gte=begins, state_at__lt=ends,
        merged_into=None,
    )  # fmt: skip
    month = TruncMonth("state_at", tzinfo=place.zone)
    found: dict[str, Counter[Month]] = {code: Counter() for code in ("closed", *Result.values)}
    counted = rows.annotate(month=month).values_list("month", "result").annotate(n=Count("id"))
    for at, result, n in counted.order_by():
        found["closed"][at.year, at.month] += n
        if result:
            found[result][at.year, at.month] += n
    return found
