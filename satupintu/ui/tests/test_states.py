"""States of the screens, drawn in a browser: they fit, are readable, and their script helps.

Of the kiosk there is none here: tests/browser/test_kiosk.py looks at its real pages.
"""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.template import engines
from playwright.sync_api import expect

from tests.screens import stand_in

HERE = Path(__file__).parent
STATES = HERE / "states"
STATIC = HERE.parents[0] / "static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'"
)
OWN_FONTS = (b'"Inter Display", Inter,', b"Inter,")
WIDE_FONT = b'"DejaVu Sans",'
QR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29">'
    '<path fill="#fff" d="M0 0h29v29H0z"/>'
    '<path d="M4 4h7v7H4zM18 4h7v7h-7zM4 18h7v7H4zM13 13h6v6h-6z"/></svg>'
)


class ExampleForm(forms.Form):
    name = forms.CharField(label="Nama", error_messages={"required": "Tulis nama Anda."})
    mail = forms.CharField(
        label="Alamat e-mail", error_messages={"required": "Masukkan alamat e-mail."}
    )
    kind = forms.ChoiceField(
        label="Identitas sudah dilihat",
        choices=[("ktp", "KTP"), ("sim", "SIM"), ("paspor", "Paspor")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih satu."},
    )
    text = forms.CharField(
        label="Catatan", widget=forms.Textarea(attrs={"rows": 5}), required=False
    )
    ok = forms.BooleanField(label="Kirim salinan ke e-mail saya", required=False)


def context() -> dict[str, object]:
    return {
        "bad": ExampleForm({"name": "Siti"}),
        "blank": ExampleForm(),
        "steps": [
            {"kind": "done", "title": "Selasa, 21 Juli, 11.05", "text": "Jelas dan lengkap."}
        ],
        "screens": [
            {"name": name, "url": "#isi", "current": name == "Meja"}
            for name in ("Meja depan", "Meja", "Hari ini", "Pengaturan")
        ],
        "office": {"name": "BPS Provinsi Jawa Tengah", "short_name": "PST BPS Jawa Tengah"},
    }


class Answers(BaseHTTPRequestHandler):
    posted: list[str] = []

    def do_GET(self) -> None:
        path, _, _ = self.path.lstrip("/").partition("?")
        body, kind = b"", "text/html; charset=utf-8"
        if path.startswith("static/"):
            file = STATIC / path.removeprefix("static/")
            body, kind = file.read_bytes(), KINDS[file.suffix]
            if file.suffix == ".css" and "wide" in self.headers.get("Referer", ""):
                for own in OWN_FONTS:
                    body = body.replace(own, WIDE_FONT)
        elif path == "qr.svg":
            body, kind = QR.encode(), "image/svg+xml"
        elif (state := STATES / f"{path}.html").is_file():
            body = (
                engines["django"].from_string(state.read_text("utf-8")).render(context()).encode()
            )
        self.send_response(200 if body else 204)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.posted.append(self.path)
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is for its result."""


@pytest.fixture(scope="module")
def satu_pintu_server() -> Iterator[SimpleNamespace]:
    """The example states in place of the product."""
    with stand_in(Answers) as server:
        yield server


def states(*kinds: str) -> list[str]:
    return sorted(p.stem for p in STATES.glob("*.html") if p.stem.split("_")[0] in kinds)


def fits(page, width: int, height: int) -> tuple[int, int]:
    size = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    return max(0, size[0] - width), max(0, size[1] - height)


@pytest.mark.parametrize("font", ["own", "wide"])
def test_the_display_never_scrolls_and_its_call_is_whole(new_page, font):
    page = new_page(viewport={"width": 1920, "height": 1080})
    for state in states("display"):
        page.goto(f"/{state}?{font}")
        assert fits(page, 1920, 1080) == (0, 0), state
        for css in (".d-number", ".d-desk b"):
            for box in page.locator(css).all():
                inner = box.bounding_box()
                outer = page.locator(".d-now").bounding_box()
                assert inner["y"] + inner["height"] <= outer["y"] + outer["height"], (state, css)


def test_the_foot_of_the_display_has_capitals_of_20_mm_on_a_43_inch_screen(new_page):
    page = new_page(viewport={"width": 1920, "height": 1080})
    page.goto("/display")
    size = page.locator(".d-fair").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    pixels_per_mm = 1920 / (43 * 25.4 * 0.8716)
    assert size * 0.715 / pixels_per_mm >= 20


@pytest.mark.proves("DSP-3")
def test_a_called_number_is_yellow_and_a_stale_one_is_not(new_page):
    page = new_page(viewport={"width": 1920, "height": 1080})
    colours = {}
    for state in ("display", "display_stale"):
        page.goto(f"/{state}")
        colours[state] = page.locator(".d-number").evaluate("e => getComputedStyle(e).color")
    assert colours == {"display": "rgb(255, 204, 20)", "display_stale": "rgb(181, 207, 242)"}


def test_public_and_staff_states_fit_320_pixels(page, no_overflow):
    for state in states("phone", "staff", "public", "display"):
        page.goto(f"/{state}")
        no_overflow(page)


@pytest.mark.proves("HP-2")
@pytest.mark.parametrize("font", ["own", "wide"])
def test_the_phone_page_fits_360_pixels_with_letters_twice_as_large(new_page, font):
    page = new_page(viewport={"width": 360, "height": 740})
    for state in states("phone"):
        page.goto(f"/{state}?{font}")
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        assert fits(page, 360, 10_000) == (0, 0), state


@pytest.mark.parametrize("state", states("display", "phone", "staff", "public", "print"))
def test_a_state_can_be_used_by_everybody(page, axe, state):
    page.goto(f"/{state}")
    axe(page)


def test_the_problems_are_read_first_and_each_leads_into_its_field(page):
    page.goto("/staff_set")
    assert page.evaluate("document.activeElement.matches('[data-summary]')")
    page.get_by_role("link", name="Masukkan alamat e-mail.").click()
    assert page.evaluate("document.activeElement.id") == "id_mail"


def test_two_quick_presses_send_one_form(page):
    Answers.posted.clear()
    page.goto("/staff_desk")
    undo = page.get_by_role("button", name="Urungkan")
    undo.dblclick()
    expect(page.locator("[aria-busy]")).to_have_text("Menyimpan…")
    assert Answers.posted == ["/u/"]
    assert page.locator("[aria-busy]").get_attribute("disabled") is None


def test_the_undo_bar_stays_while_it_has_focus_and_leaves_afterwards(page):
    page.clock.install()
    page.goto("/staff_desk")
    page.get_by_role("button", name="Urungkan").focus()
    page.clock.run_for(15_000)
    assert page.locator("[data-undo]").count() == 1
    page.get_by_role("button", name="Urungkan").blur()
    page.clock.run_for(12_000)
    assert page.locator("[data-undo]").count() == 0


def test_function_keys_press_their_buttons_but_not_those_that_cannot_be_used(page):
    page.goto("/staff_desk")
    page.evaluate("""() => { window.pressed = [];
        for (const [name, key] of [['Selesai', 'F9'], ['Tidak hadir', 'F8'], ['Rujuk', 'r']]) {
            const button = [...document.querySelectorAll('button')]
                .find(b => b.textContent.includes(name));
            button.dataset.key = key;
            button.addEventListener('click', () => window.pressed.push(name)); } }""")
    for key in ("F9", "F8", "r"):
        page.keyboard.press(key)
    assert page.evaluate("window.pressed") == ["Selesai"]
    assert page.evaluate("document.activeElement.textContent").startswith("Tidak hadir")
    page.evaluate("document.body.dataset.letters = ''")
    page.keyboard.press("r")
    page.locator("#id_text").focus()
    page.keyboard.press("r")
    assert page.evaluate("window.pressed") == ["Selesai", "Rujuk"]


def test_a_key_pressed_right_after_a_list_closed_is_not_taken_for_typing_in_it(page):
    page.goto("/staff_desk")
    pressed = page.evaluate("""() => { let pressed = 0;
        document.body.dataset.letters = '';
        const button = [...document.querySelectorAll('button')].at(-1);
        button.dataset.key = 'r';
        button.addEventListener('click', (event) => { event.preventDefault(); pressed += 1; });
        const list = document.createElement('dialog'), field = document.createElement('input');
        const press = () => field.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'r', bubbles: true, cancelable: true }));
        list.append(field);
        document.body.append(list);
        list.showModal();
        field.focus();
        press();
        const typed = pressed;
        list.close();
        press();  // the field keeps the focus until the browser draws anew
        return [typed, pressed]; }""")
    assert pressed == [0, 1]


def test_the_clock_follows_the_server_and_counts_on(page):
    page.clock.install(time=0)
    page.goto("/staff_desk")
    assert page.locator("[data-clock]").inner_text() == "09.58"
    page.clock.run_for(61_000)
    assert page.locator("[data-clock]").inner_text() == "09.59"


def test_sizes_of_a_device_come_from_its_setting(page):
    page.goto("/staff_today")
    page.evaluate("document.body.dataset.mm = '3.5'")
    script = (STATIC / "ui" / "ui.js").read_text("utf-8")
    page.evaluate(script)
    assert page.evaluate("document.documentElement.style.getPropertyValue('--mm')") == "3.5px"


@pytest.mark.proves("HP-1")
def test_the_look_of_the_phone_page_needs_the_page_and_two_files(new_page):
    page = new_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto("/phone")
    assert asked == ["phone", "base.css", "phone.css"]
