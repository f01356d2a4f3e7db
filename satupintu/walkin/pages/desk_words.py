"""What an officer is told when an act cannot happen: who was faster, or why not."""

from django.utils.translation import gettext as _

from satupintu.offices.published import OfficeDesk, Published
from satupintu.rules import clock
from satupintu.rules.uncut import TooLong
from satupintu.rules.workflow import NotAllowed
from satupintu.ui.fields import too_long
from satupintu.walkin.actions.step import Faster, Refused
from satupintu.walkin.models import Ticket
from satupintu.walkin.queries.desk import line_for
from satupintu.walkin.queries.line import first_for
from satupintu.walkin.workflow import State

FAULTS = (Faster, Refused, NotAllowed, TooLong)


def why_not(fault: Exception, place: Published, desk: OfficeDesk) -> str:
    """One or two plain sentences for a refused act."""
    if isinstance(fault, Faster):
        return f"{_moved(fault.ticket)} {_next(place, desk)}"
    if isinstance(fault, NotAllowed):
        return _("Keadaan nomor ini sudah berubah. Lihat tombol utama untuk langkah berikutnya.")
    if isinstance(fault, TooLong):
        return too_long(fault.text, fault.longest)
    if isinstance(fault, Refused):
        return _refusal(str(fault), place)
    raise fault


def _refusal(code: str, place: Published) -> str:
    choices = place.choices
    words = {
        "busy": _("Selesaikan dulu pengunjung yang ada di meja ini."),
        "late": _("Waktu untuk mengurungkan sudah lewat."),
        "reason": _("Tulis alasannya. Satu kalimat pun cukup."),
        "recalls": _("Nomor sudah dipanggil %(most)d kali.") % {"most": choices["recalls_most"]},
        "too_soon": _("Beri jeda %(gap)d detik sebelum memanggil ulang.")
        % {"gap": choices["recall_gap_seconds"]},
        "no_show_early": no_show_rule(place),
        "occupied": _("Meja ini sedang dipakai petugas lain."),
        "not_open": _("Buka meja dulu, lalu panggil."),
        "past": _("Pilih jam kembali yang belum lewat."),
        "settled": _("Rujukan ini sudah dijawab."),
        "same_service": _("Pilih layanan lain; pengunjung sudah berada di layanan ini."),
        "same_officer": _("Pilih petugas lain."),
        "taken_over": _(
            "Meja ini sudah diambil alih. Yang Anda tulis belum tersimpan; salin bila perlu."
        ),
        "not_yours": _("Ini bagian petugas lain."),
        "unknown_number": _("Nomor itu tidak ditemukan hari ini. Periksa huruf dan angkanya."),
        "no_service": _("Pilih layanan untuk tamu yang belum punya nomor."),
        "colleague": _("Belum ada petugas lain yang bertugas."),
        "not_referred": _("Nomor ini tidak datang dari rujukan."),
    }
    return words.get(code, _("Ini belum bisa sekarang. Muat ulang halaman, lalu coba lagi."))


def no_show_rule(place: Published) -> str:
    """When a number may be marked as missed (MJ-5)."""
    return _("Tidak hadir terbuka setelah %(calls)d panggilan dan %(minutes)d menit.") % {
        "calls": place.choices["no_show_calls"],
        "minutes": place.choices["no_show_seconds"] // 60,
    }


def _moved(ticket: Ticket) -> str:
    told = {"code": ticket.code, "desk": ticket.turn.desk.name if ticket.turn else ""}
    if ticket.turn and ticket.state == State.CALLED:
        return _("%(code)s sudah dipanggil %(desk)s.") % told
    if ticket.turn and ticket.state == State.SERVING:
        return _("%(code)s sedang dilayani %(desk)s.") % told
    words = {
        State.WAITING: _("%(code)s kembali menunggu."),
        State.LEFT: _("%(code)s dibatalkan pengunjung."),
        State.MISSED: _("%(code)s sudah ditandai tidak hadir."),
        State.DONE: _("%(code)s sudah selesai."),
        State.OFFERED: _("%(code)s sedang dialihkan ke petugas lain."),
    }
    return words.get(State(ticket.state), _("%(code)s sudah ditutup.")) % told


def _next(place: Published, desk: OfficeDesk) -> str:
    line = line_for(place, desk, clock.now())
    if not line:
        return _("Tidak ada yang menunggu.")
    return _("Berikutnya %(code)s.") % {"code": first_for(desk, line).ticket.code}
