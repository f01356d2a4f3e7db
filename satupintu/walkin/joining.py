"""The code on the kiosk by which a phone in the hall takes a number; it changes each minute."""

import hmac
from datetime import datetime
from hashlib import sha256

from django.conf import settings

from satupintu.offices.models import Office

WINDOW_SECONDS = 60
LENGTH = 10


def token(office: Office, now: datetime) -> str:
    """The code of this office for the minute of `now` (KSK-12)."""
    return _code(office, _window(now))


def valid(office: Office, token: str, now: datetime) -> bool:
    """Whether the code is this minute's or the last one's: opening the page takes time."""
    window = _window(now)
    return any(
        hmac.compare_digest(_code(office, each).encode(), token.encode())
        for each in (window, window - 1)
    )


def _window(now: datetime) -> int:
    return int(now.timestamp()) // WINDOW_SECONDS


def _code(office: Office, window: int) -> str:
    message = f"join-line:{office.code}:{window}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, sha256).hexdigest()[:LENGTH]
