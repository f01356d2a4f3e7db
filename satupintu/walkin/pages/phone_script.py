"""The one script of the visitor's page: following live and the page's own part in one request."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from satupintu.people.access import open_to_all

PARTS = ("ui/live.js", "walkin/phone.js")
KEPT = "public, max-age=31536000, immutable"
# Android shows notifications through a service worker only; it keeps nothing and answers nothing.
WORKER = """addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.matchAll({ type: "window" }).then(([page]) => page && page.focus()));
});
"""


@open_to_all
def phone_script(request: HttpRequest) -> HttpResponse:
    """Both scripts in one file: four requests must be enough for a first load (HP-1)."""
    current = request.GET.get("v") == digest()
    return _script(script(), KEPT if current else "no-cache")


@open_to_all
def phone_worker(request: HttpRequest) -> HttpResponse:
    """The service worker of visitors' pages, fetched only after a touch on "Kabari saya" (HP-8)."""
    return _script(WORKER, "no-cache")


def script_address() -> str:
    """The script's address, a new one whenever its content changes."""
    return f"{reverse('phone-script')}?v={digest()}"


@cache
def script() -> str:
    """The parts one after the other."""
    return "\n".join(_part(name) for name in PARTS)


@cache
def digest() -> str:
    """Names the content."""
    return sha256(script().encode()).hexdigest()[:10]


def _part(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text(encoding="utf-8")


def _script(text: str, kept: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = kept
    return response
