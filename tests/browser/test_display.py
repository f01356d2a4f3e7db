"""The board in the hall, in a real browser with a real server behind it."""

import re
from collections.abc import Callable, Iterator
from signal import SIGKILL

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.hall import Hall
from tests.browser.kiosks import SPILLS, WIDE_FONT, until
from tests.screens import PATIENCE
from tests.servers import SatuPintu

URL = "/o/3300/display/"
WIDE = ViewportSize(width=1920, height=1080)
UPRIGHT = ViewportSize(width=1080, height=1920)
# What is cut off, or drawn beyond its own box or the screen.
CUT = """() => [...document.querySelectorAll(
        ".d-now, .d-desk b, .d-number, .d-last li, .d-note p, .d-foot p")]
    .filter(e => e.getClientRects().length)
    .filter(e => { const r = e.getBoundingClientRect();
        return e.scrollHeight > e.clientHeight + 24 && e.matches(".d-now")
            || e.scrollWidth > e.clientWidth + 1 && e.matches(".d-now")
            || r.right > innerWidth + 2 || r.bottom > innerHeight + 2 || r.left < -2; })
    .map(e => e.className + " " + e.textContent.trim())"""
Board = Callable[..., Page]


@pytest.fixture(scope="module")
def hall(satu_pintu_server: SatuPintu) -> Iterator[Hall]:
    with Hall(satu_pintu_server.environment, "display_acts") as officers:
        officers("short_voice")
        yield officers


@pytest.fixture
def board(new_page: Callable[..., Page], satu_pintu_server: SatuPintu, hall: Hall) -> Board:
    """`board(touched=True)`: a display that has joined; `touched` activates its sound."""

    def open_board(touched: bool = True, stay: float = 1, **options: object) -> Page:
        page = new_page(viewport=WIDE, **options)
        secret = hall("display")
        page.context.add_cookies(
            [{"name": "perangkat", "value": secret, "url": satu_pintu_server.url}]
        )
        page.goto(URL)
        page.evaluate(f"document.body.dataset.stay = {stay}")
        if touched:
            page.locator(".d-start").click()
            until(page, "document.querySelector('[data-chip]').hidden")
        return page

    return open_board


def number(page: Page, code: str) -> None:
    """The board's called number."""
    expect(page.locator(".d-number")).to_have_text(code)


def told(page: Page, hall: Hall, words: str) -> None:
    """What the display tells the office of its sound arrives soon after its screen shows it."""
    for _ in range(PATIENCE // 100):
        if hall("sound") == words:
            return
        page.wait_for_timeout(100)
    assert hall("sound") == words


def said(page: Page) -> str:
    return str(page.evaluate("document.documentElement.dataset.said || ''"))


def spoken(code: str, place: str) -> str:
    signs = " ".join(re.sub(r"\W", "", code.lower()))
    return f"nomor-antrean {signs} jeda silakan-menuju {place}"


@pytest.mark.proves("DSP-4", "DSP-5", "DSP-6", "STD-WALKIN-2")
def test_two_calls_are_shown_at_once_and_said_one_after_the_other(board: Board, hall: Hall) -> None:
    page = board()
    first, second = hall("calls 1 2").split()
    expect(page.locator(".d-last li").first).to_contain_text(second)
    number(page, first)

    number(page, second)
    first_said, second_said = spoken(first, "meja-depan"), spoken(second, "meja-depan")
    whole = (
        f"| {first} chime {first_said} {first_said} | {second} chime {second_said} {second_said}"
    )
    until(page, f"document.documentElement.dataset.said.length >= {len(whole)}")
    page.wait_for_timeout(500)  # nothing is said after it
    assert said(page) == whole


@pytest.mark.proves("DSP-4")
def test_a_reload_says_nothing_again_and_what_was_missed_is_said(board: Board, hall: Hall) -> None:
    page = board()
    first = hall("call 1")
    number(page, first)
    page.reload()
    number(page, first)
    page.wait_for_timeout(700)
    assert "calling" not in (page.locator("body").get_attribute("class") or "")

    page.goto("about:blank")
    missed = hall("call 2")
    page.goto(URL)
    number(page, missed)
    expect(page.locator("body.calling")).to_be_attached()


def test_an_undone_call_disappears_at_once_and_the_voice_stops(board: Board, hall: Hall) -> None:
    hall("long_opening")
    page = board(stay=60)
    code = hall("call 3")
    number(page, code)
    until(page, "(document.documentElement.dataset.said || '').includes('chime')")
    hall("undo 3")
    hall("short_voice")
    expect(page.locator(".d-number")).not_to_have_text(code)
    expect(page.locator(".d-last")).not_to_contain_text(code)
    at_undo = said(page)
    page.wait_for_timeout(4500)  # the words under way would have ended
    assert said(page) == at_undo
    assert "nomor-antrean" not in at_undo


@pytest.mark.proves("DSP-10")
def test_a_display_that_nobody_hears_asks_for_a_touch_and_tells_the_staff(
    board: Board, hall: Hall, axe: Callable[[Page], None]
) -> None:
    page = board(touched=False)
    expect(page.get_by_role("button", name="Aktifkan suara")).to_be_visible()
    expect(page.locator("[data-chip]")).to_have_text("Suara mati")
    told(page, hall, "blocked 1")
    axe(page)

    page.keyboard.press("Enter")
    expect(page.locator(".d-start")).to_be_hidden()
    told(page, hall, "ok 0")


@pytest.mark.proves("DSP-4")
def test_the_border_changes_once_a_second_for_six_seconds_or_stands_still(
    board: Board, hall: Hall
) -> None:
    frame = "(() => { const s = getComputedStyle(document.querySelector('.d-now')); return "
    moving = board(stay=20, reduced_motion="no-preference")
    steady = board(stay=20)
    code = hall("call 1")
    number(moving, code)
    number(steady, code)
    style = "[s.animationName, s.animationDuration, s.animationIterationCount] })()"
    assert moving.evaluate(frame + style) == ["call", "1s", "6"]
    assert steady.evaluate(frame + "[s.animationName, s.outlineStyle] })()") == ["none", "solid"]


@pytest.mark.proves("DSP-1", "DSP-3")
def test_nothing_is_cut_off_on_a_wide_and_an_upright_screen(
    board: Board, hall: Hall, axe: Callable[[Page], None]
) -> None:
    page = board()
    number(page, hall("call 2"))
    for viewport in (WIDE, UPRIGHT):
        page.set_viewport_size(viewport)
        expect(page.locator(".d-last li")).to_have_count(5)
        for widen in (False, True):
            if widen:
                page.evaluate(WIDE_FONT)
            assert max(page.evaluate(SPILLS)) <= 2, (viewport, widen)
            assert page.evaluate(CUT) == [], (viewport, widen)
        page.evaluate("document.adoptedStyleSheets = []")
        axe(page)


@pytest.mark.proves("DSP-13")
def test_the_calls_as_text_follow_on_a_phone(
    page: Page, hall: Hall, axe: Callable[[Page], None], no_overflow: Callable[[Page], None]
) -> None:
    page.goto("/o/3300/calls/")
    code = hall("call 1")
    expect(page.get_by_role("status")).to_contain_text(code)
    expect(page.get_by_role("status")).to_contain_text("Meja depan")
    axe(page)
    no_overflow(page)


@pytest.mark.proves("DSP-1", "DSP-13")
def test_both_pages_are_complete_without_script(
    board: Board, hall: Hall, new_page: Callable[..., Page], no_overflow: Callable[[Page], None]
) -> None:
    code = hall("call 1")
    page = board(touched=False)
    plain = new_page(java_script_enabled=False)
    plain.context.add_cookies(
        [{"name": c["name"], "value": c["value"], "url": page.url} for c in page.context.cookies()]
    )
    for address in (URL, "/o/3300/calls/"):
        plain.goto(address)
        expect(plain.get_by_role("status")).to_contain_text(code)
        expect(plain.get_by_role("link", name="Perbarui")).to_be_visible()
        no_overflow(plain)


def test_a_number_that_is_called_again_stands_once(board: Board, hall: Hall) -> None:
    page = board()
    code = hall("call 2")
    number(page, code)
    said = "(document.documentElement.dataset.said || '')"
    until(page, f"{said}.split('| {code} chime').length > 1")
    assert hall("goes_on 2") == code
    until(page, f"{said}.split('| {code} chime').length > 2")
    expect(page.locator(".d-last li", has_text=code)).to_have_count(0)


@pytest.mark.proves("DSP-11")
def test_without_its_server_it_is_grey_and_says_afterwards_what_it_missed(
    board: Board, hall: Hall, satu_pintu_server: SatuPintu, axe: Callable[[Page], None]
) -> None:
    page = board()
    satu_pintu_server.stop(SIGKILL)
    missed = hall("call 3")
    words = re.compile(r"Tidak tersambung sejak \d\d\.\d\d\. Dengarkan petugas\.")
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.locator("#kini")).to_have_text("Mungkin sudah lewat")
    expect(page.locator("#tadi")).to_have_text("Dipanggil sebelumnya")
    expect(page.locator(".d-foot p").nth(1)).to_be_hidden()
    assert page.locator("#kini").evaluate("el => parseFloat(getComputedStyle(el).fontSize)") >= 60
    assert "stale" in (page.locator("body").get_attribute("class") or "")
    assert page.locator(".d-number").inner_text() != missed
    where = page.locator(".d-desk").bounding_box()
    frame = page.locator("[data-now]").bounding_box()
    assert where
    assert frame
    assert where["y"] + where["height"] < frame["y"] + frame["height"] - 10, "its border cuts it"
    axe(page)

    satu_pintu_server.start()
    number(page, missed)
    expect(page.get_by_text(words)).to_be_hidden()
    expect(page.locator("#kini")).to_have_text(
        re.compile("^(Sekarang dipanggil|Terakhir dipanggil pukul [0-9.]{5})$")
    )
    until(page, f"(document.documentElement.dataset.said || '').includes('| {missed} chime')")
