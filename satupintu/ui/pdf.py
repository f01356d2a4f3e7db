"""A print page as a PDF file: the same words as on paper, taken from the page itself."""

import logging
import subprocess
import sys
import threading
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from satupintu.ui.formats import language
from satupintu.ui.paper import Paper

log = logging.getLogger(__name__)
AT_ONCE = threading.BoundedSemaphore(2)
PLACES = threading.BoundedSemaphore(3)  # two are drawn, one waits: the other threads are for pages
WAIT, LASTS = 10.0, 30.0  # seconds: for a turn, and for one document
LONGEST = 2_000_000  # letters of a page
BLOCKS = {"h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "div", "blockquote", "td", "th"}
LEFT_OUT = {"svg", "script", "style", "nav", "button", "form", "template"}
ROOT = Path(__file__).resolve().parents[2]


def pdf_response(
    request: HttpRequest, template: str, context: dict[str, Any], *, title: str, author: str,
    name: str, wide: bool = False,
) -> HttpResponse | None:  # fmt: skip
    """The print page of this template as a file to keep; None when it cannot be drawn now.

    Then the print page itself still is there, and every browser can print it into a file.
    """
    page = render_to_string(template, context, request)
    drawn = drawn_apart(Paper(
        title, author, author, _("Halaman {n} dari {all}"), language(), blocks_of(page), wide
    )) if len(page) <= LONGEST else None  # fmt: skip
    if drawn is None:
        return None
    answer = HttpResponse(drawn, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def drawn_apart(paper: Paper) -> bytes | None:
    """Drawn by a process that ends with it; two at a time, one more waits for its turn."""
    if not PLACES.acquire(blocking=False):
        return None
    try:
        return _drawn(paper)
    finally:
        PLACES.release()


def _drawn(paper: Paper) -> bytes | None:
    if not AT_ONCE.acquire(timeout=WAIT):
        return None
    try:
        done = subprocess.run(
            [sys.executable, "-m", "satupintu.ui.paper"], input=paper.as_json(), cwd=ROOT,
            capture_output=True, timeout=LASTS, check=True,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as fault:
        log.warning("a document could not be drawn: %s", type(fault).__name__)
        return None
    finally:
        AT_ONCE.release()
    return done.stdout


def blocks_of(page: str) -> list[tuple[str, Any]]:
    """What stands in the main part of a page, block by block."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.blocks


class _Reader(HTMLParser):
    """Headings, paragraphs, list items, pairs of a description list, rows of tables."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, Any]] = []
        self.rows: list[list[str]] | None = None
        self.inside, self.skip, self.kind, self.text = False, 0, "p", ""
        self.as_written = 0  # within what keeps its line breaks
        self.lists: list[int | None] = []  # of a numbered list the number of its last item

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self.inside = True
        if tag in LEFT_OUT:
            self._end()
            self.skip += 1
        if tag == "table":
            self._end()
            self.rows = []
        if tag == "tr" and self.rows is not None:
            self.rows.append([])
        if tag in {"ol", "ul"}:
            self.lists.append(0 if tag == "ol" else None)
        if tag == "br":
            self.text += "\n"
        if tag in BLOCKS and not self.skip:
            self._end()
            self.kind = tag
            if tag == "li" and self.lists and self.lists[-1] is not None:
                self.lists[-1] += 1
                self.kind, self.text = "p", f"{self.lists[-1]}. "
            self.as_written += "pre" in (dict(attrs).get("class") or "").split()

    def handle_endtag(self, tag: str) -> None:
        if tag in LEFT_OUT:
            self.skip -= 1
        elif tag in BLOCKS and not self.skip:
            self._end()
            self.as_written = 0
        if tag in {"ol", "ul"} and self.lists:
            self.lists.pop()
        if tag == "table" and self.rows is not None:
            rows, self.rows = [row for row in self.rows if row], None
            self.blocks += [("table", rows)] if rows else []
        if tag == "main":
            self._end()
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside and not self.skip:
            self.text += data if self.as_written else " " + data if data[:1].isspace() else data

    def _end(self) -> None:
        lines = self.text.split("\n") if self.as_written else [self.text]
        text = "\n".join(" ".join(line.split()) for line in lines).strip()
        self.text = ""
        if self.rows is not None and self.rows and self.kind in {"td", "th"}:
            self.rows[-1].append(text)
        elif text:
            kind = self.kind if self.kind in {"h1", "h2", "h3", "li"} else "p"
            self.blocks.append(("h3" if self.kind in {"h4", "dt"} else kind, text))
        self.kind = "p"
