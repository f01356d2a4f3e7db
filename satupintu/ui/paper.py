"""A document drawn as PDF, A4, by `python -m satupintu.ui.paper`: JSON comes in, the file goes out.

It runs in a process of its own that ends with the document, so that what a long one needs is given
back; it imports nothing but the library, so that it starts quickly.
"""

import json
import sys
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

MEMORY = 512 * 1024 * 1024  # bytes of address space; a thousand messages need a fifth
MARGIN, BULLET, LINE = 20, 5, 5.2  # millimetres
SIZE = 10.5  # points
MANY, WORDY = 8, 26  # columns that make a table narrow; letters of a cell that may want a line
SIZES = {"h1": 17.0, "h2": 13.0, "h3": 11.5}
# Debian's fonts-dejavu-core, Fedora, Windows with the font, macOS with it: taken where they are.
FONTS = (
    "/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu-sans-fonts",
    "C:/Windows/Fonts", "/Library/Fonts",
)  # fmt: skip
ALIKE = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "•": "·",
     "→": "->", "≤": "<=", "≥": ">=", "\u2011": "-", "\u202f": " ", "€": "EUR"}
)  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """A document: blocks are ("h1" | "h2" | "h3" | "p" | "li", text), or ("table", rows)."""

    title: str
    author: str  # the office
    foot: str  # at the bottom of each page, before the page number
    page: str  # "Halaman {n} dari {all}"
    lang: str = "id"
    blocks: list[tuple[str, Any]] = field(default_factory=list)
    wide: bool = False  # lying on its long side, for tables of many columns

    def as_json(self) -> bytes:
        """As the drawing process reads it."""
        return json.dumps(asdict(self)).encode()


def draw(paper: Paper) -> bytes:
    """The file. What no font at hand can write is written with the nearest letters."""
    from fpdf import FPDF, ViewerPreferences  # noqa: PLC0415 - only the drawing process pays for it

    family, clean = _family(paper)

    class Sheet(FPDF):
        def footer(self) -> None:
            self.set_y(-15)
            self.set_font(family, size=8.5)
            page = paper.page.replace("{n}", str(self.page_no())).replace("{all}", "{nb}")
            self.cell(0, 5, clean(f"{paper.foot}  {page}"), align="C")

    sheet = Sheet("landscape" if paper.wide else "portrait", format="A4")
    if family == "DejaVu" and (folder := _folder()):
        for style, file in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
            sheet.add_font(family, style, folder / file)
    sheet.set_title(paper.title)
    sheet.set_author(paper.author)
    sheet.set_creator("Satu Pintu")
    sheet.set_lang(paper.lang)
    sheet.viewer_preferences = ViewerPreferences(display_doc_title=True)
    sheet.set_margins(MARGIN, MARGIN, MARGIN)
    sheet.set_auto_page_break(True, margin=22)
    sheet.add_page()
    pen = _Pen(sheet, family, clean)
    for kind, content in paper.blocks:
        pen.write(kind, content)
    return bytes(sheet.output())


@dataclass
class _Pen:
    """Writes block after block onto a sheet."""

    sheet: Any
    family: str
    clean: Callable[[str], str]
    above: list[str] = field(default_factory=list)  # headings under which the next one stands

    def write(self, kind: str, content: Any) -> None:
        if kind == "table":
            self._table(content)
            return
        text, size = self.clean(content), SIZES.get(kind, SIZE)
        self.sheet.set_font(self.family, "B" if kind in SIZES else "", size)
        if kind in SIZES:
            self._outline(kind, text)
        if kind == "li":
            self.sheet.set_x(MARGIN)
            self.sheet.cell(BULLET, LINE, self.clean("•"))
        self.sheet.set_x(MARGIN + (BULLET if kind == "li" else 0))
        self.sheet.multi_cell(0, LINE * size / SIZE, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.sheet.ln(0.6 if kind == "li" else 1.6)

    def _outline(self, kind: str, text: str) -> None:
        """A reader without sight finds its way by it; a level that the page skips is not there."""
        self.sheet.ln(2.5)
        self.above = [each for each in self.above if each < kind]
        self.sheet.start_section(text[:120], level=len(self.above))
        self.above.append(kind)

    def _table(self, rows: list[list[str]]) -> None:
        wide = max(len(row) for row in rows)
        self.sheet.set_font(self.family, size=8.5 if wide < MANY else 7)
        with self.sheet.table(
            line_height=4.4 if wide < MANY else 3.6, text_align="LEFT", num_heading_rows=1,
            col_widths=_widths(rows, wide) if wide >= MANY else None,
        ) as table:  # fmt: skip
            for row in rows:
                table.row([self.clean(cell) for cell in row] + [""] * (wide - len(row)))
        self.sheet.ln(2)


def _widths(rows: list[list[str]], wide: int) -> list[int]:
    """Shares of the line: as long as a column's longest word needs, more where texts are long."""
    columns = [[row[n] for row in rows if n < len(row)] for n in range(wide)]
    return [
        max(max((len(word) for text in texts for word in text.split()), default=1),
            min(max(map(len, texts), default=1), WORDY)) + 2
        for texts in columns
    ]  # fmt: skip


def _family(paper: Paper) -> tuple[str, Any]:
    """The fonts that every reader has, as long as they suffice; else one that has more letters."""
    if all(_plain(text) == text.translate(ALIKE) for text in _texts(paper)):
        return "Helvetica", _plain
    return ("DejaVu", _printable) if _folder() else ("Helvetica", _plain)


def _texts(paper: Paper) -> list[str]:
    found = [paper.foot, paper.page]
    for kind, content in paper.blocks:
        found += [cell for row in content for cell in row] if kind == "table" else [content]
    return [_printable(text) for text in found]


def _plain(text: str) -> str:
    """In the letters of Western Europe: é stays, č becomes c, what has no like becomes ?."""
    out = []
    for sign in _printable(text).translate(ALIKE):
        like = unicodedata.normalize("NFKD", sign).encode("latin-1", "ignore").decode("latin-1")
        out.append(sign if ord(sign) < 256 else like or "?")
    return "".join(out)


def _printable(text: str) -> str:
    return "".join(s for s in text.replace("\t", "    ") if s == "\n" or s.isprintable())


def _folder() -> Path | None:
    return next((Path(each) for each in FONTS if (Path(each) / "DejaVuSans.ttf").exists()), None)


def main(source: BinaryIO, target: BinaryIO) -> None:
    """Read one document, write one file."""
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    told = json.load(source)
    told["blocks"] = [tuple(each) for each in told["blocks"]]
    target.write(draw(Paper(**told)))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
