"""The pictures of README, taken from the sample office: `python -m tests.pictures` writes them."""

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from satupintu.example.facts import PASSWORD
from tests.machine import chromium_program
from tests.screens import FLAGS
from tests.servers import MORNING, SatuPintu

PLACE = Path(__file__).resolve().parents[1] / "docs" / "pictures"


@dataclass(frozen=True)
class Picture:
    """One screen of the sample office, as wide and high as where it hangs."""

    name: str
    path: str
    width: int
    height: int
    officer: str = ""


PICTURES = (
    Picture("kiosk", "/o/3300/kiosk/", 1080, 1920, "rina"),
    Picture("display", "/o/3300/display/", 1920, 1080, "rina"),
    Picture("front-office", "/o/3300/front/", 1366, 768, "rina"),
    Picture("desk", "/o/3300/desks/1/", 1366, 768, "dewi"),
    Picture("day", "/o/3300/day/", 1366, 768, "hartono"),
    Picture("public", "/o/3300/", 1366, 768),
    Picture("phone", "", 360, 740),
)


def take(browser: Browser, house: SatuPintu, place: Path) -> list[Path]:
    """Write each picture as a PNG; returns the files."""
    place.mkdir(parents=True, exist_ok=True)
    return [_one(browser, house, picture, place) for picture in PICTURES]


def _one(browser: Browser, house: SatuPintu, picture: Picture, place: Path) -> Path:
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height}, base_url=house.url
    )
    page = context.new_page()
    if picture.officer:
        page.goto("/sign-in/")
        page.fill("input[name=username]", picture.officer)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/")
    page.goto(picture.path or f"/t/{_waiting_token(house)}/")
    page.wait_for_timeout(800)
    file = place / f"{picture.name}.png"
    page.screenshot(path=file)
    context.close()
    return file


def _waiting_token(house: SatuPintu) -> str:
    """The link of the number that came last and waits, read from the sample office's database."""
    with closing(sqlite3.connect(house.home / "satupintu.sqlite3")) as database:
        asked = "SELECT token FROM walkin_ticket WHERE state = 'waiting' ORDER BY queued_at DESC"
        return str(database.execute(asked).fetchone()[0])


def main() -> None:
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        house = SatuPintu(Path(home))
        house.travel(MORNING + timedelta(hours=1, minutes=5))
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=FLAGS)
        try:
            house.start()
            take(browser, house, PLACE)
        finally:
            browser.close()
            house.stop()


if __name__ == "__main__":
    main()
