"""Which machine is asking: a kiosk or display proves itself by the secret in its cookie."""

import threading
import time as wall
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase

from satupintu.people.models import Device

COOKIE = "perangkat"
KEPT_DAYS = 400  # the longest that browsers keep a cookie; renewed at each visit
KEPT_SECONDS = 15.0  # a revoked machine goes on for at most this long

_kept: dict[str, tuple[float, Device | None]] = {}
_lock = threading.Lock()


def digest(secret: str) -> str:
    """How a device's secret is kept: nobody can read it back from the database."""
    return sha256(secret.encode()).hexdigest()


def device_of(cookies: Mapping[str, str], office_id: int, kind: str) -> Device | None:
    """The joined, not revoked machine of this office and kind that sent the cookie, if any."""
    secret = cookies.get(COOKIE)
    device = _device(digest(secret)) if secret else None
    if device is None or device.office_id != office_id or device.kind != kind:
        return None
    return device


def keep_secret(answer: HttpResponseBase, secret: str) -> None:
    """The machine's proof, out of reach of scripts, as long as browsers keep anything."""
    options: dict[str, Any] = {"secure": settings.SESSION_COOKIE_SECURE, "samesite": "Lax"}
    answer.set_cookie(COOKIE, secret, max_age=KEPT_DAYS * 86400, httponly=True, **options)


def forget() -> None:
    """The next question reads the machines anew; called when one joins or is revoked."""
    with _lock:
        _kept.clear()


def _device(key: str) -> Device | None:
    with _lock:
        kept = _kept.get(key)
    if kept and wall.monotonic() - kept[0] < KEPT_SECONDS:
        return kept[1]
    device = Device.objects.filter(digest=key, joined_at__isnull=False, revoked_at=None).first()
    with _lock:
        if len(_kept) > 2000:
            _kept.clear()
        _kept[key] = (wall.monotonic(), device)
    return device
