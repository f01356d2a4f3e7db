"""The guest book as a workbook: what the words mean first, then one table from A1."""

import tempfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, BinaryIO, cast
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from satupintu.rules import clock
from satupintu.walkin.queries.history import GuestRow

Column = tuple[str, str, int]  # header, kind, width


def guest_book_file(
    rows: Iterable[GuestRow], about: Iterable[tuple[str, str]], zone: ZoneInfo, *, contacts: bool
) -> BinaryIO:
    """Write the workbook row by row to a temporary file, rewound; a year needs little memory."""
    import xlsxwriter

    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it after sending
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    book.set_properties({"title": _("Buku tamu"), "created": clock.now().replace(tzinfo=None)})
    _read_first(book, about)
    _table(book, rows, zone, contacts)
    book.close()
    file.seek(0)
    return cast(BinaryIO, file)


def columns(contacts: bool) -> list[Column]:
    """Headers of the table in their order, the kind of each and its width."""
    kept: list[Column] = [
        (_("Tanggal"), "day", 12), (_("Nomor"), "text", 8), (_("Ambil nomor"), "clock", 8),
        (_("Mulai dilayani"), "clock", 8), (_("Selesai"), "clock", 8), (_("Nama"), "text", 26),
        (_("Instansi"), "text", 26), (_("Rombongan"), "text", 20), (_("Pengunjung"), "number", 11),
        (_("Layanan"), "text", 18), (_("Keperluan"), "text", 30), (_("Hasil"), "text", 18),
        (_("Disalin dari kertas"), "text", 10),
    ]  # fmt: skip
    return [*kept, (_("E-mail"), "text", 26), (_("Telepon"), "text", 16)] if contacts else kept


def _values(row: GuestRow, contacts: bool) -> list[Any]:
    kept = [
        row.day, row.code, row.took_at, row.started_at, row.finished_at, row.name, row.institution,
        row.group_name, row.head_count, row.service, row.purposes, row.result,
        _("ya") if row.from_paper else "",
    ]  # fmt: skip
    return [*kept, row.email, row.phone] if contacts else kept


def _read_first(book: Any, about: Iterable[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(_("Baca dulu"))
    bold, wrapped = (
        book.add_format({"bold": True, "valign": "top"}),
        book.add_format({"text_wrap": True}),
    )
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for number, (name, words) in enumerate(about):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, words, wrapped)


def _table(book: Any, rows: Iterable[GuestRow], zone: ZoneInfo, contacts: bool) -> None:
    sheet, head = book.add_worksheet(_("Buku tamu")), book.add_format({"bold": True})
    formats = {
        "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        "clock": book.add_format({"num_format": "hh.mm"}),
    }
    header = columns(contacts)
    sheet.freeze_panes(1, 0)
    for place, (name, _kind, width) in enumerate(header):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, head)
    number = 0
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(_values(row, contacts)):
            _write(sheet, number, place, value, zone, formats)
    sheet.autofilter(0, 0, number, len(header) - 1)
    last = chr(ord("A") + len(header) - 1)
    name = _("Buku tamu")
    book.define_name("Buku_tamu", f"='{name}'!$A$1:${last}${number + 1}")


def _write(
    sheet: Any, number: int, place: int, value: Any, zone: ZoneInfo, formats: dict[str, Any]
) -> None:
    if isinstance(value, datetime):
        local = value.astimezone(zone).replace(tzinfo=None)
        sheet.write_datetime(number, place, local, formats["clock"])
    elif isinstance(value, date):
        sheet.write_datetime(number, place, value, formats["day"])
    elif isinstance(value, int):
        sheet.write_number(number, place, value)
    elif value:
        sheet.write_string(number, place, str(value))  # never a formula, whatever a visitor wrote
