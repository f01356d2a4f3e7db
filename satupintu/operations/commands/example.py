"""Load the sample office with a day of visitors marked CONTOH, or take the day away."""

import argparse

from satupintu.example.day import play_example_day
from satupintu.example.facts import CODE
from satupintu.example.office import found_example
from satupintu.example.questions import play_example_questions
from satupintu.example.remove import NotAnExample, remove_example_day
from satupintu.offices.models import Office
from satupintu.operations.command import Trouble
from satupintu.operations.commands.migrate import up_to_date


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--remove takes the sample day away in one act."""
    parser.add_argument("--remove", action="store_true")


def command(options: argparse.Namespace) -> int:
    """Load or remove."""
    up_to_date()
    if not options.remove:
        office = found_example()
        print(f"{play_example_day(office)} sample visits in office {CODE}.")
        print(f"{play_example_questions(office)} sample questions in its inbox.")
        return 0
    sample = Office.objects.filter(code=CODE).first()
    try:
        print(f"{remove_example_day(sample) if sample else 0} sample visits taken away.")
    except NotAnExample:
        raise Trouble(
            f"office {CODE} is a real office by now; its visits are not taken away."
        ) from None
    return 0
