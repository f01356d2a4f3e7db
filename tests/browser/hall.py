"""Officers at work while a visitor's page is open: a process of its own on the server's database.

`python -m tests.browser.hall` reads one act a line ("call A-020") and answers each with a line. The
acts are the functions of hall_acts, or of another module of this folder.
"""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Self

import django

ROOT = Path(__file__).resolve().parents[2]


class Hall:
    """`with Hall(server.environment) as hall: hall("others 3")`."""

    def __init__(self, environment: dict[str, str], acts: str = "hall_acts") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.hall", acts], cwd=ROOT, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(10)

    def __call__(self, act: str) -> str:
        """Do it; returns what it answered. Raises RuntimeError when it failed."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(act + "\n")
        answer = self.process.stdout.readline().strip()
        if not answer.startswith("ok"):
            raise RuntimeError(f"{act}: {answer}")
        return answer[3:]


def main() -> None:
    """Serve acts until the input ends."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satupintu.config.settings")
    django.setup()
    acts = import_module(f"tests.browser.{sys.argv[1]}")  # needs the settings from above
    for line in sys.stdin:
        act, *words = line.split()
        try:
            answer = getattr(acts, act)(*words)
        except Exception as fault:
            sys.stdout.write(f"failed {type(fault).__name__}: {fault}\n")
        else:
            sys.stdout.write(f"ok {answer or ''}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
