"""The one process of an office: streams in the event loop, pages in threads behind the gate."""

import contextlib
import os
from collections.abc import Mapping

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satupintu.config.settings")

from django.core.wsgi import get_wsgi_application

pages = get_wsgi_application()  # first: tables can be imported only when Django is set up

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.http.request import split_domain_port, validate_host  # noqa: E402

from satupintu.database.group_commit import MOST  # noqa: E402
from satupintu.journal import record  # noqa: E402
from satupintu.live import house  # noqa: E402
from satupintu.live.addresses import Proxies  # noqa: E402
from satupintu.live.database_house import DatabaseHouse  # noqa: E402
from satupintu.live.gate import Gate, GateLimits  # noqa: E402
from satupintu.live.hub import Hub  # noqa: E402
from satupintu.live.router import DoorLimits, Router  # noqa: E402
from satupintu.live.watch import watch_of  # noqa: E402
from satupintu.people import devices  # noqa: E402
from satupintu.people.actions.devices import seen_by_digest  # noqa: E402

# On SQLite as many as acts that share a commit (database/group_commit.py); on PostgreSQL several
# processes share the cores, and more threads would only wait for each other's interpreter.
THREADS = {"sqlite": MOST, "postgresql": 4}
SPARE_FILES = 300  # beside streams: the database, pages in work, spooled bodies


def raise_file_limit() -> int:
    """Each open page is an open file; take all that the system allows. Returns the number."""
    if resource is None:
        return 8192
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        soft = hard
    return 1_000_000 if soft == resource.RLIM_INFINITY else soft


def host_allowed(host: str) -> bool:
    """Django's own rule for the Host header, for the door that Django does not see."""
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def device_in(cookies: Mapping[str, str]) -> str:
    """The digest by which the house knows the machine that sent these cookies, or nothing."""
    secret = cookies.get(devices.COOKIE, "")
    return devices.digest(secret) if secret else ""


def machines_are_there(digests: set[str]) -> None:
    """Kiosks and displays whose pages asked for something of late; told every 20 s."""
    with record.writing():
        seen_by_digest(digests)


def compose() -> Router:
    """Pages behind the gate, live streams beside them."""
    files = raise_file_limit()
    proxies = Proxies(settings.TRUSTED_PROXIES)
    hub = Hub(DatabaseHouse(), watch_of(settings.DATABASES["default"]))
    record.after_commit.append(hub.wake)
    house.on_seen.append(machines_are_there)
    gate = Gate(pages, GateLimits(threads=THREADS[connection.vendor]), proxies)
    limits = DoorLimits(
        streams=min(settings.LIVE_STREAMS, files - SPARE_FILES),
        streams_per_address=settings.LIVE_STREAMS_PER_ADDRESS,
    )
    return Router(
        gate,
        hub,
        limits,
        proxies,
        host_allowed=host_allowed,
        session_cookie=settings.SESSION_COOKIE_NAME,
        device_in=device_in,
        on_close=gate.close,
    )


application = compose()
