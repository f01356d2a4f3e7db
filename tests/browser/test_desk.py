"""The desk console in a real browser: by keyboard, two tabs, no network, no script."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.screens import uncovered

DESK = "/o/3300/desks/3/"
PASSWORD = "contoh-satu-pintu"
# Not the page of signing in, whose address names this one after the question mark.
ALL = re.compile(r"^[^?]*/o/3300/desks/3/")


@pytest.fixture
def at_desk(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """`at_desk()`: Sari, who works alone at desk 3 and at the front office, on a small laptop."""

    def sit(**options: object) -> Page:
        page = new_page(viewport={"width": 1366, "height": 768}, **options)
        page.goto(f"/sign-in/?next={DESK}")
        page.fill("[name=username]", "sari")
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(ALL)
        opening = page.get_by_role("button", name="Buka Meja 3")
        if opening.count():
            opening.press("Enter")
        expect(page.locator(".mj-foot")).to_be_visible()
        return page

    return sit


def tab_to(page: Page, css: str) -> None:
    """Go there with the Tab key only."""
    for _ in range(60):
        if page.evaluate("css => document.activeElement.matches(css)", css):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {css}")


def large(page: Page) -> str:
    """The words of the large button, which must be on the screen without scrolling."""
    button = page.locator(".mj-acts .primary")
    expect(button).to_be_in_viewport(ratio=1)
    return button.inner_text().splitlines()[0]


def begin(page: Page) -> None:
    """Start the service by key, once the button is open."""
    expect(page.locator(".mj-acts .primary")).not_to_have_attribute("aria-disabled", "true")
    page.keyboard.press("F2")
    expect(page.locator(".mj-who")).to_contain_text("Sedang dilayani")


def finish(page: Page) -> None:
    """End whatever service is open, so that the next test begins at a free desk."""
    if page.locator("[data-part=work]").get_attribute("data-state") == "called":
        page.get_by_role("button", name="Mulai layani").click()
    page.get_by_label("Terjawab").check()
    page.get_by_label("Data", exact=True).check()
    page.keyboard.press("F9")
    expect(page.locator(".undo")).to_contain_text("selesai")


def test_what_the_visitor_came_for_stays_on_a_narrow_screen(
    new_page: Callable[..., Page], no_overflow: Callable[[Page], None]
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto("/sign-in/?next=/o/3300/desks/1/")  # Dewi serves somebody who signed the guest book
    page.fill("[name=username]", "dewi")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    purpose = page.locator(".mj-who").get_by_text("Keperluan")
    expect(purpose).to_be_visible()
    no_overflow(page)


@pytest.mark.proves("MJ-1", "MJ-3", "MJ-8", "MJ-9", "MJ-12")
def test_a_whole_service_by_keyboard_only(
    at_desk: Callable[..., Page], axe: Callable[[Page], None], no_overflow: Callable[[Page], None]
) -> None:
    page = at_desk()
    assert large(page).startswith("Panggil berikutnya (")
    axe(page)
    no_overflow(page)
    page.keyboard.press("F2")
    expect(page.locator(".undo")).to_contain_text("dipanggil.")
    assert large(page) == "Mulai layani"
    assert uncovered(page.locator("#why-no-show")), "the undo bar stands beside the reason"
    axe(page)
    no_overflow(page)

    tab_to(page, "#catatan")
    page.keyboard.type("Minta inflasi Kota Semarang")
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"Tersimpan \d\d\.\d\d"))
    expect(page.locator(".mj-who")).to_contain_text("mulai otomatis")
    expect(page.locator("#catatan")).to_be_focused()
    assert uncovered(page.locator("label", has_text="Data tidak tersedia")), "all in one look"
    page.keyboard.press("F9")
    expect(page.locator("[data-summary]")).to_be_focused()
    expect(page.locator("[data-summary]")).to_contain_text("Pilih hasil layanan sebelum")
    axe(page)
    no_overflow(page)

    tab_to(page, "[name=result]")
    page.keyboard.press("Space")
    if not page.locator("[name=about]:checked").count():
        tab_to_back(page, "[name=about]")
        page.keyboard.press("Space")
    page.keyboard.press("Control+k")
    expect(page.locator("#perintah-cari")).to_be_focused()
    axe(page)
    page.keyboard.type("selesai")
    page.keyboard.press("Enter")
    expect(page.locator(".undo")).to_contain_text("selesai.")
    page.reload()
    expect(page.locator(".undo")).to_contain_text("selesai.")
    page.go_back()  # to the finish that was refused, which is sent no second time
    expect(page).to_have_url(ALL)
    expect(page.locator(".mj-foot")).to_be_visible()


def tab_to_back(page: Page, css: str) -> None:
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("css => document.activeElement.matches(css)", css):
            return
    raise AssertionError(f"Shift+Tab never reaches {css}")


@pytest.mark.proves("MJ-8", "MJ-13")
def test_without_a_network_notes_stay_and_nobody_is_called(
    at_desk: Callable[..., Page],
) -> None:
    page = at_desk()
    page.context.set_offline(True)
    expect(page.locator("[data-offline]")).to_contain_text("Tidak terhubung.")
    page.keyboard.press("F2")
    assert large(page).startswith("Panggil berikutnya (")
    button = page.locator(".mj-acts .primary")
    expect(button).to_be_focused()
    expect(button).to_have_accessible_description(re.compile("memanggil bisa lagi"))
    page.context.set_offline(False)
    expect(button).to_have_accessible_description("")
    expect(page.locator("[data-offline]")).to_be_hidden()
    page.keyboard.press("F2")
    expect(page.locator(".mj-num")).to_be_visible()
    begin(page)

    page.context.set_offline(True)
    page.fill("#catatan", "Ditulis tanpa jaringan")
    expect(page.locator("[data-saved]")).to_contain_text("Belum tersimpan di server")
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_contain_text("Tersimpan")
    page.reload()
    expect(page.locator("#catatan")).to_have_value("Ditulis tanpa jaringan")
    finish(page)


def test_a_call_pressed_twice_starts_no_service(at_desk: Callable[..., Page]) -> None:
    page = at_desk()
    now = datetime.now(UTC)
    page.clock.set_fixed_time(now)  # the button stays shut however slow the machine is
    page.keyboard.press("F2")
    button = page.get_by_role("button", name="Mulai layani")
    expect(button).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("F2")
    button.click(force=True)
    page.clock.set_fixed_time(now + timedelta(seconds=3))
    expect(button).not_to_have_attribute("aria-disabled", "true")
    expect(page.locator("[data-part=work]")).to_have_attribute("data-state", "called")
    page.get_by_role("button", name="Urungkan").click()
    expect(page.locator(".mj-acts .primary")).to_contain_text("Panggil berikutnya")


def test_two_tabs_and_the_back_button_never_act_twice(at_desk: Callable[..., Page]) -> None:
    page = at_desk()
    other = page.context.new_page()
    other.goto(DESK)
    page.keyboard.press("F2")
    expect(page.locator(".mj-num")).to_be_visible()
    code = page.locator(".mj-num").inner_text()
    expect(other.locator(".mj-num")).to_have_text(code)

    begin(page)
    with other.expect_response(lambda answer: answer.request.method == "POST") as pressed:
        other.locator(".mj-acts .primary").click()  # called or serving there: told, not repeated
    assert pressed.value.status < 500
    expect(other.locator(".mj-num")).to_have_text(code)
    page.go_back()
    page.go_back()
    page.keyboard.press("F2")
    page.goto(DESK)
    expect(page.locator(".mj-num")).to_have_text(code)
    finish(page)


@pytest.mark.proves("LAW-10")
def test_a_service_without_any_script_keeps_every_row_typed(at_desk: Callable[..., Page]) -> None:
    page = at_desk(java_script_enabled=False)
    page.get_by_text("Panggil nomor tertentu").click()
    page.get_by_label("Alasan, bila mendahului").fill("Tamu sudah berdiri di meja")
    page.get_by_role("button", name="Langsung mulai").click()
    expect(page.locator(".mj-who")).to_contain_text("Sedang dilayani")
    page.fill("#catatan", "Tanya jumlah penduduk")
    page.get_by_text("Data yang dicari", exact=True).click()
    page.get_by_label("Rincian data").fill("Penduduk per kecamatan")
    page.get_by_role("button", name="Tambah baris").click()
    expect(page.get_by_label("Rincian data").first).to_have_value("Penduduk per kecamatan")
    expect(page.locator("[data-need]")).to_have_count(2)
    expect(page.locator("#catatan")).to_have_value("Tanya jumlah penduduk")
    page.get_by_label("Sebagian").check()
    page.get_by_label("Data", exact=True).check()
    page.get_by_role("button", name="Selesai").click()
    expect(page.locator(".undo")).to_contain_text("selesai.")


@pytest.mark.proves("MJ-6", "MJ-15")
def test_referring_is_reached_by_key_and_personal_data_are_covered_by_one(
    at_desk: Callable[..., Page], axe: Callable[[Page], None], no_overflow: Callable[[Page], None]
) -> None:
    page = at_desk()
    page.keyboard.press("F2")
    expect(page.locator(".mj-num")).to_be_visible()
    begin(page)
    with page.expect_response("**/blind/"):  # a reload must not overtake the press
        page.keyboard.press("Control+.")
    expect(page.locator("body")).to_have_class(re.compile("masked"))
    page.reload()
    expect(page.locator("body")).to_have_class(re.compile("masked"))
    page.keyboard.press("Control+.")
    page.keyboard.press("F4")
    expect(page.locator("h1")).to_contain_text("Teruskan")
    axe(page)
    no_overflow(page)
    page.get_by_role("button", name="Rujuk").click()
    expect(page.locator("[data-summary]")).to_contain_text("Pilih layanan tujuan.")
    page.locator("[name=service]").last.check()
    page.get_by_label("Alasan", exact=True).fill("Perlu produk lain")
    page.get_by_role("button", name="Rujuk").click()
    expect(page.locator(".undo")).to_contain_text("dirujuk.")
    page.get_by_role("button", name="Urungkan").click()
    expect(page.locator(".mj-who")).to_contain_text("Sedang dilayani")
    finish(page)
