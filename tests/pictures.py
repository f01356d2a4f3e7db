"""The pictures of README, taken from the sample office: `python -m tests.pictures` writes them."""

import re
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from satupintu.example.facts import PASSWORD
from tests.machine import chromium_program
from tests.screens import FLAGS
from tests.servers import MORNING, SatuPintu

COLOURS = 96  # screens have few; a page of guides need not be heavy
PLACE = Path(__file__).resolve().parents[1] / "docs" / "pictures"


@dataclass(frozen=True)
class Picture:
    """One screen of the sample office, as wide and high as where it hangs."""

    name: str
    path: str
    width: int
    height: int
    officer: str = ""
    open: Callable[[Page, SatuPintu], None] | None = None  # when an address is not enough


def _waiting(page: Page, house: SatuPintu) -> None:
    """The number that came last and waits."""
    asked = "SELECT token FROM walkin_ticket WHERE state = 'waiting' ORDER BY queued_at DESC"
    page.goto(f"/t/{_known(house, asked)[0]}/")


def _conversation(page: Page, house: SatuPintu) -> None:
    """A question asked back, as the asker opens it from elsewhere: number, address, code."""
    asked = "SELECT number, email FROM consultations_consultation WHERE state = 'paused'"
    number, address = _known(house, asked)
    page.goto("/o/3300/questions/")
    page.fill("[name=number]", number)
    page.fill("[name=email]", address)
    page.press("[name=email]", "Enter")
    page.wait_for_url("**/track/")
    letters = page.context.new_page()
    letters.goto("/console/")
    letter = letters.locator("article", has_text=address).filter(has_text="Kode Anda").first
    code = re.search(r"\b\d{3} \d{3}\b", letter.inner_text())
    assert code, "no letter with a code"
    page.fill("[name=code]", code[0])
    page.press("[name=code]", "Enter")
    page.wait_for_url(f"**/{number}/")


def _inbox(page: Page, house: SatuPintu) -> None:
    """The most urgent question of the list, opened."""
    page.goto("/o/3300/inbox/")
    page.locator(".in-row").first.click()
    page.wait_for_url(re.compile(r"/inbox/\d+/"))


def _known(house: SatuPintu, asked: str) -> tuple[str, ...]:
    """The first row that the sample office's database answers."""
    with closing(sqlite3.connect(house.home / "satupintu.sqlite3")) as database:
        return tuple(database.execute(asked).fetchone())


PICTURES = (
    Picture("kiosk", "/o/3300/kiosk/", 1080, 1920, "rina"),
    Picture("display", "/o/3300/display/", 1920, 1080, "rina"),
    Picture("front-office", "/o/3300/front/", 1366, 768, "rina"),
    Picture("desk", "/o/3300/desks/1/", 1366, 768, "dewi"),
    Picture("day", "/o/3300/day/", 1366, 768, "hartono"),
    Picture("public", "/o/3300/", 1366, 768),
    Picture("phone", "", 360, 740, open=_waiting),
    Picture("search", "/o/3300/search/?q=garis+kemiskinan", 1366, 768),
    Picture("conversation", "", 1366, 768, open=_conversation),
    Picture("inbox", "", 1366, 768, "dewi", open=_inbox),
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
        page.wait_for_url(lambda url: "sign-in" not in url)
    if picture.open:
        picture.open(page, house)
    else:
        page.goto(picture.path)
    page.wait_for_timeout(800)
    file = place / f"{picture.name}.png"
    page.screenshot(path=file)
    context.close()
    with Image.open(file) as shot:
        small = shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(file, optimize=True)
    return file


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
