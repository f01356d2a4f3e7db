"""Search the catalogue from the terminal, as a visitor would."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from satupintu.catalogue.search import Found, find
from satupintu.offices.models import Office
from satupintu.operations.command import Trouble
from satupintu.operations.commands.migrate import up_to_date

MOST = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One query, or a file with one query a line."""
    parser.add_argument("query", nargs="*", help='what is looked for: "inflasi jateng"')
    parser.add_argument("--json", action="store_true", help="id, kind, title and score, best first")
    parser.add_argument(
        "--batch", metavar="FILE", help="one query a line (- for standard input); prints JSON lines"
    )
    parser.add_argument("--limit", type=int, default=10, help="at most so many (10)")
    parser.add_argument("--office", metavar="CODE", help="as searched at this office")


def command(options: argparse.Namespace) -> int:
    """Search and print. Returns 1 when a single query finds nothing."""
    if bool(options.query) == bool(options.batch):
        raise Trouble('say what to look for, "inflasi jateng", or --batch FILE.')
    if not 1 <= options.limit <= MOST:
        raise Trouble(f"--limit is a number from 1 to {MOST}.")
    up_to_date()
    office = _office(options.office)
    if options.batch:
        with _lines(options.batch) as lines:
            for line in lines:
                print(_json(find(office, line.strip(), limit=options.limit)), flush=True)
        return 0
    found = find(office, " ".join(options.query), limit=options.limit)
    if options.json:
        print(_json(found))
    else:
        _tell(found)
    return 0 if found.hits else 1


def _office(code: str | None) -> Office | None:
    if code is None:
        return Office.objects.filter(serving=True).order_by("code").first()
    office = Office.objects.filter(code=code).first()
    if office is None:
        raise Trouble(f"there is no office {code}.")
    return office


@contextmanager
def _lines(name: str) -> Iterator[TextIO]:
    if name == "-":
        yield sys.stdin
        return
    try:
        # What another program wrote in its own letters still gets one list a line.
        lines = Path(name).open(encoding="utf-8-sig", errors="replace")  # noqa: SIM115 - ends below
    except OSError as problem:
        raise Trouble(f"{name} cannot be read: {problem.strerror}.") from None
    with lines:
        yield lines


def _json(found: Found) -> str:
    return json.dumps(
        [
            {
                "id": hit.item.ident,
                "kind": hit.item.kind,
                "title": hit.item.title,
                "score": hit.score,
            }
            for hit in found.hits
        ],
        ensure_ascii=False,
    )


def _tell(found: Found) -> None:
    print(f"{found.match}: {found.total}{'+' if found.capped else ''}")
    for chip in found.chips:
        print(f"  [{chip.kind} {chip.label}]")
    for typed, read in found.corrected:
        print(f"  {typed} → {read}")
    for hit in found.hits:
        print(f"{hit.score:7.3f}  {hit.item.ident:<28}  {hit.item.title[:90]}")
    for way in found.suggestions:
        print(f"  ? {way.label} ({way.count})")
