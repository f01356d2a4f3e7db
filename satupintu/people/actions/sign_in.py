"""An officer proves who they are; who guesses waits (people.guesses).

A name that nobody has is answered exactly like one that somebody has: same words, same wait.
"""

import threading
from datetime import datetime

from django.contrib.auth import authenticate
from django.db.models import F
from django.http import HttpRequest

from satupintu.offices import acts
from satupintu.people import guesses, limits
from satupintu.people.guesses import Attempt
from satupintu.people.limits import address_of
from satupintu.people.models import Officer
from satupintu.people.queries import home_office_id
from satupintu.rules import clock

MOST_COUNTED = 30_000  # what the column holds
TOLD_AN_HOUR = 4  # entries of one officer: who guesses must not fill the journal
PER_ADDRESS = 60  # attempts in ADDRESS_SECONDS: a whole shift signs in behind one address
ADDRESS_SECONDS = 300.0

_strangers: dict[str, tuple[int, datetime | None]] = {}  # names that nobody has: failures, pause
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
    tried = guesses.attempt(request, name, officer.pk if officer else None)
    refuse_locked(officer, tried)
    if authenticate(request, username=name, password=password) is None or officer is None:
        failed(officer, tried)
        raise NotThem
    return officer


def count_attempt(request: HttpRequest) -> None:
    """Every attempt of an address counts, right or wrong. Raises TooManyAttempts."""
    address = address_of(request)
    if not limits.within("sign-in", address, most=PER_ADDRESS, seconds=ADDRESS_SECONDS):
        raise TooManyAttempts


def refuse_locked(officer: Officer | None, tried: Attempt) -> None:
    """Raises Locked while the wait lasts; the password is not even looked at."""
    if officer and not officer.failures:
        guesses.forgive(tried.name)  # let in, or opened by an administrator, perhaps elsewhere
    waits = [guesses.closed_until(tried)]
    if not tried.known:
        with _lock:
            stranger = _strangers.get(tried.name, (0, None))[1]
        waits.append(officer.locked_until if officer else stranger)
    if until := max((one for one in waits if one and one > clock.now()), default=None):
        raise Locked(until)


def failed(officer: Officer | None, tried: Attempt) -> None:
    """One failure more, from this place and of this name."""
    from_here, closed = guesses.count(tried)
    if officer is None:
        with _lock:
            if len(_strangers) > 5000:
                _strangers.clear()
            number = _strangers.get(tried.name, (0, None))[0] + 1
            _strangers[tried.name] = (number, guesses.slow_until(number))
        return
    rows = Officer.objects.filter(pk=officer.pk)
    rows.filter(failures__lt=MOST_COUNTED).update(failures=F("failures") + 1)
    number = rows.values_list("failures", flat=True).get()
    if slow := guesses.slow_until(number):
        rows.update(locked_until=slow)
    if closed and limits.within("told", f"locked:{officer.pk}", most=TOLD_AN_HOUR, seconds=3600.0):
        _tell(officer, from_here)


def _tell(officer: Officer, failures: int) -> None:
    """The office's journal says that somebody guesses."""
    if office_id := home_office_id(officer.pk):
        with acts.act(office_id) as doing:
            doing.note("officer.locked", f"officer:{officer.pk}", failures=failures)


def arrived(officer: Officer) -> None:
    """The officer is in: earlier failures are forgotten, and the last use is known."""
    guesses.forgive(officer.username)
    Officer.objects.filter(pk=officer.pk).update(
        failures=0, locked_until=None, last_login=clock.now()
    )


def forget_strangers() -> None:
    """Forget every failure but those that lie with an officer (tests)."""
    guesses.forget()
    with _lock:
        _strangers.clear()
