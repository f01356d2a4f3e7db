"""An officer proves who they are; who guesses waits, and waits longer each time.

A name that nobody has is answered exactly like one that somebody has: same words, same wait.
"""

import threading
from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.db.models import F
from django.http import HttpRequest

from satupintu.offices import acts
from satupintu.people import limits
from satupintu.people.models import Officer
from satupintu.people.queries import home_office_id
from satupintu.rules import clock

FAILURES_UNTIL_LOCKED = 5
FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=4)
PER_ADDRESS = 60  # attempts in ADDRESS_SECONDS: a whole shift signs in behind one address
ADDRESS_SECONDS = 300.0

_strangers: dict[str, tuple[int, datetime | None]] = {}  # names that nobody has
_lock = threading.Lock()


class NotThem(Exception):
    """Name and password do not belong together."""


class Locked(Exception):
    """Too many failures; `until` is the moment from which another attempt is looked at."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


class TooManyAttempts(Exception):
    """This address has tried too often, whatever the names."""


def prove(request: HttpRequest, username: str, password: str) -> Officer:
    """Name and password are looked at. Raises NotThem, Locked or TooManyAttempts."""
    count_attempt(request)
    name = username.strip().lower()
    officer = Officer.objects.filter(username=name).first()
    refuse_locked(officer, name)
    if authenticate(request, username=name, password=password) is None or officer is None:
        failed(officer, name)
        raise NotThem
    return officer


def count_attempt(request: HttpRequest) -> None:
    """Every attempt of an address counts, right or wrong. Raises TooManyAttempts."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if not limits.within("sign-in", address, most=PER_ADDRESS, seconds=ADDRESS_SECONDS):
        raise TooManyAttempts


def refuse_locked(officer: Officer | None, name: str) -> None:
    """Raises Locked while the wait lasts; the password is not even looked at."""
    with _lock:
        until = officer.locked_until if officer else _strangers.get(name, (0, None))[1]
    if until and until > clock.now():
        raise Locked(until)


def failed(officer: Officer | None, name: str = "") -> None:
    """One failure more; each fifth locks, for twice as long as the one before."""
    if officer is None:
        with _lock:
            if len(_strangers) > 5000:
                _strangers.clear()
            count = _strangers.get(name, (0, None))[0] + 1
            _strangers[name] = (count, wait_until(count))
        return
    Officer.objects.filter(pk=officer.pk).update(failures=F("failures") + 1)
    count = Officer.objects.values_list("failures", flat=True).get(pk=officer.pk)
    if until := wait_until(count):
        lock(officer, until, count)


def lock(officer: Officer, until: datetime, failures: int) -> None:
    """The officer's name is closed until a moment, and the office's journal says so."""
    office_id = home_office_id(officer.pk)
    if office_id is None:
        Officer.objects.filter(pk=officer.pk).update(locked_until=until)
        return
    with acts.act(office_id) as doing:
        Officer.objects.filter(pk=officer.pk).update(locked_until=until)
        doing.note("officer.locked", f"officer:{officer.pk}", failures=failures)


def wait_until(failures: int) -> datetime | None:
    """Until when so many failures lock: 15 minutes after 5, 30 after 10, at most 4 hours."""
    rounds, rest = divmod(failures, FAILURES_UNTIL_LOCKED)
    if rest or not rounds:
        return None
    wait: timedelta = min(FIRST_WAIT * 2 ** min(rounds - 1, 8), LONGEST_WAIT)
    return clock.now() + wait


def arrived(officer: Officer) -> None:
    """The officer is in: earlier failures are forgotten, and the last use is known."""
    Officer.objects.filter(pk=officer.pk).update(
        failures=0, locked_until=None, last_login=clock.now()
    )


def forget_strangers() -> None:
    """Forget the failures of names that nobody has (tests)."""
    with _lock:
        _strangers.clear()
