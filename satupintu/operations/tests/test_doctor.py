"""The doctor finds what is wrong, says how to mend it, and finds nothing where all is well."""

import json
from argparse import Namespace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from satupintu.example.facts import PASSWORD
from satupintu.journal.models import Entry
from satupintu.journal.record import act
from satupintu.journal.seals import seal_all
from satupintu.offices.models import Desk, HolidayYear
from satupintu.operations import certificates, doctor
from satupintu.operations.backups.rotation import name_of
from satupintu.operations.commands import doctor as command
from satupintu.operations.doctor import data, doors, keeping, machine, people
from satupintu.operations.doctor.findings import State
from satupintu.people.models import Officer
from satupintu.rules import clock

WIB = clock.ZONES["WIB"]


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> Path:
    settings.DATA_DIR, settings.BACKUP_DIR = tmp_path, tmp_path / "backup"
    settings.BACKUP_DIR.mkdir()
    settings.BACKUP_KEY = "kunci untuk pengujian saja"
    return tmp_path


@pytest.fixture
def well(office, administrator) -> None:
    """An office with an administrator, a sealed journal and a backup of last evening."""
    with act(office.pk) as doing:
        doing.note("office.opened", "office:1")
    seal_all()


def states(check) -> list[State]:
    return [each.state for each in check()]


def says(check, state: State) -> str:
    return " ".join(each.says for each in check() if each.state is state)


@pytest.mark.usefixtures("well")
def test_a_sound_office_has_no_trouble(settings):
    (settings.BACKUP_DIR / name_of(clock.now() - timedelta(hours=15))).touch()
    found = doctor.examine()
    assert {each.about for each in found} >= {
        "configuration", "https", "database", "clock", "holidays", "journal", "passwords",
        "offices", "voice", "disk", "files", "backup",
    }  # fmt: skip
    assert [each.says for each in found if each.state is State.TROUBLE] == []


@pytest.mark.usefixtures("well")
def test_each_warning_says_how_to_mend():
    assert [each for each in doctor.examine() if each.state is not State.OK and not each.mend] == []


@pytest.mark.usefixtures("well")
def test_the_exit_code_and_json_are_for_programs(capsys):
    assert command.command(Namespace(json=True, mail=None)) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"about", "state", "says", "mend"} == set(told[0])
    HolidayYear.objects.all().delete()
    assert command.command(Namespace(json=False, mail=None)) == 1
    assert "TROUBLE  holidays" in capsys.readouterr().out


@pytest.mark.usefixtures("db", "friday_morning")
def test_a_clock_behind_the_last_event_is_trouble(well):
    assert states(data.clock_behind) == [State.OK]
    with clock.travel(by=-3600):
        assert states(data.clock_behind) == [State.TROUBLE]


@pytest.mark.proves("LAW-14")
def test_a_year_without_decree_is_trouble_and_the_next_one_a_reminder_from_october(office):
    assert states(data.holidays) == [State.OK]
    with clock.travel(to=datetime(2026, 9, 30, 12, tzinfo=WIB)):
        assert states(data.holidays) == [State.OK]
    with clock.travel(to=datetime(2026, 10, 1, 12, tzinfo=WIB)):
        assert states(data.holidays) == [State.OK, State.WARNING]
    with clock.travel(to=datetime(2027, 1, 2, 12, tzinfo=WIB)):
        assert states(data.holidays) == [State.TROUBLE]


@pytest.mark.usefixtures("well")
@pytest.mark.proves("LAW-11")
def test_a_changed_journal_row_is_trouble(office):
    assert State.TROUBLE not in states(data.journal)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET subject = 'office:2'")
    assert "do not match their seal" in says(data.journal, State.TROUBLE)


@pytest.mark.usefixtures("well")
@pytest.mark.proves("LAW-11")
def test_a_missing_journal_row_is_trouble(office):
    Entry.objects.all().delete()
    assert "have gaps" in says(data.journal, State.TROUBLE)


@pytest.mark.proves("LAW-11")
def test_a_journal_that_nobody_seals_is_told(office):
    with act(office.pk) as doing:
        doing.note("office.opened", "office:1")
    assert State.WARNING not in states(data.journal)
    with clock.travel(by=60):
        assert "unsealed for 60 s" in says(data.journal, State.WARNING)
        seal_all()
        assert State.WARNING not in states(data.journal)


def test_sample_passwords_are_trouble_once_others_reach_the_service(office, settings):
    sample = Officer(username="dewi", name="Dewi", example=True)
    sample.set_password(PASSWORD)
    sample.save()
    assert states(people.passwords) == [State.OK]
    settings.HOST = "0.0.0.0"
    assert "dewi" in says(people.passwords, State.TROUBLE)
    sample.set_password("empat ekor itik")
    sample.save()
    assert states(people.passwords) == [State.OK]


def test_an_office_without_administrator_is_trouble(office):
    assert "3300 has no administrator" in says(people.administrators, State.TROUBLE)


def test_without_https_it_says_what_is_off(settings):
    settings.HOST = "192.168.1.5"
    told = says(doors.https, State.WARNING)
    for off in ("without a connection", "screens awake", "notifications"):
        assert off in told
    settings.HTTPS = True
    assert states(doors.https) == [State.OK]


def test_a_certificate_that_ends_soon_or_is_gone_is_told(settings, home):
    certificates.issue(home, ["kantor.local"], [])
    settings.TLS_CERTIFICATE, settings.TLS_KEY = f"{home}/server.crt", f"{home}/server.key"
    assert states(doors.https) == [State.OK]
    with clock.travel(by=certificates.SERVER_LASTS - timedelta(days=20)):
        assert states(doors.https) == [State.WARNING]
    with clock.travel(by=certificates.SERVER_LASTS + timedelta(days=1)):
        assert states(doors.https) == [State.TROUBLE]
    (home / "server.key").unlink()
    assert "TLS_KEY" in says(doors.https, State.TROUBLE)


def test_a_desk_that_no_clip_can_name_is_told_unless_espeak_speaks(office, monkeypatch):
    Desk.objects.create(office=office, number=9, name="Paviliun Timur")
    monkeypatch.setenv("PATH", "/nowhere")
    assert "nothing says paviliun, timur" in says(machine.voice, State.WARNING)


def test_a_small_rest_of_the_disk_is_told(monkeypatch):
    assert len(states(machine.disk)) == 1
    monkeypatch.setattr(machine, "TOO_LITTLE", 10**18)
    assert states(machine.disk) == [State.TROUBLE]


def test_secrets_that_others_can_read_are_told(home):
    home.chmod(0o755)
    (home / "secret_key").touch(mode=0o600)
    assert states(machine.permissions) == [State.OK]
    (home / "secret_key").chmod(0o644)
    assert "secret_key" in says(machine.permissions, State.WARNING)


@pytest.mark.parametrize(
    ("hours", "state"),
    [(None, State.WARNING), (20, State.OK), (31, State.WARNING), (200, "trouble")],
)
def test_the_age_of_the_last_backup_is_told(friday_morning, settings, hours, state):
    if hours:
        (settings.BACKUP_DIR / name_of(clock.now() - timedelta(hours=hours))).touch()
    assert states(keeping.backup)[0] == state


def test_a_backup_on_the_disk_of_the_data_is_told():
    assert "same disk" in says(keeping.backup, State.WARNING)


def test_a_key_that_lies_only_here_is_told(settings, home):
    settings.BACKUP_KEY = ""
    (home / "backup_key").write_text("kunci")
    assert "lost with this machine" in says(keeping.backup, State.WARNING)


def test_one_check_that_breaks_hides_no_other(monkeypatch, well):
    def broken():
        raise RuntimeError("no such thing")

    monkeypatch.setattr(doctor, "CHECKS", (("voice", broken), ("disk", machine.disk)))
    assert [each.about for each in doctor.examine()] == ["voice", "disk"]
