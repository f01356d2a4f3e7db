"""How often one address or machine may do something. Kept in memory: a restart forgives."""

import ipaddress
import threading
import time as wall

from django.http import HttpRequest

REMEMBERED = 20_000  # counts at once; beyond it those who did the least are forgotten first

_counts: dict[tuple[str, str], tuple[float, int]] = {}  # (what, who) → until when, how often
_lock = threading.Lock()


def within(what: str, who: str, *, most: int, seconds: float) -> bool:
    """Count this one; False when `who` has already done `what` more than `most` times of late.

    `who` may be an address: then its household counts.
    """
    now, key = wall.monotonic(), (what, household(who))
    with _lock:
        until, count = _counts.get(key, (0.0, 0))
        if now >= until:
            until, count = now + seconds, 0
        _counts[key] = (until, count + 1)
        if len(_counts) > REMEMBERED:
            _forget(now)
    return count < most


def wait(what: str, who: str) -> float:
    """In how many seconds `who` may do `what` again, when it has just been too often."""
    with _lock:
        until, _count = _counts.get((what, household(who)), (0.0, 0))
    return max(0.0, until - wall.monotonic())


def address_of(request: HttpRequest) -> str:
    """The network address that a request comes from; a campus may share one."""
    return str(request.META.get("REMOTE_ADDR", ""))


def household(address: str) -> str:
    """One IPv6 subscriber owns 2^64 addresses and counts once; IPv4 and anything else as it is."""
    if ":" not in address:
        return address
    try:
        known = ipaddress.IPv6Address(address)
    except ValueError:
        return address
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, 64), strict=False))


def forgive() -> None:
    """Forget every count (tests, and an administrator who lets somebody try again)."""
    with _lock:
        _counts.clear()


def _forget(now: float) -> None:
    # Never all at once: noise from many addresses would wipe out the count of one who guesses.
    for key in [key for key, (until, _) in _counts.items() if until <= now]:
        del _counts[key]
    if len(_counts) > REMEMBERED // 2:
        least = sorted(_counts, key=lambda key: _counts[key][1])
        for key in least[: len(_counts) - REMEMBERED // 2]:
            del _counts[key]
