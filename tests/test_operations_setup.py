"""`satupintu setup` as a person meets it, at a terminal."""

import os
import pty
import select
import sys
import time
from pathlib import Path

import pytest

from tests.servers import ROOT, SatuPintu
from tests.test_operations_backup import inside

DIALOGUE = (
    ("1. Office code", "33"),
    ("The code has four digits", ""),  # refused with words, and asked again
    ("1. Office code", "3374"),
    ("Name of the office", "BPS Kota Semarang"),
    ("2. Zone", ""),  # Enter takes what stands in brackets
    ("3. Address", "Jl. Inspeksi Kali Semarang 1"),
    ("4. Opening hours: Senin-Kamis", ""),
    ("Enter keeps them", ""),
    ("5. Number of desks [3]", "2"),
    ("6. Services", ""),
    ("Which are offered [all]", "consultation, library"),
    ("7. Telephone", ""),
    ("E-mail of the office", "bps3374@bps.go.id"),
    ("for complaints", ""),
    ("8. Name of the first administrator", "Wati Kusuma"),
    ("Name to sign in with", "wati"),
    ("Password", "rahasia"),
    ("Password", "empat ekor itik"),
    ("The same again", "empat ekor ayam"),
    ("The two differ", ""),
    ("Password", "empat ekor itik"),
    ("The same again", "empat ekor itik"),
)
SAID_ONLY = ("The code has", "4. Opening hours", "6. Services", "The two differ")
FOUNDED = """
import django; django.setup()
from satupintu.offices.published import published
from satupintu.people.models import Officer
place = published("3374")
print(place.office.name, place.office.zone, len(place.desks), Officer.objects.get().username)
"""


class Terminal:
    """A person at a terminal, who reads until the question comes and then types."""

    def __init__(self, environment: dict[str, str], *words: str) -> None:
        program = "import sys; from satupintu.operations.command import main; sys.exit(main())"
        self.child, self.screen = pty.fork()
        if self.child == 0:
            os.chdir(ROOT)
            os.execve(sys.executable, [sys.executable, "-c", program, *words], environment)
        self.read = ""

    def wait_for(self, words: str, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while words not in self.read:
            ready, _, _ = select.select([self.screen], [], [], max(0, until - time.monotonic()))
            assert ready, f"{words!r} did not come after:\n{self.read}"
            self._more()
        self.read = self.read[self.read.index(words) + len(words) :]

    def type(self, words: str) -> None:
        os.write(self.screen, f"{words}\n".encode())

    def end(self) -> int:
        try:
            while True:
                self._more()
        except OSError:  # the child has closed its side
            return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])

    def _more(self) -> None:
        self.read += os.read(self.screen, 65536).decode()


@pytest.mark.proves("ADM-11")
def test_an_empty_office_is_set_up_in_eight_questions(tmp_path: Path):
    office = SatuPintu(tmp_path)
    terminal = Terminal(office.environment, "setup")
    for question, answer in DIALOGUE:
        terminal.wait_for(question)
        if not question.startswith(SAID_ONLY):
            time.sleep(0.05)  # a hidden question throws away what was typed before it
            terminal.type(answer)
    while "is set up" not in terminal.read and "[Y/n]" in _next(terminal):
        terminal.type("")
    assert terminal.end() == 0
    assert inside(office, FOUNDED) == "BPS Kota Semarang WIB 2 wati"
    made = [path for path in tmp_path.iterdir() if path.is_file()]
    assert made
    assert [path.name for path in made if path.stat().st_mode & 0o077] == []  # for nobody else


def _next(terminal: Terminal) -> str:
    """What comes until the next question about holidays, or until the office is set up."""
    until = time.monotonic() + 30
    while "[Y/n]" not in terminal.read and "is set up" not in terminal.read:
        assert time.monotonic() < until
        terminal._more()
    told, terminal.read = terminal.read, terminal.read.partition("[Y/n]")[2]
    return told
