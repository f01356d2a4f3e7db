"""What the asker sees of a consultation: the thread without notes, who must act, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from satupintu.consultations.models import Closing, Consultation, Kind, Message
from satupintu.consultations.queries.as_shown import AsShown
from satupintu.consultations.queries.deadlines import may_reopen
from satupintu.consultations.workflow import State
from satupintu.files.models import StoredFile
from satupintu.files.queries import by_message
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.ui import formats

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


@dataclass(frozen=True)
class Standing:
    """One sentence over the thread (PRT-11): whose turn it is, and what follows from it."""

    kind: str  # info, warn, ok
    icon: str
    title: str
    text: str


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


def standing(place: Published, case: Consultation, shown: AsShown) -> Standing:
    """Whose turn it is and what follows, in words for the asker."""
    match shown.state:
        case State.SENT:
            return Standing(
                "info", "clock", _("Menunggu petugas memeriksa."), _examined(place, shown)
            )
        case State.COMPLETE:
            return Standing("info", "clock", _("Menunggu petugas."), _due(place, shown))
        case State.ANSWERED:
            more = _("Belum cukup? Tulis di bawah. Sudah cukup? Tutup percakapan ini.")
            return Standing("ok", "done", _("Sudah dijawab."), more)
        case State.CLOSED:
            return Standing("ok", "done", _("Selesai."), _closed(place, case))
        case _:
            return _waiting_for_you(shown)


def _closed(place: Published, case: Consultation) -> str:
    why = {"": "", Closing.DONE: "", Closing.WITHDRAWN: _("Anda membatalkan pertanyaan ini.")}
    told: str = why.get(case.closing, f"{case.get_closing_display()}.")
    if not may_reopen(place, case, clock.now()):
        return told or _("Terima kasih sudah bertanya.")
    more = _("Masih perlu sesuatu? Buka lagi di bawah.")
    return f"{told} {more}".strip()


def _waiting_for_you(shown: AsShown) -> Standing:
    what = shown.waits_for
    title = _("Menunggu Anda: %(what)s") % {"what": what} if what else _("Menunggu Anda.")
    text = (
        _("Hitungan hari kerja dijeda sampai Anda membalas.")
        if shown.state == State.PAUSED
        else _("Hitungan hari kerja dimulai setelah permintaan jelas dan lengkap.")
    )
    return Standing("warn", "pause", title, text)


def _examined(place: Published, shown: AsShown) -> str:
    if shown.examine_by is None:
        return _("Petugas memeriksa apakah pertanyaan sudah jelas dan lengkap.")
    day = formats.long_date(shown.examine_by, place.zone)
    at = formats.clock(shown.examine_by, place.zone)
    return _("Diperiksa paling lambat %(day)s pukul %(at)s %(zone)s.") % {
        "day": day, "at": at, "zone": place.office.zone,
    }  # fmt: skip


def _due(place: Published, shown: AsShown) -> str:
    if shown.due_at is None:
        return _("Tanggalnya kami kabarkan setelah kalender kerja dimuat.")
    return _("Dijawab paling lambat %(day)s pukul %(at)s %(zone)s.") % {
        "day": formats.long_date(shown.due_at, place.zone),
        "at": formats.clock(shown.due_at, place.zone), "zone": place.office.zone,
    }  # fmt: skip
