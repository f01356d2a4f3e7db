"""Let an officer in again who forgot the password or lost the second factor."""

import argparse

from satupintu.operations.command import Trouble
from satupintu.people.actions.accounts import CODE_LASTS, NoSuchOfficer, unlock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The name with which the officer signs in."""
    parser.add_argument("username")


def command(options: argparse.Namespace) -> int:
    """End the lock and print a code that works once; it stands in the journal."""
    try:
        code = unlock(options.username)
    except NoSuchOfficer:
        raise Trouble(f"nobody who serves in an office signs in as '{options.username}'.") from None
    hours = int(CODE_LASTS.total_seconds() // 3600)
    print(f"Code for {options.username}:  {code}")
    print(f"It works once, for {hours} hours, at /sign-in/code/ and asks for a new password.")
    return 0
