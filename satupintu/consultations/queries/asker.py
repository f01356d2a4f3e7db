"""What the asker sees of a consultation: the thread without notes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import QuerySet

from satupintu.consultations.models import Consultation, Kind, Message
from satupintu.consultations.queries.as_shown import told_merged
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
    origin: str = ""  # number of the consultation it came from, where two became one


def visible(case: Consultation) -> QuerySet[Message]:
    """What the asker may read, in the order in which it was shown to them."""
    rows = Message.objects.filter(consultation=case, shown_at__isnull=False, undone_at=None)
    return rows.exclude(kind=Kind.NOTE).select_related("officer").order_by("shown_at", "n")


def thread(case: Consultation, after: datetime | None = None) -> list[Said]:
    """The newest messages, or those shown since a moment, with their files.

    What was said in a consultation that was merged into this one stands among the others, as soon
    as its asker was told.
    """
    if after is not None:
        return _with_files(case, visible(case).filter(shown_at__gt=after - OVERLAP)[:NEWEST])
    said = _with_files(case, visible(case).reverse()[:NEWEST])
    for gone in told_merged(case):
        rows = visible(gone).exclude(kind=Kind.LINE).reverse()[:NEWEST]
        said += _with_files(gone, rows, origin=str(gone.number))
    return sorted(said, key=lambda each: (_moment(each), each.message.n))[-NEWEST:]


def _moment(said: Said) -> datetime:
    return said.message.shown_at or said.message.at


def _with_files(case: Consultation, rows: Iterable[Message], origin: str = "") -> list[Said]:
    found = list(rows)
    files = by_message(case.subject) if found else {}
    return [Said(each, files.get(each.n, []), each.author == "user", origin) for each in found]


def by_day(place: Published, said: Iterable[Said]) -> list[tuple[date, list[Said]]]:
    """The thread under its day headings, local days of the office."""

    def local_day(each: Said) -> date:
        return place.local(_moment(each)).date()

    return [(day, list(of_day)) for day, of_day in groupby(said, key=local_day)]


def cursor(said: Iterable[Said]) -> str:
    """Where a page stands that has shown these messages."""
    moments = [each.message.shown_at for each in said if each.message.shown_at]
    return max(moments).isoformat() if moments else ""


def read_up_to(said: Iterable[Said]) -> int:
    """The number of the last message among these; what is still held back counts as unread."""
    return max((each.message.n for each in said if not each.origin), default=0)
