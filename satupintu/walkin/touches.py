"""What was touched just now at each kiosk: a double touch is one number, a burst is told to staff.

Kept in the memory of the process: it guards against an impatient finger, not against a cheat. What
really must not happen twice is guarded by the press key in the database.
"""

import threading
from dataclasses import dataclass

from satupintu.rules import clock

DOUBLE_SECONDS = 1.5
MINUTE = 60.0


@dataclass(frozen=True)
class Touch:
    """The number that a machine gave for one choice (service, priority)."""

    ticket_id: int
    at: float


_last: dict[tuple[str, str], Touch] = {}
_minutes: dict[str, tuple[float, int]] = {}
_lock = threading.Lock()


def given_just_now(machine: str, choice: str) -> int | None:
    """The ticket that this machine gave for the same choice within a second and a half (KSK-11)."""
    with _lock:
        last = _last.get((machine, choice))
    return last.ticket_id if last and _now() - last.at < DOUBLE_SECONDS else None


def note(machine: str, choice: str, ticket_id: int) -> int:
    """Remember a number that was given; returns how many this machine gave in this minute."""
    now = _now()
    with _lock:
        if len(_last) > 5000:
            _last.clear()
        _last[machine, choice] = Touch(ticket_id, now)
        since, count = _minutes.get(machine, (now, 0))
        if now - since >= MINUTE:
            since, count = now, 0
        _minutes[machine] = (since, count + 1)
        return count + 1


def forget() -> None:
    """Nothing was touched (tests)."""
    with _lock:
        _last.clear()
        _minutes.clear()


def _now() -> float:
    return clock.now().timestamp()
