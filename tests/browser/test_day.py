"""A supervisor's day in a browser: it keeps itself true, fits a small screen, and is closed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.servers import SatuPintu

DAY = "/o/3300/day/"


def signed_in(page: Page, username: str = "hartono") -> Page:
    page.goto("/sign-in/")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill("contoh-satu-pintu")
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda address: "sign-in" not in address)
    return page


@pytest.mark.proves("STD-WALKIN-8", "FO-1", "STD-TIME")
def test_the_day_is_seen_and_closed(
    new_page: Callable[..., Page], axe: Callable[[Page], None], no_overflow: Callable[[Page], None],
    satu_pintu_server: SatuPintu,
) -> None:  # fmt: skip
    page = signed_in(new_page(viewport={"width": 1366, "height": 768}))
    page.goto(DAY)
    expect(page.get_by_role("heading", name="Yang menunggu")).to_be_visible()
    since = page.get_by_role("region", name="Sejak pagi")  # all of it without scrolling
    expect(since).to_contain_text("%")
    expect(since.locator("dl")).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Dilayani dalam 10 menit")).to_have_count(1)
    expect(page.get_by_text("Lama mengisi buku tamu")).to_be_visible()  # asked for by itself
    expect(page.get_by_text("median")).to_contain_text("P90")
    axe(page)
    no_overflow(page)

    # Somebody takes a number at the front office: the page learns of it by itself.
    waiting = page.locator(".rp-three .num").first
    before = int(waiting.inner_text())
    other = signed_in(new_page(), "rina")
    other.request.get("/o/3300/front/")
    token = next(each["value"] for each in other.context.cookies() if each["name"] == "csrftoken")
    given = other.request.post(
        "/o/3300/front/number/", form={"service": "consultation", "press": "browser-1"},
        headers={"X-CSRFToken": token, "Referer": satu_pintu_server.url},
    )  # fmt: skip
    assert given.ok
    expect(waiting).to_have_text(str(before + 1))

    page.get_by_role("link", name="Tutup hari").click()
    page.get_by_role("button", name="Tutup hari ini").click()
    expect(page.get_by_role("alert")).to_contain_text("Pilih alasan untuk")
    axe(page)
    no_overflow(page)
    for choice in page.locator("select[name^=reason-]").all():
        choice.select_option("went_home")
    page.get_by_role("button", name="Tutup hari ini").click()
    expect(page.get_by_text("Hari ini sudah ditutup pukul")).to_be_visible()
    expect(waiting).to_have_text("0")


def test_back_after_a_refusal_shows_the_page_of_the_form(new_page: Callable[..., Page]) -> None:
    page = signed_in(new_page())
    refused = {
        "guest-book/": ("[name=last]", "2026-01-01", "Unduh XLSX"),  # sent to an address of acts
        "paper/visit/": ("[name=head_count]", "nol", "Simpan"),
        "close/": ("[name=remarks]", "x" * 2100, "Tutup hari ini"),
    }
    for path, (field, typed, button) in refused.items():
        page.goto(DAY + path)
        page.locator(field).first.fill(typed)
        page.get_by_role("button", name=button).first.click()
        expect(page.locator("[data-summary]")).to_be_visible()
        expect(page).to_have_url(re.compile(DAY + path))
        page.goto("/o/3300/")
        page.go_back()
        expect(page).to_have_url(re.compile(DAY + path))
        expect(page.locator(field).first).to_be_visible()


def test_the_other_pages_of_the_supervisor_fit_and_can_be_used_by_all(
    new_page: Callable[..., Page], axe: Callable[[Page], None], no_overflow: Callable[[Page], None]
) -> None:
    page = signed_in(new_page(viewport={"width": 1366, "height": 768}))
    for path in (
        "turns/", "turns/1/", "roster/", "guest-book/", "counts/", "paper/", "paper/visit/",
        "paper/sheet/",
    ):  # fmt: skip
        page.goto(DAY + path)
        axe(page)
        no_overflow(page)
