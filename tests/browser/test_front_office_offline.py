"""The front office goes on after a reload without a server, and forgets at signing out (FO-12)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_front_office import (
    KEPT,
    SEEN,
    front,  # noqa: F401
    seen,
    unsigned,
    written,
)


@pytest.mark.proves("FO-12")
def test_a_reload_without_a_server_still_finds_who_was_seen_and_takes_the_guest_book(
    front: Page,  # noqa: F811
    axe: Callable[[Page], None],
) -> None:
    written(front, "Yusuf Hamdani")
    front.keyboard.press("Control+Enter")
    expect(front.get_by_role("status").filter(has_text="Tersimpan.").first).to_be_visible()
    before = front.evaluate("localStorage['satupintu-seen-3300'] || ''")
    front.reload()
    front.wait_for_function("() => self.seen?.find('yusuf ham').length === 1")
    front.wait_for_function("before => localStorage['satupintu-seen-3300'] !== before", arg=before)
    seen(front)
    waiting = unsigned(front)
    assert "Yusuf" not in front.evaluate("JSON.stringify(localStorage)")

    front.context.set_offline(True)
    front.reload()

    expect(front.get_by_text("Server tidak menjawab.")).to_be_visible()
    expect(front.locator("a[data-unsigned]")).to_have_count(waiting)
    expect(front.get_by_role("heading", name="Menunggu")).to_be_visible()
    expect(front.get_by_role("heading", name="Beri nomor")).to_have_count(0)
    axe(front)
    front.keyboard.type("yusuf ham", delay=10)
    front.keyboard.press("Enter")
    expect(front.locator("#id_name")).to_have_value("Yusuf Hamdani")
    front.locator("[name=purposes]").first.check()
    front.locator("[name=identity]").first.check()
    front.locator("[name=service]").first.check()
    front.keyboard.press("Control+Enter")
    expect(front.locator("#belum")).to_have_text("1 belum terkirim")

    front.context.set_offline(False)
    expect(front.locator("#belum")).to_be_hidden()
    expect(front.locator("[data-shell]")).to_have_count(0)
    front.keyboard.type("yusuf ham", delay=10)
    expect(front.locator("#jumlah")).to_have_text("1 kemungkinan cocok")


@pytest.mark.proves("FO-12")
def test_signing_out_leaves_nothing_of_anybody_on_the_machine(front: Page) -> None:  # noqa: F811
    seen(front)

    front.get_by_role("button", name="Keluar").click()
    front.wait_for_url("**/sign-in/?keluar=1")

    front.wait_for_function(f"async () => await ({KEPT})() === 0 && {SEEN} === 0")
    assert front.evaluate("localStorage.length") == 0
