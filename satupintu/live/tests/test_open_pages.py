"""What live.js does for an open page, in a real browser."""

import signal
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from satupintu.live.tests.knocking import Little
from satupintu.live.tests.little_office import GOOD_SESSION

HEAR = """() => { window.heard = []; for (const name of ["version", "stale", "fresh", "signed-out"])
  document.addEventListener("satupintu:" + name, (event) =>
    window.heard.push(event.detail ? event.detail.snapshot.note : name)); }"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    made.add_init_script(f"({HEAR})()")
    yield made
    made.close()


@pytest.fixture
def opened(context: BrowserContext) -> Callable[[Little, str], Page]:
    def open_page(little: Little, path: str) -> Page:
        address = f"http://127.0.0.1:{little.port}"
        context.add_cookies([{"name": "sessionid", "value": GOOD_SESSION, "url": address}])
        page = context.new_page()
        page.goto(address + path)
        return page

    return open_page


def hears(page: Page, what: str, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while what not in page.evaluate("window.heard"):
        assert time.monotonic() < until, f"{what} not heard"
        page.wait_for_timeout(30)


def test_tabs_of_one_browser_share_one_stream_and_the_next_takes_over(
    opened: Callable[[Little, str], Page],
) -> None:
    with Little() as little:
        first, second = opened(little, "/phone"), opened(little, "/phone")
        hears(first, "first")
        little.act(note="for both")
        hears(first, "for both")
        hears(second, "for both")
        assert little.known()["streams"] == 1
        first.close()
        little.act(note="for the other")
        hears(second, "for the other")
        little.until_streams(1)


@pytest.mark.proves("DSP-11")
def test_a_display_whose_line_died_without_a_word_is_marked_within_ten_seconds(
    context: BrowserContext, opened: Callable[[Little, str], Page]
) -> None:
    with Little() as little:
        assert little.process is not None
        context.clock.install()
        display = opened(little, "/display")
        hears(display, "first")
        little.process.send_signal(signal.SIGSTOP)
        display.clock.run_for(10_000)
        if not display.locator("html[data-stale]").count():  # a last beat was on its way
            display.clock.run_for(10_000)
        assert display.locator("html[data-stale]").count() == 1
        little.process.send_signal(signal.SIGCONT)
        display.wait_for_selector("html:not([data-stale])")
        assert display.evaluate("window.heard").count("stale") == 1
        little.act(note="seen again")
        hears(display, "seen again")


@pytest.mark.proves("HP-4")
def test_a_phone_that_gets_no_stream_asks_every_fifteen_seconds(
    context: BrowserContext, opened: Callable[[Little, str], Page]
) -> None:
    with Little(streams=0) as little:
        context.clock.install()
        phone = opened(little, "/phone")
        time.sleep(0.5)
        little.act(note="polled")
        context.clock.run_for(15_500)
        hears(phone, "polled")
        assert little.known()["streams"] == 0


def test_a_part_is_exchanged_but_never_under_the_hands_of_who_types(
    opened: Callable[[Little, str], Page],
) -> None:
    with Little() as little:
        desk = opened(little, "/desk")
        little.act(note="one")
        desk.wait_for_selector("#part b:text('one')")
        desk.fill("#box", "half a wo")
        little.act(note="two")
        time.sleep(1.2)
        assert desk.text_content("#part b") == "one"
        assert desk.input_value("#box") == "half a wo"
        desk.fill("#box", "")
        desk.focus("button")
        desk.wait_for_selector("#part b:text('two')")


def test_a_signed_out_officer_is_told_and_asks_no_more(
    opened: Callable[[Little, str], Page],
) -> None:
    with Little(recheck=0.5) as little:
        desk = opened(little, "/desk")
        desk.wait_for_selector("#part b:text('first')")
        little.act(signed_out=[GOOD_SESSION])
        hears(desk, "signed-out")
        little.until_streams(0)
