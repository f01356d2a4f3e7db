"""Load a year's national holidays and cuti bersama, once somebody has the decree in hand."""

import argparse

from satupintu.offices.actions.holidays import NoDecree, load_year, proposed
from satupintu.operations.command import Trouble


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The year and, for a decree that this version does not know, its number."""
    parser.add_argument("year", type=int)
    parser.add_argument("--decree", default="", help='for example "SKB 1205/2026, 3/2026, 2/2026"')
    parser.add_argument(
        "--show", action="store_true", help="print the proposed days and load nothing"
    )


def command(options: argparse.Namespace) -> int:
    """Show or load the year."""
    if options.show:
        for day in proposed(options.year):
            print(day.day.isoformat(), day.kind, day.name, sep="\t")
        return 0
    try:
        count = load_year(options.year, options.decree)
    except NoDecree:
        raise Trouble(
            f"the decree for {options.year} is not known. Compare `satupintu load-holidays "
            f"{options.year} --show` with the decree, then give its number with --decree."
        ) from None
    print(f"{options.year}: {count} days loaded.")
    return 0
