"""A search is written down without saying whose it was, and what came of it (PRT-4, PRT-6)."""

import re
from datetime import datetime, timedelta

from django.db import connection

from satupintu.catalogue.models import SearchLog
from satupintu.catalogue.search import Found
from satupintu.database.statements import mark
from satupintu.journal.record import writing
from satupintu.offices.models import Office
from satupintu.offices.published import published
from satupintu.rules import clock
from satupintu.rules.search_words import fold

MOST_SHOWN = 20
MOST_OPENED = 20
STILL_THE_SAME = timedelta(hours=6)  # what happens later belongs to another search
LONGEST = 200
_ADDRESS = re.compile(r"\S+@\S+")
# Numbers as long as a telephone's, an identity card's or an account's; codes are shorter.
_PERSONAL_NUMBER = re.compile(r"\+?\d(?:[\s.-]?\d){8,}")


def logged(office: Office, found: Found) -> int:
    """A search was made; the number by which its outcome is told later."""
    now = clock.now()
    with writing():
        return SearchLog.objects.create(
            office=office,
            day=published(office.code).local(now).date(),
            at=now,
            query=impersonal(found.text),
            chips=[chip.key for chip in found.chips],
            match=found.match,
            results=found.total,
            shown=[hit.item.ident for hit in found.hits[:MOST_SHOWN]],
        ).pk


def opened(office: Office, number: int, ident: str) -> None:
    """One of the results was opened."""
    with writing():
        search = _of(office, number)
        if search is None or ident in search.opened or len(search.opened) >= MOST_OPENED:
            return
        search.opened = [*search.opened, ident[:120]]
        search.save(update_fields=["opened"])


def asked(office: Office, number: int) -> None:
    """The search became a question to an officer."""
    _mark(office, number, asked=True)


def left(office: Office, number: int) -> None:
    """The reader said that this answered it, and went away content."""
    _mark(office, number, left=True)


def impersonal(text: str) -> str:
    """The folded words of a search without addresses and numbers that may be a person's."""
    return fold(_PERSONAL_NUMBER.sub(" ", _ADDRESS.sub(" ", text)))[:LONGEST]


def _mark(office: Office, number: int, **what: bool) -> None:
    with writing(savepoint=False):
        mark(SearchLog, {"id": number, "office_id": office.pk}, what, after={"at": _oldest()})


def _of(office: Office, number: int) -> SearchLog | None:
    locked = SearchLog.objects.filter(office=office, pk=number, at__gt=_oldest())
    if connection.vendor != "sqlite":
        locked = locked.select_for_update()
    return locked.first()


def _oldest() -> datetime:
    return clock.now() - STILL_THE_SAME
