"""What `make test` runs: the suite on SQLite, and what touches the database on PostgreSQL too.

Both passes run at the same time: browsers and live pages wait for much of theirs. Installs the
Debian packages it needs when it may (root), says which are missing when it may not.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests import machine

ROOT = Path(__file__).resolve().parents[1]
# Journeys in a browser and rules without a database give the same answer on both databases.
ON_POSTGRESQL = "database and not browser"
QUICKER = "chromium-headless-shell"  # not every Debian has it; the browser with windows does too


@dataclass(frozen=True)
class Need:
    """A program that the tests start, and the Debian package that brings it."""

    what: str
    package: str
    found: bool


def needs() -> list[Need]:
    return [
        Need("PostgreSQL", "postgresql", machine.postgresql_programs() is not None),
        Need("Chromium", "chromium", machine.chromium_program() is not None),
        Need("letters to draw pages with", "fonts-dejavu-core", machine.has_fonts()),
        Need("the voice espeak-ng", "espeak-ng", machine.program("espeak-ng") is not None),
        Need("nginx, as in deploy/", "nginx-light", machine.nginx_program() is not None),
        Need("a judge of systemd units", "systemd", machine.program("systemd-analyze") is not None),
    ]


def main() -> int:
    """Run both passes, whatever one of them says; the exit code tells whether all is well."""
    prepare_machine()
    # Python's bytecode of all that runs, kept with the installed packages for the next time.
    os.environ.setdefault("PYTHONPYCACHEPREFIX", f"{sys.prefix}/bytecode")
    with tempfile.TemporaryFile() as told:
        other = begin_pass("postgresql", "-m", ON_POSTGRESQL, workers=2, output=told)
        say("\n===== sqlite =====")
        codes = [begin_pass("sqlite", workers=3).wait(), other.wait()]
        say("\n===== postgresql =====")
        told.seek(0)
        shutil.copyfileobj(told, sys.stdout.buffer)
        sys.stdout.flush()
    return int(any(codes))


def prepare_machine() -> None:
    if may_install() and machine.program(QUICKER) is None and "CHROMIUM" not in os.environ:
        install([QUICKER])
    missing = [need for need in needs() if not need.found]
    if missing and may_install():
        install([need.package for need in missing])
        missing = [need for need in needs() if not need.found]
    if missing:
        packages = " ".join(need.package for need in missing)
        names = ", ".join(need.what for need in missing)
        sys.exit(
            f"The tests need what is not on this machine: {names}.\n"
            f"On Debian and Ubuntu:  sudo apt-get install {packages}"
        )


def may_install() -> bool:
    return os.geteuid() == 0 and machine.program("apt-get") is not None


def install(packages: list[str]) -> None:
    say(f"Installing Debian packages: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = [
        "apt-get",
        "-qq",
        "-y",
        "-o",
        "Dpkg::Use-Pty=0",
        "-o",
        "APT::Install-Recommends=false",
    ]
    for command in ([*options, "update"], [*options, "install", *packages]):
        subprocess.run(
            command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
        )


def begin_pass(
    database: str, *selection: str, workers: int, output: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    # A module to each worker at a time: its server and its pages are made once. The long ones
    # stand first (tests/servers.py), so that no worker is left with one at the end.
    spread = [f"--numprocesses={workers}", "--dist=loadscope", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", *spread, *selection]
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "SATUPINTU_TEST_DATABASE": database},
        stdin=subprocess.DEVNULL, stdout=output, stderr=output,
    )  # fmt: skip


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
