"""What an operator reads who types a command too early, in the wrong place or with a wrong file."""

import signal
import subprocess
from pathlib import Path

import pytest

from satupintu.operations.command import main
from tests.servers import SatuPintu

UNITS = "domain_id,level,office_name,timezone\n3300,provinsi,BPS Provinsi Jawa Tengah,WIB\n"
NOWHERE = "postgresql://nobody@127.0.0.1:1/none"


def type_in(home: Path, *words: str, database_url: str = "") -> tuple[int, str]:
    """The exit code and what came on the screen."""
    with pytest.raises(subprocess.CalledProcessError) as failed:
        SatuPintu(home, database_url=database_url).command(*words)
    return failed.value.returncode, failed.value.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("due", "--office", "3300", "2026-03-17 10:00"),
        ("unlock", "wati"),
        ("load-holidays", "2026"),
    ],
)
def test_a_command_before_the_database_is_there_says_what_to_do_first(tmp_path, words):
    code, told = type_in(tmp_path, *words)
    assert code == 1
    assert told.startswith(f"satupintu {words[0]}: the database is new or of another version.")
    assert "satupintu migrate" in told
    assert told.count("\n") == 1


def test_the_offices_may_come_in_before_one_is_set_up(tmp_path):
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    told = SatuPintu(tmp_path).command("import-units", str(tmp_path / "units.csv")).stdout
    assert told == "1 offices added, 0 changed, 0 refused.\n"


def test_a_database_that_does_not_answer_is_told_in_one_line(tmp_path):
    code, told = type_in(tmp_path, "unlock", "wati", database_url=NOWHERE)
    assert code == 1
    assert told.startswith("satupintu unlock: the database does not answer: ")
    assert told.endswith("Check DATABASE_URL and the server.\n")


@pytest.mark.parametrize(("file", "words"), [(".", "Is a directory"), ("a.csv", "no CSV file")])
def test_a_file_that_is_no_list_of_offices_is_named(tmp_path, capsys, file, words):
    (tmp_path / "a.csv").write_bytes(b"\x89PNG")
    assert main(["import-units", str(tmp_path / file)]) == 1
    assert words in capsys.readouterr().err


def test_a_backup_that_cannot_be_read_is_not_called_a_failed_writing(tmp_path, capsys):
    (tmp_path / "a").write_bytes(b"no backup")
    assert main(["backup", "--verify", str(tmp_path / "a")]) == 1
    assert capsys.readouterr().err == (
        "satupintu backup: a cannot be read: this is not a backup of Satu Pintu.\n"
    )


@pytest.fixture
def hears_ctrl_c():
    """Python listens to it, also where the tests run in the background, which shells shut off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hears_ctrl_c")
def test_ctrl_c_at_a_question_ends_with_a_sentence(monkeypatch, capsys):
    def interrupted(*_: object) -> bool:
        signal.raise_signal(signal.SIGINT)
        return True

    monkeypatch.setattr("satupintu.operations.commands.migrate.up_to_date", interrupted)
    assert main(["migrate"]) == 130
    assert capsys.readouterr().err == "\nsatupintu migrate: stopped before its end.\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--address", "999"), "'999' is no address; write it like 192.168.1.5"),
        (("--name", "meja depan"), "'meja depan' is no name; write it like antrean.local"),
    ],
)
def test_a_name_or_address_of_the_network_that_is_none_is_refused(capsys, words, told):
    with pytest.raises(SystemExit):
        main(["setup", "--lan", *words])
    assert told in capsys.readouterr().err
