"""Makes .venv hold what requirements/runtime.txt or requirements/dev.txt names.

    python3 requirements/install.py runtime|dev

Needs nothing but Python. Does nothing, quickly, when the files have not changed since last time.
The syntax stays old, so that an old Python can say that it is old.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
OLDEST = (3, 11)
SYSTEM = "/usr/bin/python3"
# Each set contains those after it: what `make test` installed is not installed again by `make run`.
SETS = {"runtime": ("runtime",), "dev": ("dev", "runtime")}

LAUNCHER = """#!/bin/sh
'''exec' "$(dirname -- "$0")/python" "$0" "$@"
' '''
import sys

from satupintu.operations.command import main

sys.exit(main())
"""


def main(wanted):
    """Bring the environment up to date and say so only when there was something to do."""
    check_version()
    make_environment()
    if [name for name in SETS[wanted] if not is_current(name)]:
        install(wanted)
    place_package()


def check_version():
    if sys.version_info < OLDEST:
        stop(
            "Satu Pintu needs Python {}.{} or newer; {} is {}.{}.".format(
                *OLDEST, sys.executable, *sys.version_info[:2]
            ),
            "Install a newer one and name it, for example: make run PYTHON=python3.12",
        )


def make_environment():
    if (VENV / "bin" / "python").exists():  # False also for a link to a Python that is gone
        return
    python = SYSTEM if is_slow() and makes_environments(SYSTEM) else sys.executable
    if not makes_environments(python):  # as Debian's plain python3
        stop(
            "This Python cannot make an environment: its parts 'venv' and 'ensurepip' are missing.",
            "On Debian and Ubuntu:  sudo apt install python3-venv",
            "Without root, name another Python: make run PYTHON=/path/to/python3",
        )
    say("Making the environment .venv with " + python)
    shutil.rmtree(str(VENV), ignore_errors=True)
    if subprocess.call([python, "-m", "venv", str(VENV)]):
        shutil.rmtree(str(VENV), ignore_errors=True)
        stop(
            "The environment .venv could not be made; the reason is above.",
            "On Debian and Ubuntu this often helps:  sudo apt install python3-venv",
        )


def is_slow():
    """Whether this Python was compiled by hand without what makes it quicker, and nobody chose it.

    Version managers compile like that unless told otherwise; systems do not. PYTHON=... chooses.
    """
    how = sysconfig.get_config_var("CONFIG_ARGS") or "--enable-optimizations"
    plain = "--enable-optimizations" not in how and sys.base_prefix != "/usr"
    return plain and "PYTHON" not in os.environ


def makes_environments(python):
    asked = "import sys, venv, ensurepip; sys.exit(sys.version_info < {})".format(OLDEST)
    try:
        return not subprocess.call([python, "-c", asked], stderr=subprocess.DEVNULL)
    except OSError:
        return False


def install(wanted):
    say(
        "Installing what requirements/{}.txt names (about a minute; needs the Internet)".format(
            wanted
        )
    )
    command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "-qq", "--require-hashes"]
    command += ["--disable-pip-version-check", "--requirement", str(requirements(wanted))]
    if subprocess.call(command):
        stop(
            "The packages could not be installed; the reason is above.",
            "Is this machine on the Internet, or does it have a package mirror set up for pip?",
            "What was installed before stays as it was; run the same command again.",
        )
    for name in SETS[wanted]:
        stamp(name).write_text(fingerprint(name), encoding="utf-8")


def place_package():
    """Make this checkout importable and runnable without a build tool, which Python may lack."""
    for packages in VENV.glob("lib/python3*/site-packages"):
        write(packages / "satupintu.pth", str(ROOT) + "\n")
    write(VENV / "bin" / "satupintu", LAUNCHER)
    (VENV / "bin" / "satupintu").chmod(0o755)


def is_current(name):
    return stamp(name).exists() and stamp(name).read_text(encoding="utf-8") == fingerprint(name)


def fingerprint(name):
    """Changes with the list of packages and with the Python they are installed for."""
    target = os.path.realpath(str(VENV / "bin" / "python"))
    return hashlib.sha256(requirements(name).read_bytes() + target.encode()).hexdigest()


def requirements(name):
    return ROOT / "requirements" / (name + ".txt")


def stamp(name):
    return VENV / (".installed-" + name)


def write(path, text):
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def say(*lines):
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def stop(*lines):
    sys.stdout.flush()
    sys.exit("\n" + "\n".join(lines))


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in SETS:
        stop(__doc__)
    main(sys.argv[1])
