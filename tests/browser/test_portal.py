"""Asking online in a real browser: search, ask, prove, talk with an officer, rate, ask again."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Page, expect

from tests.screens import Look

OFFICE = "/o/3300"
SEARCH = f"{OFFICE}/search/"
PASSWORD = "contoh-satu-pintu"
CODE = re.compile(r"\b(\d{3} \d{3})\b")
QUESTION = "Apa beda garis kemiskinan makanan dan bukan makanan di Kota Salatiga?"


def code_of(page: Page, address: str) -> str:
    """The code in the newest letter to this address, as the developer's console shows it."""
    console = page.context.new_page()
    console.goto("/console/")
    letters = console.locator("article", has_text=address).filter(has_text="Kode Anda")
    found = CODE.search(letters.first.inner_text())
    console.close()
    assert found
    return found[1]


def asks(page: Page, address: str, look: Look = lambda page: None) -> None:
    """From the search to the confirmation of a question whose address is proved."""
    page.goto(SEARCH)
    look(page)
    page.get_by_role("searchbox").fill("garis kemiskinan")
    page.keyboard.press("Enter")
    expect(page.locator(".s-hits .hit").first).to_be_visible()
    assert "q=garis+kemiskinan" in page.url
    look(page)
    page.get_by_role("link", name="Tanyakan ke petugas", exact=True).click()
    expect(page.locator("blockquote")).to_contain_text("garis kemiskinan")
    page.get_by_role("button", name="Periksa pertanyaan Anda").click()
    expect(page.locator("[data-summary]")).to_be_visible()
    look(page)
    page.get_by_label("Apa yang ingin Anda tanyakan?").fill(QUESTION)
    page.get_by_label("Nama Anda").fill("Wulan Sari")
    page.get_by_label("Alamat e-mail").fill(address)
    page.get_by_role("button", name="Periksa pertanyaan Anda").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa pertanyaan Anda")
    expect(page.locator("main")).to_contain_text("“garis kemiskinan”")
    look(page)
    page.get_by_role("button", name="Kirim pertanyaan").click()
    expect(page.get_by_text("Pertanyaan tersimpan.")).to_be_visible()
    look(page)
    page.get_by_label("Kode enam angka").fill(code_of(page, address))
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pertanyaan terkirim. Nomor K-")
    expect(page.get_by_text("Diperiksa paling lambat")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Buka percakapan").click()
    expect(page.locator("#pesan")).to_contain_text(QUESTION)


def at_inbox(officer: Page, number: str) -> None:
    """Dewi opens the question by its number."""
    officer.goto(f"/sign-in/?next={OFFICE}/inbox/")
    officer.fill("[name=username]", "dewi")
    officer.fill("[name=password]", PASSWORD)
    officer.keyboard.press("Enter")
    officer.wait_for_url(re.compile(rf"^[^?]*{OFFICE}/inbox/$"))
    officer.fill("#cari", number)
    officer.keyboard.press("Enter")
    officer.locator(".in-hits .in-row").first.click()
    officer.wait_for_url(re.compile(r".*/inbox/\d+/.*"))


def examines(officer: Page) -> None:
    for box in officer.locator(".in-examine [name=check]").all():
        box.check()
    officer.get_by_role("button", name="Jelas & lengkap").click()
    expect(officer.locator(".in-examine")).to_be_hidden()


def writes(officer: Page, mode: str, text: str, reason: str = "") -> None:
    officer.locator(f".in-mode label:has([value={mode}])").click()
    if reason:
        officer.get_by_label("Apa yang kurang?").fill(reason)
    if mode == "answer" and officer.locator(".for-answer [name=kinds]").count():
        officer.locator(".for-answer [name=kinds]").first.check()
    officer.fill("#balas", text)
    officer.locator(f".in-comp button[name=do][value={mode}]").click()
    expect(officer.locator(".msg", has_text=text)).to_be_visible()


def reloads_until(page: Page, text: str) -> None:
    """Whoever has no script looks again; what an officer sent can be taken back for ten seconds."""
    for _ in range(30):
        page.reload()
        with suppress(AssertionError):
            expect(page.locator("#pesan")).to_contain_text(text, timeout=1000)
            return
    raise AssertionError(text)


def number_of(page: Page) -> str:
    found = re.search(r"K-\d{4}-3300-\d{5}", page.url)
    assert found
    return found[0]


def closes_and_opens_again(asker: Page) -> None:
    asker.get_by_role("button", name="Sudah cukup, tutup percakapan").click()
    expect(asker.locator("#keadaan")).to_contain_text("Selesai.")
    expect(asker.get_by_role("link", name="Beri penilaian")).to_be_visible()
    asker.get_by_role("button", name="Buka lagi", exact=True).click()
    expect(asker.locator("#keadaan")).to_contain_text("Menunggu petugas memeriksa.")


@pytest.mark.proves("PRT-9", "PRT-10", "PRT-11", "STD-ONLINE-3")
def test_a_question_is_asked_and_its_answer_arrives_by_itself(
    new_page: Callable[..., Page], fits: Look
) -> None:
    asker = new_page(viewport={"width": 360, "height": 740})
    officer = new_page(viewport={"width": 1366, "height": 768})
    asks(asker, "wulan@contoh.id", fits)
    at_inbox(officer, number_of(asker))
    examines(officer)
    expect(asker.locator("#keadaan")).to_contain_text("Dijawab paling lambat")
    writes(officer, "answer", "Garis kemiskinan makanan setara 2.100 kilokalori sehari.")
    asker.get_by_label("Balasan Anda").fill("Sambil menunggu")
    expect(asker.locator("#pesan")).to_contain_text("2.100 kilokalori")
    expect(asker.locator("#keadaan")).to_contain_text("Sudah dijawab.")
    expect(asker.get_by_label("Balasan Anda")).to_have_value("Sambil menunggu")
    expect(asker.get_by_role("button", name="Sudah cukup, tutup percakapan")).to_be_visible()
    expect(asker.get_by_role("link", name="Beri penilaian")).to_be_visible()
    fits(asker)
    asker.route("**/draft/", lambda route: route.abort())  # the reload is faster than the draft
    asker.get_by_label("Balasan Anda").fill("Sambil menunggu lagi")
    asker.reload()
    expect(asker.get_by_label("Balasan Anda")).to_have_value("Sambil menunggu lagi")
    asker.unroute_all()
    asker.get_by_label("Balasan Anda").fill("")
    asker.reload()
    closes_and_opens_again(asker)
    asker.goto(f"{OFFICE}/questions/")
    expect(asker.get_by_role("link", name="Apa beda garis kemiskinan")).to_be_visible()
    fits(asker)


@pytest.mark.proves("PRT-5", "PRT-11", "STD-ONLINE-3")
def test_the_same_without_a_script(new_page: Callable[..., Page]) -> None:
    asker = new_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    officer = new_page(viewport={"width": 1366, "height": 768})
    asks(asker, "tanpa.skrip.wulan@contoh.id")
    at_inbox(officer, number_of(asker))
    writes(officer, "ask", "Tahun berapa yang Anda perlukan?", "tahun data")
    reloads_until(asker, "Tahun berapa yang Anda perlukan?")
    expect(asker.locator("#keadaan")).to_contain_text("Menunggu Anda: tahun data")
    asker.get_by_label("Balasan Anda").fill("Tahun 2024.")
    asker.get_by_role("button", name="Kirim balasan").click()
    expect(asker.locator("#pesan")).to_contain_text("Tahun 2024.")
    expect(asker.locator("#keadaan")).to_contain_text("Menunggu petugas memeriksa.")


@pytest.mark.proves("PRT-1", "PRT-2")
@pytest.mark.parametrize("width", [320, 768, 1366])
def test_what_is_searched_stands_up_at_every_width(
    new_page: Callable[..., Page], axe: Look, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 800})

    def stands() -> None:
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.goto(SEARCH)
    expect(page.get_by_text("Misalnya:")).to_be_visible()
    expect(page.get_by_text("hari kerja").first).to_be_visible()
    expect(page.get_by_text("menunggu sekarang")).to_be_visible()
    stands()
    page.goto(f"{SEARCH}?q=garis kemiskinan jawa tengah 2024")
    chip = page.locator(".s-chips .chip", has_text="2024")
    expect(page.get_by_role("navigation", name="Jenis")).to_contain_text("Metadata")
    expect(page.locator(".s-hits").get_by_role("link", name="Tanyakan ini").first).to_be_visible()
    stands()
    chip.click()
    expect(chip).to_have_count(0)
    page.locator(".s-hits h2 a").first.click()
    expect(page.get_by_role("link", name="Kembali ke hasil")).to_be_visible()
    stands()
    page.goto(f"{OFFICE}/ask/")
    page.get_by_role("button", name="Periksa pertanyaan Anda").click()
    expect(page.locator("[data-summary]")).to_be_visible()
    stands()


def test_words_that_were_searched_stay_visible_in_high_contrast(
    new_page: Callable[..., Page],
) -> None:
    page = new_page(forced_colors="active", color_scheme="dark")
    page.goto(f"{SEARCH}?q=garis kemiskinan")
    colour = "el => getComputedStyle(el).color"
    marked = page.locator(".hit h2 mark").first
    assert marked.evaluate(colour) == page.locator(".hit h2 a").first.evaluate(colour)


@pytest.mark.proves("PRT-17")
@pytest.mark.parametrize(
    ("form", "words"),
    [("ask", "Saya perlu data inflasi Kota Semarang."), ("complain", "Loket tutup lebih awal.")],
)
def test_back_to_a_form_that_was_refused_asks_nobody_to_send_it_again(
    new_page: Callable[..., Page], form: str, words: str
) -> None:
    page = new_page()
    page.goto(f"{OFFICE}/{form}/")
    for text in ("", words):
        page.locator("main textarea").first.fill(text)
        page.locator("main form[method=post] button").last.click()
        page.wait_for_load_state()
    page.goto(f"{OFFICE}/")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile(f"{OFFICE}/{form}/$"))
    expect(page.locator("main textarea").first).to_be_visible()


def test_a_dead_network_while_sending_keeps_what_was_typed(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{OFFICE}/ask/")
    page.get_by_label("Apa yang ingin Anda tanyakan?").fill(QUESTION)
    page.get_by_label("Nama Anda").fill("Wulan Sari")
    page.get_by_label("Alamat e-mail").fill("putus@contoh.id")
    page.context.set_offline(True)
    page.get_by_role("button", name="Periksa pertanyaan Anda").click()
    expect(page.get_by_text("Menunggu koneksi.")).to_be_visible()
    expect(page.get_by_label("Apa yang ingin Anda tanyakan?")).to_have_value(QUESTION)
    expect(page.get_by_label("Alamat e-mail")).to_have_value("putus@contoh.id")
    page.context.set_offline(False)
    expect(page.locator("[data-offline-said]")).to_have_text("Tersambung lagi. Silakan kirim.")
    page.get_by_role("button", name="Periksa pertanyaan Anda").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa pertanyaan Anda")
    expect(page.locator("main")).to_contain_text(QUESTION)


@pytest.mark.parametrize("width", [320, 1366])
def test_a_pasted_text_is_never_cut_and_a_quiet_count_says_how_much_is_too_much(
    new_page: Callable[..., Page], axe: Look, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(f"{OFFICE}/ask/")
    box, count = page.get_by_label("Apa yang ingin Anda tanyakan?"), page.locator("[data-count]")
    heard = page.locator("[data-count] + [role=status]")
    box.fill("Berapa inflasi?")
    expect(count).to_have_count(0)
    box.fill("x" * 7979)
    expect(count).to_have_text("21 huruf tersisa")
    expect(heard).to_have_text("")
    box.press("y")
    expect(heard).to_have_text("20 huruf tersisa")
    box.fill("baris\n" * 1400)
    expect(count).to_have_text("400 huruf terlalu banyak")
    expect(heard).to_have_text("400 huruf terlalu banyak")
    axe(page)
    page.get_by_role("button", name="Periksa pertanyaan Anda").click()
    expect(page.locator("[data-summary]")).to_contain_text("Tulisan ini 8.399 huruf")
    expect(box).to_have_value("baris\n" * 1400)
    expect(count).to_have_text("400 huruf terlalu banyak")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_slash_leads_into_the_search_never_while_typing_and_can_be_switched_off(
    new_page: Callable[..., Page], axe: Look
) -> None:
    page = new_page(viewport={"width": 1366, "height": 768})
    page.goto(SEARCH)
    box, switch = page.get_by_role("searchbox"), page.get_by_label("membuka kotak cari")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("km/jam")
    expect(box).to_have_value("km/jam")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=km**")
    page.locator("h1").first.click()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    axe(page)
    switch.uncheck()
    page.reload()
    expect(switch).not_to_be_checked()
    page.keyboard.press("/")
    expect(box).not_to_be_focused()
    page.goto(f"{OFFICE}/ask/")
    question = page.get_by_label("Apa yang ingin Anda tanyakan?")
    question.press_sequentially("km/jam")
    expect(question).to_have_value("km/jam")
