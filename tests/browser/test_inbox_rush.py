"""An officer at rush hour: Back, two hands, a dead network, second thoughts, the keyboard alone."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import Hall
from tests.browser.officers import Sit, opened
from tests.browser.test_portal import asks, at_inbox, number_of
from tests.screens import Look
from tests.servers import SatuPintu

WHY = "Data kelurahan ada di sana"


@pytest.fixture(scope="module")
def hall(satu_pintu_server: SatuPintu) -> Iterator[Hall]:
    with Hall(satu_pintu_server.environment, "inbox_acts") as hall:
        hall("house")
        yield hall


@pytest.mark.proves("INB-11")
def test_two_that_were_merged_by_mistake_are_two_again(sit: Sit, hall: Hall, axe: Look) -> None:
    first, second = hall("asked Sinta Inflasi 2020?"), hall("asked Sinta Inflasi 2021?")
    page = sit("dewi")
    case = opened(page, second)
    page.get_by_role("link", name="Gabungkan", exact=True).click()
    page.get_by_role("radio").check()
    page.get_by_role("button", name="Gabungkan").click()
    bar = page.locator(".undo-at")
    expect(bar).to_contain_text(f"{second} digabung ke sini.")
    bar.hover()  # so it stays, however long the look takes
    axe(page)
    bar.get_by_role("button", name="Urungkan").click()
    page.wait_for_url(re.compile(re.escape(case)))
    expect(page.locator(".in-thread")).not_to_contain_text(first)
    expect(page.get_by_role("link", name="Selesai")).to_be_visible()


@pytest.mark.proves("PRT-17", "INB-8")
@pytest.mark.parametrize("refusal", ["unticked", "crossing", "reason", "bulk"])
def test_back_to_what_was_refused_shows_where_it_belongs_and_sends_nothing_again(
    sit: Sit, hall: Hall, refusal: str
) -> None:
    number = hall(f"asked {refusal.title()} Berapa inflasi?")
    page, beside = sit("dewi"), sit("budi")
    address = opened(page, number)
    if refusal == "unticked":
        page.get_by_role("button", name="Jelas & lengkap").click()
    elif refusal == "crossing":
        opened(beside, number)
        beside.fill("#balas", "Dari Budi.")
        beside.keyboard.press("Control+Enter")
        expect(beside.locator(".msg", has_text="Dari Budi.")).to_be_visible()
        page.fill("#balas", "Dari Dewi.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Saya sudah membaca pesan barunya")).to_be_visible()
        expect(page.locator(".in-examine")).to_be_hidden()  # what came is to be read first
    elif refusal == "reason":
        page.locator(".in-mode label:has([value=ask])").click()
        page.fill("#balas", "Tahun berapa?")
        page.keyboard.press("Control+Enter")
    else:
        page.goto("/o/3300/inbox/?view=free")
        page.get_by_label(f"Pilih {number}").check()
        page.locator(".in-bulk").get_by_role("button", name="Berikan").click()
        address = page.url.partition("/bulk/")[0]
    expect(page.locator("#masalah")).to_be_focused()
    page.goto("/o/3300/inbox/canned/")
    page.go_back()
    expect(page).to_have_url(re.compile(re.escape(address.partition("/o/")[2])))
    expect(page.locator(".in-list")).to_be_visible()
    if refusal in {"crossing", "reason"}:
        typed = {"crossing": "Dari Dewi.", "reason": "Tahun berapa?"}[refusal]
        expect(page.locator("#balas")).to_have_value(typed)


@pytest.mark.proves("PRT-17")
def test_back_to_a_reply_that_was_refused_shows_the_conversation(
    new_page: Callable[..., Page],
) -> None:
    asker = new_page(viewport={"width": 320, "height": 640})
    asks(asker, "bima@contoh.id")
    conversation = asker.url
    asker.get_by_label("Balasan Anda").fill("")
    asker.get_by_role("button", name="Kirim balasan").click()
    expect(asker.locator("[data-summary]")).to_be_visible()
    asker.goto("/o/3300/questions/")
    asker.go_back()
    expect(asker).to_have_url(conversation)
    expect(asker.locator("#pesan")).to_be_visible()


@pytest.mark.proves("INB-10", "T65")
def test_of_several_one_was_pressed_elsewhere_and_what_came_of_it_can_be_come_back_to(
    sit: Sit, hall: Hall, axe: Look
) -> None:
    mine, theirs = hall("answered Tuti Inflasi Tegal?"), hall("answered Tuti Inflasi Kudus?")
    page, beside = sit("dewi"), sit("budi")
    page.goto("/o/3300/inbox/?view=answered")
    for number in (mine, theirs):
        page.get_by_label(f"Pilih {number}").check()
    beside.goto(f"{opened(beside, theirs)}close/")
    beside.get_by_role("button", name="Tutup percakapan").click()
    expect(beside.locator(".undo-at")).to_be_visible()
    page.get_by_role("button", name="Tutup yang sudah siap ditutup").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 dari 2 berhasil")
    expect(page.locator(".row", has_text=theirs)).to_contain_text("baru saja berubah: Ditutup")
    axe(page)
    page.get_by_role("link", name=theirs).click()
    page.wait_for_url(re.compile(r".*/inbox/\d+/.*"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 dari 2 berhasil")


@pytest.mark.proves("INB-12")
def test_an_office_that_cannot_answer_gives_it_back_with_its_reason(sit: Sit, hall: Hall) -> None:
    number = hall("asked Umi Jumlah penduduk kelurahan?")
    dewi, kartika = sit("dewi"), sit("kartika", "3374")
    for page, to, why in ((dewi, "3374", WHY), (kartika, "3300", "Kami juga tidak punya")):
        page.goto(f"{opened(page, number)}move/")
        page.locator("#ke").select_option(to)
        page.fill("#sebab", why)
        page.get_by_role("button", name="Serahkan").click()
        expect(page.get_by_text(f"{number} diserahkan ke")).to_be_visible()
    opened(dewi, number)
    expect(dewi.locator(".in-thread")).to_contain_text("Kami juga tidak punya.")
    expect(dewi.locator(".in-side")).to_contain_text("Diteruskan dari BPS Kota Semarang")
    expect(dewi.get_by_role("button", name="Ambil untuk saya")).to_be_visible()


@pytest.mark.proves("INB-10")
def test_in_a_filtered_list_j_goes_on_where_an_act_took_a_row_away(sit: Sit, hall: Hall) -> None:
    for n in range(3):
        hall(f"asked Tari{n} Berapa upah?")
    page = sit("dewi")
    page.goto("/o/3300/inbox/?view=free")
    for key in ("j", "j", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(re.compile(r".*/inbox/\d+/\?view=free"))
    following = page.locator(".in-scroll .in-row").nth(2).get_attribute("href")
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Lepaskan")).to_be_visible()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.getAttribute('href')") == following
    page.fill("#balas", "Sebentar.")
    page.keyboard.press("Control+Enter")
    page.locator(".undo-at").get_by_role("button").click()
    expect(page.locator("#balas")).to_have_value("Sebentar.")
    assert page.url.endswith("?view=free")  # the list stays as it was looked at


@pytest.mark.proves("INB-10")
@pytest.mark.parametrize(
    ("key", "seen"),
    [("m", "Lepaskan"), ("h", "Sampai hari kerja berikutnya"), ("e", "Tutup percakapan")],
)
def test_a_key_acts_on_the_row_of_the_list_on_which_one_stands(
    sit: Sit, hall: Hall, key: str, seen: str
) -> None:
    number = hall(f"asked Kunci{key} Berapa upah?")
    page = sit("dewi")
    page.goto("/o/3300/inbox/?view=free")
    page.locator(".in-row", has_text=f"Kunci{key}").focus()
    page.keyboard.press(key)
    expect(page.get_by_role("button", name=seen)).to_be_visible()
    expect(page.get_by_text(number).first).to_be_visible()


@pytest.mark.proves("INB-9")
def test_a_canned_answer_is_filled_in_from_the_keyboard_alone(
    sit: Sit, hall: Hall, axe: Look
) -> None:
    number = hall("asked Galih Berapa inflasi Blora?")
    page = sit("dewi")
    page.goto("/o/3300/inbox/canned/")
    page.get_by_label("Singkatan").fill("tahunan")
    page.get_by_label("Judul").fill("Inflasi tahunan")
    page.get_by_label("Isi").fill("Inflasi {wilayah} tahun {tahun} {angka} persen.")
    page.get_by_label("Cek lagi paling lambat").fill("2026-07-01")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("[data-summary]")).to_contain_text("Tanggal ini sudah lewat.")
    page.get_by_label("Cek lagi paling lambat").fill("2026-12-01")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("link", name="::tahunan")).to_be_visible()
    page.goto("/o/3300/inbox/")
    opened(page, number)
    page.locator("#balas").click()
    page.keyboard.type("::tahun")
    pick, words = page.locator(".in-pick"), page.locator("#balas")
    expect(pick.get_by_role("option")).to_have_count(1)
    above, typed = pick.bounding_box(), words.bounding_box()
    assert above
    assert typed
    assert above["y"] + above["height"] <= typed["y"]  # what is being typed stays to be read
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-part='{wilayah}']")).to_be_focused()
    axe(page)
    for part in ("Blora", "2024", "2,5"):
        page.keyboard.type(part)
        page.keyboard.press("Tab")
    expect(words).to_have_value("Inflasi Blora tahun 2024 2,5 persen.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".msg", has_text="2024 2,5 persen.")).to_be_visible()
    page.go_back()
    expect(words).to_have_value("")  # what was sent does not wait to be sent again


@pytest.mark.proves("INB-18")
@pytest.mark.parametrize("width", [320, 1366])
def test_a_list_without_a_network_says_so_and_keeps_what_was_typed(
    sit: Sit, hall: Hall, no_overflow: Look, axe: Look, width: int
) -> None:
    page = sit("dewi", viewport={"width": width, "height": 768})
    page.goto("/o/3300/inbox/?view=free")
    here = page.url
    page.context.set_offline(True)
    said = page.get_by_role("alert").filter(has_text="Tidak ada sambungan.")
    expect(said).to_be_visible()
    page.fill("#cari", "inflasi blora")
    page.keyboard.press("Enter")
    page.locator(".in-row").first.click()
    expect(page.locator("#cari")).to_have_value("inflasi blora")
    assert page.url == here
    axe(page)
    no_overflow(page)
    page.context.set_offline(False)
    expect(said).to_be_hidden()
    page.locator("#cari").press("Enter")
    expect(page).to_have_url(re.compile("/search/$"))


@pytest.mark.proves("INB-18")
def test_a_form_that_broke_off_on_its_way_stands_filled_when_it_is_opened_again(
    sit: Sit, hall: Hall, faults: list[str]
) -> None:
    number = hall("asked Hadi Jumlah desa?")
    page = sit("dewi")
    form = f"{opened(page, number)}close/"
    page.goto(form)
    page.locator("[name=summary]").fill("Penanya menarik pertanyaannya.")
    page.route("**/close/", lambda route: route.abort() if route.request.method == "POST" else None)
    page.get_by_role("button", name="Tutup percakapan").click()
    expect(page).to_have_url(re.compile("^chrome-error:"))
    page.unroute("**/close/")
    page.go_back()
    page.goto(form)
    expect(page.locator("[name=summary]")).to_have_value("Penanya menarik pertanyaannya.")
    page.goto(form)
    expect(page.locator("[name=summary]")).not_to_have_value("Penanya menarik pertanyaannya.")
    faults.clear()


@pytest.mark.proves("PRT-13")
def test_an_asker_moves_a_meeting_alone_and_asks_for_another_time_on_a_cheap_phone(
    new_page: Callable[..., Page], axe: Look, no_overflow: Look
) -> None:
    asker, officer = new_page(viewport={"width": 320, "height": 640}), new_page()
    asks(asker, "dodi@contoh.id")
    at_inbox(officer, number_of(asker))
    case = officer.url.partition("?")[0]
    officer.goto(f"{case}meetings/")
    for n, (hour, way) in enumerate((("10.00", "visit"), ("14.00", "zoom")), start=1):
        officer.fill(f"#day{n}", "2026-07-28")
        officer.fill(f"#at{n}", hour)
        officer.select_option(f"#way{n}", way)
    officer.fill("#link", "https://zoom.example/j/81")
    officer.get_by_role("button", name="Tawarkan").click()
    slot = asker.get_by_role("button", name="10.00")
    slot.focus()
    under_the_finger = slot.element_handle()
    officer.goto(case)
    officer.fill("#balas", "Kami tunggu.")
    officer.keyboard.press("Control+Enter")
    expect(asker.locator("#pesan")).to_contain_text("Kami tunggu.")
    assert under_the_finger.evaluate("each => each.isConnected")
    expect(slot).to_be_focused()
    slot.click()
    meeting = asker.locator("#pertemuan")
    expect(meeting).to_contain_text("Nomor Anda J-")
    expect(meeting).to_be_in_viewport()
    axe(asker)
    no_overflow(asker)
    meeting.get_by_role("button", name="14.00").dblclick()
    expect(meeting.get_by_role("link", name="Buka Zoom")).to_be_visible()
    expect(asker.locator("#pesan")).to_contain_text("Janji dipindah: Zoom")
    expect(asker.get_by_text("Janji dipindah: Zoom")).to_have_count(1)
    meeting.get_by_role("button", name="10.00").click()
    expect(meeting).to_contain_text("Nomor Anda J-")
    meeting.get_by_role("button", name="Minta waktu lain").click()
    expect(meeting).to_contain_text("Permintaan waktu lain sudah terkirim")
    axe(asker)
    officer.goto(case)
    expect(officer.locator(".in-thread")).to_contain_text("Saya ingin waktu lain.")
    officer.goto(f"{case}meetings/")
    officer.fill("#day1", "2026-07-29")
    officer.fill("#at1", "09.00")
    officer.get_by_role("button", name="Tawarkan").click()
    asker.get_by_role("button", name="09.00").click()
    expect(asker.locator("#pesan")).to_contain_text("Sebelumnya: Datang Selasa, 28 Juli 2026")
    officer.reload()
    rows = officer.locator(".in-meet .row")
    expect(rows.filter(has_text="dipilih")).to_have_count(1)
    expect(rows.filter(has_text="Rabu, 29 Juli 2026")).to_contain_text("dipilih")
