"""A kiosk in a browser, joined to the sample office, and what its screens stand up to."""

import json
import secrets
import sqlite3
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.screens import PATIENCE
from tests.servers import MORNING, SatuPintu

START = "/o/3300/kiosk/"
PPI = 102.46  # 21.5 inches at 1080 x 1920
MM = PPI / 25.4
UPRIGHT, LYING = {"width": 1080, "height": 1920}, {"width": 1920, "height": 1080}
WIDE_FONT = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { font-family: 'DejaVu Sans', Verdana, sans-serif !important }");
    document.adoptedStyleSheets = [sheet];
    dispatchEvent(new Event("resize"));
}"""
TOUCHABLE = """() => [...document.querySelectorAll("main a[href], button")]
    .filter(e => e.getClientRects().length)
    .map(e => { const r = e.getBoundingClientRect();
        return {words: e.textContent.trim().slice(0, 40), x: r.x, y: r.y,
                width: r.width, height: r.height, row: e.matches(".k-row"),
                spill: e.scrollWidth > e.clientWidth + 1}; })"""
# A second of the kiosk takes a minute: a busy machine looks at a number for longer than a visitor.
CALM = """(real => { self.setInterval = (act, span, ...more) =>
    real(act, span === 1000 ? 60000 : span, ...more); })(self.setInterval)"""
SPILLS = """() => { const root = document.documentElement;
    return [root.scrollWidth - innerWidth, root.scrollHeight - innerHeight]; }"""


@pytest.fixture
def kiosk(new_page: Callable[..., Page], satu_pintu_server: SatuPintu) -> Callable[..., Page]:
    """`kiosk(viewport=…, ppi=…, print=…)`: a machine of its own that has joined the office.

    `calm=False` where the test is about the screens that the kiosk leaves by itself.
    """

    def join(
        viewport: dict[str, int] = UPRIGHT, scripted: bool = True, calm: bool = True,
        **settings: Any,
    ) -> Page:  # fmt: skip
        secret = secrets.token_hex()
        _let_in(satu_pintu_server, secret, {"ppi": PPI, **settings})
        page = new_page(viewport=viewport, java_script_enabled=scripted)
        if calm:
            page.add_init_script(CALM)
        page.context.add_cookies(
            [{"name": "perangkat", "value": secret, "url": satu_pintu_server.url}]
        )
        page.goto(START)
        return page

    return join


def _let_in(server: SatuPintu, secret: str, settings: dict[str, Any]) -> None:
    with sqlite3.connect(server.home / "satupintu.sqlite3", timeout=20) as database:
        database.execute(
            "INSERT INTO people_device (office_id, kind, name, digest, join_code, asked_at,"
            " joined_at, condition, settings)"
            " SELECT id, 'kiosk', 'Mesin pintu utama', ?, '', ?, ?, '{}', ?"
            " FROM offices_office WHERE code = '3300'",
            [
                sha256(secret.encode()).hexdigest(),
                *2 * [MORNING.strftime("%Y-%m-%d 00:00:00")],
                json.dumps(settings),
            ],
        )
    database.close()


def fits(page: Page) -> None:
    """Nothing runs out of the screen, not even with a wider font; no word out of its button."""
    for widen in (False, True):
        if widen:
            page.evaluate(WIDE_FONT)
        assert max(page.evaluate(SPILLS)) <= 1, f"{page.url} wide font: {widen}"
        spilled = [each["words"] for each in page.evaluate(TOUCHABLE) if each["spill"]]
        assert not spilled, f"{page.url} wide font: {widen}"
    page.evaluate("document.adoptedStyleSheets = []; dispatchEvent(new Event('resize'))")


def until(page: Page, true: str) -> None:
    """Wait in steps: Playwright's own waiting evaluates text, which the pages forbid."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    raise AssertionError(true)


def reachable(page: Page, mm: float = MM) -> None:
    """Every target is 20 mm, a service row 25 mm, gaps 5 mm."""
    boxes = page.evaluate(TOUCHABLE)
    small = [
        (each["words"], round(each["width"] / mm, 1), round(each["height"] / mm, 1))
        for each in boxes
        if min(each["width"], each["height"]) < (25 if each["row"] else 20) * mm - 0.5
        and not (each["row"] and each["width"] >= 25 * mm and each["height"] >= 25 * mm - 0.5)
    ]
    close = [
        (one["words"], other["words"])
        for n, one in enumerate(boxes)
        for other in boxes[n + 1 :]
        if _gap(one, other) < 5 * mm - 0.75
    ]
    assert not small, small
    assert not close, close


def _gap(one: dict[str, float], other: dict[str, float]) -> float:
    across = max(other["x"] - one["x"] - one["width"], one["x"] - other["x"] - other["width"])
    down = max(other["y"] - one["y"] - one["height"], one["y"] - other["y"] - other["height"])
    return max(across, down)
