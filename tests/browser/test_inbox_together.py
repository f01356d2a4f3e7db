"""What officers do with each other's questions, in a real browser: hand on, give back, do several
at once, merge, correct, publish, arrange a meeting."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import Hall
from tests.browser.officers import Sit, opened
from tests.browser.test_portal import asks, at_inbox, number_of
from tests.screens import Look
from tests.servers import MORNING, SatuPintu

# What is seen is told a second later, all of it together.
LATE = """window.IntersectionObserver = class extends IntersectionObserver {
    constructor(tell) {
        const held = [];
        super((seen) => {
            held.push(...seen);
            setTimeout(() => held.length && tell(held.splice(0)), 1000);
        });
    }
};"""
WHY = "Cara menghitung indeks dijelaskan tim harga"


@pytest.fixture(scope="module")
def hall(satu_pintu_server: SatuPintu) -> Iterator[Hall]:
    with Hall(satu_pintu_server.environment, "inbox_acts") as hall:
        hall("house")
        yield hall


@pytest.mark.proves("INB-12")
def test_a_question_waits_at_a_team_and_comes_back_with_a_note(
    sit: Sit, hall: Hall, axe: Look, no_overflow: Look
) -> None:
    number = hall("asked Wulan Bagaimana inflasi dihitung?")
    dewi, sari, budi = sit("dewi"), sit("sari"), sit("budi")
    dewi.goto(f"{opened(dewi, number)}move/")
    dewi.locator("#ke").select_option(label="Tim Statistik Harga (Inflasi)")
    dewi.get_by_role("button", name="Serahkan").click()
    expect(dewi.locator("#masalah")).to_be_focused()
    expect(dewi.locator("#ke option:checked")).to_have_text("Tim Statistik Harga (Inflasi)")
    axe(dewi)
    dewi.fill("#sebab", WHY)
    dewi.get_by_role("button", name="Serahkan").click()
    expect(dewi.get_by_text(f"{number} diserahkan ke Tim Statistik Harga.")).to_be_visible()

    opened(sari, number)
    sari.get_by_role("button", name="Ambil untuk saya").click()
    expect(sari.get_by_text("Pilih anggota tim itu.")).to_be_visible()

    opened(budi, number)
    expect(budi.locator(".in-thread")).to_contain_text(f"{WHY}.")
    budi.get_by_role("button", name="Ambil untuk saya").click()
    expect(budi.get_by_role("button", name="Lepaskan")).to_be_visible()
    budi.locator("summary", has_text="Kembalikan dari Tim Statistik Harga").click()
    back = budi.locator("form", has=budi.locator("#kembali")).get_by_role("button")
    back.click()
    expect(budi.get_by_text("Tulis catatan untuk petugas yang menerimanya")).to_be_visible()
    axe(budi)
    no_overflow(budi)
    budi.fill("#kembali", "Ada di publikasi halaman 12.")  # its form stands open
    back.click()
    expect(budi.locator(".msg.note")).to_contain_text("halaman 12")
    expect(budi.locator(".in-side")).not_to_contain_text("Menunggu di Tim")


@pytest.mark.proves("INB-12", "T65")
def test_another_office_takes_over_and_what_is_being_written_here_is_not_lost(
    sit: Sit, hall: Hall
) -> None:
    number = hall("asked Rahma Jumlah penduduk Banyumanik?")
    dewi, budi, kartika = sit("dewi"), sit("budi"), sit("kartika", "3374")
    opened(dewi, number)
    dewi.fill("#balas", "Jawaban yang sedang ditulis.")
    budi.goto(f"{opened(budi, number)}move/")
    budi.locator("#ke").select_option("3374")
    budi.fill("#sebab", "Data kecamatan ada di sana.")
    budi.get_by_role("button", name="Serahkan").click()
    expect(dewi.locator("#baru")).to_contain_text("Diserahkan ke BPS Kota Semarang")
    dewi.keyboard.press("Control+Enter")
    expect(dewi.get_by_text("Yang Anda tulis belum terkirim")).to_be_visible()
    expect(dewi.locator("main")).to_contain_text("Jawaban yang sedang ditulis.")
    opened(kartika, number)
    expect(kartika.locator(".in-thread")).to_contain_text("Data kecamatan ada di sana.")
    expect(kartika.locator(".in-side")).to_contain_text("Diteruskan dari BPS Provinsi Jawa Tengah")


@pytest.mark.proves("INB-10")
def test_several_are_given_away_and_closed_at_once_and_closing_is_taken_back(
    sit: Sit, hall: Hall, axe: Look
) -> None:
    numbers = [hall("answered Tuti Inflasi Tegal?"), hall("answered Tuti Inflasi Kudus?")]
    page = sit("dewi")
    page.goto("/o/3300/inbox/?view=answered")
    for number in numbers:
        page.get_by_label(f"Pilih {number}").check()
    page.locator(".in-bulk").get_by_role("button", name="Berikan").click()
    expect(page.locator("#masalah")).to_have_text("Pilih rekannya dulu.")
    axe(page)
    page.locator("#rekan").select_option(label="Budi Santoso")
    page.get_by_role("button", name="Berikan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 dari 2 berhasil")
    page.goto("/o/3300/inbox/?view=answered")
    for number in numbers:
        page.get_by_label(f"Pilih {number}").check()
    page.get_by_role("button", name="Tutup yang sudah siap ditutup").click()
    expect(page.locator(".undo-at")).to_contain_text("2 percakapan ditutup.")
    page.locator(".undo-at").hover()  # so it stays, however long the look takes
    axe(page)
    page.locator(".undo-at").get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("dibuka lagi")
    page.get_by_role("link", name="Kotak masuk").last.click()
    page.goto("/o/3300/inbox/?view=answered")
    expect(page.get_by_label(f"Pilih {numbers[0]}")).to_be_visible()


@pytest.mark.proves("INB-1", "INB-10")
def test_a_long_list_goes_on_by_keys_and_keeps_its_place(sit: Sit, hall: Hall) -> None:
    hall("many 70")
    page = sit("kartika", "3374")
    rows = page.locator(".in-scroll .in-row")
    expect(rows).to_have_count(30)
    for _ in range(31):
        page.keyboard.press("j")
    expect(rows.nth(30)).to_be_focused()
    more = page.locator("[data-more]")
    for _ in range(100):  # whatever waits there besides
        page.locator(".in-scroll").evaluate("list => list.scrollTop = list.scrollHeight")
        if not more.count():
            break
        page.wait_for_timeout(50)
    expect(more).to_have_count(0)  # all of it stands there
    expect(page.locator(".in-g")).to_have_count(1)
    chosen = rows.nth(65).inner_text()
    rows.nth(65).click()
    page.wait_for_url(re.compile(r".*/inbox/\d+/.*after=.*"))
    here = page.locator(".in-row[aria-current]")
    expect(here).to_be_in_viewport()
    assert here.inner_text().split("\n")[0] == chosen.split("\n")[0]
    page.go_back()
    expect(page.get_by_role("link", name="Ke awal daftar")).to_be_visible()


@pytest.mark.proves("INB-8")
def test_who_comes_to_write_sees_at_once_who_is_there_and_then_every_five_seconds(
    sit: Sit, hall: Hall
) -> None:
    number = hall("asked Yuni Inflasi Brebes?")
    dewi, budi = sit("dewi"), sit("budi")
    address = opened(dewi, number)
    dewi.clock.install(time=MORNING)
    dewi.goto(address)
    asks = re.compile(r"/here/$")
    with dewi.expect_response(asks):
        dewi.clock.pause_at(MORNING + timedelta(minutes=1))  # nothing goes on by itself from here
    budi.goto(address)
    there = dewi.locator("[data-there]")
    with dewi.expect_response(asks):
        dewi.locator("#balas").focus()
    expect(there).to_have_text("Budi Santoso sedang membaca")
    budi.fill("#balas", "Saya yang menjawab.")
    expect(budi.get_by_text("Tulisan tersimpan sendiri.")).to_be_visible()
    with dewi.expect_response(asks):
        dewi.clock.run_for(5_000)
    expect(there).to_have_text("Budi Santoso sedang menulis")


@pytest.mark.proves("INB-1")
def test_the_list_goes_on_where_a_busy_machine_tells_two_things_at_once(
    sit: Sit, hall: Hall
) -> None:
    hall("many 31")
    page = sit("kartika", "3374")
    page.add_init_script(LATE)
    page.reload()
    page.locator(".in-scroll").evaluate("list => list.scrollTop = list.scrollHeight")
    expect(page.locator(".in-scroll .in-row").nth(30)).to_be_attached()


@pytest.mark.proves("INB-1")
def test_the_list_goes_on_by_itself_after_its_next_page_did_not_come(sit: Sit, hall: Hall) -> None:
    hall("many 31")
    page = sit("kartika", "3374")
    page.clock.install()
    page.reload()
    page.route("**/inbox/?*after=*", lambda route: route.fulfill(status=503), times=1)
    with page.expect_response("**/inbox/?*after=*"):
        page.locator(".in-scroll").evaluate("list => list.scrollTop = list.scrollHeight")
    page.clock.run_for(3_000)
    expect(page.locator(".in-scroll .in-row").nth(30)).to_be_attached()


@pytest.mark.proves("INB-11", "STD-ONLINE-6")
def test_two_of_one_person_become_one_and_a_wrong_figure_is_put_right_for_all(
    sit: Sit, hall: Hall, axe: Look
) -> None:
    first, second = hall("asked Sinta Inflasi 2020?"), hall("asked Sinta Inflasi 2021?")
    page = sit("dewi")
    opened(page, second)
    page.get_by_role("link", name="Gabungkan", exact=True).click()
    axe(page)
    page.get_by_role("button", name="Gabungkan").click()
    expect(page.locator("#masalah")).to_be_focused()
    page.get_by_role("radio").check()
    page.get_by_role("button", name="Gabungkan").click()
    expect(page.locator(".in-head")).to_contain_text(first)
    expect(page.locator(".in-thread")).to_contain_text("Inflasi 2021?")

    wrong, same = hall("answered Ani Inflasi Solo?"), hall("answered Beni Inflasi Pati?")
    opened(page, wrong)
    page.locator(".in-mend a").first.click()
    expect(page.get_by_role("checkbox", name=same)).to_be_checked()
    axe(page)
    page.get_by_label("Yang benar").fill("Yang benar 1,2 persen.")
    page.get_by_role("button", name="Tandai keliru dan kirim ralat").click()
    expect(page.locator(".msg", has_text="Yang benar 1,2 persen.")).to_be_visible()
    assert [hall(f"told_corrected {number}") for number in (wrong, same)] == ["1", "1"]


@pytest.mark.proves("INB-11")
def test_an_answer_becomes_public_after_a_second_reader(
    sit: Sit, hall: Hall, new_page: Callable[..., Page], axe: Look, no_overflow: Look
) -> None:
    number = hall("answered Mira Berapa inflasi Grobogan? Telepon 081234567890")
    dewi, budi = sit("dewi"), sit("budi")
    dewi.goto(f"{opened(dewi, number)}publish/")
    expect(dewi.get_by_label("Pertanyaan")).not_to_have_value(re.compile("081234567890"))
    dewi.get_by_role("button", name="Usulkan kepada pembaca kedua").click()
    expect(dewi.get_by_text("Diusulkan. Petugas lain membacanya dulu.")).to_be_visible()
    budi.reload()
    expect(budi.get_by_role("link", name="1 menunggu pembaca kedua")).to_be_visible()
    for page in (dewi, budi):
        page.goto("/o/3300/inbox/answers/")
    expect(dewi.get_by_role("button", name="Terbitkan")).to_have_count(0)
    budi.get_by_role("button", name="Kembalikan").click()
    expect(budi.locator("#masalah")).to_be_focused()
    axe(budi)
    budi.get_by_role("button", name="Terbitkan").click()
    expect(budi.get_by_role("button", name="Tarik")).to_be_visible()
    anybody = new_page(viewport={"width": 320, "height": 640})
    anybody.goto("/o/3300/search/?q=inflasi grobogan")
    expect(anybody.locator(".hit", has_text="Grobogan")).to_be_visible()
    no_overflow(anybody)


@pytest.mark.proves("PRT-13")
def test_a_meeting_is_offered_taken_called_off_and_arranged_anew(
    new_page: Callable[..., Page], axe: Look, no_overflow: Look
) -> None:
    asker, officer = new_page(viewport={"width": 320, "height": 640}), new_page()
    asks(asker, "dodi@contoh.id")
    at_inbox(officer, number_of(asker))
    officer.goto(f"{officer.url.partition('?')[0]}meetings/")
    offer = officer.get_by_role("button", name="Tawarkan")
    for n, (hour, way) in enumerate((("10.00", "visit"), ("14.00", "zoom")), start=1):
        officer.fill(f"#day{n}", "2026-07-28")
        officer.fill(f"#at{n}", hour)
        officer.select_option(f"#way{n}", way)
    offer.click()
    expect(officer.locator("#masalah")).to_be_focused()
    expect(officer.locator("#link-salah")).to_have_text("Tempel tautan Zoom yang diawali https://.")
    axe(officer)
    officer.fill("#link", "https://zoom.example/j/81")
    offer.click()
    asker.get_by_role("button", name="10.00").click()
    expect(asker.locator("#pertemuan")).to_contain_text("Nomor Anda J-")
    axe(asker)
    no_overflow(asker)
    officer.reload()
    officer.get_by_role("button", name="Batalkan").click()
    expect(officer.locator("#masalah")).to_be_focused()
    officer.get_by_label("Alasan dibatalkan").fill("Petugas sakit.")
    officer.get_by_role("button", name="Batalkan").click()
    expect(asker.locator("#pesan")).to_contain_text("Alasan: Petugas sakit.")
    expect(asker.locator("#pesan")).not_to_contain_text("sakit..")
    officer.fill("#day1", "2026-07-29")
    officer.fill("#at1", "09.00")
    officer.select_option("#way1", "zoom")
    officer.fill("#link", "https://zoom.example/j/82")
    offer.click()
    asker.get_by_role("button", name="09.00").click()
    expect(asker.get_by_role("link", name="Buka Zoom")).to_be_visible()
    asker.get_by_role("button", name="Batalkan janji").click()
    expect(asker.locator("#pesan")).to_contain_text("Janji dibatalkan: Zoom")
