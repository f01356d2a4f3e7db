"""A machine without any office is set up in a browser, and its first administrator signs in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.servers import MORNING, SatuPintu


@pytest.fixture(scope="module")
def satu_pintu_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SatuPintu]:
    """The product as an operator starts it for the first time: no office, no sample."""
    server = SatuPintu(tmp_path_factory.mktemp("new"))
    server.travel(MORNING)
    server.start("serve")
    yield server
    server.stop()


@pytest.mark.proves("ADM-11")
def test_eight_questions_in_a_browser_make_an_office(
    page: Page, satu_pintu_server: SatuPintu, axe: Callable[[Page], None],
    no_overflow: Callable[[Page], None],
) -> None:  # fmt: skip
    code = Path(satu_pintu_server.home / "setup_code").read_text(encoding="utf-8").strip()
    assert code in satu_pintu_server.log
    page.goto("/")
    page.get_by_role("link", name="Siapkan kantor").click()
    axe(page)
    no_overflow(page)

    page.get_by_label("Kode dari server").fill(code.lower())
    page.get_by_label("Kode kantor").fill("3374")
    page.get_by_label("Nama kantor").fill("BPS Kota Semarang")
    page.get_by_role("button", name="Siapkan kantor").click()
    expect(page.get_by_role("alert")).to_be_focused()
    axe(page)
    expect(page.get_by_label("Nama kantor")).to_have_value("BPS Kota Semarang")

    page.get_by_label("Alamat: jalan dan kota").fill("Jl. Inspeksi 1, Semarang")
    page.get_by_label("Nama administrator pertama").fill("Wati Kusuma")
    page.get_by_label("Nama pengguna untuk masuk").fill("wati")
    page.get_by_role("button", name="Siapkan kantor").click()
    expect(page.get_by_role("heading", name="BPS Kota Semarang siap")).to_be_visible()
    axe(page)
    no_overflow(page)

    password = page.locator("code").inner_text()
    page.get_by_role("link", name="Masuk").click()
    page.get_by_label("Nama pengguna").fill("wati")
    page.get_by_label("Kata sandi").fill(password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Wati Kusuma")).to_be_visible()

    page.goto("/o/3374/privacy/")
    axe(page)
    no_overflow(page)
    assert page.request.get("/setup/").status == 404
