"""Files as people send them: every usual form is read, every broken one is named."""

import zipfile

import openpyxl
import pytest

from satupintu.catalogue.sources.opening import files_in, open_table
from satupintu.catalogue.sources.reading import Broken


def a_file(folder, name, content):
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def rows(file):
    return [(row.number, dict(row.cells), row.fault) for row in open_table(file).rows()]


@pytest.mark.parametrize(
    "content",
    [
        "judul,satuan\nPadi,Ton\n",
        "\ufeffJudul;Satuan\r\nPadi;Ton\r\n",
        "JUDUL\tSATUAN\nPadi\tTon",
        '"judul"|"satuan"\n"Padi"|"Ton"\n\n\n',
        "judul,satuan\nPadi,Ton\n".encode("utf-16"),
    ],
)
def test_csv_is_read_in_every_usual_form(tmp_path, content):
    table = open_table(a_file(tmp_path, "a.csv", content))
    assert table.columns == ("judul", "satuan")
    assert [dict(row.cells) for row in table.rows()] == [{"judul": "Padi", "satuan": "Ton"}]


def test_old_windows_letters_are_read_and_remarked(tmp_path):
    table = open_table(a_file(tmp_path, "a.csv", "judul\nRata–rata café\n".encode("cp1252")))
    assert [row.cells["judul"] for row in table.rows()] == ["Rata–rata café"]
    assert table.remarks == ["bukan UTF-8; dibaca sebagai Windows-1252"]


def test_rows_are_numbered_as_the_file_shows_them(tmp_path):
    file = a_file(tmp_path, "a.csv", 'judul,uraian\nA,"dua\nbaris"\n\nB,satu\n')
    assert [(number, cells["judul"]) for number, cells, _ in rows(file)] == [(2, "A"), (5, "B")]


def test_a_row_with_more_cells_than_columns_is_a_fault_of_that_row(tmp_path):
    file = a_file(tmp_path, "a.csv", "judul,satuan\nPadi,Ton,lebih\nJagung,Ton,\n")
    assert [fault for *_, fault in rows(file)] == ["3 kolom, sedangkan judulnya 2", ""]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "kosong"),
        (b" \n\n", "kosong"),
        (b"%PDF-1.7 x", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Excel lama"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"<!DOCTYPE html><table>", "halaman web"),
        (b'[{"judul": "a"}]', "JSON Lines"),
        (b"\x00\x01\x02\x03\x04\x05\xff\xfe\x00\x00\x00\x00\x00\x00\x00\x00", "bukan berkas teks"),
        (b"judul,satuan\nPadi,\"Ton\nJagung,Ton\n", "tanda kutip di baris 2"),
        (b"judul,judul\na,b\n", "ada dua kali"),
        (b"judul\n\"" + b"x" * 200_000 + b"\"\n", "lebih dari 100.000 huruf"),
        (b"PK\x03\x04 terpotong", "terpotong atau rusak"),
        (b"{\"judul\": \"a\nb", "tidak ada satu baris pun"),
    ],
)  # fmt: skip
def test_a_broken_file_says_what_is_wrong_and_what_to_do(tmp_path, content, reason):
    with pytest.raises(Broken, match=reason):
        rows(a_file(tmp_path, "a.csv", content))


def test_json_lines_name_the_broken_line_and_read_the_others(tmp_path):
    file = a_file(tmp_path, "a.jsonl", '{"Judul": "A"}\n{broken\n[1]\n\n{"judul": "B"}\n')
    assert [(number, fault) for number, _, fault in rows(file)] == [
        (1, ""), (2, "bukan JSON yang utuh"), (3, "bukan objek JSON {…}"), (5, ""),
    ]  # fmt: skip


def test_json_lines_may_be_utf_16(tmp_path):
    file = a_file(tmp_path, "a.jsonl", '{"judul": "Padi"}\n'.encode("utf-16"))
    assert rows(file) == [(1, {"judul": "Padi"}, "")]


def a_workbook(file, *lines, format_=None):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in lines:
        sheet.append(line)
    if format_:
        sheet[format_[0]].number_format = format_[1]
    book.save(file)
    return file


def test_excel_is_read_below_its_headings_with_codes_keeping_their_zeros(tmp_path):
    file = a_workbook(
        tmp_path / "a.xlsx", ["BPS"], [], ["Judul", "Kode", "Tahun"], ["Jagung", 1111, 2024.0],
        format_=("B4", "00000"),
    )  # fmt: skip
    assert rows(file) == [(4, {"judul": "Jagung", "kode": "01111", "tahun": "2024"}, "")]


def test_a_merged_cell_counts_in_each_of_its_rows(tmp_path):
    file = a_workbook(
        tmp_path / "a.xlsx", ["Daftar", None], ["Judul", "Subjek"], ["Padi", "Pangan"],
        ["Jagung", None], ["Jalan", None],
    )  # fmt: skip
    book = openpyxl.load_workbook(file)
    book.worksheets[0].merge_cells("A1:B1")
    book.worksheets[0].merge_cells("B3:B4")
    book.save(file)
    assert [cells["subjek"] for _, cells, _ in rows(file)] == ["Pangan", "Pangan", ""]


def test_two_columns_of_one_name_are_refused_in_excel_too(tmp_path):
    file = a_workbook(tmp_path / "a.xlsx", ["ID", "Judul", "judul"], [1, "A", "B"])
    with pytest.raises(Broken, match="'judul' ada dua kali"):
        open_table(file)


def test_a_formula_without_a_result_is_a_fault_of_its_row(tmp_path):
    file = a_workbook(tmp_path / "a.xlsx", ["Judul", "Nilai"], ["A", "=1+1"], ["B", "#REF!"])
    assert next(fault for *_, fault in rows(file)) == (
        "sel B2 berisi rumus tanpa hasil; tempelkan sebagai nilai"
    )


def test_excel_without_columns_and_zips_of_other_things_are_named(tmp_path):
    with pytest.raises(Broken, match="nama-nama kolom"):
        open_table(a_workbook(tmp_path / "a.xlsx", ["satu"]))
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        archive.writestr("x.txt", "x")
    with pytest.raises(Broken, match="bukan XLSX"):
        open_table(tmp_path / "b.xlsx")


def test_files_and_folders_are_found_and_missing_ones_named(tmp_path):
    file = a_file(tmp_path, "b.csv", "x")
    a_file(tmp_path, "catatan.md", "x")
    assert files_in([tmp_path, file]) == [file]
    with pytest.raises(Broken, match="tidak ada berkas"):
        files_in([tmp_path / "tiada.csv"])
    (tmp_path / "kosong").mkdir()
    with pytest.raises(Broken, match="tidak ada berkas CSV"):
        files_in([tmp_path / "kosong"])
