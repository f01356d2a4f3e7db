"""A visitor's account in a real browser: by code, by a passkey, without script, at 320 px."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import Hall
from tests.browser.test_portal import code_of
from tests.screens import Look
from tests.servers import SatuPintu


def come_in(page: Page, address: str, look: Look = lambda page: None) -> None:
    """Address, console, code: as on a developer's machine."""
    page.goto("/me/sign-in/")
    look(page)
    page.get_by_label("Alamat e-mail").fill(address)
    page.get_by_role("button", name="Kirim kode").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Masukkan kode")
    look(page)
    code = code_of(page, address)
    page.get_by_label("Kode 6 angka").fill(code)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Akun saya")


def test_a_visitor_signs_in_with_a_code_from_the_console(page: Page, fits: Look) -> None:
    come_in(page, "sari@undip.ac.id", fits)
    fits(page)
    page.get_by_role("link", name="Isi data diri").click()
    fits(page)
    page.get_by_label("Tahun lahir").fill("1")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Ada masalah")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Lewati").click()
    page.get_by_role("link", name="Hapus data saya").click()
    fits(page)
    page.goto("/console/")
    fits(page)


def test_it_works_without_script(new_page: Callable[..., Page]) -> None:
    plain = new_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    come_in(plain, "tanpa.skrip@undip.ac.id")
    expect(plain.get_by_role("button", name="Buat kunci sandi")).to_be_hidden()
    plain.get_by_role("button", name="Keluar", exact=True).click()
    expect(plain.get_by_text("Anda sudah keluar")).to_be_visible()


def test_a_wrong_code_is_told_and_heard(page: Page, fits: Look) -> None:
    page.goto("/me/sign-in/")
    page.get_by_label("Alamat e-mail").fill("salah@undip.ac.id")
    page.get_by_role("button", name="Kirim kode").click()
    page.get_by_label("Kode 6 angka").fill("1")
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.locator("[data-summary]")).to_be_focused()
    fits(page)
    page.get_by_role("button", name="Kirim kode baru").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Masukkan kode")


def test_a_passkey_opens_the_account(
    new_page: Callable[..., Page], satu_pintu_server: SatuPintu, faults: list[str]
) -> None:
    """Chromium's own virtual authenticator: the script, the browser and the server together."""
    # Browsers make no keys for a bare address, but for this machine's name.
    site = f"http://localhost:{satu_pintu_server.port}"
    page = new_page(base_url=site)
    give_key_ring(page)
    come_in(page, "kunci@undip.ac.id")
    page.get_by_role("button", name="Buat kunci sandi").click()
    expect(page.get_by_text("Kunci sandi tersimpan.")).to_be_visible()
    page.get_by_role("button", name="Keluar", exact=True).click()
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    expect(page.get_by_text("kunci@undip.ac.id")).to_be_visible()


def test_where_no_passkey_can_be_made_none_is_offered(
    page: Page, satu_pintu_server: SatuPintu
) -> None:
    page.add_init_script("delete window.PublicKeyCredential")
    page.goto("/me/sign-in/")
    expect(page.get_by_role("button", name="Masuk dengan kunci sandi")).to_be_hidden()


@pytest.fixture(scope="module")
def acts(satu_pintu_server: SatuPintu) -> Iterator[Hall]:
    with Hall(satu_pintu_server.environment, "account_acts") as others:
        yield others


def test_a_visitor_proves_the_address_of_a_visit_and_finds_it_at_home(
    new_page: Callable[..., Page], acts: Hall, fits: Look
) -> None:
    email = "siti.kunjungan@undip.ac.id"
    token = acts(f"signed_visit {email}")
    phone = new_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    phone.goto(f"/t/{token}/")
    phone.get_by_role("link", name="Pastikan e-mail Anda").click()
    phone.get_by_role("button", name="Kirim kode").click()
    code = code_of(phone, email)
    phone.get_by_label("Kode 6 angka").fill("1")
    phone.get_by_role("button", name="Pastikan").click()
    expect(phone.get_by_text("Ada masalah")).to_be_visible()
    phone.get_by_label("Kode 6 angka").fill(code)
    phone.get_by_role("button", name="Pastikan").click()
    expect(phone.get_by_text("Sudah dipastikan")).to_be_visible()
    home = new_page()
    come_in(home, email)
    expect(home.get_by_text("Kunjungan dengan nomor")).to_be_visible()
    fits(home)


def test_the_page_of_proving_fits_a_small_phone(page: Page, acts: Hall, fits: Look) -> None:
    token = acts("signed_visit budi.kunjungan@undip.ac.id")
    page.goto(f"/t/{token}/e-mail/")
    fits(page)
    page.get_by_role("button", name="Kirim kode").click()
    fits(page)


def test_a_letter_that_did_not_arrive_is_seen_and_sent_again(
    page: Page, acts: Hall, fits: Look
) -> None:
    acts("refused_letter")
    page.goto("/sign-in/?next=/o/3300/settings/letters/")
    page.get_by_label("Nama pengguna").fill("andi")
    page.get_by_label("Kata sandi").fill("contoh-satu-pintu")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Alamat penerima ditolak.")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Coba lagi").click()
    expect(page.get_by_text("Tidak ada surat yang gagal")).to_be_visible()
    fits(page)


def test_an_officers_passkey_alone_is_the_second_factor(
    new_page: Callable[..., Page], satu_pintu_server: SatuPintu, acts: Hall, faults: list[str],
    fits: Look,
) -> None:  # fmt: skip
    acts("new_supervisor kuncoro")
    site = f"http://localhost:{satu_pintu_server.port}"
    page = new_page(base_url=site)
    give_key_ring(page)
    with_password(page, "kuncoro")
    page.goto("/second-factor/")
    fits(page)
    page.get_by_role("button", name="Buat kunci sandi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kode cadangan")
    expect(page.locator("ul.codes li")).to_have_count(8)
    page.context.clear_cookies()
    with_password(page, "kuncoro")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kode keamanan")
    fits(page)
    page.get_by_role("button", name="Pakai kunci sandi").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Kode keamanan")
    page.goto("/account/")
    expect(page.get_by_text("Kunci sandi terpasang.")).to_be_visible()


def with_password(page: Page, username: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill("contoh-satu-pintu")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/sign-in/" not in address)


def give_key_ring(page: Page) -> Any:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }  # fmt: skip
    return session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
