"""What a file is, by its content alone; its name only tells a table from a plain text.

A file must be one thing from its first byte to its last: what two programs would read as two
different things is not taken.
"""

import re
import zipfile
from pathlib import Path

import puremagic

from satupintu.files.accepted import ALLOWED
from satupintu.files.names import split
from satupintu.files.office_documents import document_kind
from satupintu.files.refusals import Refused

HEAD, TAIL = 4096, 2048
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office, and every locked new one
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|object|\?xml|\?php)", re.I)
# Dynamic data exchange: a cell that starts a program when a spreadsheet opens it. What may stand
# before its sign shares nothing with what separates cells: else empty lines would take for ever.
STARTS_A_PROGRAM = re.compile(rb"(?:^|[,;\t\n\r\"'])[ \v\f]*[=+@-][^,;\n|]{0,80}\|[^\n!]{0,200}!")
SURE = 0.4  # of puremagic, from which it is not merely guessing


def examine(path: Path, name: str, kinds: tuple[str, ...] = ALLOWED) -> str:
    """The kind of a file, one of `kinds`. Raises Refused: type, password, macro, broken."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, path.stat().st_size - TAIL))
        tail = file.read()
    found = _kind(path, name, head, tail)
    if found not in kinds:
        raise Refused("type")
    return found


def _kind(path: Path, name: str, head: bytes, tail: bytes) -> str:
    if head.startswith(b"%PDF-"):
        return _pdf(path, tail)
    if head.startswith(b"PK\x03\x04"):
        if b"%PDF-" in head[:1100]:
            raise Refused("type")
        return document_kind(path)
    if head.startswith(OLE):
        raise Refused("password" if _contains(path, LOCKED_OFFICE) else "type")
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return _text(path, name, head)


def _pdf(path: Path, tail: bytes) -> str:
    if zipfile.is_zipfile(path):  # a document and an archive in one
        raise Refused("type")
    if b"%%EOF" not in tail:
        raise Refused("broken")
    data = path.read_bytes()
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<", data):
        raise Refused("password")
    if re.search(rb"/Launch\b|/RichMedia\b", data):  # starts programs
        raise Refused("macro")
    return "pdf"


def _text(path: Path, name: str, head: bytes) -> str:
    data = path.read_bytes()
    plain = _plain(data)
    if plain is None or MARKUP.search(plain[:HEAD]) or _something_else(head):
        raise Refused("type")
    suffix = split(name)[1]
    if suffix == ".csv":
        if STARTS_A_PROGRAM.search(plain):
            raise Refused("macro")
        return "csv"
    if suffix == ".txt":
        return "txt"
    raise Refused("type")


def _plain(data: bytes) -> bytes | None:
    """The text as UTF-8, None when it is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeDecodeError:
            return None
    data = data.removeprefix(b"\xef\xbb\xbf")
    return None if re.search(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]", data) else data


def _something_else(head: bytes) -> bool:
    if head.startswith((b"#!", b"%!", b"MZ", b"{\\rtf")):
        return True
    try:
        return any(one.confidence >= SURE for one in puremagic.magic_string(head))
    except (puremagic.PureError, ValueError):
        return False  # no known beginning: a text


def _contains(path: Path, wanted: bytes) -> bool:
    return wanted in path.read_bytes()
