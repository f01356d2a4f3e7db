"""Bring a backup back into an empty data directory."""

import argparse
import getpass
import os
import sys
from pathlib import Path

from django.conf import settings

from satupintu.operations.actions.restoring import NotEmpty, OtherDatabase, must_be_empty, restore
from satupintu.operations.backups.encryption import Unreadable
from satupintu.operations.backups.key import key_file
from satupintu.operations.command import Trouble
from satupintu.operations.commands.migrate import up_to_date


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The backup, and where its key is when BACKUP_KEY is not set."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--key-file", type=Path, help="a file that holds the key of the backup")


def command(options: argparse.Namespace) -> int:
    """Restore, bring the database to this version, say what comes next."""
    if not options.file.is_file():
        raise Trouble(f"there is no file {options.file}.")
    try:
        must_be_empty()
        manifest = restore(options.file, _key(options))
    except NotEmpty as there:
        raise Trouble(
            f"{settings.DATA_DIR} is not empty: {there}. Name another directory in DATA_DIR, or "
            "move what is there aside."
        ) from None
    except OtherDatabase as other:
        raise Trouble(f"the backup is of {other}; set DATABASE_URL to an empty one.") from None
    except Unreadable as problem:
        raise Trouble(f"{problem}. Nothing was changed.") from None
    up_to_date()
    offices = ", ".join(manifest["offices"]) or "none yet"
    print(f"Restored as of {manifest['made_at'][:16]}Z; offices: {offices}.")
    if settings.SECRET_KEY_GIVEN:
        print("SECRET_KEY is set in the environment. Is it the one of then? Else all sign in anew.")
    print("Next: satupintu doctor, then start the service.")
    return 0


def _key(options: argparse.Namespace) -> str:
    if options.key_file:
        if not options.key_file.is_file():
            raise Trouble(f"there is no file {options.key_file}.")
        return str(options.key_file.read_text(encoding="utf-8")).strip()
    if settings.BACKUP_KEY:
        return str(settings.BACKUP_KEY)
    if key_file().exists():
        return key_file().read_text(encoding="utf-8").strip()
    if os.isatty(sys.stdin.fileno()):
        return getpass.getpass("Key of the backup: ").strip()
    raise Trouble("the key is missing: set BACKUP_KEY, or name its file with --key-file.")
