"""A backup, on a bare folder: the same office, and all that hangs on its keys goes on working."""

import re
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from tests.postgresql import PostgreSQL
from tests.servers import MORNING, ROOT, SatuPintu
from tests.visitors import Visitor

KNOWN = """
import django; django.setup()
from satupintu.offices.models import Office
from satupintu.people.actions import devices
from satupintu.people.models import Officer
office = Office.objects.get(code="3300")
device, secret = devices.ask(office, "kiosk")
devices.join(office, device.join_code, "Mesin pintu masuk", by=Officer.objects.get(username="andi"))
from satupintu.walkin.models import Ticket
print(secret, Ticket.objects.filter(state="waiting").first().token)
"""
RECORDING = b"RIFF recorded in the office"
ATTACHED = b"%PDF-1.4 attached to a question"


def inside(office: SatuPintu, code: str) -> str:
    """What a few lines print that run on the office's data."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=office.environment, check=True,
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    return done.stdout.strip()


def lay(home: Path, name: str, content: bytes) -> None:
    (home / name).parent.mkdir(parents=True, exist_ok=True)
    (home / name).touch(mode=0o600)
    (home / name).write_bytes(content)


@dataclass
class Then:
    """An office as it was when its backup was made, and who knew it."""

    office: SatuPintu
    officer: Visitor
    kiosk_secret: str
    ticket: str
    backup: Path
    key: str


@pytest.fixture(scope="module")
def then(sample_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Then:
    home = tmp_path_factory.mktemp("then") / "data"
    shutil.copytree(sample_office, home)
    (home / "voice" / "3300").mkdir(parents=True)
    (home / "voice" / "3300" / "loket.wav").write_bytes(RECORDING)
    lay(home, "files/ab/cd/abcd", ATTACHED)
    lay(home, "arriving/half", ATTACHED[:3])
    second_place = tmp_path_factory.mktemp("second-place")
    office = SatuPintu(home, BACKUP_DIR=str(second_place))
    office.travel(MORNING - timedelta(minutes=1))
    office.command("backup")  # so that the server makes none of its own meanwhile
    [earlier] = second_place.iterdir()
    office.travel(MORNING)
    office.start()
    officer = Visitor(office.url)
    officer.sign_in("rina")
    secret, ticket = inside(office, KNOWN).split()
    said = office.command("backup").stdout  # while it serves
    office.stop()
    [backup] = set(second_place.iterdir()) - {earlier}
    assert f"{backup}:" in said
    assert "verified" in said
    return Then(office, officer, secret, ticket, backup, (home / "backup_key").read_text())


@pytest.fixture(scope="module")
def restored(then: Then, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SatuPintu]:
    """The backup on another machine, with nothing but the file and the key."""
    home = tmp_path_factory.mktemp("bare") / "data"
    home.mkdir()
    office = SatuPintu(home, BACKUP_DIR=str(tmp_path_factory.mktemp("third-place")))
    office.environment["BACKUP_KEY"] = then.key
    office.travel(MORNING)
    office.command("restore", str(then.backup))
    yield office.start("serve")
    office.stop()


def test_a_device_goes_on_working(then, restored):
    kiosk = Visitor(restored.url)
    refused = kiosk.get("/o/3300/kiosk/")
    assert "/join/" in refused.address
    known = kiosk._opener
    known.addheaders.append(("Cookie", f"perangkat={then.kiosk_secret}"))
    assert kiosk.get("/o/3300/kiosk/").address == f"{restored.url}/o/3300/kiosk/"


def test_the_link_on_a_ticket_goes_on_working(then, restored):
    assert Visitor(restored.url).get(f"/t/{then.ticket}/").status == 200
    assert Visitor(restored.url).get("/t/AAAAAAAAAAA/").status == 404


def test_an_officer_stays_signed_in(then, restored):
    stranger = Visitor(restored.url)
    assert "/sign-in/" in stranger.get("/account/").address
    officer = then.officer.carry_over(restored.url)
    assert officer.get("/account/").address == f"{restored.url}/account/"


def test_the_office_s_own_recordings_come_back(restored):
    assert (restored.home / "voice" / "3300" / "loket.wav").read_bytes() == RECORDING


def test_attached_files_come_back_and_halves_of_them_do_not(restored):
    file = restored.home / "files" / "ab" / "cd" / "abcd"
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (ATTACHED, 0o600)
    assert not (restored.home / "arriving").exists()


def test_secrets_are_readable_by_their_owner_only(then, restored):
    files = [restored.home / name for name in ("secret_key", "satupintu.sqlite3")]
    for file in [*files, then.backup, then.office.home / "backup_key"]:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_nothing_of_a_copy_is_left_beside_the_data(then, restored):
    until_no_copy_is_under_way(then.office.home, restored.home)


def until_no_copy_is_under_way(*homes: Path) -> None:
    """The server may be making the evening's own backup."""
    until = time.monotonic() + 120
    while left := [name for home in homes for name in halves(home)]:
        assert time.monotonic() < until, left
        time.sleep(0.2)


def halves(home: Path) -> list[str]:
    return [path.name for path in home.iterdir() if path.name.startswith((".backup-", ".re"))]


def test_names_of_visitors_cannot_be_read_in_the_file(then):
    assert b"Siti Rahmawati" in (then.office.home / "satupintu.sqlite3").read_bytes()
    assert b"Siti Rahmawati" not in then.backup.read_bytes()


def refused(office: SatuPintu, *words: str) -> str:
    with pytest.raises(subprocess.CalledProcessError) as refusal:
        office.command(*words)
    assert refusal.value.returncode == 1
    return str(refusal.value.stderr)


def test_a_restore_never_writes_over_an_office(then, restored):
    assert "is not empty" in refused(restored, "restore", str(then.backup))


def test_with_another_key_nothing_is_changed(then, tmp_path):
    office = SatuPintu(tmp_path, BACKUP_KEY="bukan kunci dari cadangan ini")
    assert "key is another one" in refused(office, "restore", str(then.backup))
    assert not (tmp_path / "satupintu.sqlite3").exists()


def test_a_backup_that_lost_its_end_is_not_restored(then, tmp_path):
    short = tmp_path / "short.backup"
    short.write_bytes(then.backup.read_bytes()[:-1])
    home = tmp_path / "data"
    home.mkdir()
    office = SatuPintu(home, BACKUP_KEY=then.key)
    assert "Nothing was changed" in refused(office, "restore", str(short))
    assert not (home / "satupintu.sqlite3").exists()


def test_a_backup_can_be_looked_at_without_restoring(then):
    said = then.office.command("backup", "--verify", str(then.backup)).stdout
    assert re.search(r"is whole\. Made 2026-07-24T02:0.Z; offices: 3300\.", said)


def test_a_serving_office_makes_its_backup_in_the_evening_by_itself(sample_office, tmp_path):
    home = shutil.copytree(sample_office, tmp_path / "data")
    place = tmp_path / "second"
    office = SatuPintu(home, BACKUP_DIR=str(place))
    office.travel(MORNING.replace(hour=18, minute=10))
    office.start("serve")
    until = time.monotonic() + 120
    while not list(place.glob("*.backup")) and time.monotonic() < until:
        time.sleep(0.1)
    office.stop()
    assert [path.name[:18] for path in place.iterdir()] == ["satupintu-20260724"]
    assert "BACKUP KEY" in office.log  # the first start says loudly where the key lies
    assert (home / "backup_key").read_text().strip() not in office.log


@pytest.fixture
def two_databases() -> Iterator[list[str]]:
    """Addresses of two empty databases on one server."""
    server = PostgreSQL().start()
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE another")
    yield [server.url, server.url.replace("/satupintu?", "/another?")]
    server.stop()


@pytest.mark.database
@pytest.mark.only_postgresql
def test_a_backup_of_postgresql_restores_into_an_empty_database(two_databases, tmp_path):
    one, two = (_office(tmp_path, url) for url in two_databases)
    one.command("example")
    one.command("backup")
    [backup] = (tmp_path / "second").iterdir()
    two.command("restore", str(backup))
    assert inside(two, COUNTS) == inside(one, COUNTS)
    assert inside(two, ONE_MORE) == "taken"


COUNTS = """
import django; django.setup()
from django.apps import apps
print({model._meta.label: model._default_manager.count() for model in apps.get_models()})
"""
ONE_MORE = """
import django; django.setup()
from satupintu.offices.published import published
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door
place = published("3300")
take_ticket(place, place.services[0], door=Door.KIOSK)
print("taken")
"""


def _office(folder: Path, url: str) -> SatuPintu:
    home = folder / url.split("/")[3].split("?")[0]
    home.mkdir()
    place, key = str(folder / "second"), "kunci untuk pengujian saja"
    office = SatuPintu(home, database_url=url, BACKUP_DIR=place, BACKUP_KEY=key)
    office.travel(MORNING)
    return office
