"""Where files lie: beside the database, outside of everything that is served by name.

A file is written apart, brought to the disk and only then given its place, so that there is never
half a file. What arrives lies in another folder of the same disk, which no backup takes.
"""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from satupintu.files.accepted import ROOM_LEFT

PIECE = 256 * 1024
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NoRoom(Exception):
    """The disk is full, or nearly."""


class Readable(Protocol):
    """Anything that gives bytes: an upload, an open file."""

    def read(self, size: int = -1, /) -> bytes: ...


def new_key() -> str:
    """32 signs that nobody guesses; the only name under which a file lies."""
    return secrets.token_hex(16)


def place(key: str) -> Path:
    """Where a kept file lies."""
    return Path(settings.MEDIA_ROOT) / key[:2] / key[2:4] / key


def staging(key: str) -> Path:
    """Where a file lies while it arrives or is looked at."""
    return Path(settings.ARRIVING_ROOT) / key


def stage(source: Readable, most: int) -> tuple[Path, int]:
    """Copy to a file apart; where it is and how many bytes came, at most `most` + 1.

    Raises NoRoom, and then nothing is left.
    """
    path, size = staging(new_key()), 0
    try:
        with created(path) as file:
            while size <= most and (piece := source.read(min(PIECE, most + 1 - size))):
                file.write(piece)
                size += len(piece)
    except OSError as problem:
        path.unlink(missing_ok=True)
        raise room(problem) from problem
    return path, size


def created(path: Path) -> BinaryIO:
    """A new file that only this service reads; raises NoRoom when the disk is nearly full."""
    _folder(path.parent)
    if shutil.disk_usage(path.parent).free < ROOM_LEFT:
        raise NoRoom
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")


def put(path: Path, offset: int, data: bytes) -> None:
    """A piece into a file that is arriving; the same piece twice does no harm. Raises NoRoom."""
    try:
        if shutil.disk_usage(path.parent).free < ROOM_LEFT:
            raise NoRoom
        with path.open("r+b") as file:
            file.seek(offset)
            file.write(data)
    except OSError as problem:
        raise room(problem) from problem


def settle(staged: Path, key: str) -> Path:
    """Give a whole file its place, on the disk before its name is. Raises NoRoom."""
    target = place(key)
    try:
        with staged.open("rb") as file:
            os.fsync(file.fileno())
        _folder(target.parent)
        os.replace(staged, target)
        _fsync(target.parent)
    except OSError as problem:
        target.unlink(missing_ok=True)
        raise room(problem) from problem
    return target


def remove(key: str) -> None:
    """The content of a kept file is gone."""
    place(key).unlink(missing_ok=True)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    total = sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            total.update(piece)
    return total.hexdigest()


def kept_in(shard: str) -> Iterator[Path]:
    """Every kept file whose key begins with these two signs."""
    yield from (path for path in (Path(settings.MEDIA_ROOT) / shard).glob("??/*") if path.is_file())


def arriving() -> Iterator[Path]:
    """Everything that is arriving."""
    with suppress(FileNotFoundError):
        yield from list(Path(settings.ARRIVING_ROOT).iterdir())


def room(problem: OSError) -> Exception:
    """NoRoom when that is what the system means, else the problem itself."""
    return NoRoom() if problem.errno in NO_ROOM else problem


def _folder(folder: Path) -> None:
    """A folder that nobody else looks into; a mode given to mkdir holds for the last one only."""
    if not folder.is_dir():
        _folder(folder.parent)
        folder.mkdir(exist_ok=True, mode=0o700)


def _fsync(folder: Path) -> None:
    with suppress(OSError):  # some systems have no directories to sync
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
