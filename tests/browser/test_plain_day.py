"""A plain day from key to day close: one officer, one laptop, no kiosk, no screen, no printer."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from satupintu.example.facts import PASSWORD
from tests.servers import SatuPintu

LAPTOP = {"width": 1366, "height": 768}


@pytest.fixture
def laptop(new_page: Callable[..., Page], satu_pintu_server: SatuPintu) -> Page:
    """The laptop of an office whose sample day has been taken away, signed in as Sari."""
    satu_pintu_server.command("example", "--remove")
    page = new_page(viewport=LAPTOP)
    sign_in(page, "sari")
    return page


def sign_in(page: Page, username: str) -> None:
    page.goto("/sign-in/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


@pytest.mark.proves(
    "STD-WALKIN-1", "STD-WALKIN-3", "STD-WALKIN-4", "STD-WALKIN-5", "STD-WALKIN-7", "STD-WALKIN-8"
)
def test_one_officer_works_a_whole_visit_and_the_day_is_closed(laptop: Page) -> None:
    page = laptop
    page.goto("/o/3300/desks/1/")
    page.get_by_role("button", name="Buka Meja 1").click()

    page.goto("/o/3300/front/")
    page.get_by_role("button", name="Konsultasi data").click()
    expect(page.locator("main")).to_contain_text("A-001")
    page.locator("[name=name]").fill("Siti Rahmawati")
    page.locator("[name=email]").fill("siti@example.id")
    page.get_by_label("Inflasi").check()
    page.get_by_label("KTP").check()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text="A-001")).to_be_visible()

    page.goto("/o/3300/desks/1/")
    start = page.get_by_role("button", name=re.compile("Mulai layani|Panggil berikutnya"))
    if "Panggil" in start.inner_text():
        start.click()
        start = page.get_by_role("button", name="Mulai layani")
    start.click()
    expect(page.locator(".mj-who")).to_contain_text("Siti Rahmawati")
    page.get_by_label("Data", exact=True).check()
    page.get_by_label("Terjawab").check()
    page.keyboard.press("F9")
    expect(page.locator(".undo")).to_contain_text("selesai")

    page.context.clear_cookies()
    sign_in(page, "hartono")
    page.goto("/o/3300/day/")
    expect(page.locator("main")).to_contain_text("(1 dari 1)")
    page.get_by_role("link", name="Tutup hari").click()
    page.get_by_role("button", name="Tutup hari ini").click()
    expect(page.locator("main")).to_contain_text("Hari ini sudah ditutup")
