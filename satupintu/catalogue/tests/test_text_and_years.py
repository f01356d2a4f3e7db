"""What comes out of files: clean words, honest links, the years that figures are of."""

from datetime import date, datetime

import pytest

from satupintu.catalogue.sources import periods, text, tree, values
from satupintu.catalogue.sources.record import Refused, keywords, record


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Jumlah   penduduk\t2024 ", "Jumlah penduduk 2024"),
        ("aprÃ¨s Pierre", "après Pierre"),
        ("Rataâ€“rata", "Rata–rata"),
        ("sebelum\x00\u200bsesudah", "sebelumsesudah"),
        ("Tahun\xa02024", "Tahun 2024"),
        ("Rata\u2011rata", "Rata-rata"),
        ("&lt;p&gt;Data 2020&lt;br /&gt;sementara&lt;/p&gt;", "Data 2020 sementara"),
        ("Industri &amp;amp; jasa", "Industri & jasa"),
        ("nilai < 5 dan > 2", "nilai < 5 dan > 2"),
        ("fa?\ufffdade", "faade"),
        ('restoran \\"cepat saji\\"', 'restoran "cepat saji"'),
        (None, ""),
        (61925, "61925"),
        ("sur\ud800rogat", "surrogat"),
        (["beras", 5, "padi"], "beras, padi"),
        ({"nama": "x"}, ""),
    ],
)
def test_a_line_of_text_is_clean(raw, clean):
    assert text.line(raw) == clean


@pytest.mark.parametrize(("sign", "then"), [("<", " "), ("</", " "), ("", "<br"), ("", "<a ")])
def test_a_cell_of_tags_that_never_end_is_looked_through_once(sign, then):
    # Looked through anew from each of its signs it would hold an import for an hour.
    assert text.block(sign + then * 200_000).startswith("<")


def test_a_block_keeps_its_lines_but_no_empty_ones():
    assert text.block("1. Perkotaan;\r\n\r\n 2.  Perdesaan ") == "1. Perkotaan;\n2. Perdesaan"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://bps.go.id/x",
        "//bps.go.id",
        "https://user:pass@bps.go.id/",
        "https://bps .go.id",
        "http://[::1",
        "https://localhost/",
        "https://bps.go.id/" + "x" * 600,
        "",
    ],
)
def test_only_whole_web_addresses_become_links(address):
    assert text.link(address) == ""


def test_an_honest_address_stays_as_it_is():
    address = "https://jateng.bps.go.id/id/statistics-table/2/MTc0MCMy/a.html?x=1&y=2"
    assert text.link(f" {address}\u200b") == address


@pytest.mark.parametrize(
    ("period", "title", "years"),
    [
        ("2015-2022", "", (2015, 2022)),
        ("2015 - 22", "", (2015, 2022)),
        ("Semester 1 (Maret) 2024", "", (2024, 2024)),
        ("null-null", "Produksi padi 2019/2020", (2019, 2020)),
        ("", "Indeks harga konsumen (2022=100) Januari 2025", (2025, 2025)),
        ("", "PDRB atas dasar harga konstan 2010 menurut lapangan usaha", (None, None)),
        ("", "[Seri 2010] PDRB kabupaten", (None, None)),
        ("", "Usaha menurut KBLI 2020, 2023", (2023, 2023)),
        ("", "Hasil Sensus Penduduk 2020", (2020, 2020)),
        ("", "Kode 202045 dan 1.2019,5", (None, None)),
        ("2010, 2015-2018", "", (2010, 2018)),
    ],
)
def test_years_are_those_of_the_figures(period, title, years):
    assert periods.years(periods.period(period), title) == years


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2024-12-23 15:51:42.66", date(2024, 12, 23)),
        ("06 Mar 2023", date(2023, 3, 6)),
        ("6 Agustus 2023", date(2023, 8, 6)),
        ("31/12/2023", date(2023, 12, 31)),
        (datetime(2024, 1, 2), date(2024, 1, 2)),  # noqa: DTZ001 - a cell of Excel has no zone
        ("2024-02-31", None),
        ("32 Foo 2020", None),
        ("kemarin", None),
        (None, None),
    ],
)
def test_days_are_read_as_sources_write_them(raw, day):
    assert periods.day(raw) == day


def test_a_code_finds_the_code_above_it():
    known = frozenset({"A", "01", "011", "0111", "01111", "C"})
    assert tree.parent("01111", "", "A", known) == "0111"
    assert tree.parent("01119", "0111", "A", known) == "0111"
    assert tree.parent("01199", "0119", "A", known) == "011"  # the one told is not there
    assert tree.parent("01", "", "A", known) == "A"
    assert tree.parent("A", "", "A", known) == ""
    assert tree.parent("99", "", "Z", known) == ""


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"Provinsi": "JAWA TENGAH", "Padi": {"2021": 9.5, "2022": 1234567.25}},
         "2022: 1.234.567,25 (Jawa Tengah)"),
        ({"Padi": {"2022": None, "2021": 7}}, "2021: 7"),
        ({"X": {"2022": {"Triwulan I": 2.5, "Tahunan": 4.0}}}, "2022, Tahunan: 4"),
        ({"X": {"Laki-laki": {"2020": 12}}}, "2020, Laki-laki: 12"),
        ({"X": {"2020": "-"}}, ""),
        ("12,5 persen", "12,5 persen"),
    ],
)  # fmt: skip
def test_the_newest_figure_of_a_series_is_told_in_words(told, words):
    assert values.latest(told) == words


def test_keywords_stand_once_and_have_an_end():
    assert keywords("TPT; tpt, pengangguran,, ") == "TPT, pengangguran"
    assert len(keywords(["kata" + str(n) for n in range(900)])) <= 1000


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"ident": " ", "title": "Ada"}, "tidak ada id"),
        ({"ident": "a", "title": " \u200b"}, "tidak ada judul"),
        ({"ident": "a" * 200, "title": "Ada"}, "id-nya 200 huruf"),
        ({"ident": "a", "title": "b" * 1001}, "judulnya 1001 huruf"),
        ({"ident": "a", "title": "Ada", "description": "x" * 20_001}, "uraiannya 20001 huruf"),
    ],
)
def test_a_row_that_cannot_be_shown_is_refused_with_its_reason(told, reason):
    with pytest.raises(Refused, match=reason):
        record({"source": "list", "kind": "data", "type": "table", **told})


def test_the_same_content_has_the_same_digest_and_other_content_another():
    told = {"source": "list", "kind": "data", "type": "table", "ident": "a", "title": "Padi"}
    assert record(told).digest() == record(told).digest()
    assert record(told).digest() != record(told | {"unit": "Ton"}).digest()
