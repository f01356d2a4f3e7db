"""The front office in a real browser: by keyboard only, on a small screen, and without a server."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, ViewportSize, expect

from tests.screens import uncovered

FRONT = "/o/3300/front/"
PASSWORD = "contoh-satu-pintu"
LAPTOP: ViewportSize = {"width": 1366, "height": 768}


KEPT = """async () => {
    const names = (await caches.keys()).filter(name => name.startsWith('front-'));
    const kept = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
    return kept.reduce((sum, keys) => sum + keys.length, 0);
}"""
SEEN = "Object.keys(localStorage).filter(name => name.startsWith('satupintu-seen-')).length"


def seen(page: Page) -> None:
    """Waits until the machine has what the front office needs without a server."""
    page.wait_for_function(f"async () => await ({KEPT})() > 9 && {SEEN} === 1")


@pytest.fixture
def front(new_page: Callable[..., Page]) -> Page:
    """Rina at the front office, on a laptop, with her hands on the keyboard; some guests wait."""
    page = arrived(new_page(viewport=LAPTOP), "rina")
    for n in range(unsigned(page), 3):  # what tests before this one have taken away
        page.get_by_role("button", name="Konsultasi data").click()
        expect(page.locator("a[data-unsigned]")).to_have_count(n + 1)
        page.goto(FRONT)
        expect(page.locator("#cari")).to_be_focused()
    return page


def arrived(page: Page, who: str) -> Page:
    """The officer has signed in and sees the front office."""
    page.goto(f"/sign-in/?next={FRONT}")
    page.fill("[name=username]", who)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{FRONT}")
    expect(page.locator("#cari")).to_be_focused()
    return page


def unsigned(page: Page) -> int:
    return page.locator("a[data-unsigned]").count()


@pytest.mark.proves("FO-2", "FO-3", "FO-8", "FO-13")
def test_a_returning_visitor_takes_five_presses(front: Page, axe: Callable[[Page], None]) -> None:
    waiting = unsigned(front)
    front.keyboard.press("F2")
    expect(front.locator("#id_name")).to_be_focused()
    assert uncovered(front.locator("label", has_text="Kartu lain")), "all asked in one look"
    axe(front)

    front.locator("#cari").focus()
    front.keyboard.type("agus setiaw", delay=10)
    expect(front.locator("#jumlah")).to_have_text("1 kemungkinan cocok")
    front.keyboard.press("Enter")
    expect(front.locator(".match h2")).to_contain_text("Agus Setiawan")
    axe(front)

    front.keyboard.press("2")
    expect(front.locator("[name=purposes]").nth(1)).to_be_checked()
    front.keyboard.press("F8")

    expect(front.locator("#cari")).to_be_focused()
    expect(front.get_by_role("status").filter(has_text="Tersimpan.").first).to_be_visible()
    expect(front.locator("a[data-unsigned]")).to_have_count(waiting - 1)
    axe(front)


def test_back_closes_the_guest_book_and_what_was_typed_stays(front: Page) -> None:
    front.keyboard.press("F2")
    expect(front.locator("#id_name")).to_be_focused()
    book = front.url
    front.keyboard.type("Wulan Sari")
    front.go_back()
    expect(front.locator("#kartu")).to_have_count(0)
    expect(front).to_have_url(re.compile(f"{FRONT}$"))
    expect(front.locator("#cari")).to_be_focused()
    front.go_forward()
    expect(front.locator("#id_name")).to_have_value("Wulan Sari")
    expect(front).to_have_url(book)
    expect(front.get_by_role("button", name="Urungkan")).to_have_count(0)
    front.go_back()
    front.get_by_role("button", name="Urungkan").click()
    expect(front.locator("#id_name")).to_have_value("Wulan Sari")
    front.go_back()
    front.keyboard.press("F2")
    expect(front.locator("#id_name")).to_have_value("Wulan Sari")
    front.keyboard.press("Escape")
    expect(front.locator("#kartu")).to_have_count(0)
    expect(front).to_have_url(re.compile(f"{FRONT}$"))


def test_a_guest_without_number_who_was_left_by_back_comes_again_by_forward(front: Page) -> None:
    front.locator("#cari").focus()
    front.keyboard.type("Wulandari Baru", delay=10)
    front.keyboard.press("Enter")
    expect(front.locator("#id_name")).to_have_value("Wulandari Baru")
    front.go_back()
    expect(front.locator("#kartu")).to_have_count(0)
    front.go_forward()
    expect(front.locator("#id_name")).to_have_value("Wulandari Baru")
    front.go_back()
    front.keyboard.type("Orang Lain", delay=10)
    front.keyboard.press("Enter")
    expect(front.locator("#id_name")).to_have_value("Orang Lain")


def test_one_press_of_back_leaves_the_front_office_however_many_books_were_open(
    front: Page,
) -> None:
    front.goto("/account/")
    front.goto(FRONT)
    before = front.evaluate("history.length")
    for _ in range(3):
        front.keyboard.press("F2")
        expect(front.locator("#id_name")).to_be_focused()
        front.keyboard.press("Escape")
        expect(front.locator("#kartu")).to_have_count(0)
        expect(front).to_have_url(re.compile(f"{FRONT}$"))
    assert front.evaluate("history.length") <= before + 1
    front.go_back()
    expect(front).to_have_url(re.compile("/account/$"))


@pytest.mark.proves("FO-2", "FO-3", "FO-11")
def test_without_a_match_the_words_become_the_name_and_faults_stay_beside_their_field(
    front: Page, axe: Callable[[Page], None], no_overflow: Callable[[Page], None]
) -> None:
    front.keyboard.press("F2")
    expect(front.locator("#id_name")).to_be_focused()
    front.locator("#cari").focus()
    front.keyboard.type("Zainuddin Qodir")
    front.keyboard.press("Enter")
    expect(front.locator("#id_name")).to_have_value("Zainuddin Qodir")

    front.keyboard.press("Control+Enter")

    expect(front.locator("[data-summary]")).to_be_focused()
    expect(front.locator("#id_email-problem")).to_contain_text("Tidak punya e-mail")
    expect(front.locator("#id_name")).to_have_value("Zainuddin Qodir")
    axe(front)
    no_overflow(front)


@pytest.mark.proves("FO-8")
def test_clearing_can_be_undone_and_another_ticket_loses_nothing(front: Page) -> None:
    front.keyboard.press("F2")
    front.locator("#id_name").fill("Zainuddin")
    front.keyboard.press("Escape")
    expect(front.locator("#id_name")).to_have_count(0)
    front.get_by_role("button", name="Urungkan").click()
    expect(front.locator("#id_name")).to_have_value("Zainuddin")

    first = front.url
    front.keyboard.press("F2")
    expect(front.locator("#id_name")).to_have_value("")
    front.locator(f'a.row[href="{re.sub("^.*?/o/", "/o/", first)}"]').click()
    expect(front.locator("#id_name")).to_have_value("Zainuddin")
    front.keyboard.press("Escape")


def test_a_number_of_the_wrong_service_moves_and_nothing_typed_is_lost(
    front: Page, axe: Callable[[Page], None], no_overflow: Callable[[Page], None]
) -> None:
    front.keyboard.press("F2")
    title = front.locator(".fo-title h1")
    expect(front.locator("#id_name")).to_be_focused()
    wrong = title.inner_text().split(" ", 1)[1]
    front.locator("#id_name").fill("Zainuddin Qodir")
    front.locator("summary", has_text="Salah layanan?").click()
    axe(front)
    for width in (320, 768, 1366):
        front.set_viewport_size({"width": width, "height": 768})
        no_overflow(front)

    meant = front.locator(".fo-wrong button").first
    name = meant.inner_text()
    meant.dblclick()

    expect(title).to_contain_text(name)
    expect(front.locator("#id_name")).to_have_value("Zainuddin Qodir")
    expect(front.locator(".rail .row[aria-current]")).to_contain_text(name)
    front.locator("#kabar .undo").hover()  # so it stays, however long the look takes
    axe(front)
    front.locator("#kabar").get_by_role("button", name="Urungkan").click()
    expect(title).to_contain_text(wrong)
    expect(front.locator("#id_name")).to_have_value("Zainuddin Qodir")
    front.keyboard.press("Escape")


def written(page: Page, name: str) -> None:
    page.keyboard.press("F2")
    page.locator("#id_name").fill(name)
    page.locator("#id_no_email").check()
    page.locator("[name=purposes]").first.check()
    page.locator("[name=identity]").first.check()


@pytest.mark.proves("FO-12")
def test_a_server_that_answers_in_error_takes_nothing_away(new_page: Callable[..., Page]) -> None:
    # Requests of a page that its worker has just taken over may pass the test's route by.
    front = arrived(new_page(viewport=LAPTOP, service_workers="block"), "rina")

    def fault(route: Route) -> None:
        route.fulfill(status=500, body="")

    written(front, "Zulkifli Hasan")
    front.route("**/front/*/", fault)
    front.keyboard.press("Control+Enter")

    expect(front.get_by_role("status").filter(has_text="Server belum menjawab")).to_be_visible()
    expect(front.locator("#id_name")).to_have_value("Zulkifli Hasan")

    front.unroute("**/front/*/", fault)
    front.keyboard.press("Control+Enter")
    expect(front.get_by_role("status").filter(has_text="Tersimpan.").first).to_be_visible()


@pytest.mark.proves("FO-12")
def test_without_a_connection_entries_are_kept_encrypted_and_sent_later(
    front: Page, axe: Callable[[Page], None]
) -> None:
    left = unsigned(front)
    seen(front)  # the worker's own script is still fetched for a moment after the page stands there
    front.context.set_offline(True)
    written(front, "Yohanes Wibowo")
    front.keyboard.press("Control+Enter")
    expect(front.locator("#belum")).to_have_text("1 belum terkirim")
    axe(front)
    written(front, "Wayan Sudarma")
    front.keyboard.press("Control+Enter")
    expect(front.locator("#belum")).to_have_text("2 belum terkirim")

    kept = front.evaluate("JSON.stringify(localStorage)")
    assert "satupintu-front" in kept
    for private in ("Yohanes", "Wayan", "identity"):
        assert private not in kept

    front.context.set_offline(False)
    expect(front.locator("#belum")).to_be_hidden()
    expect(front.locator("a[data-unsigned]")).to_have_count(left - 2)
    front.keyboard.type("yohanes wib", delay=10)
    expect(front.locator("#jumlah")).to_have_text("1 kemungkinan cocok")
    assert front.evaluate("localStorage['satupintu-front-3300'] || ''") == ""


@pytest.mark.proves("FO-5")
def test_a_population_number_never_leaves_the_page(front: Page) -> None:
    sent: list[str] = []
    front.on("request", lambda request: sent.append(request.post_data or ""))

    front.keyboard.type("3374010101900001")
    front.keyboard.press("Enter")

    expect(front.get_by_role("status").filter(has_text="Jangan tulis NIK")).to_be_visible()
    expect(front.locator("#cari")).to_have_value("")
    assert not [body for body in sent if "3374010101900001" in body]


def test_who_wants_something_else_is_one_key_and_a_digit(
    front: Page, axe: Callable[[Page], None]
) -> None:
    front.keyboard.press("F7")
    expect(front.get_by_role("button", name="1 Tanya arah")).to_be_focused()
    axe(front)
    front.keyboard.press("3")

    expect(front.get_by_role("status").filter(has_text="bukan layanan PST")).to_be_visible()
    expect(front.locator("#cari")).to_be_focused()


@pytest.mark.proves("FO-14")
def test_two_receptionists_see_who_fills_which_guest_book(
    front: Page, new_page: Callable[..., Page], axe: Callable[[Page], None],
    no_overflow: Callable[[Page], None],
) -> None:  # fmt: skip
    other = arrived(new_page(viewport={"width": 320, "height": 800}), "sari")
    row = other.locator(".fo-rail a[data-ticket]").last
    ticket = row.get_attribute("data-ticket")
    row.click()
    other.locator("#kartu [name=purpose_text]").fill("Kedelai")
    front.locator(f"a[data-ticket='{ticket}']").click()
    there = front.locator("[data-there]")
    expect(there).to_contain_text("sedang mengisi")
    expect(front.locator(f".fo-rail [data-of='{ticket}']")).to_contain_text("sedang mengisi")
    axe(front)
    front.keyboard.press("Escape")
    other.reload()
    axe(other)
    no_overflow(other)
    with other.expect_response(lambda answer: "ticket" in (answer.request.post_data or "")):
        other.keyboard.press("Escape")  # and is gone from it for who comes next
