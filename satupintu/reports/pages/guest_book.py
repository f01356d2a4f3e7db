"""The guest book of any period, on paper or as a workbook; who took it is written down."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from satupintu.offices.published import Published
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.reports.actions import note_export
from satupintu.reports.fields import DayField
from satupintu.reports.workbook import guest_book_file
from satupintu.ui import formats
from satupintu.ui.pdf import pdf_response
from satupintu.walkin.queries.history import guest_book, guest_book_size

PRINTED_MOST = 2000  # visits on one printout; a year goes into a file
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PeriodForm(forms.Form):
    """From when until when; contacts only on purpose, with a reason."""

    first = DayField(gettext_lazy("Dari tanggal"))
    last = DayField(gettext_lazy("Sampai tanggal"))
    contacts = forms.BooleanField(
        label=gettext_lazy("Sertakan e-mail dan telepon"), required=False,
        help_text=gettext_lazy("Hanya bila benar-benar perlu. Alasannya dicetak di lembar itu."),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Alasan menyertakan kontak"), max_length=200, required=False
    )

    def clean(self) -> dict[str, object]:
        said = self.cleaned_data
        for name in ("first", "last"):
            if name not in self.errors and not said.get(name):
                self.add_error(name, _("Pilih tanggalnya."))
        if not self.errors and said["last"] < said["first"]:
            self.add_error("last", _("Pilih tanggal yang sama atau sesudah tanggal awal."))
        if said.get("contacts") and not said.get("reason", "").strip():
            self.add_error("reason", _("Tulis untuk apa kontak pengunjung diperlukan."))
        return said


@officers(Role.SUPERVISOR)
@never_cache
def period(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Choose the period and what to do with it."""
    day = request.published.day
    return _asked(request, PeriodForm(initial={"first": day.replace(day=1), "last": day}))


@officers(Role.SUPERVISOR)
@require_POST
@never_cache
def print_period(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The list on A4, landscape: a page to print, or the same as a file."""
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _asked(request, form)
    place, said = request.published, form.cleaned_data
    visits, visitors = guest_book_size(place, said["first"], said["last"])
    if visits > PRINTED_MOST:
        form.add_error(None, _too_many(visits))
        return _asked(request, form)
    as_file = "pdf" in request.POST
    _note(request, "pdf" if as_file else "print", form)
    rows = list(guest_book(place, said["first"], said["last"], contacts=said["contacts"]))
    context = {**said, "visits": visits, "visitors": visitors, "rows": rows}
    drawn = _pdf(request, form, context) if as_file else None
    return drawn or render(request, "reports/guest_book_print.html", context)


@officers(Role.SUPERVISOR)
@require_POST
@never_cache
def download_period(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """The list as a workbook."""
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _asked(request, form)
    place, said = request.published, form.cleaned_data
    _note(request, "xlsx", form)
    rows = guest_book(place, said["first"], said["last"], contacts=said["contacts"])
    file = guest_book_file(rows, _about(place, form), place.zone, contacts=said["contacts"])
    name = f"{_file_name(place, form)}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def _too_many(visits: int) -> str:
    words = _("%(n)s kunjungan terlalu banyak untuk dicetak. Persingkat masanya, atau unduh XLSX.")
    return words % {"n": formats.number(visits)}


def _pdf(request: OfficeRequest, form: PeriodForm, context: dict[str, Any]) -> HttpResponse | None:
    said = form.cleaned_data
    period = f"{formats.short_date(said['first'])} – {formats.short_date(said['last'])}"
    title = " ".join([_("Buku tamu"), period])
    return pdf_response(
        request, "reports/guest_book_print.html", context, title=title,
        author=request.office.name, name=_file_name(request.published, form), wide=True,
    )  # fmt: skip


def _file_name(place: Published, form: PeriodForm) -> str:
    said = form.cleaned_data
    return f"buku-tamu-{place.office.code}-{said['first']:%Y%m%d}-{said['last']:%Y%m%d}"


def _asked(request: OfficeRequest, form: PeriodForm) -> HttpResponse:
    day = request.published.day
    last_month = day.replace(day=1) - timedelta(days=1)
    context = {
        "form": form,
        "tab": "guest-book",
        "last_month": (last_month.replace(day=1), last_month),
    }
    return render(request, "reports/guest_book.html", context, status=422 if form.errors else 200)


def _note(request: OfficeRequest, what: str, form: PeriodForm) -> None:
    said = form.cleaned_data
    note_export(
        request.published, what, said["first"], said["last"], officer_id=request.user.pk,
        contacts=said["contacts"],
    )  # fmt: skip


def _about(place: Published, form: PeriodForm) -> list[tuple[str, str]]:
    said = form.cleaned_data
    visits, visitors = guest_book_size(place, said["first"], said["last"])
    zone = {"zone": formats.zone_word(place.zone)}
    one_row = _("Satu baris buku tamu. Rombongan dihitung satu kunjungan.")
    people = _("Jumlah orang dalam kunjungan itu. Anggota rombongan tidak didaftar.")
    erased = _("Data orang itu dihapus, atas permintaannya atau karena masa simpannya habis.")
    rows = [
        (_("Kantor"), place.office.name),
        (_("Masa"), f"{formats.short_date(said['first'])} – {formats.short_date(said['last'])}"),
        (_("Kunjungan"), f"{formats.number(visits)}. {one_row}"),
        (_("Pengunjung"), f"{formats.number(visitors)}. {people}"),
        (_("Tanggal dan jam"), _("Menurut jam kantor, %(zone)s.") % zone),
        (_("Mulai dilayani"), _("Awal layanan pertama di meja. Kosong bila tidak dilayani.")),
        (_("Selesai"), _("Akhir layanan terakhir, termasuk layanan rujukan.")),
        (_("Hasil"), _("Hasil layanan terakhir yang dicatat petugas.")),
        (_("Disalin dari kertas"), _("Kunjungan saat listrik atau server padam.")),
        (_("Nama kosong"), erased),
    ]
    if said["contacts"]:
        rows.append((_("Alasan menyertakan kontak"), said["reason"].strip()))
    return rows
