"""The visitor's phone in a real browser: live, without script, without signal, large letters."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from satupintu.offices.models import Office
from satupintu.walkin import joining
from tests.browser.hall import Hall
from tests.browser.kiosks import until
from tests.screens import OVERFLOW, Look
from tests.servers import MORNING, SatuPintu

PHONE: ViewportSize = {"width": 360, "height": 740}
SMALL: ViewportSize = {"width": 320, "height": 640}
LARGER = "size => document.documentElement.style.fontSize = size"
HEARS = """() => { window.heard = [];
    navigator.vibrate = pattern => { heard.push('vibration'); return true; };
    new MutationObserver(all => all.forEach(one => { const words = one.target.textContent;
        const near = one.target.closest ? one.target : one.target.parentElement;
        if (near?.closest('[data-said]')) heard.push(words); }))
        .observe(document, { subtree: true, childList: true, characterData: true }); }"""


@pytest.fixture(scope="module")
def hall(satu_pintu_server: SatuPintu) -> Iterator[Hall]:
    with Hall(satu_pintu_server.environment) as acts:
        yield acts


@pytest.fixture
def scanned(satu_pintu_server: SatuPintu, settings) -> str:
    """What the code on the kiosk's screen stands for, an hour into the day."""
    settings.SECRET_KEY = (
        (satu_pintu_server.home / "secret_key").read_text(encoding="utf-8").strip()
    )
    at = MORNING + timedelta(hours=1)
    satu_pintu_server.travel(to=at)
    return f"/o/3300/join-line/?k={joining.token(Office(code='3300'), at)}"


@pytest.fixture
def fits(axe: Look) -> Look:
    """`fits(page)`: no accessibility violation; at 320 px nothing is cut, letters doubled too."""

    def look(page: Page) -> None:
        axe(page)
        size = page.viewport_size
        page.set_viewport_size(SMALL)
        for letters in ("100%", "200%"):
            page.evaluate(LARGER, letters)
            wide = page.evaluate(OVERFLOW)
            assert not wide, f"{page.url} with letters of {letters}: {wide}"
        page.evaluate(LARGER, "")
        page.set_viewport_size(size or PHONE)

    return look


def join(page: Page, scanned: str) -> str:
    """Take a number by the kiosk's code; returns the ticket's token."""
    page.goto(scanned)
    page.get_by_role("link", name=re.compile("rekomendasi")).click()
    page.get_by_role("button", name="Tidak perlu").click()
    page.wait_for_url("**/t/*/")
    return page.url.split("/t/")[1].strip("/")


@pytest.mark.proves("HP-1", "HP-3", "HP-4", "HP-6", "HP-9", "HP-12", "KSK-12")
def test_from_the_code_on_the_kiosk_to_the_rating(
    new_page: Callable[..., Page], hall: Hall, scanned: str, fits: Look
) -> None:
    page = new_page(viewport=PHONE)
    page.add_init_script(f"({HEARS})()")
    hall("others 4")
    page.goto(scanned)
    fits(page)
    token = join(page, scanned)
    page.evaluate("window.sameDocument = true")
    say = page.locator("[data-say]")
    expect(say).to_have_text("4 orang lagi di depan Anda.")
    fits(page)

    hall("one_leaves")
    expect(say).to_have_text("3 orang lagi di depan Anda.")
    expect(page).to_have_title(re.compile(r"^\(3\) R-\d+ menunggu"))
    hall("one_leaves")
    expect(page.locator(".badge")).to_have_text("Siap-siap")
    fits(page)
    until(page, "heard.length > 1")
    page.wait_for_timeout(200)  # nothing is said twice
    assert page.evaluate("heard") == [
        "3 orang lagi di depan Anda.",
        "2 orang lagi di depan Anda.",
    ]

    hall(f"call {token}")
    expect(page.get_by_role("alert")).to_contain_text("Giliran Anda. Silakan ke")
    expect(page.locator("body")).to_have_class("phone called")
    expect(page).to_have_title("Giliran Anda – Meja depan dulu")
    assert page.evaluate("window.sameDocument && heard.includes('vibration')")
    fits(page)
    page.get_by_role("button", name="Saya menuju meja").click()
    expect(page.locator(".p-acts")).to_contain_text("Petugas tahu bahwa Anda menuju meja.")
    assert hall(f"coming {token}") == "yes"
    fits(page)

    hall(f"start {token}")
    expect(page.locator(".badge")).to_have_text("Sedang dilayani")
    fits(page)
    hall(f"finish {token}")
    expect(page.locator(".badge")).to_have_text("Selesai")
    fits(page)
    page.get_by_role("link", name="Nilai layanan kami").click()
    fits(page)
    page.get_by_role("button", name="Sangat puas").click()
    fits(page)
    page.get_by_label("Gratis").check()
    page.get_by_role("button", name="Simpan dan lanjut").click()
    fits(page)
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_role("heading", name="Terima kasih")).to_be_visible()
    fits(page)


@pytest.mark.proves("HP-1", "HP-4", "HP-7", "HP-11", "HP-12")
def test_everything_works_without_script_and_without_cookies(
    new_page: Callable[..., Page], hall: Hall, scanned: str
) -> None:
    page = new_page(viewport=SMALL, java_script_enabled=False)
    hall("others 3")
    token = join(page, scanned)
    assert page.context.cookies() == []
    words = page.locator("main")
    expect(words).to_contain_text("3 orang lagi di depan Anda.")
    expect(words).to_contain_text(re.compile(r"Diperbarui 10\.0\d WIB"))
    expect(page.get_by_role("button", name="Kabari saya")).to_be_hidden()

    page.get_by_role("link", name="Isi buku tamu sekarang").click()
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("alert")).to_contain_text("Tulis nama Anda.")
    page.get_by_label("Nama lengkap").fill("Siti Rahmawati")
    page.get_by_label("Alamat e-mail").fill("siti@example.id")
    page.get_by_label("Pendidikan atau penelitian").check()
    page.get_by_label("Inflasi").check()
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.get_by_role("button", name="Simpan").click()
    expect(words).to_contain_text("Isian buku tamu tersimpan.")

    hall("others 2")  # all others, and this visitor, give way to two new ones
    page.reload()
    expect(words).to_contain_text("Dibatalkan")
    page.get_by_role("button", name="Urungkan").click()
    expect(words).to_contain_text("Anda berikutnya.")
    page.get_by_role("button", name="Saya butuh waktu lebih").click()
    expect(words).to_contain_text("2 orang lagi di depan Anda.")
    hall(f"call {token}")
    page.get_by_role("link", name="Perbarui").click()
    page.get_by_role("button", name="Saya menuju meja").click()
    assert hall(f"coming {token}") == "yes"
    hall(f"miss {token}")
    page.get_by_role("link", name="Perbarui").click()
    page.get_by_role("button", name="Saya sudah datang").click()
    expect(words).to_contain_text("Anda berikutnya.")
    page.get_by_role("button", name="Batalkan antrean").click()
    page.get_by_role("link", name="Nilai layanan kami").click()
    page.get_by_role("button", name="Puas", exact=True).click()
    expect(page.get_by_role("heading", name="Sembilan hal tentang layanan")).to_be_visible()


@pytest.mark.proves("HP-10", "HP-8")
def test_without_signal_the_last_facts_are_greyed_and_the_number_holds(
    new_page: Callable[..., Page], hall: Hall, scanned: str, fits: Look
) -> None:
    page = new_page(viewport=PHONE, permissions=["notifications"])
    hall("others 5")
    join(page, scanned)
    notify = page.get_by_role("button", name="Kabari saya saat dipanggil")
    expect(page.locator("[data-notified]")).to_contain_text("biarkan halaman ini terbuka")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    notify.click()
    expect(page.locator("[data-notified]")).to_contain_text("selama halaman ini terbuka")
    expect(notify).to_be_hidden()

    page.context.set_offline(True)
    strip = page.locator("[data-lost]")
    expect(strip).to_contain_text(re.compile(r"Tidak ada sinyal sejak 10\.0\d\. Nomor Anda tetap"))
    expect(page.locator("body")).to_have_class(re.compile("unseen"))
    hall("one_leaves")
    fits(page)
    page.context.set_offline(False)
    expect(strip).to_be_hidden()
    expect(page.locator("[data-say]")).to_have_text("4 orang lagi di depan Anda.")


@pytest.mark.proves("HP-3")
def test_the_states_between_can_be_read_and_used(
    new_page: Callable[..., Page], hall: Hall, scanned: str, fits: Look
) -> None:
    page = new_page(viewport=PHONE)
    hall("others 0")
    token = join(page, scanned)
    expect(page.locator("[data-say]")).to_have_text("Anda berikutnya. Silakan mendekat.")
    page.get_by_role("button", name="Batalkan antrean").click()
    expect(page.get_by_role("button", name="Urungkan")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Urungkan").click()
    hall(f"call {token}")
    hall(f"miss {token}")
    expect(page.locator(".badge")).to_have_text("Terlewat")
    fits(page)
    page.goto(f"/t/{token}/guest-book/")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    fits(page)
    page.goto(f"/t/{token}/guest-book/more/")
    fits(page)
    page.goto("/t/unknown1234/")
    fits(page)
    page.goto("/o/3300/join-line/")
    fits(page)


@pytest.mark.proves("STD-WALKIN-7")
def test_complaining_from_the_number_of_a_visit(
    new_page: Callable[..., Page], hall: Hall, scanned: str, fits: Look
) -> None:
    page = new_page(viewport=PHONE)
    join(page, scanned)
    page.get_by_role("link", name="Ingin mengadu?").click()
    fits(page)
    page.get_by_role("button", name="Kirim pengaduan").click()
    expect(page.locator("[data-summary]")).to_be_focused()
    fits(page)
    page.get_by_label("Apa yang terjadi?").fill("Saya menunggu satu jam.")
    page.get_by_role("button", name="Kirim pengaduan").click()
    expect(page.locator(".receipt")).to_have_text(re.compile(r"P-2026-3300-\d{4}"))
    fits(page)


@pytest.mark.proves("HP-13")
def test_without_a_phone_one_rates_at_the_kiosk_with_three_touches(
    new_page: Callable[..., Page], hall: Hall, scanned: str, satu_pintu_server: SatuPintu, axe: Look
) -> None:
    token = join(new_page(viewport=PHONE), scanned)
    for act in ("call", "start", "finish"):
        hall(f"{act} {token}")
    hall("kiosk rahasia-mesin")
    page = new_page(viewport={"width": 1080, "height": 1920})
    device = {"name": "perangkat", "value": "rahasia-mesin", "url": satu_pintu_server.url}
    page.context.add_cookies([device])  # type: ignore[list-item]
    page.goto("/o/3300/rate/")
    axe(page)
    page.locator(".k-code").first.click()
    axe(page)
    page.get_by_role("button", name="Kurang puas").click()
    expect(page.get_by_role("heading", name="Terima kasih")).to_be_visible()
    axe(page)
    page.go_back()
    expect(page.get_by_role("button", name="Kurang puas")).to_have_count(0)


def test_the_register_and_the_slips_can_be_read_by_everybody_who_may(
    new_page: Callable[..., Page], axe: Look, no_overflow: Look
) -> None:
    for name, addresses in (
        ("ratna", ["complaints/"]),
        ("rina", ["slip-rating/", "slip-rating/print/"]),
    ):
        page = new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"/sign-in/?next=/o/3300/{addresses[0]}")
        page.fill("[name=username]", name)
        page.fill("[name=password]", "contoh-satu-pintu")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        for address in addresses:
            page.goto(f"/o/3300/{address}")
            axe(page)
            no_overflow(page)
