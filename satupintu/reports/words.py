"""What a supervisor reads: reasons, refusals, and what to do about a silent machine."""

from collections.abc import Mapping

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.rules.uncut import TooLong
from satupintu.ui import formats
from satupintu.ui.fields import too_long
from satupintu.walkin.actions.corrections import Overlapping
from satupintu.walkin.actions.step import Faster, Refused

Words = str | Promise

CLOSE_REASONS: tuple[tuple[str, Words], ...] = (
    ("served", gettext_lazy("Sudah dilayani, lupa ditekan")),
    ("went_home", gettext_lazy("Pulang sebelum dilayani")),
    ("another_day", gettext_lazy("Kembali di hari lain")),
    ("by_email", gettext_lazy("Dilanjutkan lewat e-mail atau online")),
    ("twice", gettext_lazy("Nomor ganda")),
    ("other", gettext_lazy("Sebab lain, ditulis di catatan")),
)

DEVICE_HELP: dict[str, Words] = {
    "display": gettext_lazy("Periksa kabel dan jaringan layar di ruang tunggu."),
    "kiosk": gettext_lazy(
        "Periksa daya dan jaringan mesin antrean. Sementara itu, beri nomor dari meja depan."
    ),
}
ALERT_WORDS: dict[str, Words] = {
    "help": gettext_lazy("Pengunjung minta bantuan. Datangi mesin antrean."),
    "paper_low": gettext_lazy("Kertas hampir habis. Siapkan gulungan baru."),
    "printer": gettext_lazy("Pencetak tidak mencetak. Periksa kertas dan kabelnya."),
    "sound": gettext_lazy("Layar tanpa suara. Sentuh layar sekali, lalu periksa pengeras suara."),
    "burst": gettext_lazy("Banyak nomor diambil sekaligus. Lihat apakah ada rombongan."),
}
FIELD_WORDS: dict[str, Words] = {
    "called_at": gettext_lazy("Jam dipanggil"),
    "started_at": gettext_lazy("Jam mulai dilayani"),
    "ended_at": gettext_lazy("Jam selesai"),
    "ending": gettext_lazy("Akhir"),
    "within_standard": gettext_lazy("Tepat waktu"),
    "due_at": gettext_lazy("Batas 10 menit"),
}
REFUSALS: dict[str, Words] = {
    "reason": gettext_lazy("Tulis alasannya. Satu kalimat pun cukup."),
    "not_yours": gettext_lazy("Ini giliran petugas lain atau hari lain. Minta kepala pelayanan."),
    "nothing": gettext_lazy("Belum ada jam yang berbeda dari catatan."),
    "undone": gettext_lazy("Giliran ini sudah diurungkan atau dialihkan, jadi tidak dikoreksi."),
    "moved_on": gettext_lazy(
        "Nomor ini sudah berlanjut. Jamnya masih bisa dikoreksi, akhirnya tidak."
    ),
    "needs_ending": gettext_lazy("Pilih bagaimana giliran ini berakhir dan tulis jamnya."),
    "needs_start": gettext_lazy("Tulis jam mulai dilayani. Tanpa itu, pilih Tidak hadir."),
    "future": gettext_lazy("Jam yang ditulis belum terjadi."),
    "other_day": gettext_lazy("Jam yang ditulis jatuh di hari lain."),
    "before_arrival": gettext_lazy("Jam dipanggil lebih awal daripada jam ambil nomor."),
    "start_before_call": gettext_lazy("Jam mulai lebih awal daripada jam dipanggil."),
    "end_before_start": gettext_lazy("Jam selesai lebih awal daripada jam mulai."),
    "not_leased": gettext_lazy("Nomor ini bukan karcis kertas, atau sudah disalin."),
    "incomplete": gettext_lazy("Tulis jam dipanggil, jam mulai, dan jam selesai."),
    "order": gettext_lazy("Urutkan jamnya: ambil nomor, dipanggil, mulai, selesai."),
    "day": gettext_lazy("Pilih hari ini atau paling lama 14 hari lagi."),
    "count": gettext_lazy("Tulis jumlah karcis dari 1 sampai 36."),
    "late": gettext_lazy("Keadaannya sudah berubah. Lihat halaman ini sekali lagi."),
}  # fmt: skip


def why_not(fault: Exception, zone: formats.ZoneLike) -> str:
    """One or two plain sentences for an act that was refused."""
    if isinstance(fault, Overlapping):
        other = fault.other
        until = formats.clock(other.ended_at, zone) if other.ended_at else _("sekarang")
        return _(
            "Bertumpuk dengan %(code)s di %(desk)s, %(since)s–%(until)s. Koreksi itu lebih dulu."
        ) % {
            "code": other.ticket.code, "desk": other.desk.name,
            "since": formats.clock(other.called_at, zone), "until": until,
        }  # fmt: skip
    if isinstance(fault, Faster):
        return _("%(code)s baru saja diubah petugas lain.") % {"code": fault.ticket.code}
    if isinstance(fault, TooLong):
        return too_long(fault.text, fault.longest)
    return str(REFUSALS.get(str(fault), REFUSALS["late"]))


def blame(
    form: forms.Form, fault: Exception, field_of: Mapping[str, str], zone: formats.ZoneLike
) -> None:
    """A refusal stands beside the field that it is about; one of several moments is named in it."""
    said = fault.field if isinstance(fault, Refused) else ""
    words = why_not(fault, zone)
    named = f"{form.fields[said].label}: {words}" if said else words
    form.add_error(said or field_of.get(str(fault)), named)


def share(part: int, of: int) -> str:
    """A share with its base, without decimals: "94 % (187 dari 199)"; without a base, so said."""
    if not of:
        return _("belum ada")
    return _("%(percent)s %% (%(part)s dari %(of)s)") % {
        "percent": round(100 * part / of),
        "part": formats.number(part),
        "of": formats.number(of),
    }
