"""The public page, the standard's sound and the signed paper in a browser."""

import shutil
from collections.abc import Callable

import pytest
from django.template.loader import get_template
from playwright.sync_api import Page, expect

from satupintu.files.tests.samples import PDF
from satupintu.home.quiet_hours import QuietHours, _bar
from tests.browser.test_plain_day import sign_in
from tests.servers import SatuPintu

LOADED = """e => new Promise((ok, no) => {
    e.onloadedmetadata = () => ok(e.duration); e.onerror = () => no(e.error.message);
    e.preload = 'metadata'; e.load(); })"""
VOICES = """
const told = window.told = [];
const voices = [{ lang: 'en-US', localService: true, name: 'A' },
                { lang: 'id-ID', localService: %s, name: 'B' }];
Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => voices, addEventListener() {}, cancel() { told.push('quiet'); },
    speak(one) { told.push(one.text); last = one; } } });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
let last;
window.finish = () => last.onend();
"""


def quiet_hours() -> str:
    """The part as an office with a long history shows it."""
    hours = [(8, 12), (9, 124), (10, 18), (11, 9), (13, 14), (14, 5), (15, 0), (16, 7)]
    bars = [_bar(n, {"hour": h, "minutes": m}, 124, 0) for n, (h, m) in enumerate(hours)]
    quiet = QuietHours(["Selasa pukul 15.00, hampir tanpa menunggu"], bars)
    return str(get_template("home/quiet_hours.html").render({"quiet": quiet}))


@pytest.mark.proves("PUB-1", "PUB-5")
@pytest.mark.parametrize("width", [320, 1280])
def test_ways_on_and_quiet_hours_fit_every_screen(
    new_page, axe, no_overflow: Callable[[Page], None], width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    page.goto("/o/3300/")
    page.evaluate(
        "part => document.querySelector('.u-quiet').insertAdjacentHTML('beforeend', part)",
        quiet_hours(),
    )
    expect(page.get_by_role("img", name="08.00, 12 menit; 09.00, 124 menit")).to_be_visible()
    axe(page)
    no_overflow(page)
    page.get_by_role("link", name="Tanya online").click()
    page.wait_for_url("**/search/")


@pytest.mark.proves("PUB-2")
def test_a_player_gets_the_whole_standard(new_page, axe, no_overflow) -> None:
    page = new_page()
    page.goto("/o/3300/standard/consultation/")
    axe(page)
    no_overflow(page)
    if shutil.which("espeak-ng"):
        assert page.locator("audio").evaluate(LOADED) > 30
    else:
        expect(page.locator("audio")).to_have_count(0)


@pytest.mark.proves("PUB-2")
@pytest.mark.parametrize("of_this_machine", [True, False])
def test_only_a_voice_of_this_machine_reads_where_the_server_has_none(
    new_page, of_this_machine: bool
) -> None:
    page = new_page()
    page.add_init_script(VOICES % str(of_this_machine).lower())
    button = '<button type="button" hidden aria-pressed="false" data-listen="Berhenti">'
    html = f"""<!doctype html><html lang="id"><title>x</title>
        <script src="/static/home/listen.js" defer></script>
        <main><p>{button}<span>Dengarkan</span></button></p><h3>Biaya</h3>
        <p>Tidak dipungut biaya.</p><nav><p>Lompat</p></nav></main></html>"""
    page.route("**/standar/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("/standar/")
    if not of_this_machine:
        expect(page.locator("button")).to_be_hidden()
        return
    page.get_by_role("button", name="Dengarkan").click()
    assert page.evaluate("told") == ["quiet", "Biaya", "Tidak dipungut biaya."]
    expect(page.get_by_role("button", name="Berhenti")).to_have_attribute("aria-pressed", "true")
    page.evaluate("finish()")
    expect(page.get_by_role("button", name="Dengarkan")).to_have_attribute("aria-pressed", "false")


@pytest.mark.proves("PUB-4")
def test_an_administrator_puts_the_signed_pledge_beside_its_text(
    new_page, axe, no_overflow, satu_pintu_server: SatuPintu
) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    sign_in(page, "andi")
    page.goto("/o/3300/settings/standards/")
    page.get_by_role("link", name="Pindaian Maklumat pelayanan").click()
    scan = {"name": "maklumat.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.get_by_label("Pindaian bertanda tangan").set_input_files([scan])
    expect(page.get_by_text("Terkirim").first).to_be_visible()
    axe(page)
    no_overflow(page)
    page.get_by_role("button", name="Pasang pindaian").click()
    page.wait_for_url("**/settings/standards/")
    page.goto("/o/3300/#maklumat")
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Unduh pindaian bertanda tangan").click()
    assert downloaded.value.suggested_filename == "maklumat.pdf"
    page.goto("/o/3300/settings/scans/pledge/")
    axe(page)
    page.get_by_role("button", name="Turunkan").click()
    page.wait_for_url("**/settings/standards/")
