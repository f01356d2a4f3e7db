"""`satupintu VERB …`: the command for the people who run an office's machine."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

# verb → (module in operations.commands, what it does)
VERBS = {
    "run": ("run", "start the sample office: migrate, load it, serve"),
    "serve": ("serve", "serve an office that has been set up"),
    "work": ("work", "one more worker process (PostgreSQL only)"),
    "setup": ("setup", "set up an empty office; --lan for HTTPS on its network"),
    "migrate": ("migrate", "bring the database to this version"),
    "import-units": ("import_units", "bring in the tree of offices from a CSV file"),
    "import-guestbook": ("import_guestbook", "bring in earlier guest books from an XLSX file"),
    "load-holidays": ("load_holidays", "load a year's holidays under their decree"),
    "catalogue": ("catalogue", "fill the catalogue: import, sync, starter, synonyms"),
    "example": ("example", "load the sample office, or take it away with --remove"),
    "search": ("search", "search the catalogue as a visitor would"),
    "due": ("due", "print a due moment and why it is that"),
    "unlock": ("unlock", "let a locked-out administrator in again"),
    "backup": ("backup", "make one encrypted, verified backup file now"),
    "restore": ("restore", "restore a backup file into an empty data directory"),
    "doctor": ("doctor", "check this installation and say how to mend it"),
}  # fmt: skip


class Trouble(Exception):
    """Something the person at the keyboard can mend; the message says how."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb. Returns the exit code: 0 done, 1 trouble that was explained, 2 usage."""
    os.umask(0o077)  # what is made here is for the service alone, as in deploy/satupintu.service
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="satupintu", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    chosen = words[0] if words and words[0] in VERBS else None
    for verb, (module, help_text) in VERBS.items():
        sub = verbs.add_parser(verb, help=help_text, description=help_text)
        if verb == chosen:
            _prepare()
            command = importlib.import_module(f"satupintu.operations.commands.{module}")
            command.add_arguments(sub)
            sub.set_defaults(command=command.command)
    options = parser.parse_args(words)
    if not options.verb:
        parser.print_help()
        return 2
    from django.db import InterfaceError, OperationalError, ProgrammingError

    try:
        ended = int(options.command(options) or 0)
        sys.stdout.flush()  # while whoever reads no longer can still be said in peace
        return ended
    except Trouble as trouble:
        print(f"satupintu {options.verb}: {trouble}", file=sys.stderr)
        return 1
    except (InterfaceError, OperationalError, ProgrammingError) as problem:
        print(f"satupintu {options.verb}: {_of_the_database(problem)}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the next program has read enough: "satupintu search … | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to flush
        return 141
    except (EOFError, KeyboardInterrupt):  # at a question; who serves has seen to Ctrl-C already
        print(f"\nsatupintu {options.verb}: stopped before its end.", file=sys.stderr)
        return 130


def _of_the_database(problem: Exception) -> str:
    """Why the database could not be used, and what to do; a fault of our own stays a fault."""
    from django.db import DatabaseError

    from satupintu.operations.commands.migrate import is_behind

    try:
        behind = is_behind()
    except DatabaseError:
        said = " ".join(str(problem).split())
        return f"the database does not answer: {said}. Check DATABASE_URL and the server."
    if not behind:
        raise problem
    return (
        "the database is new or of another version. When the service is about to start anyway, "
        "start it; else: satupintu migrate (after a backup, when there are data)."
    )


def _prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satupintu.config.settings")
    # Settings refuse an unsafe configuration with words of their own; no traceback is needed.
    from satupintu.config.environment import Unsafe

    try:
        import django  # reads the settings

        django.setup()
    except Unsafe as unsafe:
        print(f"satupintu: {unsafe}", file=sys.stderr)
        raise SystemExit(1) from None
