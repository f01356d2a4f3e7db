"""How the installation is reached: addresses, HTTPS, and what is off without it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from satupintu.operations import certificates
from satupintu.operations.doctor.findings import Finding, ok, trouble, warning
from satupintu.operations.reach import is_loopback
from satupintu.rules import clock

OFF_WITHOUT_HTTPS = "numbers without a connection, keeping screens awake, notifications"


def configuration() -> Iterator[Finding]:
    """What would be refused stops earlier, when settings are read; here is what is only unwise."""
    if settings.DEBUG:
        mend = "Leave DEBUG out; it is for developers."
        yield warning("configuration", "DEBUG is on: faults show their inside", mend)
    if settings.PUBLIC_ADDRESS:
        yield ok("configuration", f"visitors' phones reach {settings.PUBLIC_ADDRESS}")
    else:
        said = "no PUBLIC_ADDRESS: tickets print no QR, visitors have no page on their phone"
        yield warning("configuration", said, "Set PUBLIC_ADDRESS, or leave it so on purpose.")
    if settings.SECRET_KEY_GIVEN:
        yield ok("configuration", "SECRET_KEY comes from the environment")
    else:
        yield ok("configuration", "SECRET_KEY is this installation's own, kept in DATA_DIR")
    behind_proxy = settings.PUBLIC_ADDRESS and not settings.TLS_CERTIFICATE
    if behind_proxy and not settings.TRUSTED_PROXIES:
        yield warning(
            "configuration",
            "PUBLIC_ADDRESS is HTTPS, but neither TLS_CERTIFICATE nor TRUSTED_PROXIES is set",
            "Behind nginx on this machine set TRUSTED_PROXIES=127.0.0.1; else all visitors seem "
            "to come from one address.",
        )


def https() -> Iterator[Finding]:
    """Whether kiosk, display and desks speak to us privately."""
    if settings.TLS_CERTIFICATE:
        yield from _certificate()
    elif settings.HTTPS:
        yield ok("https", "HTTPS is spoken by the proxy in front")
    elif is_loopback(settings.HOST):
        yield ok("https", "only this machine reaches the service, which needs no HTTPS")
    else:
        yield warning(
            "https",
            f"HOST={settings.HOST} without HTTPS: passwords cross the network in the open; off "
            f"on other machines: {OFF_WITHOUT_HTTPS}",
            "Run: satupintu setup --lan",
        )


def _certificate() -> Iterator[Finding]:
    for name, file in (
        ("TLS_CERTIFICATE", settings.TLS_CERTIFICATE),
        ("TLS_KEY", settings.TLS_KEY),
    ):
        if not Path(file).is_file():
            yield trouble("https", f"{name}: {file} is not there", "Run: satupintu setup --lan")
            return
    left = certificates.valid_until(Path(settings.TLS_CERTIFICATE)) - clock.now()
    if left < timedelta(0):
        yield trouble("https", "the certificate is no longer valid", "Run: satupintu setup --lan")
    elif left < timedelta(days=30):
        said = f"the certificate is valid for {left.days} days more"
        yield warning("https", said, "Restart the service; if it stays: satupintu setup --lan")
    else:
        yield ok("https", f"the certificate is valid for {left.days} days more")
