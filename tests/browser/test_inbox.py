"""The officers' inbox in a real browser: three widths, by keyboard, without script, offline."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

INBOX = "/o/3300/inbox/"
PASSWORD = "contoh-satu-pintu"
PANES = """() => ['.in-list', '.in-main', '.in-side'].map(css => document.querySelector(css))
    .filter(pane => pane?.getClientRects().length)
    .map(pane => Math.round(pane.getBoundingClientRect().top))"""

HEIGHTS = "rows => rows.map(row => Math.round(row.getBoundingClientRect().height))"


@pytest.fixture
def at_inbox(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """`at_inbox()`: Dewi has the list before her on a small laptop."""

    def sit(width: int = 1366, height: int = 768, **options: object) -> Page:
        page = new_page(viewport={"width": width, "height": height}, **options)
        page.goto(f"/sign-in/?next={INBOX}")
        page.fill("[name=username]", "dewi")
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(rf"^[^?]*{INBOX}$"))
        return page

    return sit


def opened(page: Page, who: str) -> None:
    page.locator(".in-row", has_text=who).first.click()
    page.wait_for_url(re.compile(r".*/inbox/\d+/.*"))


@pytest.mark.proves("INB-1", "INB-17")
@pytest.mark.parametrize("width", [320, 683, 768, 1366])
def test_list_and_conversation_stand_up_at_every_width(
    at_inbox: Callable[..., Page], axe: Callable[[Page], None],
    no_overflow: Callable[[Page], None], width: int,
) -> None:  # fmt: skip
    page = at_inbox(width, 900)
    axe(page)
    if width > 320:
        assert len(set(page.evaluate(PANES))) == 1, "the list and the tools beside each other"
    opened(page, "Maya")
    expect(page.locator(".in-main h1")).to_be_visible()
    expect(page.locator("[data-found] [data-cite]").first).to_be_attached()  # what may answer it
    list_shown = page.locator(".in-list").is_visible()
    assert list_shown == (width > 320)
    for mode in ("ask", "answer", "note"):
        page.locator(f".in-mode label:has([value={mode}])").click()
        axe(page)
    no_overflow(page)
    tops = page.evaluate(PANES)
    assert len([top for top in tops if top == tops[0]]) == {320: 1, 683: 2, 768: 2, 1366: 3}[width]


@pytest.mark.proves("INB-17")
@pytest.mark.parametrize("width", [320, 683, 768, 1366])
def test_rows_are_36_or_48_pixels_high_or_as_high_as_their_words(
    at_inbox: Callable[..., Page], axe: Callable[[Page], None],
    no_overflow: Callable[[Page], None], width: int,
) -> None:  # fmt: skip
    page = at_inbox(width)
    for words, high in (("Baris rapat", {36}), ("Baris sedang", {48}), ("Baris lapang", None)):
        with page.expect_navigation():
            page.get_by_role("button", name=words).click()
        _stand(page, high)
        axe(page)
        no_overflow(page)
        opened(page, "Maya")
        if width > 320:
            _stand(page, high)
        page.goto(INBOX)


def _stand(page: Page, high: set[int] | None) -> None:
    heights = set(page.locator(".in-item").evaluate_all(HEIGHTS))
    assert heights == high if high else min(heights) > 48
    first = page.locator(".in-item").first
    for shown in ("b", ".badge", ".in-ch .i"):
        expect(first.locator(shown)).to_be_visible()


@pytest.mark.proves("INB-7")
def test_the_kind_of_writing_changes_ground_button_and_ctrl_enter(
    at_inbox: Callable[..., Page],
) -> None:
    page = at_inbox()
    opened(page, "Rudi")
    composer = page.locator("[data-composer]")
    expect(page.get_by_role("button", name="Kirim ke CONTOH (Web)")).to_be_visible()
    expect(page.get_by_role("button", name="Simpan catatan internal")).to_be_hidden()
    plain = composer.evaluate("e => getComputedStyle(e).backgroundColor")
    page.keyboard.press("Alt+l")
    expect(page.locator("#balas")).to_be_focused()
    page.keyboard.press("Alt+p")
    expect(page.get_by_role("button", name="Simpan catatan internal")).to_be_visible()
    expect(page.get_by_role("button", name="Kirim ke CONTOH (Web)")).to_be_hidden()
    assert composer.evaluate("e => getComputedStyle(e).backgroundColor") != plain
    page.fill("#balas", "Hanya untuk petugas.")
    page.keyboard.press("Control+Enter")
    note = page.locator(".msg.note", has_text="Hanya untuk petugas.")
    expect(note).to_be_visible()
    page.go_back()
    expect(page.locator("#balas")).to_have_value("")  # what was sent does not wait to be sent again


@pytest.mark.proves("INB-1")
def test_a_long_message_that_came_last_is_read_from_its_beginning(
    at_inbox: Callable[..., Page],
) -> None:
    page = at_inbox()
    opened(page, "Rudi")
    page.fill("#balas", "Bulan\tHarga\n" + "1\t41000\n" * 40)
    page.keyboard.press("Control+Enter")
    sent = page.locator(".in-thread .msg").last
    expect(sent.locator("header")).to_be_in_viewport()
    assert "Bulan\tHarga" in sent.inner_text(), "a table that was pasted keeps its columns"


def test_a_message_keeps_its_lines_where_it_is_corrected(at_inbox: Callable[..., Page]) -> None:
    page = at_inbox()
    opened(page, "Siti")
    page.get_by_role("link", name="Ralat").first.click()
    expect(page.locator(".msg .pre")).to_have_css("white-space", "pre-wrap")


@pytest.mark.proves("INB-7")
@pytest.mark.parametrize("width", [320, 1366])
def test_what_was_just_sent_is_taken_back_by_a_bar_that_stands_whole_on_the_screen(
    at_inbox: Callable[..., Page], width: int
) -> None:
    page = at_inbox(width)
    opened(page, "Maya")
    page.fill("#balas", "Kami periksa dulu.")
    page.keyboard.press("Control+Enter")
    bar = page.locator(".undo-at")
    at = bar.bounding_box()
    assert at
    assert at["x"] >= 0
    assert at["x"] + at["width"] <= width
    assert at["y"] + at["height"] <= 768
    bar.get_by_role("button").click()
    expect(page.locator("#balas")).to_have_value("Kami periksa dulu.")


@pytest.mark.proves("INB-9")
def test_a_part_in_braces_keeps_it_back_until_it_is_filled(at_inbox: Callable[..., Page]) -> None:
    page = at_inbox()
    opened(page, "Rudi")
    page.fill("#balas", "Data tahun {tahun} ada.")
    page.keyboard.press("Control+Enter")
    field = page.locator("[data-said] input")
    expect(field).to_be_focused()
    expect(page.get_by_text("Isi bagian {tahun} sebelum mengirim.").first).to_be_visible()
    field.fill("2025")
    field.press("Tab")
    expect(page.locator("#balas")).to_have_value("Data tahun 2025 ada.")


@pytest.mark.proves("INB-10")
def test_the_list_is_walked_and_acted_on_by_keys(at_inbox: Callable[..., Page]) -> None:
    page = at_inbox()
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".in-scroll .in-row").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator(".in-tick input").nth(1)).to_be_checked()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r".*/inbox/\d+/.*"))
    page.keyboard.press("h")
    expect(page.get_by_text("Tidak bisa ditunda: tenggatnya dekat")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator("#rekan")).to_be_focused()
    page.locator("h1").click()
    page.keyboard.press("l")
    expect(page.locator("#topik")).to_be_focused()
    expect(page.locator("#topik")).to_have_value(
        page.locator("#topik").get_attribute("value") or ""
    )
    page.locator("h1").click()
    page.keyboard.press("Control+k")
    page.keyboard.type("rekan")
    expect(page.locator("#perintah-isi button").first).to_contain_text("Berikan kepada rekan")
    page.keyboard.press("Escape")
    expect(page.locator("#perintah")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#cari")).to_be_focused()


@pytest.mark.proves("INB-14", "INB-8")
def test_what_a_colleague_writes_appears_and_the_list_does_not_move(
    at_inbox: Callable[..., Page], new_page: Callable[..., Page]
) -> None:
    page, other = at_inbox(), at_inbox()
    opened(page, "Maya")
    opened(other, "Maya")
    rows = page.locator(".in-scroll .in-row").all_inner_texts()
    other.keyboard.press("Alt+p")
    other.fill("#balas", "Saya lihat juga.")
    other.keyboard.press("Control+Enter")
    expect(page.locator("#baru .msg.note", has_text="Saya lihat juga.")).to_be_visible()
    assert page.locator(".in-scroll .in-row").all_inner_texts() == rows


@pytest.mark.proves("INB-18")
def test_without_a_connection_nothing_is_sent_and_nothing_is_lost(
    at_inbox: Callable[..., Page],
) -> None:
    page = at_inbox()
    opened(page, "Rudi")
    page.context.set_offline(True)
    page.fill("#balas", "Ditulis tanpa sambungan.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Menunggu koneksi.")).to_be_visible()
    expect(page.locator("#balas")).to_have_value("Ditulis tanpa sambungan.")
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("#balas")).to_have_value("Ditulis tanpa sambungan.")
    expect(page.locator(".msg", has_text="Ditulis tanpa sambungan.")).to_have_count(0)


def test_a_reload_that_is_faster_than_the_draft_loses_no_words(
    at_inbox: Callable[..., Page],
) -> None:
    page = at_inbox()
    opened(page, "Rudi")
    page.fill("#balas", "Sampai di server.")
    expect(page.get_by_text("Tulisan tersimpan sendiri.")).to_be_visible()
    page.route(
        re.compile(r"/inbox/\d+/"),
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    page.fill("#balas", "Sampai di server. Yang ini belum.")
    page.reload()
    expect(page.locator("#balas")).to_have_value("Sampai di server. Yang ini belum.")
    page.fill("#balas", "")


def test_every_other_page_of_the_inbox_stands_up(
    at_inbox: Callable[..., Page], axe: Callable[[Page], None], no_overflow: Callable[[Page], None]
) -> None:
    page = at_inbox()
    page.goto(f"{INBOX}?view=answered")
    opened(page, "Nur")
    case = page.url.split("?")[0]
    rest = [f"{case}{act}" for act in ("close/", "needs/", "move/", "publish/", "clock/")]
    for address in [*rest, *(f"{INBOX}{name}" for name in ("new/", "canned/", "answers/"))]:
        page.goto(address)
        axe(page)
        no_overflow(page)
    page.goto(INBOX)
    page.fill("#cari", "penduduk")
    page.keyboard.press("Enter")
    expect(page.locator(".in-hits .in-row").first).to_be_visible()
    axe(page)
    no_overflow(page)


def test_it_works_without_a_script(at_inbox: Callable[..., Page]) -> None:
    page = at_inbox(java_script_enabled=False)
    opened(page, "Rudi")
    page.locator("label:has([name=mode][value=note])").click()
    page.fill("#balas", "Tanpa skrip.")
    page.get_by_role("button", name="Simpan catatan internal").click()
    expect(page.locator(".msg.note", has_text="Tanpa skrip.")).to_be_visible()


def test_a_pasted_book_stays_where_it_is_and_is_told_how_long_it_is(
    at_inbox: Callable[..., Page],
) -> None:
    page = at_inbox()
    opened(page, "Rudi")
    address = page.url
    page.fill("#balas", "kata " * 80_000)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#balas")).to_be_focused()
    expect(page.locator("[data-count]")).to_have_text("392.000 huruf terlalu banyak")
    assert page.url == address
    page.fill("#balas", "")


def test_one_press_after_a_new_sign_in_sends_what_was_written(
    at_inbox: Callable[..., Page],
) -> None:
    page = at_inbox()
    opened(page, "Rudi")
    page.keyboard.press("Alt+p")
    page.fill("#balas", "Ditulis sebelum keluar.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Simpan catatan internal").click()
    with page.context.expect_page() as beside:
        page.get_by_role("link", name="Masuk di tab baru").click()
    tab = beside.value
    tab.fill("[name=username]", "dewi")
    tab.fill("[name=password]", PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile(r"^(?!.*sign-in)"))
    page.get_by_role("button", name="Kirim lagi").click()
    expect(page.locator(".msg.note", has_text="Ditulis sebelum keluar.")).to_be_visible()
