"""The settings in a browser: sign in, change an hour and see its effect, let a display in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.servers import MORNING

SETTINGS = "/o/3300/settings/"
PASSWORD = "contoh-satu-pintu"
ROOMS = (
    "", "hours/", "hours/season/", "holidays/", "holidays/2026/", "services/",
    "services/consultation/", "services/new/", "standards/", "standards/consultation/",
    "standards/consultation/history/", "desks/", "desks/1/", "decisions/",
    "decisions/priority_ratio/", "message/", "contacts/", "officers/", "officers/2/days/",
    "devices/", "audit/",
    "catalogue/", "catalogue/words/", "catalogue/hints/",
    "example/",
)  # fmt: skip


@pytest.fixture
def settings(new_page: Callable[..., Page]) -> Page:
    """Andi at the settings, on a laptop."""
    page = new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"/sign-in/?next={SETTINGS}")
    page.get_by_label("Nama pengguna").fill("andi")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Pengaturan")).to_be_visible()
    return page


def test_a_refused_sign_in_is_told_where_it_can_be_mended(
    page: Page, axe: Callable[[Page], None], no_overflow: Callable[[Page], None]
) -> None:
    page.goto("/sign-in/")
    axe(page)
    page.get_by_label("Nama pengguna").fill("andi")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Masukkan kata sandi.").click()
    expect(page.get_by_label("Kata sandi")).to_be_focused()
    expect(page.get_by_label("Nama pengguna")).to_have_value("andi")
    axe(page)
    no_overflow(page)
    page.goto("/sign-in/code/")
    axe(page)
    no_overflow(page)


def test_back_to_an_effect_shows_the_room_again(settings: Page) -> None:
    settings.goto(SETTINGS + "decisions/priority_ratio/")
    settings.evaluate("document.querySelector('main form').noValidate = true")
    settings.get_by_role("button", name="Lihat akibatnya").click()
    expect(settings.get_by_role("button", name="Simpan")).to_be_visible()
    settings.goto(SETTINGS)
    settings.go_back()
    expect(settings.get_by_role("button", name="Lihat akibatnya")).to_be_visible()


@pytest.mark.proves("ADM-10")
def test_every_room_can_be_used_by_everybody(
    settings: Page, axe: Callable[[Page], None], no_overflow: Callable[[Page], None]
) -> None:
    for room in ROOMS:
        answer = settings.goto(SETTINGS + room)
        assert answer is not None
        assert (answer.status, answer.url.endswith(SETTINGS + room)) == (200, True)
        axe(settings)
        no_overflow(settings)
        for box in targets(settings):
            assert box["height"] >= 43.5, f"{room}: {box}"


def targets(page: Page) -> list[dict[str, Any]]:
    """Fields and buttons of the room itself, with their height."""
    css = ".set .button, .set .input, .set nav a, .set a.row, .set .pick label"
    found: list[dict[str, Any]] = page.locator(css).evaluate_all(
        "all => all.filter(e => e.offsetHeight && !e.classList.contains('vh')).map(e => "
        "({what: e.outerHTML.slice(0, 80), height: e.getBoundingClientRect().height}))"
    )
    return found


@pytest.mark.proves("ADM-1", "ADM-2", "ADM-10")
def test_friday_hours_are_changed_by_keyboard_with_their_effect_shown_first(
    settings: Page, axe: Callable[[Page], None]
) -> None:
    begins = (MORNING + timedelta(days=40)).strftime("%d-%m-%Y")
    settings.goto(SETTINGS + "hours/")
    settings.get_by_label("Berlaku mulai").fill(begins)
    friday = settings.locator("[name=day_4_closes]").last
    friday.fill("16.30")
    settings.keyboard.press("Enter")
    effect = settings.get_by_role("status").filter(has_text="Akibat perubahan ini")
    expect(effect).to_contain_text("menjadi 08.00–11.30 dan 13.00–16.30")
    expect(settings.locator("[name=day_4_closes]").last).to_have_value("16.30")
    axe(settings)
    settings.keyboard.press("Control+s")
    expect(settings.get_by_role("status").filter(has_text="Tersimpan.")).to_be_visible()
    planned = settings.locator("section", has_text="Direncanakan")
    expect(planned).to_contain_text("Jumat 08.00–11.30 dan 13.00–16.30")
    planned.get_by_role("button", name="Tarik kembali").click()
    expect(settings.get_by_text("Belum ada perubahan jam yang direncanakan.")).to_be_visible()


@pytest.mark.proves("ADM-1")
def test_the_effect_follows_what_is_typed_and_is_saved_only_by_a_press(
    settings: Page, axe: Callable[[Page], None]
) -> None:
    settings.goto(SETTINGS + "decisions/priority_ratio/")
    value = settings.get_by_label("Nomor didahulukan sebelum satu nomor umum")
    value.press_sequentially("x")
    expect(settings.locator("[data-old]")).to_have_count(0)
    expect(settings.get_by_role("alert")).to_have_count(0)
    value.fill("4")
    effect = settings.get_by_role("status").filter(has_text="Akibat perubahan ini")
    expect(effect).to_contain_text("Nanti: 4.")
    expect(value).to_be_focused()
    axe(settings)
    value.fill("3")
    expect(effect).to_contain_text("Nanti: 3.")
    settings.get_by_role("button", name="Simpan").click()
    expect(settings.get_by_role("status").filter(has_text="Tersimpan.")).to_be_visible()


@pytest.mark.proves("ADM-2")
def test_a_break_more_is_added_without_any_script(
    settings: Page, new_page: Callable[..., Page]
) -> None:
    plain = new_page(java_script_enabled=False)
    plain.context.add_cookies(settings.context.cookies())  # type: ignore[arg-type]
    plain.goto(SETTINGS + "hours/")
    parts = plain.locator("[name=day_4_opens]")
    expect(parts).to_have_count(2)
    plain.locator("button[value=day_4]").click()
    expect(parts).to_have_count(3)


@pytest.mark.proves("ADM-3")
def test_the_preview_follows_what_is_typed(settings: Page) -> None:
    settings.goto(SETTINGS + "services/consultation/")
    preview = settings.get_by_role("complementary", name="Pratinjau")
    settings.get_by_label("Nama di mesin antrean").fill("Bertanya tentang angka")
    settings.get_by_label("Huruf nomor").fill("S")
    expect(preview).to_contain_text("Bertanya tentang angka")
    expect(preview).to_contain_text("S-017")
    expect(preview).to_contain_text("Nomor antrean, S, nol, satu, tujuh.")
    assert "/s." in (preview.locator("[data-hear]").get_attribute("data-hear") or "")
    settings.get_by_label("Huruf nomor").fill("B")
    settings.keyboard.press("Control+s")
    expect(settings.get_by_role("alert")).to_contain_text("Huruf B")


@pytest.mark.proves("ADM-8")
def test_a_display_joins_by_the_code_it_shows(
    settings: Page, new_page: Callable[..., Page], axe: Callable[[Page], None],
    no_overflow: Callable[[Page], None],
) -> None:  # fmt: skip
    display = new_page(viewport={"width": 1920, "height": 1080})
    display.goto("/o/3300/join/display/")
    axe(display)
    no_overflow(display)
    code = display.locator(".device-code").inner_text()
    settings.goto(SETTINGS + "devices/")
    settings.get_by_label("Kode di layar perangkat").fill(code.lower())
    settings.get_by_label("Nama perangkat").fill("Layar ruang tunggu")
    settings.keyboard.press("Enter")
    expect(settings.get_by_role("link", name="Layar ruang tunggu")).to_be_visible()
    display.wait_for_url("**/o/3300/display/")
    settings.get_by_role("link", name="Layar ruang tunggu").click()
    settings.get_by_label("Jarak kursi terjauh (meter)").fill("5")
    settings.keyboard.press("Enter")
    expect(settings.get_by_text("terbaca sampai")).to_be_visible()
    axe(settings)
    no_overflow(settings)
    settings.get_by_role("link", name="Keluarkan perangkat").click()
    settings.get_by_label("Ketik “Layar ruang tunggu”").fill("Layar ruang tunggu")
    axe(settings)
    settings.keyboard.press("Enter")
    expect(settings.get_by_role("link", name="Layar ruang tunggu")).to_have_count(0)


def test_the_own_account_can_be_used_by_everybody(
    settings: Page, axe: Callable[[Page], None], no_overflow: Callable[[Page], None]
) -> None:
    settings.get_by_role("link", name="Andi Prasetyo").click()
    settings.wait_for_url("**/account/")
    axe(settings)
    no_overflow(settings)
    settings.get_by_role("link", name="Pasang pengaman").click()
    expect(settings.get_by_role("img", name="Kode QR untuk aplikasi kode")).to_be_visible()
    axe(settings)
    no_overflow(settings)


@pytest.mark.parametrize(
    ("who", "path", "tallest"),
    [("andi", "settings/", 110), ("hartono", "day/", 110), ("dewi", "inbox/", 110),
     ("rina", "front/", 150), ("dewi", "desks/1/", 150)],
)  # fmt: skip
def test_the_bar_of_staff_stays_low_on_a_narrow_screen_and_everything_in_it_can_be_reached(
    new_page: Callable[..., Page], axe: Callable[[Page], None],
    no_overflow: Callable[[Page], None], who: str, path: str, tallest: int,
) -> None:  # fmt: skip
    page = new_page(viewport={"width": 320, "height": 640}, has_touch=True)
    page.goto(f"/sign-in/?next=/o/3300/{path}")
    page.fill("[name=username]", who)
    page.fill("[name=password]", "contoh-satu-pintu")
    page.keyboard.press("Enter")
    bar = page.locator(".topbar")
    expect(bar).to_be_visible()
    page.wait_for_url(f"**/o/3300/{path}")
    assert bar.evaluate("el => el.getBoundingClientRect().height") <= tallest
    for act in bar.locator("nav a, .bar-btn, .link").all():
        if not act.is_visible():
            continue
        act.focus()
        box = act.bounding_box()
        assert box
        assert box["height"] >= 44, act.inner_text()
        assert 0 <= box["x"] <= 320 - 44, act.inner_text()
    axe(page)
    no_overflow(page)
