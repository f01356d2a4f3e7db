"""The virus scanner: asked by its own protocol; without an answer files wait, and are seen to."""

import threading

import pytest

from satupintu.files import disk, scanner
from satupintu.files.actions import duty
from satupintu.files.actions.duty import look_at_waiting
from satupintu.files.models import StoredFile
from satupintu.files.tests.clamd import TOO_LARGE, VIRUS, daemon
from satupintu.files.tests.samples import CSV, PDF, written
from satupintu.files.tests.test_keeping import kept, on_disk
from satupintu.files.workflow import State


@pytest.mark.parametrize("unix", [False, True])
def test_it_is_asked_by_its_own_protocol(tmp_path, settings, unix: bool) -> None:
    with daemon(path=str(tmp_path / "clamd.sock") if unix else "") as address:
        settings.CLAMAV_ADDRESS = address
        assert scanner.found_in(written(tmp_path, PDF * 5000)) == ""
        assert scanner.found_in(written(tmp_path, PDF * 5000 + VIRUS)) == "Test.Virus"


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK", b"nonsense\0"]
)
def test_an_answer_that_is_none_counts_as_none(tmp_path, settings, answer: bytes) -> None:
    with daemon(answer) as address:
        settings.CLAMAV_ADDRESS = address
        if answer == b"stream: OK":  # whole, only without its end
            assert scanner.found_in(written(tmp_path, PDF)) == ""
        else:
            with pytest.raises(scanner.Unreachable):
                scanner.found_in(written(tmp_path, PDF))


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.sock"])
def test_a_dead_scanner_is_unreachable(tmp_path, settings, address: str) -> None:
    settings.CLAMAV_ADDRESS = address
    with pytest.raises(scanner.Unreachable):
        scanner.found_in(written(tmp_path, PDF))


@pytest.mark.proves("PRT-12", "T34")
def test_files_wait_for_the_scanner_and_what_it_finds_is_refused(
    office, room, settings, django_capture_on_commit_callbacks
) -> None:
    settings.CLAMAV_ADDRESS = "127.0.0.1:1"
    clean, sick = kept(office), kept(office, CSV + VIRUS, "tabel.csv")
    look_at_waiting()
    assert set(StoredFile.objects.values_list("state", flat=True)) == {State.QUARANTINED}
    with daemon() as address, django_capture_on_commit_callbacks(execute=True):
        settings.CLAMAV_ADDRESS = address
        look_at_waiting()
    states = {row.pk: (row.state, row.reason) for row in StoredFile.objects.all()}
    assert states == {clean.pk: (State.CLEAN, ""), sick.pk: (State.REFUSED, "virus")}
    assert on_disk(room) == [clean.key]


def test_one_that_the_scanner_cannot_take_does_not_hold_up_the_others(office, settings) -> None:
    settings.CLAMAV_ADDRESS = "127.0.0.1:1"
    heavy, second = kept(office, CSV + TOO_LARGE, "tabel.csv"), kept(office)
    with daemon() as address:
        settings.CLAMAV_ADDRESS = address
        look_at_waiting()  # the first was asked about, and there was no answer
        look_at_waiting()
    states = dict(StoredFile.objects.values_list("pk", "state"))
    assert states == {heavy.pk: State.QUARANTINED, second.pk: State.CLEAN}


def test_without_a_scanner_nobody_keeps_files_back(office, settings) -> None:
    settings.CLAMAV_ADDRESS = "127.0.0.1:1"
    file = kept(office)
    settings.CLAMAV_ADDRESS = ""
    look_at_waiting()
    file.refresh_from_db()
    assert file.readable


def test_a_file_that_has_vanished_is_refused_and_not_asked_about_forever(office, settings) -> None:
    settings.CLAMAV_ADDRESS = "127.0.0.1:1"
    file = kept(office)
    disk.remove(file.key)
    with daemon() as address:
        settings.CLAMAV_ADDRESS = address
        look_at_waiting()
    file.refresh_from_db()
    assert (file.state, file.reason) == (State.REFUSED, "failed")


def test_the_scanner_is_asked_beside_other_duties_by_one_thread_at_a_time(
    office, settings, monkeypatch
) -> None:
    settings.CLAMAV_ADDRESS = "127.0.0.1:1"
    asked, go_on = threading.Semaphore(0), threading.Event()

    def look() -> None:
        asked.release()
        go_on.wait(5)
        raise RuntimeError("logged, and looked at again")

    monkeypatch.setattr(duty, "look_at_waiting", look)
    duty.ask_scanner()
    assert not asked.acquire(blocking=False)  # nothing waits
    kept(office)
    duty.ask_scanner()
    assert asked.acquire(timeout=30)
    duty.ask_scanner()
    assert not asked.acquire(timeout=0.1)
    go_on.set()
    assert duty._looking.acquire(timeout=30)
    duty._looking.release()
