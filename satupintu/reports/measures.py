"""The measures of the monthly counts: what each is called and means, and how a cell reads.

One list for the table on screen and for the CSV, so that both show the same numbers.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from satupintu.catalogue.models import INFORMATION
from satupintu.offices.models import Result
from satupintu.offices.published import Published
from satupintu.ui import formats
from satupintu.walkin.queries.history import DOORS, RESULTS, Month, Months

Words = Callable[[], str]
PASS_BY: dict[str, Words] = {
    "directions": lambda: _("Bertanya arah"),
    "other_section": lambda: _("Tamu bagian lain"),
    "ppid": lambda: _("PPID"),
    "desil": lambda: _("Desil kesejahteraan"),
    "other": lambda: _("Lainnya"),
}
Ratings = Mapping[Month, int | None]
Online = Mapping[str, Mapping[Month, int]]
Value = int | None  # None: not told


@dataclass(frozen=True)
class Measure:
    """One row of the table. `base`: what a share is of, "94 % (187 dari 199)"."""

    group: str
    name: str
    means: str
    value: Callable[[Month], Value]
    base: Callable[[Month], int] | None = None

    def read(self, month: Month) -> str:
        """The cell in words and figures."""
        value = self.value(month)
        if value is None:
            return "–"
        if self.base is None:
            return formats.number(value)
        of = self.base(month)
        if not of:
            return "–"
        told = {"p": round(100 * value / of), "n": formats.number(value), "of": formats.number(of)}
        return _("%(p)s %% (%(n)s dari %(of)s)") % told


def measures(
    place: Published, found: Months, ratings: Ratings, online: Online
) -> Iterator[Measure]:
    """Every row, in the order of the table."""
    yield from _visits(found)
    yield from _standard(found)
    yield from _waits(found)
    yield from _kinds(place, found)
    yield from _online(online)
    means = _("Jumlah pengunjung yang menilai. Di bawah 5 tidak ditampilkan.")
    yield Measure(_("Penilaian"), _("Penilaian masuk"), means, lambda month: ratings.get(month, 0))
    means = _("Orang yang ditunjukkan jalan; di luar kunjungan, tanpa nama.")
    for kind, words in PASS_BY.items():
        yield Measure(_("Bukan layanan PST"), words(), means, _of(found, "pass_by", kind))


def _visits(found: Months) -> Iterator[Measure]:
    group, taken = _("Kunjungan"), _of(found, "tickets", "taken")
    means = _("Baris buku tamu. Rombongan dihitung satu.")
    yield Measure(group, _("Kunjungan"), means, _of(found, "visits", "visits"))
    means = _("Jumlah orang dalam kunjungan itu.")
    yield Measure(group, _("Pengunjung"), means, _of(found, "visits", "visitors"))
    means = _("Nomor yang diterima pengunjung; karcis tak terpakai tidak dihitung.")
    yield Measure(group, _("Nomor diambil"), means, taken)
    means = _("Bagian dari nomor diambil. Sebabnya tidak dicatat.")
    yield Measure(group, _("Didahulukan"), means, _of(found, "tickets", "priority"), taken)
    means = _("Pengunjung salah memilih layanan; meja depan memindahkan nomornya.")
    yield Measure(group, _("Pindah layanan"), means, _of(found, "tickets", "moved"), taken)
    group, means = _("Cara mengambil nomor"), _("Bagian dari nomor diambil.")
    for code, label in DOORS:
        yield Measure(group, _(label), means, _of(found, "door", code), taken)


def _standard(found: Months) -> Iterator[Measure]:
    group = _("Standar 10 menit")
    means = _("Layanan yang dimulai paling lambat 10 menit setelah pengunjung sebelumnya selesai.")
    met, of = _of(found, "standard", "met"), _of(found, "standard", "measured")
    yield Measure(group, _("Tepat, sesudah koreksi"), means, met, of)
    means = _("Menurut tekanan tombol saat itu.")
    met, of = _of(found, "standard", "met_before"), _of(found, "standard", "measured_before")
    yield Measure(group, _("Tepat, sebelum koreksi"), means, met, of)
    means = _("Panggilan yang tidak didatangi.")
    yield Measure(group, _("Tidak hadir"), means, _of(found, "no_show", "no_show"))


def _waits(found: Months) -> Iterator[Measure]:
    group = _("Waktu tunggu, menit")
    means = _("Dari mengambil nomor sampai panggilan pertama; terpisah dari standar 10 menit.")
    for place, name in enumerate((_("Nomor yang dipanggil (n)"), _("Median"), _("P90"))):
        yield Measure(group, name, means, _wait(found, place))


def _kinds(place: Published, found: Months) -> Iterator[Measure]:
    group = _("Layanan")
    means = _("Giliran yang dimulai di meja. Rujukan dihitung di kedua layanan.")
    for service in place.services:
        yield Measure(group, service.short_name, means, _of(found, "service", service.code))
    group = _("Jenis informasi")
    means = _("Satu layanan dapat mencakup lebih dari satu jenis.")
    for kind, words in INFORMATION:
        yield Measure(group, str(words), means, _of(found, "about", kind))
    group, means = _("Hasil"), _("Hasil yang dicatat petugas saat selesai.")
    for code, label in RESULTS:
        yield Measure(group, _(label), means, _of(found, "result", code))
    means = _("Pengunjung yang diberi nama dan alamat instansi ini; satu kunjungan bisa beberapa.")
    for name in sorted(found.counts.get("elsewhere", {})):
        yield Measure(_("Ditunjukkan ke instansi lain"), name, means, _of(found, "elsewhere", name))


def _online(online: Online) -> Iterator[Measure]:
    group, closed = _("Konsultasi online"), _closed(online, "closed")
    means = _("Percakapan yang ditutup bulan itu. Yang digabung dengan lainnya tidak dihitung.")
    yield Measure(group, _("Ditutup"), means, closed)
    means = _("Hasil yang dicatat petugas saat menutup, bagian dari yang ditutup.")
    for code, label in Result.choices:
        yield Measure(group, str(label), means, _closed(online, code), closed)


def _closed(online: Online, code: str) -> Callable[[Month], int]:
    return lambda month: online[code].get(month, 0)


def _of(found: Months, kind: str, code: str) -> Callable[[Month], int]:
    return lambda month: found.of(kind, code, month)


def _wait(found: Months, place: int) -> Callable[[Month], Value]:
    def read(month: Month) -> Value:
        known = found.waits.get(month)
        return known[place] if known else None

    return read
