"""How often one address or machine may do something. Kept in memory: a restart forgives."""

import threading
import time as wall

_counts: dict[tuple[str, str], tuple[float, int]] = {}
_lock = threading.Lock()


def within(what: str, who: str, *, most: int, seconds: float) -> bool:
    """Count this one; False when `who` has already done `what` more than `most` times of late."""
    now = wall.monotonic()
    with _lock:
        since, count = _counts.get((what, who), (now, 0))
        if now - since >= seconds:
            since, count = now, 0
        _counts[what, who] = (since, count + 1)
        if len(_counts) > 20_000:
            _counts.clear()
    return count < most


def forgive() -> None:
    """Forget every count (tests, and an administrator who lets somebody try again)."""
    with _lock:
        _counts.clear()
