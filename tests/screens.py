"""Browser fixtures: a real Chromium, and what every page has to stand up to.

A pytest plugin like tests/servers.py, so that a feature's own tests can open its screens too.
"""

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Locator,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.machine import chromium_program
from tests.servers import SatuPintu

# A busy machine is slow, not wrong: how long an expectation and an act may take, in milliseconds.
PATIENCE = 30_000
ON_TOP = """part => {
    const at = part.getBoundingClientRect();
    return part.contains(document.elementFromPoint(at.x + at.width / 2, at.bottom - 2));
}"""
HANDS = ("check", "click", "dblclick", "fill", "press", "press_sequentially", "select_option")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = {
    # All rules are looked at; where they are broken is told. Naming each place that is in order
    # took the browser as long as the looking.
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # Off by default in axe: a run without this line would silently leave target size out.
    "rules": {"target-size": {"enabled": True}},
}
OVERFLOW = """() => {
    const width = document.documentElement.clientWidth;
    const own = ['auto', 'scroll', 'hidden', 'clip'];
    const scrolls = element => {
        for (let e = element.parentElement; e; e = e.parentElement) {
            if (own.includes(getComputedStyle(e).overflowX)) return e !== document.body;
        }
        return false;
    };
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll('*')]
        .filter(e => e.getBoundingClientRect().right > width + 1 && !scrolls(e))
        .map(e => e.tagName.toLowerCase() + (e.className ? '.' + e.className : '')
                  + ' to ' + Math.round(e.getBoundingClientRect().right) + ' px')
        .concat(['document is ' + document.documentElement.scrollWidth + ' px wide']);
}"""

Look = Callable[[Page], None]  # at a page; fails when something is wrong there


class Watched:
    """A browser context that remembers faults: script errors, CSP refusals, foreign requests."""

    def __init__(self, context: BrowserContext, origin: str, faults: list[str]) -> None:
        self.context = context
        self.origin = urlsplit(origin).netloc
        self.faults = faults
        context.on("request", lambda request: self._request(request.url))
        context.on("weberror", lambda fault: self.faults.append(f"script error: {fault.error}"))
        context.on("console", lambda message: self._console(message.type, message.text))

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.origin:
            self.faults.append(f"third-party request: {url}")

    def _console(self, kind: str, text: str) -> None:
        # A refused request is the browser's echo of an answer that the test judges by itself.
        if kind == "error" and "Failed to load resource" not in text:
            self.faults.append(f"console: {text}")


def _hands_wait_for_scripts() -> None:
    """Keys, presses and typing come to a page whose scripts listen.

    A page that a press leads to stands there before its scripts run. Playwright is quick enough to
    act in between, which no person is: the key would do nothing, now and then.
    """
    for kind in (Page, Locator):
        for name in HANDS:
            if act := getattr(kind, name, None):
                setattr(kind, name, _once_loaded(act))
    keyboard: property = vars(Page)["keyboard"]
    assert keyboard.fget
    setattr(Page, "keyboard", property(_once_loaded(keyboard.fget)))  # noqa: B010 - mypy knows it as read only


def _once_loaded(act: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(act)
    def loaded(where: Any, *words: Any, **options: Any) -> Any:
        page: Page = where if isinstance(where, Page) else where.page
        page.wait_for_load_state()
        return act(where, *words, **options)

    return loaded


expect.set_options(timeout=PATIENCE)
_hands_wait_for_scripts()


@contextmanager
def stand_in(answers: type[BaseHTTPRequestHandler]) -> Iterator[SimpleNamespace]:
    """A few pages of a test in place of the product: what `satu_pintu_server` is there."""
    with ThreadingHTTPServer(("127.0.0.1", 0), answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield SimpleNamespace(url=f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for the whole run."""
    started = playwright.chromium.launch(
        executable_path=chromium_program(), headless=True, args=FLAGS
    )
    yield started
    started.close()


@pytest.fixture
def faults() -> list[str]:
    """Faults of all pages of the test so far; a test that provokes one takes it out again."""
    return []


@pytest.fixture
def new_page(
    browser: Browser, satu_pintu_server: SatuPintu, faults: list[str]
) -> Iterator[Callable[..., Page]]:
    """`new_page(viewport=..., java_script_enabled=False, ...)`: a page of a person of its own.

    Each has its own cookies. Addresses may be relative to the server. At the end of the test no
    page may have had a script error, a CSP refusal or a third-party request.
    """
    watched: list[Watched] = []

    def make(**options: Any) -> Page:
        usual: dict[str, Any] = {
            "base_url": satu_pintu_server.url,
            "locale": "id-ID",
            "timezone_id": "Asia/Jakarta",
            "reduced_motion": "reduce",
        }
        chosen = usual | options
        context = browser.new_context(**chosen)
        context.set_default_timeout(PATIENCE)
        watched.append(Watched(context, chosen["base_url"], faults))
        return context.new_page()

    yield make
    for one in watched:
        one.context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """One page at 1280 x 800, as on an officer's laptop."""
    return new_page(viewport={"width": 1280, "height": 800})


@pytest.fixture
def axe() -> Look:
    """`axe(page)`: no accessibility violation, and the rule on target size really looked."""

    def look(page: Page) -> None:
        results = _looked_at(page)
        looked = {
            rule["id"]
            for kind in ("passes", "violations", "incomplete", "inapplicable")
            for rule in results[kind]
        }
        assert "target-size" in looked
        assert not results["violations"], _readable(results["violations"], page.url)

    return look


def _looked_at(page: Page) -> dict[str, Any]:
    for _ in range(3):  # a press may still be on its way to the next page, and take this one away
        page.wait_for_load_state()
        with suppress(Error):
            return dict(Axe().run(page, options=AXE).response)
    return dict(Axe().run(page, options=AXE).response)


def uncovered(part: Locator) -> bool:
    """Whether the part lies in the window with nothing on it, where it stands without scrolling.

    What has just come into the page may still be moving: it has five seconds to settle.
    """
    for _ in range(50):
        if part.first.evaluate(ON_TOP):
            return True
        part.page.wait_for_timeout(100)
    return False


def _readable(violations: list[dict[str, object]], url: str) -> str:
    lines = [f"{url}:"]
    for violation in violations:
        lines.append(f"- {violation['id']} ({violation['impact']}): {violation['help']}")
        nodes = violation["nodes"]
        assert isinstance(nodes, list)
        lines += [
            f"    {json.dumps(node['target'])}: {node['failureSummary']}" for node in nodes[:5]
        ]
    return "\n".join(lines)


@pytest.fixture
def no_overflow() -> Look:
    """`no_overflow(page)`: at 320 px the page fits; only its own regions may scroll sideways."""

    def look(page: Page) -> None:
        before = page.viewport_size
        page.set_viewport_size({"width": 320, "height": 640})
        wide = page.evaluate(OVERFLOW)
        if before:
            page.set_viewport_size(before)
        assert not wide, f"{page.url} at 320 px: {wide}"

    return look


@pytest.fixture
def fits(axe: Look, no_overflow: Look) -> Look:
    """`fits(page)`: without a violation, and at 320 px, where everything stands in one column."""

    def look(page: Page) -> None:
        axe(page)
        no_overflow(page)

    return look
