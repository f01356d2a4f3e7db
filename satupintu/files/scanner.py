"""Asks a ClamAV daemon whether there is a virus in a file, by its INSTREAM command.

CLAMAV_ADDRESS is "host:port" or the path of a socket; empty means that nobody looks.
"""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

PIECE = 64 * 1024
SECONDS = 30.0


class Unreachable(Exception):
    """The scanner gave no answer that counts; the file is asked about again later."""


def configured() -> bool:
    """Whether there is a scanner at all."""
    return bool(settings.CLAMAV_ADDRESS)


def found_in(path: Path) -> str:
    """The name of the virus in a file, empty when it is clean. Raises Unreachable."""
    try:
        with _connected() as wire, path.open("rb") as file:
            wire.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                wire.sendall(struct.pack(">L", len(piece)) + piece)
            wire.sendall(struct.pack(">L", 0))
            told = _answer(wire)
    except FileNotFoundError:
        raise
    except OSError as problem:
        raise Unreachable(str(problem)) from None
    if told == "stream: OK":
        return ""
    if told.startswith("stream: ") and told.endswith(" FOUND"):
        return told.removeprefix("stream: ").removesuffix(" FOUND") or "?"
    raise Unreachable(told[:200])


@contextmanager
def _connected() -> Iterator[socket.socket]:
    address = str(settings.CLAMAV_ADDRESS)
    if address.startswith("/"):
        wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        wire.settimeout(SECONDS)
        with wire:
            try:
                wire.connect(address)
            except FileNotFoundError as problem:  # no socket: the daemon is not there
                raise ConnectionRefusedError(str(problem)) from None
            yield wire
    else:
        host, _, port = address.rpartition(":")
        with socket.create_connection((host.strip("[]"), int(port)), SECONDS) as wire:
            yield wire


def _answer(wire: socket.socket) -> str:
    told = b""
    while b"\0" not in told and len(told) < 4096 and (piece := wire.recv(4096)):
        told += piece
    return told.split(b"\0")[0].decode("utf-8", "replace").strip()
