"""Beside the password: a code from an application, a passkey, or a recovery code from paper."""

from math import ceil

from django.db import transaction
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from satupintu.offices import acts
from satupintu.people.actions.accounts import digest, readable
from satupintu.people.actions.sign_in import failed, refuse_locked
from satupintu.people.guesses import Attempt
from satupintu.people.models import Officer
from satupintu.people.queries import authenticator, home_office_id

RECOVERY_CODES = 8
SHEET = "kode cadangan"
KEPT_SIGNS = 16  # of a recovery code's digest: what the library's column holds


class TooSoon(Exception):
    """A wrong code was typed a moment ago; the next is looked at `seconds` after it."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"{seconds} s")
        self.seconds = seconds


def begin(officer: Officer) -> TOTPDevice:
    """A secret to scan; it counts only once its first code has been typed."""
    made, _ = TOTPDevice.objects.get_or_create(
        user=officer, confirmed=False, defaults={"name": "aplikasi kode"}
    )
    found: TOTPDevice = made
    return found


def confirm(officer: Officer, code: str) -> list[str] | None:
    """The first code is right: the authenticator counts from now on, an earlier one no longer.

    Returns the recovery codes to print, shown this once; None when the code was wrong. Raises
    TooSoon.
    """
    office_id = home_office_id(officer.pk)
    with acts.act(office_id or 0, acts.officer(officer.pk)) as doing:
        made = begin(officer)
        _refuse_soon(made)
        if not made.verify_token(plain(code)):
            return None
        TOTPDevice.objects.filter(user=officer, confirmed=True).delete()
        TOTPDevice.objects.filter(pk=made.pk).update(confirmed=True)
        doing.note("officer.second_factor_set", f"officer:{officer.pk}")
        return _fresh_codes(officer)


def confirm_key(officer: Officer) -> list[str]:
    """The first passkey is the second factor from now on. Returns the recovery codes to print."""
    with acts.act(home_office_id(officer.pk) or 0, acts.officer(officer.pk)) as doing:
        doing.note("officer.second_factor_set", f"officer:{officer.pk}")
        return _fresh_codes(officer)


def proof_by_key(officer: Officer) -> TOTPDevice | StaticDevice:
    """What a session rests on that a passkey has proved: the library knows devices of its own only.

    That is the application, else the sheet of recovery codes that belongs to the key.
    """
    if device := authenticator(officer.pk):
        return device
    sheet = StaticDevice.objects.filter(user=officer).first()
    made: StaticDevice = sheet or StaticDevice.objects.create(user=officer, name=SHEET)
    return made


def new_recovery_codes(officer: Officer) -> list[str]:
    """New recovery codes to print; the earlier sheet is worth nothing any more."""
    with acts.act(home_office_id(officer.pk) or 0, acts.officer(officer.pk)) as doing:
        doing.note("officer.recovery_codes_made", f"officer:{officer.pk}")
        return _fresh_codes(officer)


def check(officer: Officer, code: str) -> TOTPDevice | StaticDevice | None:
    """The device that this code proves, each code once; None when it proves nothing.

    A wrong code counts like a wrong password. Raises Locked (people.actions.sign_in), and TooSoon
    without looking at a code of the application: a right one still works after those seconds.
    """
    tried = Attempt(officer.username, f"code:{officer.pk}", known=True)  # the password was right
    refuse_locked(officer, tried)
    device = _by_recovery_code(officer, code) or _by_application(officer, code)
    if device is None:
        failed(officer, tried)
    return device


def _by_application(officer: Officer, code: str) -> TOTPDevice | None:
    device = authenticator(officer.pk)
    if device is None or not plain(code).isdigit():
        return None
    _refuse_soon(device)
    found: TOTPDevice | None = verify_token(officer, device.persistent_id, plain(code))
    return found


def _refuse_soon(device: TOTPDevice) -> None:
    # The library waits after each wrong code, twice as long each time, in every process alike; it
    # would call a right code wrong meanwhile.
    allowed, why = device.verify_is_allowed()
    if not allowed:
        whole = why["locked_until"] - device.throttling_failure_timestamp
        raise TooSoon(ceil(whole.total_seconds()))


def _by_recovery_code(officer: Officer, code: str) -> StaticDevice | None:
    with transaction.atomic():
        token = StaticToken.objects.filter(device__user=officer, token=_kept(code)).first()
        if token is None:
            return None
        used, _ = StaticToken.objects.filter(pk=token.pk).delete()
        device: StaticDevice = token.device
        return device if used else None


def _fresh_codes(officer: Officer) -> list[str]:
    StaticDevice.objects.filter(user=officer).delete()
    device = StaticDevice.objects.create(user=officer, name=SHEET)
    codes = [f"{readable(4)}-{readable(4)}" for _ in range(RECOVERY_CODES)]
    # A copy of the database must not let anybody in: digests only.
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_kept(c)) for c in codes)
    return codes


def _kept(code: str) -> str:
    return digest(code)[:KEPT_SIGNS]


def plain(code: str) -> str:
    """The code without the spaces and dashes that people type."""
    return "".join(sign for sign in code if sign.isalnum())
