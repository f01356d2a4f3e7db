"""The parts of a backup: the encrypted stream, which ones are kept, when one is due."""

import io
import os
import stat
import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from satupintu.journal.record import act
from satupintu.operations.backups import duty, make
from satupintu.operations.backups.encryption import (
    CHUNK,
    HEADER,
    MAGIC,
    TAG,
    Reader,
    Unreadable,
    Writer,
)
from satupintu.operations.backups.rotation import Kept, backups_in, name_of, superfluous
from satupintu.rules import clock

KEY = "kunci untuk pengujian saja"
WIB = clock.ZONES["WIB"]
HEAD = len(MAGIC) + HEADER.size


def sealed(plain: bytes, key: str = KEY) -> bytes:
    target = io.BytesIO()
    with Writer(target, key) as writer:
        writer.write(plain)
    return target.getvalue()


def opened(data: bytes, key: str = KEY) -> bytes:
    with Reader(io.BytesIO(data), key) as reader:
        return reader.read()


@pytest.fixture(scope="module")
def three_chunks() -> bytes:
    return os.urandom(2 * CHUNK + 17)


@pytest.fixture(scope="module")
def a_file(three_chunks: bytes) -> bytes:
    return sealed(three_chunks)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_what_was_written_comes_back(size):
    plain = os.urandom(size)
    assert opened(sealed(plain)) == plain


def test_nothing_of_the_content_can_be_read_in_the_file():
    assert b"Siti Rahmawati" not in sealed(b"Siti Rahmawati" * 50)


def test_another_key_opens_nothing(a_file):
    with pytest.raises(Unreadable, match="key is another one"):
        opened(a_file, "kunci yang lain")


def test_spaces_copied_along_with_the_key_do_no_harm(a_file, three_chunks):
    assert opened(a_file, f" {KEY}\n") == three_chunks


@pytest.mark.parametrize("place", [HEAD + 5, HEAD + CHUNK + TAG + 5, -1])
def test_a_changed_byte_is_noticed(a_file, place):
    changed = bytearray(a_file)
    changed[place] ^= 1
    with pytest.raises(Unreadable):
        opened(bytes(changed))


def test_a_file_that_was_cut_off_between_two_chunks_is_noticed(a_file):
    with pytest.raises(Unreadable, match="cut off"):
        opened(a_file[: HEAD + 2 * (CHUNK + TAG)])


def test_exchanged_chunks_are_noticed(a_file):
    first = a_file[HEAD : HEAD + CHUNK + TAG]
    second = a_file[HEAD + CHUNK + TAG : HEAD + 2 * (CHUNK + TAG)]
    with pytest.raises(Unreadable):
        opened(a_file[:HEAD] + second + first + a_file[HEAD + 2 * (CHUNK + TAG) :])


def test_another_file_is_told_from_a_backup():
    with pytest.raises(Unreadable, match="not a backup"):
        opened(b"SQLite format 3\0" + bytes(100))


def test_a_forged_head_cannot_ask_for_all_memory(a_file):
    forged = bytearray(a_file)
    forged[len(MAGIC) + 16] = 40
    with pytest.raises(Unreadable, match="head"):
        opened(bytes(forged))


# --- which are kept ----------------------------------------------------------------------------


def daily(days: int) -> list[Kept]:
    last = datetime(2026, 7, 24, 18, 30, tzinfo=WIB)
    moments = [last - timedelta(days=number) for number in range(days)]
    return [Kept(moment, Path(name_of(moment))) for moment in moments]


def test_seven_days_four_weeks_and_twelve_months_are_kept():
    backups = daily(500)
    gone = superfluous(backups, WIB)
    kept = sorted(set(backups) - set(gone))
    days = [backup.made_at.date().isoformat() for backup in kept]
    assert days[-7:] == [f"2026-07-{day}" for day in range(18, 25)]
    assert {"2026-07-12", "2026-07-05"} <= set(days)  # Sundays end the weeks before
    assert days[:3] == ["2025-08-31", "2025-09-30", "2025-10-31"]
    assert len(kept) == 7 + 2 + 11  # the newest week and month are among the days


def test_of_two_backups_of_a_day_the_newer_stays():
    morning, evening = (
        Kept(datetime(2026, 7, 24, hour, tzinfo=WIB), Path(str(hour))) for hour in (8, 18)
    )
    assert superfluous([evening, morning], WIB) == [morning]


def test_days_are_the_office_s_days():
    late = Kept(datetime(2026, 7, 23, 23, 30, tzinfo=WIB), Path("late"))
    early = Kept(datetime(2026, 7, 24, 0, 30, tzinfo=WIB), Path("early"))  # one UTC day
    assert superfluous([late, early], WIB) == []


def test_files_of_other_names_are_not_touched(tmp_path):
    moment = datetime(2026, 7, 24, 11, 30, tzinfo=UTC)
    (tmp_path / name_of(moment)).touch()
    (tmp_path / (name_of(moment) + ".part")).touch()
    (tmp_path / "foto.jpg").touch()
    assert [(each.made_at, each.path.name) for each in backups_in(tmp_path)] == [
        (moment, name_of(moment))
    ]


# --- when one is due ---------------------------------------------------------------------------


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 7, day, hour, minute, tzinfo=WIB)


@pytest.fixture
def place(settings, tmp_path: Path) -> Path:
    settings.BACKUP_DIR = tmp_path
    return tmp_path


@pytest.fixture
def something_happened(office) -> None:
    with act(office.pk) as doing:  # at nine
        doing.note("office.opened", "office:1")


@pytest.mark.usefixtures("office", "place")
def test_before_anything_happened_no_backup_is_due():
    assert not duty.is_due(at(20, day=30))


@pytest.mark.usefixtures("something_happened", "place")
@pytest.mark.parametrize(("now", "due"), [(at(17, 59), False), (at(18, 1), True)])
def test_in_the_evening_a_backup_is_due(now, due):
    assert duty.is_due(now) is due


@pytest.mark.usefixtures("place")
def test_while_visitors_are_still_served_it_waits(office):
    with clock.travel(to=at(18, 10)), act(office.pk) as doing:
        doing.note("ticket.taken", "ticket:1")
    assert not duty.is_due(at(18, 12))
    assert duty.is_due(at(18, 16))


@pytest.mark.usefixtures("something_happened")
def test_once_made_the_next_is_due_the_next_evening(place):
    (place / name_of(at(18, 2))).touch()
    assert not duty.is_due(at(23))
    assert not duty.is_due(at(17, 30, day=25))
    assert duty.is_due(at(18, 2, day=25))


@pytest.mark.usefixtures("something_happened")
def test_after_a_day_without_one_it_is_due_at_any_hour(place):
    (place / name_of(at(10, day=23))).touch()
    assert not duty.is_due(at(9, 59))
    assert duty.is_due(at(10, 1))


@pytest.mark.usefixtures("something_happened", "place")
def test_the_first_of_all_is_due_a_day_after_the_first_event_at_any_hour():
    assert not duty.is_due(at(8, 59, day=25))
    assert duty.is_due(at(9, 1, day=25))


def test_a_file_that_is_removed_while_a_backup_is_made_is_no_failure(tmp_path, monkeypatch):
    for name in ("a", "b", "c"):
        (tmp_path / name).write_bytes(name.encode())
    seen = Path.iterdir

    def removed_after_being_seen(folder: Path):
        paths = list(seen(folder))
        (tmp_path / "b").unlink(missing_ok=True)
        return iter(paths)

    monkeypatch.setattr(Path, "iterdir", removed_after_being_seen)
    target = io.BytesIO()
    with make._tape(target) as tape:
        make._add(tape, tmp_path, "files")
    target.seek(0)
    with tarfile.open(fileobj=target) as tape:
        assert tape.getnames() == ["files", "files/a", "files/c"]


def archived(folder: Path, *members: tarfile.TarInfo) -> Path:
    """A backup with these members, as somebody who has the key could make it."""
    file = folder / "forged.backup"
    with (
        file.open("wb") as target, Writer(target, KEY) as sealed,
        tarfile.open(fileobj=sealed, mode="w|") as tape,
    ):  # fmt: skip
        for member in members:
            tape.addfile(member, io.BytesIO(b"x" * member.size))
    return file


def member(name: str, kind: bytes = tarfile.REGTYPE, size: int = 0) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.size, info.linkname = kind, size, "../elsewhere"
    info.mode = 0o4777
    return info


@pytest.mark.parametrize(
    "strange",
    [
        member("../outside"), member("/outside"), member("files/../../outside"),
        member("link", tarfile.SYMTYPE), member("link", tarfile.LNKTYPE),
        member("pipe", tarfile.FIFOTYPE), member("manifest.json"),
    ],
    ids=lambda each: f"{each.name} {each.type!r}",
)  # fmt: skip
def test_only_files_are_unpacked_and_only_where_they_belong(tmp_path, strange):
    home = tmp_path / "home"
    home.mkdir()
    file = archived(tmp_path, member("manifest.json", size=1), strange)
    with pytest.raises(Unreadable, match="not whole"):
        make.unpack(file, KEY, home)
    assert [path.name for path in tmp_path.rglob("*")] == ["forged.backup", "home", "manifest.json"]


def test_what_is_unpacked_is_readable_by_the_service_only_and_keeps_its_moment(tmp_path):
    told = member("manifest.json", size=2)
    told.mtime = 1_700_000_000
    folder = member("files", tarfile.DIRTYPE)
    inside = member("files/a", size=3)
    file = archived(tmp_path, told, folder, inside)
    with pytest.raises(Unreadable):  # "xx" is no manifest
        make.unpack(file, KEY, tmp_path)
    laid = [tmp_path / name for name in ("manifest.json", "files", "files/a")]
    assert [stat.S_IMODE(path.stat().st_mode) for path in laid] == [0o600, 0o700, 0o600]
    assert laid[0].stat().st_mtime == 1_700_000_000
    assert laid[2].read_bytes() == b"xxx"


def test_a_folder_that_lies_on_another_disk_comes_along_with_what_is_in_it(tmp_path, settings):
    settings.DATA_DIR = tmp_path / "home"
    elsewhere = tmp_path / "disk" / "ab"
    elsewhere.mkdir(parents=True)
    (elsewhere / "file").write_bytes(b"Surat")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "files").symlink_to(elsewhere.parent)
    target = io.BytesIO()
    with make._tape(target) as tape:
        make._add(tape, settings.DATA_DIR / "files", "files")
    target.seek(0)
    with tarfile.open(fileobj=target) as tape:
        assert [(one.name, one.isdir()) for one in tape] == [
            ("files", True), ("files/ab", True), ("files/ab/file", False),
        ]  # fmt: skip


def test_the_copy_of_a_killed_process_is_cleared_and_one_in_work_is_not(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    for name, hours in (("left", 7), ("in-work", 1)):
        folder = tmp_path / f".backup-{name}"
        folder.mkdir()
        (folder / "database.sqlite3").write_bytes(b"everybody")
        then = datetime.now(UTC).timestamp() - hours * 3600
        os.utime(folder, (then, then))
    make._clear_abandoned()
    assert [path.name for path in tmp_path.iterdir()] == [".backup-in-work"]
