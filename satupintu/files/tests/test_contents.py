"""What a file is, by its content: honest ones are taken, disguised and dangerous ones are not."""

import io
import zipfile

import pytest

from satupintu.files.accepted import ALLOWED, KINDS, suffixes, words
from satupintu.files.contents import examine
from satupintu.files.refusals import WORDS, Refused
from satupintu.files.tests import samples
from satupintu.files.tests.samples import CSV, PDF, archive, locked, written

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.mark.proves("PRT-12")
def test_the_words_before_choosing_are_those_of_the_list() -> None:
    assert words() == "PDF, XLSX, CSV, JPG, PNG"
    assert suffixes(("jpg",)) == ".jpg,.jpeg,.jpe,.jfif"
    assert set(ALLOWED) < set(KINDS)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", PDF, "pdf"),
        ("a.pdf", PDF + b"\n" * 20, "pdf"),
        ("tabel.xlsx", samples.xlsx(), "xlsx"),
        ("a.csv", CSV, "csv"),
        ("a.CSV", "tahun,nilai\n2025,-5\n2024,+62 812\n".encode("utf-16"), "csv"),
        ("a.csv", b"\xef\xbb\xbfsatu\ndua\n", "csv"),
        ("foto", samples.photograph(), "jpg"),
        ("a.png", samples.png(), "png"),
    ],
)
def test_honest_files_are_known(tmp_path, name: str, data: bytes, kind: str) -> None:
    assert examine(written(tmp_path, data), name) == kind


def test_a_kind_that_is_known_and_not_asked_for_is_of_the_wrong_type(tmp_path) -> None:
    word = archive({}, "word/document.xml")
    assert examine(written(tmp_path, word), "a.docx", ("docx",)) == "docx"
    assert examine(written(tmp_path, b"halo"), "a.txt", ("txt",)) == "txt"
    for data, name in ((word, "a.docx"), (b"halo", "a.txt")):
        with pytest.raises(Refused, match="type"):
            examine(written(tmp_path, data), name)


@pytest.mark.proves("T31", "T32")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("foto.jpg", HTML), ("tabel.csv", HTML), ("tabel.csv", SVG), ("foto.png", SVG),
        ("tabel.csv", b"\n\n  <SCRIPT>1</SCRIPT>"), ("tabel.csv", b"<?php system(1);"),
        ("tabel.csv", "<html>".encode("utf-16")), ("tabel.csv", b"#!/bin/sh\nrm -rf x\n"),
        ("tabel.csv", b"{\\rtf1 halo}"), ("tabel.csv", b"MZ,1,2\n"), ("tabel.csv", b"a\0b,c\n"),
        ("tabel.csv", b"%!PS-Adobe-3.0\n"), ("tabel.csv", b"GIF89a,1,2\n"),
        ("program.pdf", b"MZ\x90\0" + b"\0" * 200), ("program.exe", b"\x7fELF" + b"\0" * 99),
        ("lama.xls", OLE), ("gambar.gif", b"GIF89a" + b"\0" * 99), ("surat.svg", SVG),
        ("arsip.zip", archive({"a": b"b"}, "")), ("a.mht", b"MIME-Version: 1.0\nFrom: x\n"),
        ("dua.xlsx", archive({"word/document.xml": b"x"})),
    ],
)  # fmt: skip
def test_what_only_pretends_is_of_the_wrong_type(tmp_path, name: str, data: bytes) -> None:
    with pytest.raises(Refused, match="type"):
        examine(written(tmp_path, data), name)


@pytest.mark.parametrize(
    "data",
    [
        PDF + samples.xlsx(),  # a document and an archive in one
        b"junk" + samples.xlsx(),
        samples.xlsx() + HTML,
        archive({"%PDF-1.4 first.xml": b"x"}).replace(b"[Content_Types]", b"%PDF-1.4_Types]", 1),
    ],
)
def test_files_that_are_two_things_at_once_are_not_taken(tmp_path, data: bytes) -> None:
    with pytest.raises(Refused, match="type"):
        examine(written(tmp_path, data), "a.xlsx")


@pytest.mark.proves("T34")
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (PDF.replace(b"/Root", b"/Encrypt 5 0 R/Root"), "password"),
        (locked(samples.xlsx()), "password"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (archive({"xl/vbaProject.bin": b"x"}), "macro"),
        (archive({"xl/macrosheets/sheet1.xml": b"x"}), "macro"),
        (archive({"xl/activeX/activeX1.bin": b"x"}), "macro"),
        (archive({"[Content_Types].xml": b"application/vnd.ms-excel.sheet.macroEnabled"}), "macro"),
        (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/Launch>>"), "macro"),
        (b"nama,nilai\n=cmd|' /C calc'!A0,1\n", "macro"),
        (PDF.replace(b"%%EOF", b""), "broken"),
        (samples.xlsx()[:-200], "type"),  # cut off: its directory is gone
        (archive({"../../etc/cron.d/x": b"x"}), "type"),
    ],
)
def test_locked_running_and_broken_files_are_told_apart(tmp_path, data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as told:
        examine(written(tmp_path, data), "a.csv")
    assert told.value.reason == reason


@pytest.mark.proves("T69")
@pytest.mark.parametrize("gap", [b"\n", b"\t", b" \n", b"\r\n"])
def test_a_table_of_nothing_but_empty_lines_is_looked_through_once(tmp_path, gap: bytes) -> None:
    # Looked through anew from each of its lines it would hold the server for days.
    table = b"kode;nama" + gap * (2_000_000 // len(gap)) + b"3300;Jawa Tengah\n"
    assert examine(written(tmp_path, table), "a.csv") == "csv"


@pytest.mark.parametrize("gap", [b"", b" ", b"\t", b"\n \t  "])
def test_a_cell_that_starts_a_program_is_found_behind_any_gap(tmp_path, gap: bytes) -> None:
    with pytest.raises(Refused, match="macro"):
        examine(written(tmp_path, b"nama;" + gap + b"=cmd|' /C calc'!A0\n"), "a.csv")


@pytest.mark.proves("T34")
def test_a_workbook_is_packed_as_office_packs(tmp_path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("[Content_Types].xml", samples.TYPES)
        file.writestr("xl/workbook.xml", b"<workbook/>")
    data = bytearray(made.getvalue())
    at = 0
    while (at := data.find(b"\x05\x00]", at)) >= 0:  # each part asks for four gigabytes
        data[at + 3 : at + 7] = b"\xff" * 4
        at += 7
    with pytest.raises(Refused, match="broken"):
        examine(written(tmp_path, bytes(data)), "a.xlsx")


@pytest.mark.proves("T34")
@pytest.mark.parametrize("lies", [False, True])
def test_a_workbook_that_unpacks_to_gigabytes_ends_at_a_limit(tmp_path, lies: bool) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", samples.TYPES)
        file.writestr("xl/workbook.xml", b"<workbook/>")
        for number in range(3):
            with file.open(f"xl/sheet{number}.xml", "w") as part:
                for _ in range(100):
                    part.write(b"0" * 1_000_000)
    data = samples.lying(made.getvalue()) if lies else made.getvalue()
    with pytest.raises(Refused, match="broken"):
        examine(written(tmp_path, data), "bom.xlsx")


def test_a_part_written_twice_is_not_taken(tmp_path) -> None:
    made = io.BytesIO(samples.xlsx())
    with zipfile.ZipFile(made, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("xl/workbook.xml", b"<other/>")
    with pytest.raises(Refused, match="broken"):
        examine(written(tmp_path, made.getvalue()), "a.xlsx")


@pytest.mark.proves("PRT-12")
@pytest.mark.parametrize("reason", list(WORDS))
def test_every_refusal_has_its_own_sentence_that_says_how_to_go_on(reason: str) -> None:
    said = Refused(reason, "tabel.xlsx").words()
    assert said.endswith(".")
    assert "%" not in said
    assert (
        sum(one == said for one in (Refused(other, "tabel.xlsx").words() for other in WORDS)) == 1
    )
