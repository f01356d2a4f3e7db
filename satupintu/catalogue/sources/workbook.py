"""Rows of an Excel workbook: values, never formulas."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from satupintu.catalogue.sources.reading import Broken, Row, Table, column, refuse_twice

HEADER_WITHIN = 15  # titles and logos stand above the names of columns
LARGEST = 400_000_000  # bytes when unpacked
MOST_MERGED = 10_000  # rows of one merged cell
Place = tuple[int, int]  # row and column
NOWHERE = (0, 0)
_MERGED = re.compile(r'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


class Workbook(Table):
    """The first sheet that has a row of column names."""

    sheet = ""
    header_row = 1
    above: Mapping[Place, Place] = MappingProxyType({})  # cells merged into one further up

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
                    refuse_twice(table.columns)
                    table.above = _merged_downwards(file, table._book(values=True)[name])
                    return table
                if number >= HEADER_WITHIN:
                    break
        raise Broken("tidak ada baris yang memuat nama-nama kolom")

    def rows(self) -> Iterator[Row]:
        """Values as Excel last reckoned them, a merged cell's in each of its rows.

        A formula without a value is a fault of its row.
        """
        held: dict[Place, str] = {}
        heads = set(self.above.values())
        both = zip(self._sheet(values=True), self._sheet(values=False), strict=False)
        for number, (shown, written) in enumerate(both, 1):
            if number <= self.header_row or all(cell.value is None for cell in written):
                continue
            fault = next(filter(None, map(_fault, shown, written)), "")
            told = [_value(cell) for cell in shown]
            held |= {
                (number, at): value for at, value in enumerate(told, 1) if (number, at) in heads
            }
            told = [held.get(self.above.get((number, at), NOWHERE), value)
                    for at, value in enumerate(told, 1)]  # fmt: skip
            yield Row(number, {n: v for n, v in zip(self.columns, told, strict=False) if n}, fault)

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


def _merged_downwards(file: Path, sheet: Any) -> dict[Place, Place]:
    """Of cells merged over several rows, each lower one with the one that holds the value.

    A sheet read row by row does not know of them, so they are looked up in its XML.
    """
    from openpyxl.utils import column_index_from_string

    path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    with zipfile.ZipFile(file) as archive:
        written = archive.read(path).decode(errors="replace") if path in archive.namelist() else ""
    lower: dict[Place, Place] = {}
    for left, top, _, bottom in _MERGED.findall(written):
        at = column_index_from_string(left)
        for row in range(int(top) + 1, min(int(bottom), int(top) + MOST_MERGED) + 1):
            lower[row, at] = (int(top), at)
    return lower


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
