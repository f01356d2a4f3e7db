"""Make one backup: collect, encrypt, verify, give it its name, thin out the old ones."""

import json
import os
import shutil
import tarfile
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection

from satupintu.offices.models import Office
from satupintu.operations.backups import database, failure
from satupintu.operations.backups.encryption import Reader, Unreadable, Writer
from satupintu.operations.backups.key import passphrase
from satupintu.operations.backups.rotation import Kept, backups_in, name_of, superfluous
from satupintu.rules import clock

try:
    import fcntl
except ImportError:  # Windows: only one process there anyway
    fcntl = None  # type: ignore[assignment]

MANIFEST = "manifest.json"
SECRET = "secret_key"
FOLDERS = ("files", "voice", "tls")  # of DATA_DIR; tls: so that devices go on trusting
WORKSHOP = ".backup-"
ABANDONED_SECONDS = 6 * 3600  # nobody copies or verifies an office for so long
SINGLE = ("satupintu.env", "sample_password")
_one_at_a_time = threading.Lock()


class Busy(Exception):
    """Another backup is being made right now."""


@dataclass(frozen=True)
class Made:
    """A backup that has been read back and found whole."""

    path: Path
    size: int
    removed: tuple[Path, ...]


def make_backup(place: Path | None = None) -> Made:
    """Make, verify and name one backup in BACKUP_DIR; remove what rotation no longer keeps.

    Raises Busy, Unreadable when what was written cannot be read back, OSError when it does not fit.
    """
    place = place or Path(settings.BACKUP_DIR)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(), _workshop() as folder:
        _clear_abandoned()
        database.copy_to(folder)
        target = place / name_of(clock.now())
        unfinished = target.with_name(target.name + ".part")
        try:
            _write(unfinished, folder)
            verify(unfinished, passphrase())
            os.replace(unfinished, target)
            _settle(place)
            failure.over()
        finally:
            unfinished.unlink(missing_ok=True)
        return Made(target, target.stat().st_size, tuple(_thin_out(place)))


def verify(file: Path, key: str) -> dict[str, Any]:
    """Read a backup to its end and check the database in it; its manifest. Raises Unreadable."""
    with _workshop() as folder:
        manifest = unpack(file, key, folder)
        copy = folder / database.SQLITE
        if copy.exists() and (wrong := database.check_sqlite(copy)):
            raise Unreadable(f"the database in it is damaged: {wrong}")
        if not copy.exists() and not any((folder / database.TABLES).glob("*.copy")):
            raise Unreadable("there is no database in it")
    return manifest


def unpack(file: Path, key: str, folder: Path) -> dict[str, Any]:
    """Decrypt a backup into an empty folder; its manifest. Raises Unreadable."""
    try:
        with (
            file.open("rb") as source,
            Reader(source, key) as plain,
            tarfile.open(fileobj=plain, mode="r|") as archive,
        ):
            for member in archive:
                _lay(member, archive, folder)
            plain.drain()
        return dict(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (tarfile.TarError, ValueError, FileNotFoundError, FileExistsError) as problem:
        raise Unreadable(f"its content is not whole ({problem})") from None


def _lay(member: tarfile.TarInfo, archive: tarfile.TarFile, folder: Path) -> None:
    """One file or folder where it belongs. Raises TarError for anything else or anywhere else.

    By hand, since the filter of tarfile that refuses the same came with Python 3.11.4.
    """
    name = PurePosixPath(member.name)
    if name.is_absolute() or ".." in name.parts or not (member.isfile() or member.isdir()):
        raise tarfile.TarError(f"{member.name} is no file of a backup")
    target = folder / name
    if member.isdir():
        target.mkdir(mode=0o700, exist_ok=True)
        return
    content = archive.extractfile(member)
    assert content
    with target.open("xb") as file:
        shutil.copyfileobj(content, file)
    target.chmod(0o600)
    os.utime(target, (member.mtime, member.mtime))


def _write(target: Path, folder: Path) -> None:
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with Writer(file, passphrase()) as sealed, _tape(sealed) as tape:
            (folder / MANIFEST).write_text(json.dumps(_manifest()), encoding="utf-8")
            (folder / SECRET).write_text(settings.SECRET_KEY, encoding="utf-8")
            for path in sorted(folder.iterdir()):
                tape.add(path, path.name)
            for name in (*FOLDERS, *SINGLE):
                if (path := Path(settings.DATA_DIR) / name).exists():
                    _add(tape, path, name)
        file.flush()
        os.fsync(file.fileno())


def _tape(target: BinaryIO | Writer) -> tarfile.TarFile:
    # What a link points to is kept, never the link: files may lie on another disk.
    return tarfile.open(fileobj=target, mode="w|", dereference=True)


def _add(tape: tarfile.TarFile, path: Path, name: str) -> None:
    # A file that is removed between being seen and being read is no failure of the backup.
    with suppress(FileNotFoundError):
        tape.add(path, name, recursive=False)
        if path.is_dir():
            for inside in sorted(path.iterdir()):
                _add(tape, inside, f"{name}/{inside.name}")


def _manifest() -> dict[str, Any]:
    return {
        "made_at": clock.now().isoformat(),
        "version": version(),
        "database": connection.vendor,
        "migrations": database.migrations_applied(),
        "offices": list(Office.objects.filter(serving=True).values_list("code", flat=True)),
    }


def version() -> str:
    """The version of the product; "source" when it runs from a checkout that is not installed."""
    try:
        return metadata.version("satupintu")
    except metadata.PackageNotFoundError:
        return "source"


def _thin_out(place: Path) -> Iterator[Path]:
    old: list[Kept] = superfluous(backups_in(place), clock.ZONES["WIB"])
    for backup in old:
        backup.path.unlink(missing_ok=True)
        yield backup.path


def _settle(place: Path) -> None:
    # A new name survives a power cut only when its directory has reached the disk.
    with suppress(OSError):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _workshop() -> Iterator[Path]:
    # Beside the data: the copy is as large as the database and as secret.
    folder = Path(tempfile.mkdtemp(prefix=WORKSHOP, dir=settings.DATA_DIR))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear_abandoned() -> None:
    """A process that was killed or lost its power leaves its copy, with everybody's data in it."""
    now = clock.now().timestamp()
    for folder in Path(settings.DATA_DIR).glob(f"{WORKSHOP}*"):
        with suppress(FileNotFoundError):  # another process is finishing just now
            if folder.is_dir() and now - folder.stat().st_mtime > ABANDONED_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone() -> Iterator[None]:
    if not _one_at_a_time.acquire(blocking=False):
        raise Busy
    try:
        with (Path(settings.DATA_DIR) / ".backup.lock").open("w") as lock:
            if fcntl is not None:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    raise Busy from None
            yield
    finally:
        _one_at_a_time.release()
