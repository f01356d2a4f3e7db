"""Rows of an Excel workbook: values, never formulas."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from satupintu.catalogue.sources.reading import Broken, Row, Table, column

HEADER_WITHIN = 15  # titles and logos stand above the names of columns
LARGEST = 400_000_000  # bytes when unpacked


class Workbook(Table):
    """The first sheet that has a row of column names."""

    sheet = ""
    header_row = 1

    @classmethod
    def open(cls, file: Path) -> "Workbook":
        """The table of the first sheet. Raises Broken."""
        _look_at_archive(file)
        table = cls(file, ())
        for name in table._book(values=True).sheetnames:
            table.sheet = name
            for number, row in enumerate(table._sheet(values=True), 1):
                names = [column(cell.value) for cell in row]
                if sum(bool(one) for one in names) > 1:
                    table.header_row, table.columns = number, tuple(names)
                    return table
                if number >= HEADER_WITHIN:
                    break
        raise Broken("tidak ada baris yang memuat nama-nama kolom")

    def rows(self) -> Iterator[Row]:
        """Values as Excel last reckoned them; a formula without a value is a fault of its row."""
        both = zip(self._sheet(values=True), self._sheet(values=False), strict=False)
        for number, (shown, written) in enumerate(both, 1):
            if number <= self.header_row or all(cell.value is None for cell in written):
                continue
            fault = next(filter(None, map(_fault, shown, written)), "")
            cells = {
                name: _value(cell) for name, cell in zip(self.columns, shown, strict=False) if name
            }
            yield Row(number, cells, fault)

    def _book(self, *, values: bool) -> Any:
        import openpyxl

        try:
            return openpyxl.load_workbook(self.file, read_only=True, data_only=values)
        except Exception as problem:  # whatever a damaged archive raises
            raise Broken(f"tidak terbaca sebagai XLSX ({type(problem).__name__})") from None

    def _sheet(self, *, values: bool) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._book(values=values)[self.sheet].iter_rows()
        except Broken:
            raise
        except Exception as problem:  # whatever a damaged sheet raises
            raise Broken(f"lembar '{self.sheet}' rusak ({type(problem).__name__})") from None


def _look_at_archive(file: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (OSError, zipfile.BadZipFile):
        raise Broken("berkas XLSX terpotong atau rusak; unduh atau simpan ulang") from None
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise Broken("berkas ZIP, bukan XLSX; bongkar dulu")
    if sum(part.file_size for part in parts) > LARGEST:
        raise Broken("terlalu besar setelah dibongkar; bagi menjadi beberapa berkas CSV")


def _fault(shown: Any, written: Any) -> str:
    if written.data_type == "f" and shown.value is None:
        return f"sel {written.coordinate} berisi rumus tanpa hasil; tempelkan sebagai nilai"
    if shown.data_type == "e":
        return f"sel {shown.coordinate} berisi kesalahan Excel {shown.value}"
    return ""


def _value(cell: Any) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime | date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    # A code kept as a number, shown with its zeros: 01111 is format "00000".
    shape = str(getattr(cell, "number_format", "") or "")
    if isinstance(value, int) and shape and set(shape) == {"0"}:
        return str(value).zfill(len(shape))
    return "" if value is None else str(value)
