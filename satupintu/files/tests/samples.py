"""Files of every kind, honest and not, made by the tests themselves."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import xlsxwriter
from PIL import Image, PngImagePlugin

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
CSV = b"kode;nama\n3300;Jawa Tengah\n8200;Maluku Utara\n"
TYPES = b'<?xml version="1.0"?><Types><Override ContentType="application/xml"/></Types>'
SEMARANG = {1: "S", 2: (6.0, 58.0, 0.0), 3: "E", 4: (110.0, 25.0, 0.0)}


def xlsx() -> bytes:
    """A workbook as a program writes it."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet("Data").write_row(0, 0, ["Tahun", 2025])
    return made.getvalue()


def archive(parts: dict[str, bytes], base: str = "xl/workbook.xml") -> bytes:
    """An archive with the parts of an office document and these."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        whole = {"[Content_Types].xml": TYPES} | ({base: b"<workbook/>"} if base else {}) | parts
        for name, content in whole.items():
            file.writestr(name, content)
    return made.getvalue()


def locked(data: bytes) -> bytes:
    """The same archive whose parts say that they are encrypted."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(mark, at + 1)
    return bytes(changed)


def lying(data: bytes, size: int = 10) -> bytes:
    """The same archive whose directory says that every part is small."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<L", changed, at + 24, size)
        at = changed.find(b"PK\x01\x02", at + 1)
    return bytes(changed)


def photograph(*, turned: int = 6, size: tuple[int, int] = (40, 20)) -> bytes:
    """A picture that says where, when and with what it was taken."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, 0, size[0] // 2, size[1]))
    said = Image.Exif()
    said[0x010F], said[0x0110], said[0x0112] = "Kamera Siti", "Model X", turned
    said[0x8825] = SEMARANG
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=said, comment=b"rumah Siti", icc_profile=b"\0" * 128)
    return made.getvalue()


def png(**more: str) -> bytes:
    """A picture with texts beside its pixels."""
    texts = PngImagePlugin.PngInfo()
    for name, value in more.items():
        texts.add_text(name, value)
    made = io.BytesIO()
    Image.new("RGBA", (8, 8), (1, 2, 3, 128)).save(made, "PNG", pnginfo=texts)
    return made.getvalue()


def moving_png() -> bytes:
    made = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(made, "PNG", save_all=True, append_images=frames[1:])
    return made.getvalue()


def png_bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A few kilobytes that say that they are 2.5 thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
        )

    head = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def written(folder: Path, data: bytes) -> Path:
    path = folder / "sample"
    path.write_bytes(data)
    return path
