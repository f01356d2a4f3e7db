"""Which kind of file lies there, told by its content, not by its name alone."""

import codecs
from pathlib import Path

from satupintu.catalogue.sources.reading import Broken, Delimited, JsonLines, Table
from satupintu.catalogue.sources.workbook import Workbook

ENDINGS = {".csv", ".tsv", ".txt", ".xlsx", ".jsonl", ".ndjson"}
_NOT_TABLES = {
    b"%PDF": "berkas PDF; simpan tabelnya sebagai CSV atau XLSX",
    b"\xd0\xcf\x11\xe0": "berkas Excel lama (.xls); buka lalu simpan sebagai .xlsx",
    b"\x1f\x8b": "berkas termampatkan (gzip); bongkar dulu",
    b"Rar!": "berkas termampatkan (RAR); bongkar dulu",
    b"[": "JSON berupa satu daftar; simpan sebagai JSON Lines, satu objek per baris",
    b"<": "halaman web atau XML; simpan tabelnya sebagai CSV atau XLSX",
}


def open_table(file: Path) -> Table:
    """The table that a file holds. Raises Broken."""
    try:
        with file.open("rb") as raw:
            start = raw.read(8192)
    except OSError as problem:
        raise Broken(f"tidak bisa dibuka ({problem.strerror})") from None
    shown = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if not shown:
        raise Broken("kosong")
    for mark, words in _NOT_TABLES.items():
        if shown.startswith(mark):
            raise Broken(words)
    if start.startswith(b"PK"):
        return Workbook.open(file)
    if shown.startswith(b"{") or file.suffix.lower() in {".jsonl", ".ndjson"}:
        return JsonLines.open(file)
    return Delimited.open(file)


def files_in(paths: list[Path]) -> list[Path]:
    """The files named, and the tables lying in the folders named, in order. Raises Broken."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.iterdir() if one.suffix.lower() in ENDINGS)
            if not inside:
                raise Broken(f"{path.name}: tidak ada berkas CSV, XLSX atau JSON Lines di dalamnya")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise Broken(f"tidak ada berkas {path}")
    return list(dict.fromkeys(found))
