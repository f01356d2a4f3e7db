"""The upload field in a browser, against the served product: progress, a drop, cancel, refusals."""

import http.client
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from playwright.sync_api import Page, Route, expect

from satupintu.files.accepted import PER_MESSAGE
from satupintu.files.tests.samples import PDF
from satupintu.files.tests.test_uploading import LONG, Question
from satupintu.offices.models import Office
from tests.servers import SatuPintu

HEAD = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Bertanya</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/ui/base.css">
<link rel="stylesheet" href="/static/ui/public.css">
<script src="/static/files/upload.js" defer></script></head><body class="public">
<main class="wrap page"><h1>Bertanya</h1><form method="post" enctype="multipart/form-data">"""
FOOT = '<button class="button primary">Kirim</button></form></main></body></html>'


def form_of(token: str) -> str:
    """The question as a page of the product would show it."""
    request = RequestFactory().get("/")
    request.office, request.META["CSRF_COOKIE"] = Office(code="3300"), token  # type: ignore[attr-defined]
    form = Question()
    form.fields["attached"].asked_by(request)  # type: ignore[attr-defined]
    field = Template("{% load ui %}{% field form.attached %}")
    return HEAD + field.render(Context({"form": form})) + FOOT


@pytest.fixture
def asking(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """A page with the field, of the origin of the served product and with its cookie."""

    def open_page(**options: object) -> Page:
        page = new_page(**options)
        page.goto("/sign-in/")
        cookies = {one["name"]: one["value"] for one in page.context.cookies()}
        html = form_of(cookies["csrftoken"])
        page.route("**/asking/", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto("/asking/")
        return page

    return open_page


def choose(page: Page, *paths: Path) -> None:
    page.get_by_label("Lampiran").set_input_files([str(path) for path in paths])


def sample(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.proves("PRT-12")
def test_after_a_drop_the_upload_goes_on_and_the_key_comes_with_the_form(asking, tmp_path) -> None:
    page = asking()
    pieces: list[str] = []

    def second_one_is_lost(route: Route) -> None:
        pieces.append(route.request.url)
        if len(pieces) == 2:
            return route.abort("connectionreset")
        return route.continue_()

    page.route("**/upload/*/", second_one_is_lost)
    choose(page, sample(tmp_path, "tabel.csv", LONG))
    expect(page.get_by_text("Sambungan putus")).to_have_count(2)  # seen and heard
    expect(page.get_by_text("Terkirim").first).to_be_visible()
    key = page.locator("input[name=attached_kept]").input_value()
    assert len(key) == 32
    answer = page.request.get(f"/o/3300/files/{key}/")
    assert (answer.status, answer.body()) == (200, LONG)
    assert answer.headers["content-disposition"].startswith("attachment;")


@pytest.mark.proves("PRT-12")
def test_cancelled_on_the_way_nothing_is_left(asking, tmp_path) -> None:
    page = asking()
    page.route("**/upload/*/", lambda route: None)  # the first piece never gets an answer
    with page.expect_request("**/cancel/"):
        choose(page, sample(tmp_path, "tabel.csv", LONG))
        expect(page.locator("progress")).to_be_visible()
        page.wait_for_timeout(300)
        page.get_by_role("button", name="Batal tabel.csv").click()
    expect(page.locator("progress")).to_have_count(0)
    expect(page.get_by_label("Lampiran")).to_be_focused()


@pytest.mark.proves("PRT-12")
def test_each_refusal_stands_beside_its_file(asking, tmp_path) -> None:
    page = asking()
    choose(
        page,
        sample(tmp_path, "kosong.csv", b""),
        sample(tmp_path, "surat.docx", b"PK"),
        sample(tmp_path, "palsu.pdf", b"<html><script>1</script>"),
        sample(tmp_path, "terkunci.pdf", PDF.replace(b"/Root", b"/Encrypt 5 0 R/Root")),
        sample(tmp_path, "besar.csv", b"x" * (10 * 1024 * 1024 + 1)),
    )
    rows = page.locator("[data-upload-list] li.refused")
    expect(rows).to_have_count(5)
    said = " ".join(rows.all_inner_texts())
    for words in (
        "kosong.csv kosong.", "surat.docx: jenis berkas ini tidak dapat diterima.",
        "palsu.pdf: jenis berkas", "terkunci.pdf terkunci kata sandi.",
        "besar.csv lebih besar dari 10 MB.",
    ):  # fmt: skip
        assert words in said
    assert page.locator("input[name=attached_kept]").count() == 0


@pytest.mark.proves("PRT-12")
def test_the_form_waits_for_what_is_still_being_sent(asking, tmp_path) -> None:
    page = asking()
    sent: list[bytes] = []

    def answered(route: Route) -> None:
        if route.request.method == "POST":
            sent.append(route.request.post_data_buffer or b"")
        route.fulfill(body="<title>Terima kasih</title>", content_type="text/html")

    choose(page, sample(tmp_path, "tabel.csv", LONG))
    page.route("**/asking/", answered)
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.wait_for_function("document.title === 'Terima kasih'")
    assert b'name="attached_kept"' in sent[0]


@pytest.mark.proves("PRT-12")
def test_a_form_goes_without_a_refused_file_only_by_a_second_press(asking, tmp_path) -> None:
    page = asking()
    sent: list[str] = []

    def answered(route: Route) -> None:
        sent.append(route.request.method)
        route.fulfill(body="<title>Terima kasih</title>", content_type="text/html")

    page.route("**/asking/", answered)
    choose(page, sample(tmp_path, "palsu.pdf", b"<html><script>1</script>"))
    page.get_by_role("button", name="Kirim", exact=True).click()  # before the answer has come
    expect(page.get_by_text("Ada berkas yang tidak ikut.")).to_be_visible()
    expect(page.get_by_role("button", name="Hapus")).to_be_focused()
    assert sent == []
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.wait_for_function("document.title === 'Terima kasih'")
    assert sent == ["POST"]


@pytest.mark.proves("PRT-12")
def test_files_beyond_the_number_that_goes_are_told_to_the_eye_too(asking, tmp_path) -> None:
    page = asking()
    choose(page, *(sample(tmp_path, f"t{n}.csv", b"a,b\n1,2\n") for n in range(PER_MESSAGE + 2)))
    expect(page.locator("[data-upload-list] li")).to_have_count(PER_MESSAGE)
    expect(page.locator("[data-upload-says]")).not_to_have_class("vh")


def test_it_is_usable_by_everybody_on_a_small_screen(
    asking, axe, no_overflow: Callable[[Page], None], tmp_path
) -> None:
    page = asking(viewport={"width": 320, "height": 640})
    long_name = "tabel_inflasi_menurut_kelompok_pengeluaran_dan_kabupaten_2025.csv"
    choose(page, sample(tmp_path, long_name, LONG), sample(tmp_path, "x.docx", b"PK"))
    expect(page.get_by_text("Terkirim").first).to_be_visible()
    no_overflow(page)
    axe(page)


def test_a_file_of_ten_megabytes_comes_through_the_gate_with_the_form(
    satu_pintu_server: SatuPintu,
) -> None:
    """Whole on disk before Django sees it; above the limit a plain page says so."""

    def post(size: int) -> int:
        head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n'
        body = head + b"x" * size + b"\r\n--x--\r\n"
        address = urlsplit(satu_pintu_server.url)
        line = http.client.HTTPConnection(str(address.hostname), address.port, timeout=30)
        form = {"Content-Type": "multipart/form-data; boundary=x"}
        line.request("POST", "/o/3300/upload/", body, form)
        status = line.getresponse().status
        line.close()
        return status

    assert post(10 * 1024 * 1024) == 403  # reached Django, and lacked the form's token
    assert post(13 * 1024 * 1024) == 413
