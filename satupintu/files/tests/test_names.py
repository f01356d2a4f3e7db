"""Names as they come from elsewhere."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satupintu.files.names import clean, header


@pytest.mark.proves("T33")
@pytest.mark.parametrize(
    ("given_name", "kind", "kept"),
    [
        ("Tabel Inflasi 2025.xlsx", "xlsx", "Tabel Inflasi 2025.xlsx"),
        ("../../etc/passwd", "csv", "passwd.csv"),
        ("C:\\Users\\siti\\surat.PDF", "pdf", "surat.pdf"),
        ("surat\0.exe\0.pdf", "pdf", "surat_exe.pdf"),
        ("laporan.pdf.exe", "pdf", "laporan.pdf_exe.pdf"),
        ("foto.php.jpg", "jpg", "foto_php.jpg"),
        ("foto.html", "jpg", "foto_html.jpg"),
        ("foto.png", "jpg", "foto.jpg"),
        ("foto.jpeg", "jpg", "foto.jpeg"),
        ("versi 1.2.pdf", "pdf", "versi 1.2.pdf"),
        ("gambar\u202egnp.exe", "png", "gambargnp_exe.png"),
        ("\u2066\u200b\u200fsurat\u2069.pdf", "pdf", "surat.pdf"),
        ("CON.pdf", "pdf", "berkas.pdf"),
        (".htaccess", "csv", "htaccess.csv"),
        ("", "pdf", "berkas.pdf"),
        ("   . . ", "pdf", "berkas.pdf"),
        ('a"b\r\nSet-Cookie: x=1.pdf', "pdf", "a bSet-Cookie x=1.pdf"),
        ("..%2f..%2fgambar.pht", "jpg", "2f.. 2fgambar_pht.jpg"),
        ("surat.pdf.", "pdf", "surat.pdf"),
        ("x" * 400 + ".pdf", "pdf", "x" * 116 + ".pdf"),
        ("ﺗﻘﺮﻳﺮ.pdf", "pdf", "ﺗﻘﺮﻳﺮ.pdf"),
    ],
)
def test_a_name_becomes_harmless_and_stays_readable(given_name, kind, kept) -> None:
    assert clean(given_name, kind) == kept


@given(st.text(max_size=200), st.sampled_from(["pdf", "csv", "jpg"]))
def test_no_name_keeps_a_path_or_a_hidden_sign(name: str, kind: str) -> None:
    kept = clean(name, kind)
    assert not set(kept) & set('/\\"<>:|?*\r\n\0')
    assert not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs"} for sign in kept)
    assert 5 <= len(kept) <= 120
    assert not kept.startswith(".")
    assert clean(kept, kind) == kept


def test_the_header_says_the_name_twice_and_nothing_else() -> None:
    said = header("Tabel Ënam; \u20ac.xlsx")
    assert said == (
        'attachment; filename="Tabel Enam; .xlsx"; '
        "filename*=UTF-8''Tabel%20%C3%8Bnam%3B%20%E2%82%AC.xlsx"
    )
    assert "\n" not in header('a"\r\nX: y')
    assert header('a"b') == "attachment; filename=\"a_b\"; filename*=UTF-8''a%22b"
