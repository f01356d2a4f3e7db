"""What the asker sees of a consultation: the thread without notes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import QuerySet

from satupintu.consultations.models import Consultation, Kind, Message
from satupintu.files.models import StoredFile
from satupintu.files.queries import by_message
from satupintu.offices.published import Published

# What was shown at nearly the same moment may become visible in another order; a page that
# catches up looks back a little and leaves out what it has (every message bears its number).
OVERLAP = timedelta(seconds=15)
NEWEST = 200


@dataclass(frozen=True)
class Said:
    """A message as the thread shows it, with its files."""

    message: Message
    files: list[StoredFile]
    own: bool


def visible(case: Consultation) -> QuerySet[Message]:
    """What the asker may read, in the order in which it was shown to them."""
    rows = Message.objects.filter(consultation=case, shown_at__isnull=False, undone_at=None)
    return rows.exclude(kind=Kind.NOTE).select_related("officer").order_by("shown_at", "n")


def thread(case: Consultation, after: datetime | None = None) -> list[Said]:
    """The newest messages, or those shown since a moment, with their files."""
    rows = visible(case)
    if after is not None:
        found = list(rows.filter(shown_at__gt=after - OVERLAP)[:NEWEST])
    else:
        found = list(reversed(rows.reverse()[:NEWEST]))
    files = by_message(case.subject) if found else {}
    return [Said(each, files.get(each.n, []), each.author == "user") for each in found]


def by_day(place: Published, said: Iterable[Said]) -> list[tuple[date, list[Said]]]:
    """The thread under its day headings, local days of the office."""

    def local_day(each: Said) -> date:
        return place.local(each.message.shown_at or each.message.at).date()

    return [(day, list(of_day)) for day, of_day in groupby(said, key=local_day)]


def cursor(said: Iterable[Said]) -> str:
    """Where a page stands that has shown these messages."""
    moments = [each.message.shown_at for each in said if each.message.shown_at]
    return max(moments).isoformat() if moments else ""


def read_up_to(said: Iterable[Said]) -> int:
    """The number of the last message among these; what is still held back counts as unread."""
    return max((each.message.n for each in said), default=0)
