"""The kiosk as a visitor touches it, at the sizes at which it stands in halls."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.kiosks import (
    LYING,
    PPI,
    SPILLS,
    START,
    UPRIGHT,
    fits,
    reachable,
    until,
)
from tests.servers import MORNING

# A headless browser has no sound card: each clip is really fetched, then counts as played.
PLAYER = """
    self.played = [];
    Audio.prototype.play = HTMLMediaElement.prototype.play = function () {
        return fetch(this.src).then(answer => {
            if (!answer.ok) throw new Error(this.src);
            played.push(this.src);
            setTimeout(() => this.onended?.(), 1);
        });
    };
"""


def looks_good(page, axe):
    axe(page)
    fits(page)
    reachable(page)


@pytest.mark.parametrize(("viewport", "ppi"), [(UPRIGHT, PPI), (LYING, 81.6), (LYING, PPI)])
@pytest.mark.proves("KSK-1", "KSK-2", "KSK-3", "KSK-10")
def test_two_touches_a_number_and_the_next_visitor_sees_the_start(
    kiosk, axe, faults, viewport, ppi
):
    page = kiosk(viewport, ppi=ppi)
    look = axe if ppi == PPI else lambda page: None
    for state in ("[data-service=consultation]", ".k-row[value='']"):
        look(page)
        fits(page)
        reachable(page, ppi / 25.4)
        page.click(state)
        page.wait_for_load_state()
    expect(page.locator("h1")).to_contain_text("Nomor Anda A-0")
    look(page)
    fits(page)
    reachable(page, ppi / 25.4)
    code = page.locator(".k-number").inner_text()

    page.click("[data-over-now]")
    expect(page.locator("h1")).to_have_text("Apa keperluan Anda?")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Apa keperluan Anda?")
    page.goto(START + "number/")
    expect(page.locator("h1")).to_have_text("Apa keperluan Anda?")
    assert code not in page.content()


@pytest.mark.proves("KSK-3", "KSK-4")
@pytest.mark.parametrize("viewport", [UPRIGHT, LYING])
def test_larger_letters_contrast_and_lower_buttons_fit_and_stay_accessible(kiosk, axe, viewport):
    page = kiosk(viewport, ppi=PPI if viewport == UPRIGHT else 81.6)
    name = page.locator(".k-name b").first
    size = "el => parseFloat(getComputedStyle(el).fontSize)"
    plain, top = name.evaluate(size), name.bounding_box()["y"]
    for look in ("larger", "contrast", "lowered"):
        page.click(f"button[value={look}]")
        if viewport == UPRIGHT:
            axe(page)
        fits(page)
        reachable(page, (PPI if viewport == UPRIGHT else 81.6) / 25.4)
        if look == "larger":
            assert name.evaluate(size) >= plain * 1.35
        if look == "lowered" and viewport == UPRIGHT:
            assert name.bounding_box()["y"] > top + 100
        page.click(f"button[value={look}]")


@pytest.mark.proves("KSK-2")
@pytest.mark.parametrize(
    ("width", "height", "ppi"), [(1366, 768, 100), (1080, 1920, 141), (800, 1280, 149)]
)
def test_on_a_screen_too_small_for_the_true_sizes_nothing_hides_below_its_edge(
    kiosk, width, height, ppi
):
    page = kiosk({"width": width, "height": height}, ppi=ppi)
    reachable(page, ppi / 25.4)  # the words shrink, not what is touched
    for touch in ("button[value=larger]", "button[value=larger]", ".k-row", ".k-row[value='']"):
        page.click(touch)
        page.wait_for_load_state()
        assert max(page.evaluate(SPILLS)) <= 1, f"after {touch}"
    right = "el => el.getBoundingClientRect().right"
    number = page.locator(".k-number")
    assert number.evaluate(
        f"el => {{ const r = document.createRange(); r.selectNodeContents(el);"
        f" return ({right})(r); }}"
    ) <= page.locator(".k-board").evaluate(right)


@pytest.mark.proves("KSK-10")
def test_a_visitor_who_walks_away_is_asked_and_then_forgotten(kiosk, axe):
    page = kiosk(calm=False)
    page.clock.install()
    page.goto(START)
    page.clock.run_for(45_000)
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    page.click("button[value=contrast]")
    for look in (axe, fits):  # the question waits ten seconds for each
        page.clock.run_for(31_000)
        expect(page.get_by_role("alertdialog")).to_be_visible()
        look(page)
        page.get_by_role("button", name="Ya, lanjutkan").click()
        expect(page.get_by_role("alertdialog")).to_be_hidden()
    assert "contrast" in page.locator("body").get_attribute("class")
    page.clock.run_for(31_000)
    page.clock.run_for(11_000)
    expect(page.locator("body")).not_to_have_class(re.compile("contrast"))
    expect(page.locator("button[value=contrast]")).to_have_attribute("aria-pressed", "false")


@pytest.mark.proves("KSK-10")
def test_the_number_leaves_the_screen_by_itself(kiosk):
    page = kiosk(calm=False)
    page.clock.install()
    page.goto(f"{START}for/library/")
    page.click(".k-row[value='']")
    expect(page.locator(".k-number")).to_contain_text("U-0")
    page.clock.run_for(13_000)
    expect(page.locator("h1")).to_have_text("Apa keperluan Anda?")


@pytest.mark.proves("KSK-5")
def test_with_speech_a_first_touch_reads_and_a_second_chooses(kiosk, axe):
    page = kiosk()
    page.click("button[value=speaking]")
    row = page.locator("[data-service=library]")
    row.click()
    said = page.locator("[data-said]")
    expect(said).to_contain_text("Membaca di perpustakaan")
    axe(page)
    fits(page)
    assert page.url.endswith(START)
    row.click()
    expect(page.locator("h1")).to_have_text("Perlu didahulukan?")
    expect(said).to_contain_text("Perlu didahulukan?")


@pytest.mark.proves("KSK-5", "KSK-17")
def test_four_keys_are_enough_for_a_number_and_it_is_spoken(kiosk):
    page = kiosk()
    page.add_init_script(PLAYER)
    page.goto(START)
    page.click("button[value=speaking]")
    for _ in range(12):
        if page.evaluate("document.activeElement.dataset.service") == "sales":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Perlu didahulukan?")
    expect(page.locator("h1")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(page.locator(".k-row[value='']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_contain_text("Nomor Anda M, nol nol")
    expect(page.locator("[data-said]")).to_contain_text(
        "nomor akan dipanggil dengan suara dan layar"
    )
    fits(page)
    reachable(page)
    high = "el => parseFloat(getComputedStyle(el).fontSize)"
    assert page.locator(".k-number").evaluate(high) > 200  # what is said takes no room from it


@pytest.mark.proves("KSK-6")
def test_help_is_called_without_leaving_the_screen(kiosk, axe):
    page = kiosk()
    page.goto(f"{START}for/sales/")
    page.keyboard.press("F1")
    expect(page.locator("[data-help]")).to_contain_text("Petugas sudah diberi tahu.")
    expect(page.locator("h1")).to_have_text("Perlu didahulukan?")
    looks_good(page, axe)


@pytest.mark.proves("KSK-9")
@pytest.mark.parametrize("language", ["en", "jv"])
def test_another_language_fits_and_is_gone_with_the_visitor(kiosk, language):
    page = kiosk()
    page.click(f"button[value={language}]")
    expect(page.locator("html")).to_have_attribute("lang", language)
    fits(page)
    page.goto(START + "over/")
    expect(page.locator("html")).to_have_attribute("lang", "id")


@pytest.mark.proves("KSK-13")
def test_without_a_printer_the_number_fills_the_screen_to_be_photographed(kiosk, axe):
    page = kiosk()
    page.goto(f"{START}for/recommendation/")
    page.click(".k-row[value='']")
    expect(page.locator(".k-steps")).to_contain_text("Foto layar ini. Nomor Anda sah.")
    assert page.locator(".k-number").bounding_box()["height"] >= 200
    expect(page.locator(".slip")).to_be_hidden()
    looks_good(page, axe)


@pytest.mark.parametrize(("width", "millimetres"), [(80, 80), (58, 58)])
def test_a_browser_that_prints_gets_a_slip_of_the_papers_width(kiosk, width, millimetres):
    page = kiosk(print="browser", width=width)
    page.add_init_script("self.printed = 0; self.print = () => { self.printed += 1; };")
    page.goto(f"{START}for/consultation/")
    page.click(".k-row[value='1']")
    expect(page.locator(".k-number")).to_contain_text("P-0")
    until(page, "() => self.printed === 1")
    page.emulate_media(media="print")
    slip = page.locator(".slip").bounding_box()
    assert abs(slip["width"] / (96 / 25.4) - millimetres) < 1
    assert page.locator(".slip-num").bounding_box()["height"] / (96 / 25.4) >= 15
    expect(page.locator(".k-tools")).to_be_hidden()


def test_the_kiosk_works_without_java_script(kiosk):
    page = kiosk(scripted=False)
    page.click("[data-service=library]")
    page.click(".k-row[value='']")
    expect(page.locator(".k-number")).to_contain_text("U-0")
    page.click("text=Selesai")
    expect(page.locator("h1")).to_have_text("Apa keperluan Anda?")
    page.click("button[value=larger]")
    assert "larger" in page.locator("body").get_attribute("class")


@pytest.mark.proves("KSK-2")
@pytest.mark.parametrize(("viewport", "ppi"), [(UPRIGHT, PPI), (LYING, 81.6)])
def test_a_closed_kiosk_fits_and_says_when_it_opens(kiosk, axe, satu_pintu_server, viewport, ppi):
    satu_pintu_server.travel(MORNING + timedelta(hours=12))
    try:
        page = kiosk(viewport, ppi=ppi)
        expect(page.locator("h1")).to_have_text("Layanan tatap muka tutup")
        expect(page.locator(".k-ask")).to_contain_text("Buka lagi Senin, 27 Juli 2026")
        axe(page)
        fits(page)
        reachable(page, ppi / 25.4)
    finally:
        satu_pintu_server.travel(MORNING + timedelta(hours=1))
