"""Where a question stands, in words for its asker: whose turn it is, until when."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from satupintu.consultations.models import Closing, Consultation
from satupintu.consultations.queries.as_shown import AsShown
from satupintu.consultations.queries.deadlines import may_reopen
from satupintu.consultations.workflow import State
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.ui import formats


@dataclass(frozen=True)
class Standing:
    """One sentence over the thread (PRT-11): whose turn it is, and what follows from it."""

    kind: str  # info, warn, ok
    icon: str
    title: str
    text: str


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
