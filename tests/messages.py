"""Messages as data: those the sources hand to gettext, and those a catalogue translates.

Written without gettext's tools, which only those who change words need to have.
"""

import ast
import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

TRANSLATION = "django.utils.translation"
# xgettext is told these names, and `_`; what goes by another name is found by nobody.
NAMES = {
    f"{number}{context}gettext{lazy}"
    for number in ("", "n") for context in ("", "p") for lazy in ("", "_lazy")
} | {"gettext_noop"}  # fmt: skip
QUOTED = r"""(?:u?"(?:[^"\\]|\\.)*"|u?'(?:[^'\\]|\\.)*')"""
CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*({QUOTED}(?:\s*,\s*{QUOTED})*)", re.DOTALL)
Key = tuple[str, str]  # context, source text


@dataclass
class Entry:
    """One message of a catalogue: its words, and one translation for each number form."""

    flags: set[str] = field(default_factory=set)
    words: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        return self.words.get("msgctxt", ""), self.words["msgid"]

    @property
    def sources(self) -> list[str]:
        return [self.words[name] for name in ("msgid", "msgid_plural") if name in self.words]

    @property
    def translations(self) -> list[str]:
        return [text for name, text in self.words.items() if name.startswith("msgstr")]


def entries(text: str) -> list[Entry]:
    """What a .po file says, its header and its obsolete lines left out."""
    found = []
    for block in re.split(r"\n\s*\n", text):
        entry, name = Entry(), ""
        for line in block.splitlines():
            if line.startswith("#,"):
                entry.flags |= {flag.strip() for flag in line[2:].split(",")}
            elif not line.startswith("#"):
                word, quote, rest = line.partition('"')
                name = word.strip() or name
                entry.words[name] = entry.words.get(name, "") + ast.literal_eval(quote + rest)
        if entry.words.get("msgid"):
            found.append(entry)
    return found


def compiled(path: Path) -> dict[Key, dict[int | None, str]]:
    """What a .mo file says: for each message its translations by number form."""
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    found: dict[Key, dict[int | None, str]] = {}
    for key, text in catalogue._catalog.items():  # type: ignore[attr-defined]
        source, form = key if isinstance(key, tuple) else (key, None)
        context, _, source = source.rpartition("\x04")
        if source:
            found.setdefault((context, source), {})[form] = text
    return found


def of_template(source: str) -> Iterator[Key]:
    """The messages of a template, blocks and labels too."""
    for name, literals in CALL.findall(templatize(source)):
        texts = [ast.literal_eval(text.lstrip("u")) for text in re.findall(QUOTED, literals)]
        yield _key(name, texts)


def of_code(tree: ast.Module) -> Iterator[Key]:
    """The messages of a Python file, whatever it calls gettext."""
    known = {alias: name for name, alias in imported(tree)}
    if any(isinstance(each, ast.FunctionDef) and each.name == "_" for each in tree.body):
        known["_"] = "gettext"  # rules mark their sentences without knowing Django
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [
            each.value
            for each in node.args
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        if node.func.id in known and texts:
            yield _key(known[node.func.id], texts)


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The gettext functions a file imports, each with the name the file gives it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == TRANSLATION:
            for each in node.names:
                if each.name in NAMES:
                    yield each.name, each.asname or each.name


def _key(name: str, texts: list[str]) -> Key:
    return (texts[0], texts[1]) if "pgettext" in name else ("", texts[0])
