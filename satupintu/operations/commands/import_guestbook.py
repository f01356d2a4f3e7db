"""Bring in earlier guest books from an XLSX file; the same file twice adds nothing."""

import argparse
import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl

from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.operations import guest_book_columns as columns
from satupintu.operations.command import Trouble
from satupintu.people.actions.persons import Told
from satupintu.rules.retention import kept_from
from satupintu.walkin.actions.earlier_years import Earlier, EarlierYears

BATCH = 200
HEADER_WITHIN = 15  # rows: titles and logos stand above the names of columns
NOON = time(12)  # for a day whose hour nobody wrote down


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, the office, and a mapping where the names of columns do not tell enough."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--office", required=True, help="the office's code")
    parser.add_argument("--dry-run", action="store_true", help="tell what would happen, only")
    parser.add_argument(
        "--map", type=Path, metavar="MAP.json",
        help='{"name": "Nama Lengkap", "day": "Tgl", …}: field → name of the column',
    )  # fmt: skip
    parser.add_argument("--sheet", help="the sheet, when it is not the first")
    parser.add_argument(
        "--older-too",
        action="store_true",
        help="also rows so old that the office's setting erases their names within a day",
    )
    parser.add_argument("--refused", type=Path, help="where refused rows are told (CSV)")


def command(options: argparse.Namespace) -> int:
    """Read, import in batches, tell."""
    try:
        place = published(options.office)
    except Office.DoesNotExist:
        raise Trouble(f"there is no office {options.office}.") from None
    rows = _rows(options.file, options.sheet)
    header, start = _header(rows, options)
    mapped = _mapped(header, options.map)
    _tell_mapping(header, mapped)
    refused: list[tuple[int, str]] = []
    task = EarlierYears(place, mark=_mark(options.file), dry=options.dry_run)
    visits = _visits(rows, start, mapped, place, refused)
    first = kept_from(place.day, int(place.choices["guest_book_months"]))
    older = _tell_older(options, place, mapped, first)
    skipped = 0
    again = older and task.was_done_before()  # their names are erased: they would come twice
    while batch := list(islice(visits, BATCH)):
        fresh = [row for row in batch if not (again and row.at.date() < first)]
        skipped += len(batch) - len(fresh)
        task.write(fresh)
    would = "would be " if options.dry_run else ""
    print(f"{task.added} visits {would}added ({task.new_persons} new persons), "
          f"{task.known + skipped} were there already, {len(refused)} refused.")  # fmt: skip
    _tell_refused(refused, options.refused or options.file.with_suffix(".refused.csv"))
    return 0


def _tell_older(
    options: argparse.Namespace, place: Published, mapped: Mapping[str, int], first: date
) -> int:
    """How many rows the office keeps no names for. Raises Trouble unless that is agreed to."""
    rows = _rows(options.file, options.sheet)
    _row, start = _header(rows, options)
    older = sum(one.at.date() < first for one in _visits(rows, start, mapped, place, []))
    if not older:
        return 0
    months = place.choices["guest_book_months"]
    words = (
        f"{older} rows are older than {first}. This office keeps names and contacts for {months} "
        "months, so the service erases those of these rows within a day; the visits stay counted."
    )
    if not (options.older_too or options.dry_run):
        raise Trouble(
            f"{words} Nothing was imported. Lengthen the time first (Settings, decisions of the "
            "office), or agree with --older-too."
        )
    print(words)
    return older


def _rows(file: Path, sheet: str | None) -> Iterator[tuple[Any, ...]]:
    if not file.exists():
        raise Trouble(f"there is no file {file}.")
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        chosen = book[sheet] if sheet else book.worksheets[0]
    except KeyError:
        raise Trouble(
            f"{file} has no sheet '{sheet}'; it has {', '.join(book.sheetnames)}."
        ) from None
    except OSError as problem:
        raise Trouble(f"{file} cannot be read: {problem.strerror}.") from None
    except Exception as problem:  # whatever a broken archive raises
        raise Trouble(f"{file} cannot be read as XLSX: {problem}") from None
    return iter(chosen.iter_rows(values_only=True))


def _header(
    rows: Iterator[tuple[Any, ...]], options: argparse.Namespace
) -> tuple[tuple[Any, ...], int]:
    """The row with the names of the columns, and the number of the row after it."""
    wanted = set(_map_file(options.map).values())
    for number, row in enumerate(islice(rows, HEADER_WITHIN), 1):
        texts = {str(cell).strip() for cell in row if cell is not None}
        if (wanted and wanted <= texts) or set(columns.NEEDED) <= set(columns.guess(row)):
            return row, number + 1
    raise Trouble(
        f"no row among the first {HEADER_WITHIN} names a column for the name and one for the "
        "date. Name them with --map."
    )


def _map_file(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        if strange := set(told) - set(columns.FIELDS):
            fields = ", ".join(columns.FIELDS)
            raise Trouble(f"{file}: '{min(strange)}' is none of {fields}.")
        return {field: str(title).strip() for field, title in told.items()}
    except (OSError, ValueError, TypeError) as problem:
        raise Trouble(f"{file} cannot be read: {problem}") from None


def _mapped(header: tuple[Any, ...], file: Path | None) -> dict[str, int]:
    titles = [str(cell or "").strip() for cell in header]
    chosen = {}
    for field, title in _map_file(file).items():
        if title not in titles:
            raise Trouble(f"{file}: the file has no column '{title}'.")
        if columns.is_identity(title):
            raise Trouble(f"{file}: '{title}' holds identity numbers; they are never kept.")
        chosen[field] = titles.index(title)
    guessed = columns.guess(header)
    taken = set(chosen.values())
    return {**{f: place for f, place in guessed.items() if place not in taken}, **chosen}


def _visits(
    rows: Iterator[tuple[Any, ...]], start: int, mapped: Mapping[str, int], place: Published,
    refused: list[tuple[int, str]],
) -> Iterator[Earlier]:  # fmt: skip
    for number, cells in enumerate(rows, start):
        if columns.is_empty(cells):
            continue
        try:
            visit = columns.read_row(cells, mapped, place.day)
        except columns.Refused as reason:
            refused.append((number, str(reason)))
            continue
        at = datetime.combine(visit.day, visit.at or NOON, place.zone)
        told = Told(
            name=visit.name, email=visit.email, phone=visit.phone, institution=visit.institution,
            sex=visit.sex, birth_year=visit.birth_year, education=visit.education,
            occupation=visit.occupation,
        )  # fmt: skip
        yield Earlier(at, told, visit.purpose, visit.head_count)


def _mark(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()[:12]


def _tell_mapping(header: tuple[Any, ...], mapped: Mapping[str, int]) -> None:
    for place, title in enumerate(header):
        if title is None:
            continue
        field = next((field for field, where in mapped.items() if where == place), "")
        dropped = "dropped: identity numbers are never kept"
        print(f"  {title!s:<32} → {dropped if columns.is_identity(title) else field or 'not read'}")


def _tell_refused(refused: list[tuple[int, str]], file: Path) -> None:
    if not refused:
        return
    with file.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([("row", "reason"), *refused])
    print(f"Refused rows, with their reasons: {file}")
