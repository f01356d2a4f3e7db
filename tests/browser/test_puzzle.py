"""Under a flood the browser solves a small puzzle while the question is sent."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import Hall
from tests.servers import SatuPintu

WORDS = "Berapa jumlah penduduk Kabupaten Demak tahun 2024?"


@pytest.fixture
def flood(satu_pintu_server: SatuPintu) -> Iterator[Hall]:
    with Hall(satu_pintu_server.environment, "account_acts") as others:
        others("flood")
        yield others
        others("calm")


def checked(page: Page, email: str) -> None:
    page.goto("/o/3300/ask/")
    page.get_by_label("Apa yang ingin Anda tanyakan?").fill(WORDS)
    page.get_by_label("Nama Anda").fill("Siti")
    page.get_by_label("Alamat e-mail").fill(email)
    page.get_by_role("button", name="Periksa pertanyaan Anda").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa pertanyaan Anda")


def hard(page: Page, email: str) -> None:
    """Looked over while the server knows of the flood: it remembers what was decided before."""
    checked(page, email)
    for _ in range(100):
        if page.locator("[name=puzzle]").count():
            return
        page.wait_for_timeout(100)
        page.reload()
    raise AssertionError("the server never asked for a puzzle")


def test_the_script_solves_the_puzzle_and_the_question_is_sent(
    page: Page, flood: Hall, axe: Callable[[Page], None], no_overflow: Callable[[Page], None]
) -> None:
    hard(page, "teka.teki@undip.ac.id")
    axe(page)
    no_overflow(page)
    page.get_by_role("button", name="Kirim pertanyaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pastikan alamat e-mail Anda")


def test_a_puzzle_solved_at_once_is_sent_by_the_same_press(page: Page, flood: Hall) -> None:
    hard(page, "untung@undip.ac.id")
    token = page.url.rstrip("/").rpartition("/")[2]
    easy = flood(f"easy_puzzle {token}")
    page.locator("[name=puzzle]").evaluate("(field, easy) => { field.value = easy }", easy)
    page.get_by_role("button", name="Kirim pertanyaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pastikan alamat e-mail Anda")


def test_without_a_script_the_code_is_offered_and_nothing_is_lost(
    new_page: Callable[..., Page], flood: Hall
) -> None:
    page = new_page(java_script_enabled=False)
    hard(page, "tanpa.skrip@undip.ac.id")
    page.get_by_role("button", name="Kirim pertanyaan").click()
    expect(page.get_by_text("Belum terkirim; tulisan Anda tersimpan.")).to_be_visible()
    page.get_by_role("button", name="Kirim dengan kode e-mail").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kirim dengan kode")


def test_going_back_in_the_browser_finds_the_words_again(page: Page) -> None:
    checked(page, "kembali@undip.ac.id")
    page.go_back()
    expect(page.get_by_label("Apa yang ingin Anda tanyakan?")).to_have_value(WORDS)
    page.get_by_role("button", name="Periksa pertanyaan Anda").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa pertanyaan Anda")
