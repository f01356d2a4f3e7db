"""What supervisors and administrators must be told on whatever screen they look at.

Those who know it stand above and are not known here: they give in a function that tells
(`told_by`), asked at most once a minute.
"""

import logging
import threading
import time as wall
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language

from satupintu.people.models import Role

log = logging.getLogger(__name__)
KEPT_SECONDS = 60.0
FOR: frozenset[str] = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Notice:
    """What is wrong, and what to do about it; in words at the moment of reading."""

    words: str
    mend: str


Teller = Callable[[], Iterable[Notice]]
_tellers: list[Teller] = []
_kept: dict[str, tuple[float, list[Notice]]] = {}
_lock = threading.Lock()


def told_by(teller: Teller) -> None:
    """From now on this function is asked too."""
    if teller not in _tellers:
        _tellers.append(teller)


def notices(roles: Collection[str]) -> list[Notice]:
    """What an officer with these roles must know now."""
    if not FOR.intersection(roles):
        return []
    key = f"{get_language()} {timezone.get_current_timezone_name()}"
    with _lock:
        until, found = _kept.get(key, (0.0, []))
    if wall.monotonic() >= until:
        found = [notice for teller in _tellers for notice in _asked(teller)]
        with _lock:
            _kept[key] = (wall.monotonic() + KEPT_SECONDS, found)
    return found


def forget() -> None:
    """Ask anew at the next screen (tests, and whoever has just mended something)."""
    with _lock:
        _kept.clear()


def _asked(teller: Teller) -> list[Notice]:
    try:
        return list(teller())
    except Exception:  # no screen may break because something cannot be looked at
        log.exception("%s could not tell", teller.__module__)
        return []
