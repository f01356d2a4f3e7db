"""What the machine that runs the tests has to offer."""

import os
import shutil
import socket
import tempfile
from pathlib import Path

ROOM = 2 * 1024**3  # bytes that databases of a whole run may fill
_held: list[socket.socket] = []  # ports that servers of this process have or had


def program(name: str) -> str | None:
    """The path of a program on this machine, or None."""
    return shutil.which(name)


def postgresql_programs() -> Path | None:
    """The directory with initdb and postgres; Debian keeps it off the PATH. The newest one wins."""
    candidates = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    candidates.sort(key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0)
    if on_path := program("postgres"):
        candidates.insert(0, Path(on_path).resolve().parent)
    usable = [
        path for path in candidates if (path / "initdb").exists() and (path / "postgres").exists()
    ]
    return usable[-1] if usable else None


def nginx_program() -> str | None:
    """Debian keeps it off the PATH of ordinary users."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def chromium_program() -> str | None:
    """Debian's browser, or one that the tester names in CHROMIUM.

    The one without windows draws the same pages for less than half of the processor time.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    found = (program(name) for name in names)
    return os.environ.get("CHROMIUM") or next(filter(None, found), None)


def has_fonts() -> bool:
    """Without any font a browser draws boxes, and measures of overflow mean nothing."""
    return any(Path("/usr/share/fonts").rglob("*.ttf")) or any(
        Path("/usr/share/fonts").rglob("*.otf")
    )


def temporary_directory(purpose: str, *, in_memory: bool = True) -> Path:
    """In memory where there is room: a test's database need not survive a power cut."""
    memory = Path("/dev/shm")
    roomy = in_memory and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    place = memory if roomy else None
    return Path(tempfile.mkdtemp(prefix=f"satupintu-{purpose}-", dir=place))


def free_port() -> int:
    """A port of this machine for a server that is about to start, kept for this process.

    A socket stays bound to it and does not listen: the system gives the port to nobody else, also
    while the server is away for a restart, and the server itself may bind to it as well.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    _held.append(held)
    return int(held.getsockname()[1])
