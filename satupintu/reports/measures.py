"""The measures of the monthly counts: what each is called, what it means, and how a month's cell reads.

One list for the table on screen and for the CSV, so that both show the same numbers.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from satupintu.offices.published import Published
from satupintu.ui import formats
from satupintu.walkin.queries.history import DOORS, RESULTS, Month, Months

PASS_BY = {
    "directions": lambda: _("Bertanya arah"),
    "other_section": lambda: _("Tamu bagian lain"),
    "ppid": lambda: _("PPID"),
    "desil": lambda: _("Desil kesejahteraan"),
    "other": lambda: _("Lainnya"),
}
ABOUT = {
    "data": lambda: _("Data"),
    "metadata": lambda: _("Metadata"),
    "classification": lambda: _("Klasifikasi"),
}
Ratings = Mapping[Month, int | None]
Value = int | None  # None: not told


@dataclass(frozen=True)
class Measure:
    """One row of the table. `base`: what a share is of; then the cell reads "94 % (187 dari 199)"."""

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


def measures(place: Published, found: Months, ratings: Ratings) -> Iterator[Measure]:
    """Every row, in the order of the table."""
    yield from _visits(found)
    yield from _standard(found)
    yield from _waits(found)
    yield from _kinds(place, found)
    yield Measure(
        _("Penilaian"), _("Penilaian masuk"),
        _("Jumlah pengunjung yang menilai. Di bawah 5 tidak ditampilkan."),
        lambda month: ratings.get(month, 0),
    )  # fmt: skip
    for kind, words in PASS_BY.items():
        yield Measure(
            _("Bukan layanan PST"), words(),
            _("Orang yang ditunjukkan jalan; di luar kunjungan, tanpa nama."), _of(found, "pass_by", kind),
        )  # fmt: skip


def _visits(found: Months) -> Iterator[Measure]:
    group, taken = _("Kunjungan"), _of(found, "tickets", "taken")
    yield Measure(group, _("Kunjungan"), _("Baris buku tamu. Rombongan dihitung satu."), _of(found, "visits", "visits"))  # fmt: skip
    yield Measure(group, _("Pengunjung"), _("Jumlah orang dalam kunjungan itu."), _of(found, "visits", "visitors"))  # fmt: skip
    yield Measure(group, _("Nomor diambil"), _("Nomor antrean yang diterima pengunjung; karcis tak terpakai tidak dihitung."), taken)  # fmt: skip
    yield Measure(group, _("Didahulukan"), _("Bagian dari nomor diambil. Sebabnya tidak dicatat."), _of(found, "tickets", "priority"), taken)  # fmt: skip
    for code, label in DOORS:
        yield Measure(_("Cara mengambil nomor"), _(label), _("Bagian dari nomor diambil."), _of(found, "door", code), taken)  # fmt: skip


def _standard(found: Months) -> Iterator[Measure]:
    group = _("Standar 10 menit")
    means = _("Layanan yang dimulai paling lambat 10 menit setelah pengunjung sebelumnya selesai.")
    yield Measure(group, _("Tepat, sesudah koreksi"), means, _of(found, "standard", "met"), _of(found, "standard", "measured"))  # fmt: skip
    yield Measure(group, _("Tepat, sebelum koreksi"), _("Menurut tekanan tombol saat itu."), _of(found, "standard", "met_before"), _of(found, "standard", "measured_before"))  # fmt: skip
    yield Measure(group, _("Tidak hadir"), _("Panggilan yang tidak didatangi."), _of(found, "no_show", "no_show"))  # fmt: skip


def _waits(found: Months) -> Iterator[Measure]:
    group = _("Waktu tunggu, menit")
    means = _("Dari mengambil nomor sampai panggilan pertama; terpisah dari standar 10 menit.")
    names = (_("Nomor yang dipanggil (n)"), _("Median"), _("P90"))
    for place, name in enumerate(names):
        yield Measure(group, name, means, lambda month, place=place: _wait(found, month, place))  # type: ignore[misc]


def _kinds(place: Published, found: Months) -> Iterator[Measure]:
    for service in place.services:
        yield Measure(_("Layanan"), service.short_name, _("Giliran yang dimulai di meja. Rujukan dihitung di kedua layanan."), _of(found, "service", service.code))  # fmt: skip
    for kind, words in ABOUT.items():
        yield Measure(_("Jenis informasi"), words(), _("Satu layanan dapat mencakup lebih dari satu jenis."), _of(found, "about", kind))  # fmt: skip
    for code, label in RESULTS:
        yield Measure(_("Hasil"), _(label), _("Hasil yang dicatat petugas saat selesai."), _of(found, "result", code))  # fmt: skip


def _of(found: Months, kind: str, code: str) -> Callable[[Month], int]:
    return lambda month: found.of(kind, code, month)


def _wait(found: Months, month: Month, place: int) -> Value:
    known = found.waits.get(month)
    return known[place] if known else None
