"""Officers at their inboxes, each in a browser of their own."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.hall import Hall

PASSWORD = "contoh-satu-pintu"
Sit = Callable[..., Page]


@pytest.fixture
def sit(new_page: Callable[..., Page], hall: Hall) -> Sit:
    """`sit("dewi")`: an officer at the own office's list."""

    def at(who: str, office: str = "3300", **options: object) -> Page:
        page = new_page(**({"viewport": {"width": 1366, "height": 768}} | options))
        page.goto(f"/sign-in/?next=/o/{office}/inbox/")
        page.fill("[name=username]", who)
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(rf"^[^?]*/o/{office}/inbox/$"))
        return page

    return at


def opened(page: Page, number: str) -> str:
    """The conversation of this number; its address."""
    page.fill("#cari", number)
    page.keyboard.press("Enter")
    page.locator(".in-hits .in-row").first.click()
    page.wait_for_url(re.compile(r".*/inbox/\d+/.*"))
    return page.url.partition("?")[0]
