"""Whether a mapping is written as it should be, and which columns it asks for.

A mapping comes from an office: whatever is wrong in it is said before the first row is read.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from satupintu.catalogue.sources.reading import column

_IN_BRACES = re.compile(r"\{([^{}]+)\}")


def _is_text(told: Any) -> bool:
    return isinstance(told, str)


def _is_texts(told: Any) -> bool:
    return isinstance(told, list) and all(map(_is_text, told))


def _is_words(told: Any) -> bool:
    return isinstance(told, dict) and all(map(_is_text, told.values()))


def _is_translation(told: Any) -> bool:
    return isinstance(told, dict) and all(map(_is_words, told.values()))


def _is_rules(told: Any) -> bool:
    return isinstance(told, list) and all(
        _is_words(rule) and {"column", "is", "because"} <= set(rule) for rule in told
    )


_SHAPES: dict[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(("name", "about", "file", "pattern", "skip"), (_is_text, "berupa teks")),
    "columns": (_is_texts, "berupa daftar nama kolom"),
    "nothing": (_is_texts, "berupa daftar teks"),
    "always": (_is_words, 'seperti {"kind": "data"}'),
    "fields": (lambda told: isinstance(told, dict), 'seperti {"title": "judul"}'),
    "details": (lambda told: isinstance(told, dict), 'seperti {"catatan": "kolom"}'),
    "translate": (_is_translation, 'seperti {"type": {"tabel": "table"}}'),
    "refuse": (_is_rules, 'berupa daftar {"column", "is", "because"}'),
    "supplement": (lambda told: isinstance(told, bool), "berupa true atau false"),
}  # fmt: skip
_EXPRESSIONS: dict[str, Callable[[Any], bool]] = {
    "text": _is_text, "words": _is_texts, "lines": _is_words, "mark": _is_texts, "latest": _is_text,
}  # fmt: skip


def fault(told: Any) -> str:
    """What is wrong with the form of a mapping; empty when nothing is."""
    if not isinstance(told, dict):
        return "harus berupa satu objek JSON {…}"
    for name, value in told.items():
        if name not in _SHAPES:
            return f"'{name}' bukan bagian pemetaan ({', '.join(sorted(_SHAPES))})"
        fits, shape = _SHAPES[name]
        if not fits(value):
            return f"'{name}' harus {shape}"
    for part in ("fields", "details"):
        for name, asked in told.get(part, {}).items():
            if not _is_expression(asked):
                return f"{part} '{name}': bukan cara menyebut kolom"
    return ""


def _is_expression(told: Any) -> bool:
    if isinstance(told, list):
        return bool(told) and all(map(_is_expression, told))
    if isinstance(told, dict):
        known = [word for word in _EXPRESSIONS if word in told]
        return len(known) == 1 and _EXPRESSIONS[known[0]](told[known[0]])
    return _is_text(told)


def folded(told: Any) -> Any:
    """An expression with the names of columns as a table has them: "Nama Data" is "nama data"."""
    if isinstance(told, str):
        return _folded_name(told)
    if isinstance(told, list):
        return [folded(one) for one in told]
    new = dict(told)
    if "text" in told:
        new["text"] = _IN_BRACES.sub(
            lambda found: f"{{{_folded_name(found[1])}}}", str(told["text"])
        )
    if "lines" in told:
        new["lines"] = {label: _folded_name(name) for label, name in told["lines"].items()}
    for word in ("words", "mark", "latest"):
        if word in told:
            new[word] = folded(told[word])
    return new


def _folded_name(name: str) -> str:
    return name if name.startswith("@") else column(name)


def columns_of(told: Any) -> Iterator[str]:
    """The columns that an expression asks for."""
    if isinstance(told, str):
        names = [told]
    elif isinstance(told, list):
        names = [name for one in told for name in columns_of(one)]
    else:
        names = [*told.get("words", ()), *told.get("mark", ()), *told.get("lines", {}).values()]
        names += [*_IN_BRACES.findall(told.get("text", "")), told.get("latest", "")]
    yield from (name for name in names if name and not name.startswith("@"))
