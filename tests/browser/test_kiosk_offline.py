"""The kiosk while its server is away, with a server of its own that goes and comes back."""

import sqlite3

import pytest
from playwright.sync_api import expect

from tests.browser.kiosks import START, fits, reachable, until


@pytest.mark.proves("KSK-14")
def test_numbers_go_on_without_a_server_and_come_in_when_it_is_back(
    kiosk, axe, faults, satu_pintu_server
):
    page = kiosk(print="browser")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    until(page, "() => Object.values(localStorage).some(text => text.includes('A-500'))")
    page.goto(START)
    page.click("[data-service=consultation]")
    satu_pintu_server.stop()
    page.click(".k-row[value='']")
    number = page.locator("[data-step=number] .k-number")
    expect(number).to_have_text("A-500")
    axe(page)
    fits(page)
    reachable(page)
    expect(page.locator(".slip-num")).to_have_text("A-500")
    assert page.locator(".slip svg").count() == 0
    page.click("[data-step=number] [data-start-over]")
    expect(page.locator("main")).to_contain_text("Mesin sedang tidak tersambung.")
    axe(page)
    fits(page)
    reachable(page)
    page.click("button[data-service=consultation]")
    page.click("button[data-priority='1']")
    expect(number).to_have_text("A-501")
    page.click("[data-step=number] [data-start-over]")

    satu_pintu_server.start("serve")
    page.wait_for_selector("[data-rows]")
    with sqlite3.connect(satu_pintu_server.home / "satupintu.sqlite3", timeout=20) as database:
        rows = database.execute(
            "SELECT code, state, priority FROM walkin_ticket"
            " WHERE code IN ('A-500', 'A-501', 'A-502') ORDER BY code"
        ).fetchall()
    database.close()
    assert rows == [("A-500", "waiting", 0), ("A-501", "waiting", 1), ("A-502", "leased", 0)]
    faults.clear()  # what the browser says of a server that is away
