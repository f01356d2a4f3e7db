"""Kept, attached, removed: nothing half, nothing lost, nobody else's."""

import errno
import io
import os
import stat

import pytest
from django.db import DatabaseError

from satupintu.files import access, disk
from satupintu.files.accepted import MOST_BYTES, PER_MESSAGE, PER_OWNER
from satupintu.files.actions import keep as keeping
from satupintu.files.actions import room as room_to_share
from satupintu.files.actions.deciding import refuse, release, remove, remove_all
from satupintu.files.actions.duty import sweep, sweep_arriving, tidy
from satupintu.files.actions.keep import attach, keep
from satupintu.files.models import StoredFile
from satupintu.files.queries import by_message, files_of, loose
from satupintu.files.refusals import Refused
from satupintu.files.tests import samples
from satupintu.files.tests.samples import CSV, PDF
from satupintu.files.workflow import State
from satupintu.journal.models import Entry
from satupintu.offices.acts import act
from satupintu.rules import clock
from satupintu.rules.workflow import NotAllowed

ME = "m" * 64


def kept(office, data: bytes = PDF, name: str = "surat.pdf", **more) -> StoredFile:
    more.setdefault("holder", ME)
    return keep(office.pk, io.BytesIO(data), name, actor="person", **more)


def attached(office, owner: str, *files: StoredFile, message: int = 1, holder: str = ME):
    with act(office.pk, "person") as doing:
        return attach(
            doing, office.pk, owner, [file.key for file in files], holder=holder, message=message
        )


def on_disk(room) -> list[str]:
    return [path.name for path in room.rglob("*") if path.is_file()]


def test_a_kept_file_lies_under_its_key_and_only_we_read_it(office, room) -> None:
    file = kept(office)
    path = disk.place(file.key)
    assert path.read_bytes() == PDF
    assert path.parent.parent.parent == room / "files"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((room / "files").stat().st_mode) & 0o077 == 0
    assert on_disk(room) == [file.key]
    assert (file.state, file.size, file.kind) == (State.CLEAN, len(PDF), "pdf")


def test_the_journal_learns_that_a_file_came_and_not_its_name(office) -> None:
    file = kept(office, name="KTP Siti.pdf")
    entry = Entry.objects.get(event="file.keep")
    assert (entry.subject, entry.facts["kind"]) == (f"file:{file.pk}", "pdf")
    assert "Siti" not in str(entry.facts)


@pytest.mark.proves("PRT-12")
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (PDF + b"\n" * (MOST_BYTES + 1 - len(PDF)), "big"),
        (b"<html>", "type"),
        (samples.png_bomb(), "picture"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(office, room, data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as told:
        kept(office, data, "Surat Siti.pdf")
    assert (told.value.reason, told.value.name) == (reason, "Surat Siti.pdf")
    assert "Surat Siti.pdf" in told.value.words()
    assert on_disk(room) == []
    assert not StoredFile.objects.exists()


def test_exactly_ten_megabytes_are_taken(office) -> None:
    rows = b"3300;1\n" * (MOST_BYTES // 7)
    assert kept(office, rows + b" " * (MOST_BYTES - len(rows)), "a.csv").size == MOST_BYTES


def test_a_full_disk_is_said_and_nothing_half_stays(office, room, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="full"):
        kept(office)
    assert on_disk(room) == []
    assert not StoredFile.objects.exists()


def test_a_nearly_full_disk_is_left_to_the_database(office, room, monkeypatch) -> None:
    monkeypatch.setattr("satupintu.files.disk.shutil.disk_usage", lambda _: Nearly)
    with pytest.raises(Refused, match="full"):
        kept(office)
    assert on_disk(room) == []


class Nearly:
    free = 1000


def test_a_row_that_cannot_be_written_takes_its_file_along(office, room, monkeypatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(StoredFile, "save", broken)
    with pytest.raises(DatabaseError):
        kept(office)
    assert on_disk(room) == []


def test_a_message_gets_its_files(office) -> None:
    first, second = kept(office), kept(office, CSV, "tabel.csv")
    attached(office, "case:1", first, second, message=3)
    assert [file.name for file in by_message("case:1")[3]] == ["surat.pdf", "tabel.csv"]
    assert loose(ME, [first.key]) == []


@pytest.mark.proves("T36")
def test_nobody_attaches_what_somebody_else_brought(office) -> None:
    file, nobodys = kept(office), kept(office, holder="")
    for one, holder in ((file, "x" * 64), (file, ""), (nobodys, "")):
        with pytest.raises(Refused, match="failed"):
            attached(office, "case:2", one, holder=holder)
    assert loose("x" * 64, [file.key]) == []
    attached(office, "case:1", file)
    with pytest.raises(Refused, match="failed"):  # not twice either
        attached(office, "case:2", file)
    assert [one.pk for one in files_of("case:1")] == [file.pk]


def test_a_refused_attachment_attaches_none_of_the_others(office) -> None:
    file, gone, sick = kept(office), kept(office), kept(office)
    remove(gone, "person", actor="person")
    refuse(sick)
    for other in (gone, sick):
        with pytest.raises(Refused, match="failed"):
            attached(office, "case:1", file, other)
    assert not files_of("case:1").exists()


@pytest.mark.proves("PRT-12")
def test_limits_of_a_message_and_of_a_case(office, monkeypatch) -> None:
    many = [kept(office, holder=str(n)) for n in range(PER_MESSAGE + 1)]
    StoredFile.objects.update(holder=ME)
    with pytest.raises(Refused, match="many"):
        attached(office, "case:1", *many)
    attached(office, "case:1", *many[:2])
    monkeypatch.setattr(keeping, "OWNER_BYTES", 2 * len(PDF))
    with pytest.raises(Refused, match="total"):
        attached(office, "case:1", many[3])
    monkeypatch.setattr(keeping, "PER_OWNER", 2)
    with pytest.raises(Refused, match="many"):
        attached(office, "case:1", many[3])
    assert PER_OWNER >= PER_MESSAGE


def test_a_flood_of_files_that_nobody_attaches_ends_at_a_limit(office, monkeypatch) -> None:
    kept(office)
    monkeypatch.setattr(room_to_share, "LOOSE_PER_HOLDER", 1)
    with pytest.raises(Refused, match="many"):
        kept(office)
    monkeypatch.setattr(room_to_share, "LOOSE_BYTES", len(PDF))
    with pytest.raises(Refused, match="full"):
        kept(office, holder="other")


@pytest.mark.proves("T35")
def test_a_removed_file_leaves_a_row_without_name_and_content(
    office, room, django_capture_on_commit_callbacks
) -> None:
    file = kept(office, name="KTP Siti.pdf", owner="case:1")
    with django_capture_on_commit_callbacks(execute=True):
        assert remove(file, "person", actor="person")
    row = StoredFile.objects.get(pk=file.pk)
    assert (row.state, row.name, row.sha256, row.holder) == (State.REMOVED, "", "", "")
    assert (row.size, row.reason, row.owner) == (len(PDF), "person", "case:1")
    assert on_disk(room) == []
    with pytest.raises(NotAllowed):
        remove(row, "person", actor="person")


def test_of_two_who_decide_one_does(office) -> None:
    first = kept(office)
    StoredFile.objects.update(state=State.QUARANTINED)
    first.refresh_from_db()
    second = StoredFile.objects.get(pk=first.pk)
    assert release(first)
    assert not refuse(second)
    assert StoredFile.objects.get().state == State.CLEAN


def test_a_service_is_told_of_a_refusal_in_the_same_act(office, monkeypatch) -> None:
    told: list[str] = []
    speaks = access.Owner(lambda *_: True, lambda file: told.append(file.owner))
    monkeypatch.setitem(access.owners, "case", speaks)
    refuse(kept(office, owner="case:1"))
    assert told == ["case:1"]


def test_everything_of_a_case_is_removed_at_the_end_of_its_keeping(office) -> None:
    mine, others = kept(office, owner="case:1"), kept(office, owner="case:11")
    with act(office.pk) as doing:
        assert remove_all(doing, "case:1", "retention") == 1
    states = dict(StoredFile.objects.values_list("pk", "state"))
    assert states == {mine.pk: State.REMOVED, others.pk: State.CLEAN}


def test_what_nobody_attached_goes_after_a_day(office, room) -> None:
    loose_one, case = kept(office, household="h"), kept(office, owner="case:1", household="h")
    with clock.offset(23 * 3600):
        tidy()
    assert StoredFile.objects.get(pk=loose_one.pk).state == State.CLEAN
    with clock.offset(25 * 3600):
        tidy()
    assert not StoredFile.objects.exclude(household="").exists()  # nor does the address stay
    assert StoredFile.objects.get(pk=loose_one.pk).state == State.REMOVED
    assert StoredFile.objects.get(pk=case.pk).state == State.CLEAN


def test_files_without_a_row_are_swept_and_young_ones_left(office, room) -> None:
    file = kept(office, owner="case:1")
    lost = disk.place("ab" * 16)
    half = disk.staging("cd" * 16)
    for path in (lost, half):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert (sweep("ab"), sweep_arriving(), sweep(file.key[:2])) == (0, 0, 0)
    old = clock.now().timestamp() - 3 * 3600
    for path in (lost, half, disk.place(file.key)):
        os.utime(path, (old, old))
    assert (sweep("ab"), sweep_arriving()) == (1, 1)
    sweep(file.key[:2])
    assert on_disk(room) == [file.key]
