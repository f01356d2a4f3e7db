"""A daily backup that fails is told on the screens of those who answer for the office."""

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import SignIn
from satupintu.offices.models import Office
from satupintu.operations.backups import duty, failure
from satupintu.operations.backups.encryption import Unreadable
from satupintu.operations.backups.key import key_file
from satupintu.operations.backups.rotation import name_of
from satupintu.people import notices
from satupintu.people.models import Officer
from satupintu.rules import clock

pytestmark = pytest.mark.django_db
HOUR = 3600


@pytest.fixture(autouse=True)
def backups(tmp_path: Path, settings: Any) -> Path:
    """An own place for data and backups, asked anew at every look."""
    settings.DATA_DIR, settings.BACKUP_DIR = tmp_path, tmp_path / "backup"
    settings.BACKUP_DIR.mkdir()
    notices.forget()
    return tmp_path / "backup"


def fails(problem: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise problem

    monkeypatch.setattr(duty, "make_backup", broken)
    monkeypatch.setattr("satupintu.operations.backups.duty.connection.close", lambda: None)
    duty._back_up()
    notices.forget()


@pytest.mark.parametrize(
    ("problem", "why", "mend"),
    [
        (OSError(errno.ENOSPC, "full"), "disk tempat cadangan penuh", "Kosongkan disk itu"),
        (PermissionError(errno.EACCES, "no"), "tempat cadangan tidak bisa ditulis", "Pasang lagi"),
        (Unreadable("not whole"), "hasilnya tidak bisa dibaca kembali", "Periksa disk itu"),
        (ValueError("?"), "sebabnya tertulis di catatan server", "satupintu doctor"),
    ],
)
def test_why_and_what_to_do_stand_on_the_supervisors_and_administrators_screens(
    signed_in: SignIn, supervisor: Officer, administrator: Officer, officer: Officer,
    monkeypatch: pytest.MonkeyPatch, problem: Exception, why: str, mend: str,
) -> None:  # fmt: skip
    fails(problem, monkeypatch)

    for reader, page in ((supervisor, "/o/3300/day/"), (administrator, "/o/3300/settings/")):
        text = signed_in(reader).get(page).text
        assert f"Cadangan harian gagal Jumat, 24 Juli 2026 pukul 09.00 WIB: {why}." in text
        assert "Belum ada satu cadangan pun." in text
        assert mend in text
    assert "Cadangan" not in signed_in(officer).get("/o/3300/desks/").text


def test_it_goes_when_a_backup_succeeds(
    signed_in: SignIn, supervisor: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(OSError(errno.ENOSPC, "full"), monkeypatch)
    failure.over()
    notices.forget()
    assert "Cadangan" not in signed_in(supervisor).get("/o/3300/day/").text


def test_a_backup_that_nobody_makes_any_more_is_told_after_a_day(
    signed_in: SignIn, supervisor: Officer, backups: Path
) -> None:
    (backups / name_of(clock.now())).write_bytes(b"x")
    client = signed_in(supervisor)
    with clock.offset(29 * HOUR):
        notices.forget()
        assert "Cadangan" not in client.get("/o/3300/day/").text
    with clock.offset(31 * HOUR):
        notices.forget()
        text = client.get("/o/3300/day/").text
    assert "Sudah lebih dari sehari tidak ada cadangan." in text
    assert "Cadangan terakhir yang baik: Jumat, 24 Juli 2026 pukul 09.00 WIB." in text


def test_a_new_installation_has_a_day_until_it_is_told(office: Office) -> None:
    key = key_file()
    key.write_text("x", encoding="utf-8")
    begun = datetime(2026, 7, 24, 2, 0, tzinfo=UTC)
    os.utime(key, (begun.timestamp(), begun.timestamp()))
    assert list(failure.tell()) == []
    with clock.offset(timedelta(hours=31).total_seconds()):
        [notice] = failure.tell()
    assert "Belum ada satu cadangan pun." in notice.words


def test_a_teller_that_fails_breaks_no_screen(
    signed_in: SignIn, supervisor: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> list[notices.Notice]:
        raise OSError

    monkeypatch.setattr(notices, "_tellers", [broken])
    assert signed_in(supervisor).get("/o/3300/day/").status_code == 200
