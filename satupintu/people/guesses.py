"""Who guesses a password waits; who only knows a colleague's name keeps nobody out.

Failures are counted for a name *from one place*: a browser in which the officer was in before, or
else a household of addresses. Five of them close the name for that place, each time for twice as
long. Besides, a name on which many places fail is looked at slowly from browsers that do not know
it: that wait lies with the officer, so that every process keeps it and a restart forgives nothing.
The officer's own browser is not slowed down. A name that nobody has is answered the same.
"""

import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from satupintu.people.limits import address_of, household
from satupintu.rules import clock

UNTIL_CLOSED = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=15), timedelta(hours=4)
UNTIL_SLOW = 20  # failures of a name from anywhere, since somebody was let in
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
REMEMBERED = 20_000

COOKIE, SALT = "dikenal", "known-browser"
MOST_KNOWN = 8  # officers of one machine
KNOWN_SECONDS = 180 * 24 * 3600

Bucket = tuple[str, str]  # a name, and the place it was tried from
_failures: dict[Bucket, tuple[int, datetime | None]] = {}
_lock = threading.Lock()


@dataclass(frozen=True)
class Attempt:
    """A name tried from a place; `known`: in a browser where this officer was in before."""

    name: str
    place: str
    known: bool = False

    @property
    def bucket(self) -> Bucket:
        return self.name, self.place


def attempt(request: HttpRequest, name: str, officer_id: int | None) -> Attempt:
    """What is about to be tried, and from where."""
    mark = _known(request).get(str(officer_id or ""), "")
    if mark:
        return Attempt(name, f"browser:{mark}", known=True)
    return Attempt(name, household(address_of(request)))


def closed_until(tried: Attempt) -> datetime | None:
    """Until when the name is closed for this place."""
    with _lock:
        until = _failures.get(tried.bucket, (0, None))[1]
    return until if until and until > clock.now() else None


def count(tried: Attempt) -> tuple[int, datetime | None]:
    """One failure more: how many there are from this place, and until when it closes the name."""
    with _lock:
        number = _failures.get(tried.bucket, (0, None))[0] + 1
        until = closes_until(number)
        _failures[tried.bucket] = (number, until or _failures.get(tried.bucket, (0, None))[1])
        if len(_failures) > REMEMBERED:
            _make_room()
    return number, until


def forgive(name: str) -> None:
    """Somebody was let in under the name, or an administrator opened it: a new beginning."""
    with _lock:
        for bucket in [one for one in _failures if one[0] == name]:
            del _failures[bucket]


def forget() -> None:
    """Nothing is counted (tests)."""
    with _lock:
        _failures.clear()


def closes_until(failures: int) -> datetime | None:
    """15 minutes after 5 failures from a place, 30 after 10, at most 4 hours."""
    rounds, rest = divmod(failures, UNTIL_CLOSED)
    if rest or not rounds:
        return None
    wait: timedelta = min(FIRST_WAIT * 2 ** min(rounds - 1, 8), LONGEST_WAIT)
    return clock.now() + wait


def slow_until(failures: int) -> datetime | None:
    """A minute after the 20th failure of a name from anywhere, twice as long each 20, an hour."""
    if failures < UNTIL_SLOW:
        return None
    pause: timedelta = min(FIRST_PAUSE * 2 ** min(failures // UNTIL_SLOW - 1, 8), LONGEST_PAUSE)
    return clock.now() + pause


def remember_browser(request: HttpRequest, answer: HttpResponse, officer_id: int) -> None:
    """The officer is in: strangers who fail on the name will not slow down this browser."""
    known = _known(request)
    mark = known.pop(str(officer_id), "") or secrets.token_urlsafe(12)
    kept = dict([*known.items(), (str(officer_id), mark)][-MOST_KNOWN:])
    answer.set_signed_cookie(
        COOKIE, signing.dumps(kept), salt=SALT, max_age=KNOWN_SECONDS, httponly=True,
        samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def _known(request: HttpRequest) -> dict[str, str]:
    try:
        kept = request.get_signed_cookie(COOKIE, salt=SALT, max_age=KNOWN_SECONDS)
        found = signing.loads(str(kept))
    except (KeyError, TypeError, signing.BadSignature, ValueError):
        return {}
    return {str(pk): str(mark) for pk, mark in found.items()} if isinstance(found, dict) else {}


def _make_room() -> None:
    # Those who failed least go first: noise must not wipe out the count of one who guesses.
    now = clock.now()

    def worth(one: Bucket) -> tuple[bool, int]:
        number, until = _failures[one]
        return bool(until and until > now), number

    least = sorted(_failures, key=worth)
    for bucket in least[: len(_failures) - REMEMBERED // 2]:
        del _failures[bucket]
