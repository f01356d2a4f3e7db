"""A full disk and a database that restarts: what was accepted is there, what was not is refused.

Askers send questions to a running server while it happens. Who is told that the question arrived
finds it afterwards; who is refused sees a plain page, and the same press sent again is one
question. The server itself goes on all the while.
"""

import json
import re
import resource
import shutil
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.postgresql import PostgreSQL
from tests.servers import MORNING, SatuPintu
from tests.test_operations_backup import inside
from tests.visitors import Answer, Visitor

pytestmark = pytest.mark.proves("T70")
ROOM = 2_000_000  # bytes that the disk still takes: some questions
# As behind a proxy, so that every asker has an address: a crowd from one address is refused.
PROXY = {"TRUSTED_PROXIES": "127.0.0.1"}
WITHOUT_PUZZLES = """
import django; django.setup()
from satupintu.offices.models import Choice
Choice.objects.create(office_id=1, name="puzzle_after", value=1000, valid_from="2026-01-01")
"""
SENT = """
import django, json; django.setup()
from satupintu.consultations.models import Consultation
sent = Consultation.objects.filter(title__startswith="Percobaan").exclude(number=None)
print(json.dumps(sorted(sent.values_list("title", "number"))))
"""
FALLS = """
import django, os, signal; django.setup()
from satupintu.journal.record import act
from satupintu.offices.models import Office
office = Office.objects.create(code="3300", name="BPS", zone="WIB")
with act(office.pk) as doing:
    doing.note("office.trial", "office")
os.kill({postgres}, signal.SIGQUIT)
"""
WRITTEN = """
import django; django.setup()
from satupintu.journal.models import Entry
print(Entry.objects.filter(event="office.trial").count())
"""
VERIFIED = """
import django, json; django.setup()
from satupintu.journal.seals import seal_all, verify
from satupintu.offices.models import Office
seal_all()
print(json.dumps([len(verify(office.pk)) for office in Office.objects.all()]))
"""


class Asker(Visitor):
    """Somebody who sends one question and remembers how far it came."""

    def __init__(self, base: str, n: int) -> None:
        super().__init__(base)
        self._opener.addheaders = [("X-Forwarded-For", f"10.1.{n // 200}.{n % 200 + 1}")]
        self.question = f"Percobaan {n:03d}"
        self.checked = self.press = ""

    def send(self) -> bool:
        """Go on from where it stopped; True when the office says that the question arrived."""
        if not self.checked and not self._write():
            return False
        if not self.press and not self._look():
            return False
        return _went_on(self.post(f"{self.checked}send/", press=self.press), "/prove/")

    def _write(self) -> bool:
        if not _went_on(self.get("/o/3300/ask/"), "/ask/"):
            return False
        written = self.post(
            "/o/3300/ask/", question=self.question, name="Siti", contact_by="web",
            email=f"{self.question.replace(' ', '.')}@example.org",
        )  # fmt: skip
        if re.search(r"/ask/\w+/$", written.address):  # kept, whether or not its page was shown
            self.checked = written.address.removeprefix(self.base)
        return _went_on(written, self.checked or "/ask/x/")

    def _look(self) -> bool:
        page = self.get(self.checked)
        if not _went_on(page, self.checked):
            return False
        self.press = re.findall(r'name="press" value="([^"]+)"', page.text)[0]
        return True


def _went_on(answer: Answer, address: str) -> bool:
    """Whether this page came; if not, then a plain one that says to try again."""
    if answer.status == 200 and address in answer.address:
        return True
    assert answer.status == 503, (answer.status, answer.address, answer.text[:500])
    assert "<h1>Belum dapat disimpan</h1>" in answer.text or "<h1>Halaman belum" in answer.text
    assert answer.headers["Retry-After"]
    return False


@dataclass
class Crowd:
    """Askers one after another, and what each of them was told."""

    office: SatuPintu
    accepted: list[Asker] = field(default_factory=list)
    refused: list[Asker] = field(default_factory=list)
    wrong: list[BaseException] = field(default_factory=list)
    come: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self) -> bool:
        with self.lock:
            self.come += 1
            asker = Asker(self.office.url, self.come)
        told = asker.send()
        (self.accepted if told else self.refused).append(asker)
        return told

    def ask_until(self, over: threading.Event) -> None:
        try:
            told = True
            while not over.wait(0.01 if told else 0.2):  # each refused one is sent again at the end
                told = self.ask()
        except BaseException as wrong:  # the test's thread says it
            self.wrong.append(wrong)

    def assert_nothing_is_lost(self) -> None:
        """Accepted ones are there once; refused ones are sent again and are there once then."""
        there = _there(self.office)
        assert {asker.question for asker in self.accepted} <= there.keys()
        assert set(there.values()) <= {1}
        assert [asker.question for asker in self.refused if not asker.send()] == []
        assert _there(self.office) == Counter(
            asker.question for asker in (*self.accepted, *self.refused)
        )
        assert not any(json.loads(inside(self.office, VERIFIED)))


def _there(office: SatuPintu) -> Counter[str]:
    rows = json.loads(inside(office, SENT))
    numbers = sorted(int(number.rsplit("-", 1)[1]) for _, number in rows)
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))  # no gap, no repeat
    return Counter(title for title, _ in rows)


# --- a full disk -------------------------------------------------------------------------------


@pytest.fixture
def office(sample_office: Path, tmp_path: Path) -> Iterator[SatuPintu]:
    home = tmp_path / "data"
    shutil.copytree(sample_office, home)
    office = SatuPintu(home, **PROXY)
    office.travel(MORNING)
    yield office.start()
    office.stop()


def disk_takes(office: SatuPintu, most: int) -> None:
    """No file of the running server grows beyond this; the same answer as from a full disk."""
    assert office.process
    _, hard = resource.prlimit(office.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(office.process.pid, resource.RLIMIT_FSIZE, (most, hard))


@pytest.mark.only_sqlite
def test_a_full_disk_refuses_in_plain_words_and_loses_nothing_accepted(office):
    crowd = Crowd(office)
    log = office.home / "satupintu.sqlite3-wal"
    disk_takes(office, log.stat().st_size + ROOM)
    while crowd.ask():
        assert crowd.come < 300
    for _ in range(5):
        crowd.ask()
    assert len(crowd.accepted) >= 2
    assert len(crowd.refused) >= 2
    assert Visitor(office.url).get("/o/3300/ask/").status == 200  # what only reads goes on

    disk_takes(office, resource.RLIM_INFINITY)
    assert crowd.ask()
    crowd.assert_nothing_is_lost()


# --- a database that restarts --------------------------------------------------------------------


@pytest.fixture
def database() -> Iterator[PostgreSQL]:
    server = PostgreSQL(durable=True).start()
    yield server
    server.stop()


@pytest.mark.only_postgresql
def test_a_database_that_restarts_or_falls_loses_nothing_accepted(database, tmp_path):
    office = SatuPintu(tmp_path, database_url=database.url, **PROXY)
    office.travel(MORNING)
    office.start()
    inside(office, WITHOUT_PUZZLES)
    crowd, over = Crowd(office), threading.Event()
    askers = [threading.Thread(target=crowd.ask_until, args=[over]) for _ in range(4)]
    try:
        for asker in askers:
            asker.start()
        for how in (signal.SIGINT, signal.SIGQUIT):  # a restart, then a fall: no last word to disk
            enough(crowd)
            database.restart(how)
        enough(crowd)
    finally:
        over.set()
        for asker in askers:
            asker.join()
    assert crowd.wrong == []
    assert crowd.refused
    assert crowd.ask()
    crowd.assert_nothing_is_lost()
    office.stop()


def enough(crowd: Crowd) -> None:
    """Wait until some more questions have been accepted."""
    goal = len(crowd.accepted) + 12
    for _ in range(1200):
        if len(crowd.accepted) >= goal or crowd.wrong:
            return
        threading.Event().wait(0.05)
    raise AssertionError(f"The server does not go on: {crowd.office.log[-3000:]}")


@pytest.mark.only_postgresql
def test_an_act_is_over_when_the_disk_has_it(database, tmp_path):
    office = SatuPintu(tmp_path, database_url=database.url)
    office.command("migrate")
    assert database.process
    inside(office, FALLS.format(postgres=database.process.pid))
    database.restart(signal.SIGQUIT)
    assert inside(office, WRITTEN) == "1"
