"""The year that a page of the supervisor is about."""

from satupintu.people.access import OfficeRequest
from satupintu.rules.whole import whole
from satupintu.walkin.queries.history import first_year


def asked_year(request: OfficeRequest) -> int:
    """The year in the address; this one for any other that cannot be."""
    asked, now = whole(request.GET.get("year")), request.published.day.year
    return asked if 2000 <= asked <= now else now


def years(request: OfficeRequest) -> range:
    """From the office's first year to this one."""
    return range(first_year(request.published), request.published.day.year + 1)
