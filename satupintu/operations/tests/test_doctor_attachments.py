"""What the doctor says about attached files."""

import io

import pytest

from satupintu.files import disk
from satupintu.files.actions.keep import keep
from satupintu.files.tests.clamd import daemon
from satupintu.files.tests.samples import PDF
from satupintu.operations.doctor.attachments import attachments
from satupintu.rules import clock


@pytest.fixture(autouse=True)
def room(tmp_path, settings) -> None:
    settings.MEDIA_ROOT, settings.ARRIVING_ROOT = tmp_path / "files", tmp_path / "arriving"
    settings.CLAMAV_ADDRESS = ""


def told() -> list[tuple[str, str]]:
    return [(str(one.state), one.says) for one in attachments()]


def test_without_files_and_scanner_there_is_nothing_to_say(office) -> None:
    assert told() == []


def test_a_scanner_that_answers_and_one_that_does_not(office, settings) -> None:
    with daemon() as settings.CLAMAV_ADDRESS:
        assert told() == [("ok", "the virus scanner answers")]
    settings.CLAMAV_ADDRESS = "127.0.0.1:1"
    file = keep(office.pk, io.BytesIO(PDF), "a.pdf", actor="person", owner="case:1")
    with clock.offset(700):
        [scanner, waiting, there] = told()
    assert scanner[1].startswith("the virus scanner does not answer")
    assert waiting[1] == "1 wait for the virus scanner"
    assert there == ("ok", "the newest 1 are there")
    disk.remove(file.key)
    assert told()[-1][1] == "1 of the newest 1 files have no content on the disk"
