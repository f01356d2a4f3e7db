"""What the front office says after an act, in words for the officer."""

from django.utils.translation import gettext as _

from satupintu.offices.published import OfficeDesk
from satupintu.rules.workflow import NotAllowed
from satupintu.walkin.actions.step import Faster, Refused
from satupintu.walkin.models import Ticket

FAULTS = (Faster, Refused, NotAllowed)
REFUSALS = {
    "busy": lambda: _("Meja itu baru saja memanggil pengunjung lain."),
    "reason": lambda: _("Nomor lain lebih dulu. Pilih meja lagi dan tulis alasannya."),
    "same_service": lambda: _("Nomor ini sudah di layanan itu."),
    "was_referred": lambda: _("Nomor ini dirujuk meja lain. Minta meja itu menarik rujukannya."),
    "late": lambda: _("Waktu untuk mengurungkan sudah lewat."),
}


def saved_words(ticket: Ticket, desk: OfficeDesk | None, why: str = "") -> str:
    """Signed, and where the visitor goes now."""
    if desk:
        return _("Tersimpan. %(code)s ke %(desk)s.") % {"code": ticket.code, "desk": desk.name}
    words = _("Tersimpan. %(code)s menunggu panggilan.") % {"code": ticket.code}
    return f"{words} {why}".strip()


def why_not(fault: Exception) -> str:
    """Why an act was not done, and by whom it was forestalled."""
    if isinstance(fault, Faster):
        turn = fault.ticket.turn
        if turn:
            return _("%(code)s sudah dipanggil ke %(desk)s.") % {
                "code": fault.ticket.code, "desk": turn.desk.name,
            }  # fmt: skip
        return _("%(code)s baru saja diubah petugas lain.") % {"code": fault.ticket.code}
    if isinstance(fault, Refused) and str(fault) in REFUSALS:
        return REFUSALS[str(fault)]()
    return _("Sekarang belum bisa. Muat ulang halaman ini untuk melihat keadaannya.")


def signed_already(ticket: Ticket) -> str:
    """Somebody else was faster at the guest book."""
    return _(
        "Buku tamu %(code)s baru saja diisi petugas lain. "
        "Periksa isinya; simpan lagi bila ada yang diubah."
    ) % {"code": ticket.code}
