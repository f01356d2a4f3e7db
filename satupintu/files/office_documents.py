"""XLSX and DOCX are archives: what is in them, and whether they are what they say."""

import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO

from satupintu.files.refusals import Refused

MOST_PARTS = 3000
MOST_UNPACKED = 200 * 1024 * 1024  # a workbook of 10 MB that people made stays far below
MOST_RATIO = 200  # of a part above a megabyte; sheets of repeated figures reach some dozens
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the only two ways that Office knows
MAIN = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx"}
RUNNING = ("vbaproject.bin", "vbadata.xml", "/macrosheets/", "/activex/", "/dialogsheets/")
END = struct.Struct("<4s4H2LH")  # end of central directory


def document_kind(path: Path) -> str:
    """ "xlsx" or "docx". Raises Refused: type, password, macro, broken."""
    if not _ends_properly(path):
        raise Refused("type")
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            kind = _kind(parts)
            _no_program(archive, parts)
            _no_bomb(archive, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError,
            struct.error, ValueError, OSError, RuntimeError):  # fmt: skip
        raise Refused("broken") from None
    return kind


def _ends_properly(path: Path) -> bool:
    """An archive with nothing behind it: what follows could be another file."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        if size < END.size:
            return False
        file.seek(size - END.size)
        mark, _, _, _, _, length, offset, comment = END.unpack(file.read(END.size))
    # Nothing between directory and end, and nothing before the beginning, can be hidden then.
    return bool(mark == b"PK\x05\x06" and not comment and offset + length == size - END.size)


def _kind(parts: list[zipfile.ZipInfo]) -> str:
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or len(names) != len(parts):
        raise Refused("broken")
    if any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names):
        raise Refused("type")
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused("password")
    if any(part.compress_type not in PACKED for part in parts):
        raise Refused("broken")  # LZMA may ask for four gigabytes before its first byte
    kinds = {kind for name, kind in MAIN.items() if name in names}
    if "[Content_Types].xml" not in names or len(kinds) != 1:
        raise Refused("type")
    return kinds.pop()


def _no_program(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    if any(word in f"/{part.filename.lower()}" for part in parts for word in RUNNING):
        raise Refused("macro")
    with archive.open("[Content_Types].xml") as file:
        types = file.read(1024 * 1024).lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        raise Refused("macro")


def _no_bomb(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpacks every part and counts: what an archive says of itself may be a lie."""
    left = MOST_UNPACKED
    if sum(part.file_size for part in parts) > left:
        raise Refused("broken")
    for part in parts:
        if part.file_size > 1024 * 1024 and part.file_size > MOST_RATIO * part.compress_size:
            raise Refused("broken")
        with archive.open(part) as file:
            left -= _count(file, left)


def _count(file: IO[bytes], most: int) -> int:
    size = 0
    while piece := file.read(256 * 1024):
        size += len(piece)
        if size > most:
            raise Refused("broken")
    return size
