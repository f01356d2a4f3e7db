"""What stands on the screens: strict pages, plain Indonesian, the standard spelling."""

import re

import pytest

from tests import source
from tests.source import where

INLINE = {
    "a script inside the page": r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>",
    "a style inside the page": r"<style\b|\sstyle\s*=",
    "a handler inside the page": r"\son[a-z]+\s*=\s*[\"']",
    "a javascript: address": r"javascript:",
    "something from another site": r"(?:\bsrc|<link[^>]*\bhref)\s*=\s*[\"'](?:https?:)?//",
}
# Spelling, tone and clock times that the house does not use; the name LAPOR! alone keeps its mark.
UNWANTED = {
    "antrian": r"\bantrian",
    "silahkan": r"\bsilahkan",
    "loket": r"\bloket",
    "wajib diisi": r"\bwajib diisi",
    "tidak valid": r"\btidak valid|\binvalid",
    "error": r"\berror\b|\boops\b|\bups\b",
    "Anda harus": r"\banda harus",
    "mohon maaf atas ketidaknyamanannya": r"\bmohon maaf atas",
    "anda without its capital": r"(?-i:\banda\b)",
    "an exclamation mark": r"(?<!LAPOR)!",
    "a colon in a clock time": r"(?<![\d:])[0-2]?\d:[0-5]\d(?![\d:])",
    "am or pm": r"\d\s*[ap]m\b",
}
OF_THE_SCAN = {
    "Berhijab": r"berhijab",
    "perokapan": r"perokapan",
    "metadada": r"metadada",
    "psi.bps.go.id": r"\bpsi\.bps\.go\.id",
    "jsteng@": r"jsteng@",
    "the wrong WhatsApp number": r"621515151515",
}


def faults(text: str, unwanted: dict[str, str]) -> list[str]:
    return [name for name, pattern in unwanted.items() if re.search(pattern, text, re.IGNORECASE)]


@pytest.mark.proves("LAW-9")
def test_no_page_carries_script_or_style_inside():
    offenders = [
        f"{where(path, number)}: {fault}"
        for path in source.templates()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for fault in faults(line, INLINE)
    ]
    assert not offenders, "\n".join(offenders)


@pytest.mark.parametrize(
    "line",
    [
        "<script>alert(1)</script>",
        '<p style="color: red">',
        "<style>p {}</style>",
        "<button onclick='go()'>",
        '<a href="javascript:go()">',
        '<script src="//elsewhere.example/a.js"></script>',
        '<link rel="stylesheet" href="https://elsewhere.example/a.css">',
    ],
)
def test_the_law_on_pages_knows_a_fault_when_it_sees_one(line):
    assert faults(line, INLINE)


def test_texts_of_templates_are_written_as_people_read_them():
    offenders = [
        f"{where(path)}: {fault}: {text}"
        for path in source.templates()
        for text in source.words_in_template(path.read_text(encoding="utf-8"))
        for fault in faults(text, UNWANTED)
    ]
    assert not offenders, "\n".join(offenders)


def test_texts_of_code_are_written_as_people_read_them():
    offenders = [
        f"{where(path, line)}: {fault}: {text}"
        for path, tree in source.code()
        for line, text in source.words_in_code(tree)
        for fault in faults(text, UNWANTED)
    ]
    assert not offenders, "\n".join(offenders)


@pytest.mark.proves("STD-TEXT")
def test_no_spelling_mistake_stands_in_any_text_of_code_or_script():
    """Also in texts beside gettext: names of choices, the sample office, scripts."""
    spelling = {name: UNWANTED[name] for name in ("antrian", "silahkan", "wajib diisi")}
    offenders = [
        f"{where(path)}: {fault}"
        for path in source.PACKAGE.rglob("*")
        if path.suffix in {".py", ".js", ".html", ".po", ".json"} and "tests" not in path.parts
        for fault in faults(path.read_text(encoding="utf-8"), spelling)
    ]
    assert not offenders, "\n".join(offenders)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Nomor antrian Anda", "antrian"),
        ("Silahkan duduk.", "silahkan"),
        ("Nama wajib diisi.", "wajib diisi"),
        ("Terima kasih!", "an exclamation mark"),
        ("Buka pukul 08:00", "a colon in a clock time"),
        ("Nomor anda A-017", "anda without its capital"),
    ],
)
def test_the_copy_lint_knows_a_fault_when_it_sees_one(text, fault):
    assert faults(text, UNWANTED) == [fault]


@pytest.mark.parametrize(
    "text", ["Nomor Anda A-017", "Buka 08.00 WIB", "LAPOR!", "Kesalahan: 2 isian"]
)
def test_the_copy_lint_leaves_good_words_alone(text):
    assert faults(text, UNWANTED) == []


def test_words_that_a_tag_is_given_are_translated():
    bare = re.compile(r'{% (?:nothing|badge|undo_bar|print_head) [^%]*?(?<!_\()"[A-Z][^"]* [^"]*"')
    offenders = [
        f"{where(path)}: {found}"
        for path in source.templates()
        for found in bare.findall(path.read_text(encoding="utf-8"))
    ]
    assert not offenders, "\n".join(offenders)


def test_an_empty_list_skips_no_heading():
    """Its own heading is of the third level; the page's is of the first."""
    offenders = []
    for path in source.templates():
        before, empty, _ = path.read_text(encoding="utf-8").partition("{% nothing ")
        if empty and "<h1" in before and "<h2" not in before:
            offenders.append(where(path))
    assert not offenders, "\n".join(offenders)


@pytest.mark.proves("STD-TEXT")
def test_the_errors_of_the_scanned_leaflet_are_copied_nowhere():
    kinds = {".html", ".txt", ".po", ".json", ".csv", ".toml"}
    files = [path for path in source.PACKAGE.rglob("*") if path.suffix in kinds]
    files += [path for path, _ in source.code()]
    offenders = [
        f"{where(path)}: {fault}"
        for path in files
        for fault in faults(path.read_text(encoding="utf-8"), OF_THE_SCAN)
    ]
    assert not offenders, "\n".join(offenders)
