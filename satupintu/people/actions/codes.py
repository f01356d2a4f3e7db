"""One-time codes by e-mail: six digits to type or paste, and a link whose page asks to press.

They prove that whoever uses them reads that address. Any service may ask for one, for a purpose
and a subject of its own; what the proof is good for is the service's affair.
"""

import hmac
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Self

from django.conf import settings
from django.db.models import F
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from satupintu.database.prepared import Prepared
from satupintu.database.statements import insert_new, write
from satupintu.offices import acts
from satupintu.offices.models import Office
from satupintu.outbox.actions import put
from satupintu.outbox.letters import CODE, Letter, canonical
from satupintu.people import limits
from satupintu.people.models import AccountCode
from satupintu.rules import clock
from satupintu.ui import formats

SIGN_IN = "sign-in"
LASTS = timedelta(minutes=15)
TRIES = 5
PER_HOUR, PER_DAY = 5, 12  # codes to one address: enough for clumsiness, too few for a flood
ASKED_PER_ADDRESS, ADDRESS_SECONDS = 60, 3600.0  # a campus may share one address
GUESSED_PER_ADDRESS, GUESS_SECONDS = 60, 900.0
KEPT = timedelta(days=1)
_SIX = re.compile(r"(?<!\d)(?:\d[\s./-]*){5}\d(?!\d)")  # however they are grouped
_lately = Prepared(
    lambda email, since: AccountCode.objects.filter(email=email, created_at__gt=since),
    email=str, since=datetime,
)  # fmt: skip


class TooOften(Exception):
    """Enough codes for now to this mailbox, or from this network; `until` when, if known."""

    def __init__(self, until: datetime | None = None) -> None:
        super().__init__("too often")
        self.until = until


class CodeRefused(Exception):
    """The code does not work. `left` tries remain; none when it is used, too old or unknown."""

    def __init__(self, left: int = 0) -> None:
        super().__init__(f"{left} tries left")
        self.left = left


@dataclass(frozen=True)
class Wanted:
    """What a code is asked for.

    `says` is a sentence in the letter: what it is for. `link` makes the path of the page that
    takes the link; without it the letter has digits only, for a page that is itself a key.
    """

    office: Office
    email: str
    purpose: str
    heading: str
    says: str
    subject: str = ""
    link: Callable[[str], str] | None = None
    back: str = ""
    press: str = ""  # of the form that was sent
    asked_from: str = ""  # the network address


@dataclass(frozen=True)
class Proof:
    """Somebody reads this address, and was told why they were asked."""

    email: str
    purpose: str
    subject: str
    back: str = ""


def lately(address: str) -> list[AccountCode]:
    """The codes of the last day to an address: all that limits and other codes are about."""
    email, now = canonical(address), clock.now()
    return _lately.rows(email=email, since=now - timedelta(days=1))


def send(wanted: Wanted) -> AccountCode:
    """A code goes to the address, whoever's it is; earlier ones for the same thing end.

    Raises BadAddress, or TooOften. The same press again is the same code and no second letter.
    """
    email = canonical(wanted.email)
    press, others = _press(wanted, email), lately(email)
    if same := next((code for code in others if code.press == press), None):
        return same
    _not_too_often(wanted, email, others)
    with acts.act(wanted.office.pk, savepoint=False) as doing:
        made = _Made.of(wanted, email, press, doing.at)
        code = AccountCode(**made.columns)
        if not insert_new(code):
            return AccountCode.objects.get(press=press)  # the other half of a click was faster
        _tell(wanted, made, others)
    return code


def send_along(wanted: Wanted, others: Sequence[AccountCode]) -> None:
    """The same inside an act that nobody else does at this moment; `others` are those of `lately`.

    The database is not waited for. Raises BadAddress, or TooOften.
    """
    email = canonical(wanted.email)
    _not_too_often(wanted, email, others)
    made = _Made.of(wanted, email, _press(wanted, email), clock.now())
    write(AccountCode, **made.columns)
    _tell(wanted, made, others)


def by_digits(code: AccountCode | None, typed: str, *, typed_from: str = "") -> Proof:
    """The digits were typed, or pasted with the words around them.

    Raises CodeRefused, or TooOften for who keeps guessing. What cannot be a code is no try.
    """
    if typed_from and not limits.within(
        "code-guess", typed_from, most=GUESSED_PER_ADDRESS, seconds=GUESS_SECONDS
    ):
        raise TooOften
    if code is None:
        raise CodeRefused
    digits = digits_in(typed)
    if not digits:
        raise CodeRefused(_tries_left(code))
    rows = AccountCode.objects.filter(pk=code.pk, used_at=None, expires_at__gt=clock.now())
    # The try is counted before it is looked at: guesses at the same moment all count.
    if not rows.filter(tries__lt=TRIES).update(tries=F("tries") + 1):
        raise CodeRefused
    found = AccountCode.objects.get(pk=code.pk)
    if not constant_time_compare(found.digits_digest, _digits_digest(found.press, digits)):
        raise CodeRefused(TRIES - found.tries)
    return _use(found)


def digits_in(typed: str) -> str:
    """The six digits in what was typed or pasted; empty when there is no code in it."""
    six = _SIX.search(typed)
    return "".join(str(int(sign)) for sign in six[0] if sign.isdecimal()) if six else ""


def by_link(token: str, purpose: str) -> Proof:
    """The button on the link's page was pressed. Raises CodeRefused."""
    code = of_link(token, purpose)
    if code is None:
        raise CodeRefused
    return _use(code)


def of_link(token: str, purpose: str) -> AccountCode | None:
    """The code behind a link while it works; looking burns nothing, since mail scanners look."""
    rows = AccountCode.objects.filter(link_digest=_link_digest(token), purpose=purpose)
    return rows.filter(used_at=None, tries__lt=TRIES, expires_at__gt=clock.now()).first()


def of_subject(purpose: str, subject: str, email: str) -> AccountCode | None:
    """The newest code for a subject of a service while it works, for pages without a session."""
    rows = AccountCode.objects.filter(purpose=purpose, subject=subject, email=email)
    return rows.filter(used_at=None, expires_at__gt=clock.now()).order_by("-pk").first()


def end_all(purpose: str, subject: str) -> None:
    """No code that went out for this opens anything any more, to whichever address it went."""
    sent = AccountCode.objects.filter(purpose=purpose, subject=subject, used_at=None)
    sent.filter(expires_at__gt=clock.now()).update(expires_at=clock.now())


def forget_old_codes() -> int:
    """Codes that nobody can use any more are erased after a day; how many."""
    return AccountCode.objects.filter(created_at__lt=clock.now() - KEPT).delete()[0]


def _tries_left(code: AccountCode) -> int:
    code.refresh_from_db()
    return TRIES - code.tries if code.works_at(clock.now()) else 0


def _use(code: AccountCode) -> Proof:
    now = clock.now()
    rows = AccountCode.objects.filter(pk=code.pk, used_at=None, expires_at__gt=now)
    if not rows.update(used_at=now):
        raise CodeRefused
    return Proof(code.email, code.purpose, code.subject, code.back)


def _free_at(others: Sequence[AccountCode], now: datetime) -> datetime | None:
    """When the next code may go to the address; None while it may go now."""
    waits = []
    for most, window in ((PER_HOUR, timedelta(hours=1)), (PER_DAY, timedelta(days=1))):
        newest = sorted((each.created_at for each in others), reverse=True)
        within = [at for at in newest if at > now - window]
        waits += [at + window for at in within[most - 1 : most]]
    return max(waits, default=None)


def _after(seconds: float) -> datetime:
    return clock.now() + timedelta(seconds=seconds)


def _not_too_often(wanted: Wanted, email: str, others: Sequence[AccountCode]) -> None:
    if wanted.asked_from and not limits.within(
        "code", wanted.asked_from, most=ASKED_PER_ADDRESS, seconds=ADDRESS_SECONDS
    ):
        raise TooOften(_after(limits.wait("code", wanted.asked_from)))
    now = clock.now()
    # Counted in memory too: many requests at one moment would not yet see each other's rows.
    if not limits.within("code-to", email, most=PER_HOUR, seconds=3600.0):
        raise TooOften(_free_at(others, now) or _after(limits.wait("code-to", email)))
    if free := _free_at(others, now):
        raise TooOften(free)


@dataclass(frozen=True)
class _Made:
    digits: str
    token: str  # of the link; nothing where the letter has none
    columns: dict[str, Any]

    @classmethod
    def of(cls, wanted: Wanted, email: str, press: str, now: datetime) -> Self:
        digits, token = f"{secrets.randbelow(1_000_000):06}", secrets.token_urlsafe(32)
        linked = bool(wanted.link and settings.PUBLIC_ADDRESS)
        return cls(digits, token if linked else "", {
            "email": email, "purpose": wanted.purpose, "subject": wanted.subject, "press": press,
            "digits_digest": _digits_digest(press, digits), "back": wanted.back[:300],
            "created_at": now, "link_digest": _link_digest(token) if linked else None,
            "expires_at": now + LASTS,
        })  # fmt: skip


def _tell(wanted: Wanted, made: _Made, others: Sequence[AccountCode]) -> None:
    """The earlier ones end, and the letter leaves."""
    now, until = made.columns["created_at"], made.columns["expires_at"]
    same = [code.pk for code in others if code.purpose == wanted.purpose and code.works_at(now)
            and code.subject == wanted.subject]  # fmt: skip
    if same:
        AccountCode.objects.filter(pk__in=same, used_at=None).update(expires_at=now)
    text = _words(wanted, made.digits, made.token, until)
    letter = Letter(
        made.columns["email"], wanted.heading, text, kind=CODE, about=wanted.subject,
        useless_after=until,
    )  # fmt: skip
    put(wanted.office.pk, letter, key=f"code:{made.columns['press']}")


def _words(wanted: Wanted, digits: str, token: str, until: datetime) -> str:
    at = f"{formats.clock(until, wanted.office.zone)} {wanted.office.zone}"
    parts = [
        _("Kode Anda: %(code)s") % {"code": f"{digits[:3]} {digits[3:]}"},
        wanted.says,
        _("Kode ini berlaku sampai pukul %(at)s dan hanya sekali.") % {"at": at},
    ]
    if token and wanted.link:
        # Never from the request: a forged Host header would send the link to somebody else (T50).
        address = settings.PUBLIC_ADDRESS + wanted.link(token)
        parts.append(_("Atau buka tautan ini dan tekan tombol di sana:") + f"\n{address}")
    parts += [
        _("Jangan beri tahu kode ini kepada siapa pun, juga kepada petugas."),
        _("Tidak meminta kode ini? Abaikan surat ini; tidak ada yang berubah."),
        _("Layanan ini tidak dipungut biaya.") + f"\n{wanted.office.name}",
    ]
    return "\n\n".join(parts) + "\n"


def _press(wanted: Wanted, email: str) -> str:
    parts = [wanted.press or secrets.token_hex(16), email, wanted.purpose, wanted.subject]
    return sha256("\n".join(parts).encode()).hexdigest()


def _digits_digest(press: str, digits: str) -> str:
    # Keyed: six digits would be found in a stolen database in a second.
    key = sha256(b"account-code" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, f"{press}:{digits}".encode(), sha256).hexdigest()


def _link_digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
