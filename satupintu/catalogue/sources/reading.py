"""Rows of a file with their numbers: CSV in any usual form, JSON Lines, XLSX."""

import codecs
import csv
import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LONGEST_CELL = 100_000  # signs; a lost quotation mark makes one cell of half a file


class Broken(Exception):
    """The file as a whole cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file, or what is wrong with its form."""

    number: int
    cells: Mapping[str, Any]
    fault: str = ""


@dataclass
class Table(ABC):
    """The names of the columns, and the rows each time one asks for them."""

    file: Path
    columns: tuple[str, ...]
    remarks: list[str] = field(default_factory=list)

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """Every row that is not empty, in the order of the file. Raises Broken."""


def encoding_of(file: Path) -> str:
    """How the letters of a file are written. Raises Broken for what is no text."""
    content = file.read_bytes()
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        content.decode()
    except UnicodeDecodeError:
        # Controls other than tab and line ends do not occur in a table that a person wrote.
        if sum(content[:8192].count(sign) for sign in range(9)) > 8:
            raise Broken("bukan berkas teks; simpan sebagai CSV UTF-8 atau XLSX") from None
        return "cp1252"
    return "utf-8-sig"


def column(name: object) -> str:
    """A column's name as mappings write it: "Kata  Kunci " is "kata kunci"."""
    return " ".join(str(name or "").split()).casefold()


def refuse_twice(columns: Sequence[str]) -> None:
    """Raise Broken where two columns bear one name: one of them would be lost unsaid."""
    if twice := [name for name in columns if name and columns.count(name) > 1]:
        raise Broken(f"kolom '{twice[0]}' ada dua kali")


class Delimited(Table):
    """CSV with commas, semicolons, tabs or bars."""

    encoding = "utf-8-sig"
    delimiter = ","

    @classmethod
    def open(cls, file: Path) -> "Delimited":
        table = cls(file, ())
        table.encoding = encoding_of(file)
        if table.encoding == "cp1252":
            table.remarks.append("bukan UTF-8; dibaca sebagai Windows-1252")
        with table._text() as lines:
            first = next((line for line in lines if line.strip()), "")
        outside = "".join(first.split('"')[::2])
        table.delimiter = max(",;\t|", key=outside.count)
        header = next(table._cells(), (0, []))[1]
        table.columns = tuple(map(column, header))
        if not any(table.columns):
            raise Broken("baris pertama tidak memuat nama kolom")
        refuse_twice(table.columns)
        return table

    def rows(self) -> Iterator[Row]:
        width = len(self.columns)
        cells = self._cells()
        next(cells, None)
        for number, values in cells:
            if len(values) > width and any(value.strip() for value in values[width:]):
                yield Row(number, {}, f"{len(values)} kolom, sedangkan judulnya {width}")
            else:
                yield Row(number, dict(zip(self.columns, values, strict=False)))

    def _cells(self) -> Iterator[tuple[int, list[str]]]:
        csv.field_size_limit(LONGEST_CELL)
        with self._text() as lines:
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            before = 0
            try:
                for values in reader:
                    number, before = before + 1, reader.line_num
                    if any(value.strip() for value in values):
                        yield number, values
            except csv.Error as problem:
                raise Broken(_in_words(problem, before + 1)) from None
            except UnicodeDecodeError:
                raise Broken(f"huruf yang rusak sesudah baris {before}") from None

    def _text(self) -> Any:
        return self.file.open(encoding=self.encoding, newline="")


def _in_words(problem: csv.Error, number: int) -> str:
    if "field larger" in str(problem):
        what = f"sel di baris {number} lebih dari {LONGEST_CELL:,} huruf".replace(",", ".")
        return f"{what}; mungkin tanda kutip tidak ditutup"
    return f"tanda kutip di baris {number} tidak berpasangan"


class JsonLines(Table):
    """One JSON object a line."""

    encoding = "utf-8-sig"

    @classmethod
    def open(cls, file: Path) -> "JsonLines":
        table = cls(file, ())
        table.encoding = encoding_of(file)
        if table.encoding == "cp1252":
            raise Broken("bukan UTF-8; simpan JSON Lines sebagai UTF-8")
        names: dict[str, None] = {}
        for row in table.rows():
            names |= dict.fromkeys(row.cells)
        table.columns = tuple(names)
        if not names:
            raise Broken("tidak ada satu baris pun yang berupa objek JSON")
        return table

    def rows(self) -> Iterator[Row]:
        with self.file.open(encoding=self.encoding) as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    told = json.loads(line)
                except (ValueError, RecursionError):
                    yield Row(number, {}, "bukan JSON yang utuh")
                    continue
                if isinstance(told, dict):
                    yield Row(number, {column(name): value for name, value in told.items()})
                else:
                    yield Row(number, {}, "bukan objek JSON {…}")
