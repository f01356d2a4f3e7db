"""The guards that every screen has to pass can tell a bad page from a good one."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from types import SimpleNamespace

import pytest

from tests.screens import stand_in

HEAD = '<!doctype html><html lang="id"><head><title>Uji</title></head><body>'
WIDE = '<div style="width:700px">lebar</div>'
PAGES = {
    "/good": "<main><h1>Nomor Anda</h1><p>Silakan duduk.</p></main>",
    "/unnamed": "<main><h1>Nomor</h1><button></button></main>",
    "/small": "<main><h1>Nomor</h1><p>"
    + '<button style="width:9px;height:9px;padding:0;border:0" aria-label="a"></button>' * 2
    + "</p></main>",
    "/wide": f"<main><h1>Nomor</h1>{WIDE}</main>",
    "/table": "<main><h1>Nomor</h1>"
    + f'<div style="overflow-x:auto" tabindex="0">{WIDE}</div></main>',
    "/script": "<main><h1>Nomor</h1></main><script>missing()</script>",
    "/foreign": '<main><h1>Nomor</h1></main><img alt="" src="http://127.0.0.2:9/a.png">',
}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path, "")
        page = f"{HEAD}{body}</body></html>"
        self.send_response(200 if body else 204)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if body:
            self.wfile.write(page.encode())

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is for its result."""


@pytest.fixture(scope="module")
def satu_pintu_server() -> Iterator[SimpleNamespace]:
    """A few plain pages in place of the product."""
    with stand_in(Answers) as server:
        yield server


def test_a_good_page_passes(page, axe, no_overflow):
    page.goto("/good")
    axe(page)
    no_overflow(page)


@pytest.mark.parametrize(("path", "rule"), [("/unnamed", "button-name"), ("/small", "target-size")])
def test_a_page_that_some_cannot_use_is_refused(page, axe, path, rule):
    page.goto(path)
    with pytest.raises(AssertionError, match=rule):
        axe(page)


def test_a_page_that_is_too_wide_is_refused(page, no_overflow):
    page.goto("/wide")
    with pytest.raises(AssertionError, match="320 px"):
        no_overflow(page)


def test_a_table_may_scroll_in_its_own_region(page, no_overflow):
    page.goto("/table")
    no_overflow(page)


@pytest.mark.parametrize(
    ("path", "fault"), [("/script", "missing is not defined"), ("/foreign", "third-party")]
)
def test_faults_of_a_page_are_remembered(page, faults, path, fault):
    page.goto(path)
    for _ in range(100):
        page.wait_for_timeout(50)
        if faults:
            break
    assert [fault in one for one in faults] == [True]
    faults.clear()


def test_a_page_without_java_script_can_be_asked_for(new_page):
    plain = new_page(java_script_enabled=False)
    plain.goto("/script")
    assert plain.title() == "Uji"
