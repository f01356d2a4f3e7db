"""Make one encrypted backup now, or look whether one can be read."""

import argparse
from pathlib import Path

from satupintu.operations.backups.encryption import Unreadable
from satupintu.operations.backups.key import first_words, passphrase
from satupintu.operations.backups.make import Busy, make_backup, verify
from satupintu.operations.command import Trouble
from satupintu.operations.commands.migrate import is_behind


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the file goes: BACKUP_DIR, unless --to says otherwise."""
    parser.add_argument("--to", type=Path, metavar="DIRECTORY", help="instead of BACKUP_DIR")
    parser.add_argument("--verify", type=Path, metavar="FILE", help="read a backup, make none")


def command(options: argparse.Namespace) -> int:
    """Make and verify one; or verify."""
    try:
        if options.verify:
            return _verify(options.verify)
        if is_behind():
            # Before an update the old version makes the backup; see docs/running/one-office.md.
            print("The database is not at this version yet; it is backed up as it is.")
        print(first_words(), end="")
        made = make_backup(options.to)
    except Busy:
        raise Trouble("another backup is being made right now; wait until it is done.") from None
    except Unreadable as problem:
        raise Trouble(f"what was written cannot be read back: {problem}.") from None
    except OSError as problem:
        raise Trouble(f"{problem.strerror}: {problem.filename or options.to}.") from None
    print(f"{made.path}: {made.size / 1e6:.1f} MB, verified.")
    for path in made.removed:
        print(f"  {path.name} removed (7 daily, 4 weekly, 12 monthly are kept)")
    return 0


def _verify(file: Path) -> int:
    if not file.is_file():
        raise Trouble(f"there is no file {file}.")
    try:
        manifest = verify(file, passphrase())
    except Unreadable as problem:
        raise Trouble(f"{file.name} cannot be read: {problem}.") from None
    offices = ", ".join(manifest["offices"]) or "none yet"
    print(f"{file.name} is whole. Made {manifest['made_at'][:16]}Z; offices: {offices}.")
    return 0
