"""Bring in the tree of offices - headquarters, provinces, regencies - with their zones."""

import argparse
import csv
from pathlib import Path

from satupintu.offices.actions.tree import Unit, import_units
from satupintu.operations.command import Trouble
from satupintu.operations.commands.migrate import up_to_date

NEEDED = {"domain_id", "level", "office_name", "timezone"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A CSV with the columns domain_id, level, office_name, timezone and province_id."""
    parser.add_argument("file", type=Path)


def command(options: argparse.Namespace) -> int:
    """Add new offices, change renamed ones, touch nothing that serves."""
    try:
        units = _units(options.file)
    except OSError as problem:
        raise Trouble(f"{options.file} cannot be read: {problem.strerror}.") from None
    except (UnicodeDecodeError, csv.Error):
        raise Trouble(f"{options.file} is no CSV file in UTF-8.") from None
    up_to_date()  # the tree may come in before any office is set up
    added, changed, refused = import_units(units)
    print(f"{added} offices added, {changed} changed, {len(refused)} refused.")
    for line in refused:
        print(f"  {line}")
    return 1 if refused else 0


def _units(path: Path) -> list[Unit]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if missing := NEEDED - set(reader.fieldnames or ()):
            raise Trouble(f"the file lacks the columns {', '.join(sorted(missing))}.")
        return [
            Unit(
                row["domain_id"],
                row["level"],
                row["office_name"],
                row["timezone"],
                row.get("province_id") or "",
            )
            for row in reader
        ]
