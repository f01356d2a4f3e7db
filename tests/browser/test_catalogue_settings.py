"""The catalogue among the settings, on a small screen: a synonym and a hint are written."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_settings import PASSWORD, SETTINGS


@pytest.mark.proves("CAT-4")
def test_words_and_hints_are_written_on_a_small_screen(
    new_page: Callable[..., Page],
    axe: Callable[[Page], None],
    no_overflow: Callable[[Page], None],
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(f"/sign-in/?next={SETTINGS}catalogue/")
    page.get_by_label("Nama pengguna").fill("andi")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Katalog", exact=True)).to_be_visible()
    expect(page.get_by_role("rowheader", name="Katalog awal")).to_be_visible()  # the starter
    axe(page)
    no_overflow(page)
    page.get_by_role("link", name="Sinonim", exact=True).click()
    page.get_by_role("button", name="Tambah sinonim").click()
    expect(page.get_by_role("link", name="Tulis katanya.")).to_be_visible()
    axe(page)
    page.get_by_label("Yang diketik orang").fill("ongkos hidup layak")
    page.get_by_label("Artinya di katalog").fill("pengeluaran per kapita")
    page.get_by_role("button", name="Tambah sinonim").click()
    expect(page.get_by_text("ongkos hidup layak").first).to_be_visible()
    axe(page)
    no_overflow(page)
    page.goto(f"{SETTINGS}catalogue/hints/")
    page.get_by_label("Kata yang dicari").fill("guru, sekolah")
    page.get_by_label("Instansi", exact=True).fill("Dinas Pendidikan Provinsi Jawa Tengah")
    page.get_by_label("Tautan (boleh kosong)").fill("https://dinas.example.go.id/data/sekolah")
    page.get_by_role("button", name="Tambah petunjuk").click()
    expect(page.get_by_text("Dinas Pendidikan Provinsi").first).to_be_visible()
    axe(page)
    no_overflow(page)
    page.get_by_role("link", name="Ubah Dinas Pendidikan").click()
    axe(page)
    no_overflow(page)
