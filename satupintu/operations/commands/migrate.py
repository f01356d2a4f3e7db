"""Bring the database and the static files to this version of the product."""

import argparse
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def command(options: argparse.Namespace) -> int:
    """Migrate and collect, telling what was done."""
    print("Database brought to this version." if up_to_date() else "Nothing to do.")
    return 0


def up_to_date() -> bool:
    """Migrate where a migration is missing and collect static files that changed.

    Returns whether anything was done. Asking first keeps the second start short.
    """
    behind = is_behind()
    if behind:
        call_command("migrate", verbosity=0, interactive=False)
    return _collect() or behind


def is_behind() -> bool:
    """Whether a migration of this version has not been made in the database yet."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _collect() -> bool:
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    state = _state_of_static()
    if stamp.exists() and stamp.read_text(encoding="ascii") == state:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state, encoding="ascii")
    return True


def _state_of_static() -> str:
    package = Path(settings.BASE_DIR) / "satupintu"
    files = sorted(path for path in package.glob("*/static/**/*") if path.is_file())
    facts = [
        f"{path.relative_to(package)} {path.stat().st_size} {path.stat().st_mtime_ns}"
        for path in files
    ]
    return sha256("\n".join(facts).encode()).hexdigest()
