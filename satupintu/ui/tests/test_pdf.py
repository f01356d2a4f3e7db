"""Documents as files: A4, with title and language, their text readable by machines."""

import io
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from satupintu.ui import paper, pdf
from satupintu.ui.paper import Paper, draw
from satupintu.ui.pdf import blocks_of, drawn_apart

PAGE = """<header><p>Batang atas</p></header><main><header class="print-head"><svg><use/></svg>
<p><b>BPS Provinsi Jawa Tengah</b></p><h1>Konsultasi K-2026-3300-00001</h1></header>
<h2>Jumat, 24 Juli 2026</h2><p><b>Siti</b>, 09.05</p><div class="pre">Baris satu
  Baris   dua</div><ol><li>Datang</li><li>Tunggu</li></ol><ul><li>Gratis</li></ul>
<table><tr><th>Bulan</th><th>Angka</th></tr><tr><td>Juli</td><td>12</td></tr></table>
<dl><dt>Waktu</dt><dd>3 hari kerja</dd></dl><nav><a>Lompat</a></nav></main><footer>Kaki</footer>"""


def a_paper(*texts: str) -> Paper:
    blocks = [("h1", "Judul"), *[("p", text) for text in texts]]
    return Paper("Judul berkas", "BPS", "BPS", "Halaman {n} dari {all}", "id", blocks)


def read(file: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(file))


def words(file: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(file).pages).split())


def test_the_main_part_of_a_page_becomes_blocks_in_its_order():
    assert blocks_of(PAGE) == [
        ("p", "BPS Provinsi Jawa Tengah"), ("h1", "Konsultasi K-2026-3300-00001"),
        ("h2", "Jumat, 24 Juli 2026"), ("p", "Siti, 09.05"), ("p", "Baris satu\nBaris dua"),
        ("p", "1. Datang"), ("p", "2. Tunggu"), ("li", "Gratis"),
        ("table", [["Bulan", "Angka"], ["Juli", "12"]]), ("h3", "Waktu"), ("p", "3 hari kerja"),
    ]  # fmt: skip


def test_a_file_is_a4_with_title_language_and_text_that_can_be_copied():
    file = drawn_apart(a_paper("Diperiksa paling lambat Senin, 27 Juli 2026 pukul 15.30 WIB."))
    assert file
    found = read(file)
    width, height = found.pages[0].mediabox[2:]
    assert (round(float(width)), round(float(height))) == (595, 842)
    told = found.metadata
    assert told
    assert (told.title, told.author) == ("Judul berkas", "BPS")
    assert str(found.root_object["/Lang"]) == "id"
    assert "Senin, 27 Juli 2026 pukul 15.30 WIB." in words(file)
    assert "Halaman 1 dari 1" in words(file)
    [heading] = found.outline
    assert isinstance(heading, Destination)
    assert heading.title == "Judul"


def test_headings_of_one_kind_stand_beside_each_other_though_a_page_skips_a_level():
    kinds = ["h2", "h3", "h1", "h3", "h3", "h2", "h3"]
    told = replace(a_paper(), blocks=[(kind, f"{n} {kind}") for n, kind in enumerate(kinds)])
    assert titles(read(draw(told)).outline) == [
        "0 h2", ["1 h3"], "2 h1", ["3 h3", "4 h3", "5 h2", ["6 h3"]],
    ]  # fmt: skip


def titles(outline: list[Any]) -> list[Any]:
    return [titles(each) if isinstance(each, list) else each.title for each in outline]


@pytest.mark.parametrize("font", [True, False])
def test_letters_of_no_western_font_never_stop_a_file(font, monkeypatch):
    if not font:
        monkeypatch.setattr(paper, "FONTS", ())
    text = words(draw(a_paper("Krčmář – “kutip” ≤ 5 … 漢字 \x00\x1f 😀 café")))
    assert "café" in text
    assert ("Krčmář" if font else 'Krcmár - "kutip" <= 5') in text


def test_many_pages_are_numbered_to_the_last():
    file = draw(a_paper(*["Kalimat yang cukup panjang untuk satu baris penuh. " * 3] * 150))
    pages = len(read(file).pages)
    assert pages > 3
    assert f"Halaman {pages} dari {pages}" in words(file)


@pytest.mark.proves("T69")
def test_documents_do_not_occupy_every_thread(monkeypatch):
    """With two drawn and one waiting the print page is given at once, and nobody waits for it."""
    monkeypatch.setattr(pdf, "_drawn", lambda paper: pytest.fail("it took a turn"))
    with pdf.PLACES, pdf.PLACES, pdf.PLACES:
        assert drawn_apart(a_paper("Apa saja")) is None


def test_what_cannot_be_drawn_in_time_is_told_and_holds_no_turn(monkeypatch):
    monkeypatch.setattr(pdf, "LASTS", 0.001)
    for _ in range(4):
        assert drawn_apart(a_paper("Apa saja")) is None
    monkeypatch.setattr(pdf, "LASTS", 30.0)
    assert drawn_apart(a_paper("Apa saja"))
