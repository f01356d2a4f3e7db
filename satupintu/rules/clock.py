"""The one clock of the product: every moment that is stored or compared comes from `now()`."""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

CLOCK_FILE_VARIABLE = "SATUPINTU_CLOCK_FILE"

# Indonesia has three zones without daylight saving time; an office is in exactly one of them.
ZONES: Mapping[str, ZoneInfo] = MappingProxyType(
    {
        "WIB": ZoneInfo("Asia/Jakarta"),
        "WITA": ZoneInfo("Asia/Makassar"),
        "WIT": ZoneInfo("Asia/Jayapura"),
    }
)

_lock = threading.Lock()
_offset = timedelta(0)


def now() -> datetime:
    """This moment, aware and in UTC, moved by the offset of a travelling test."""
    moment = datetime.now(UTC) + _offset
    path = os.environ.get(CLOCK_FILE_VARIABLE)
    return moment + _file_offset(Path(path)) if path else moment


@contextmanager
def offset(seconds: float) -> Iterator[None]:
    """Move the clock of all threads of this process by so many seconds, for a test."""
    _shift(timedelta(seconds=seconds))
    try:
        yield
    finally:
        _shift(timedelta(seconds=-seconds))


@contextmanager
def travel(to: datetime | None = None, by: timedelta | float | None = None) -> Iterator[None]:
    """Move the clock of all threads to an aware moment, or by a span (seconds when a number).

    The clock goes on running from there. Raises ValueError unless exactly one of the two is given.
    """
    if (to is None) == (by is None):
        raise ValueError("travel needs exactly one of to= and by=")
    if to is not None:
        if to.tzinfo is None:
            raise ValueError("travel needs an aware moment")
        seconds = (to - now()).total_seconds()
    else:
        seconds = by.total_seconds() if isinstance(by, timedelta) else float(by or 0)
    with offset(seconds):
        yield


def write_offset(path: Path, seconds: float) -> None:
    """Set the offset that processes with SATUPINTU_CLOCK_FILE read, in one step for readers."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(repr(float(seconds)), encoding="ascii")
    beside.replace(path)


def _shift(span: timedelta) -> None:
    global _offset
    with _lock:
        _offset += span


def _file_offset(path: Path) -> timedelta:
    try:
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return timedelta(0)  # the test has not travelled yet
    return timedelta(seconds=float(text)) if text else timedelta(0)
