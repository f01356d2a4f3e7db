"""Which column tells what: small files that say how a source's rows become items.

A mapping is a JSON object:

    name         how it is called by --mapping
    about        one line for the list of mappings
    columns      names that a file must have to be recognised
    file         part of its name; decides between mappings that fit the same columns
    always       what is the same for every row: {"kind": "metadata", "source": "sdsn"}
    pattern      a regular expression for the id; its named groups are columns "@name"
    fields       field of the catalogue → where it stands: a column, a list of columns of which the
                 first filled one counts, or {"text": "KBLI {@edition}"}, {"words": [columns]},
                 {"lines": {"Satuan": column}}, {"mark": [columns], "before": "list:"},
                 {"latest": column}; "@NAME" gives the part "@name" of the id in capitals
    details      further facts to keep under their own names, written like fields
    translate    {"type": {"konsep": "concept"}}: the source's word → the word of the catalogue
    nothing      texts that mean "not filled in"
    refuse       [{"column", "is", "because"}]: rows that are no items
    supplement   true when rows only add a value to items that are there already
    skip         why such a file is recognised but not loaded
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

from satupintu.catalogue.sources import mapping_form, text, values
from satupintu.catalogue.sources.reading import column
from satupintu.catalogue.sources.record import (
    FIELDS,
    KINDS,
    LONGEST_SOURCE,
    TYPES,
    Record,
    Refused,
    record,
)

OF_THE_PRODUCT = {"starter", "answers"}  # what came along with it and what was answered here
Cells = Mapping[str, Any]
Teller = Callable[[Cells], Any]


class Unknown(Exception):
    """No mapping fits, or a mapping is not what it should be; the message says why."""


@dataclass(frozen=True)
class ColumnMapping:
    """How the rows of one kind of file become items."""

    name: str
    about: str = ""
    columns: tuple[str, ...] = ()
    file: str = ""
    always: Mapping[str, str] = field(default_factory=dict)
    pattern: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)
    translate: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    nothing: tuple[str, ...] = ()
    refuse: tuple[Mapping[str, str], ...] = ()
    supplement: bool = False
    skip: str = ""

    def reader(self) -> "Reader":
        """What turns this mapping's rows into records."""
        return Reader(self)


class Reader:
    """Turns rows into records by one mapping."""

    def __init__(self, mapping: ColumnMapping) -> None:
        self.mapping = mapping
        self.nothing = {one.casefold() for one in mapping.nothing}
        self.pattern = re.compile(mapping.pattern) if mapping.pattern else None
        self.fields = {name: teller(told) for name, told in mapping.fields.items()}
        self.details = {name: teller(told) for name, told in mapping.details.items()}

    def cells(self, raw: Cells) -> dict[str, Any]:
        """The row without texts that mean nothing, with the parts of its id. Raises Refused."""
        filled = {
            name: ""
            if isinstance(value, str) and value.strip().casefold() in self.nothing
            else value
            for name, value in raw.items()
            if value is not None
        }
        if self.pattern:
            ident = self.ident(filled)
            if ident and not (found := self.pattern.fullmatch(ident)):
                raise Refused(f"id '{ident[:60]}' tidak berbentuk seperti id lain di berkas ini")
            if ident and found:
                parts = {name: part for name, part in found.groupdict().items() if part}
                filled |= {f"@{name}": part for name, part in parts.items()}
                filled |= {f"@{name.upper()}": part.upper() for name, part in parts.items()}
        return filled

    def ident(self, raw: Cells) -> str:
        """The id as the row has it; empty when it has none."""
        tell = self.fields.get("ident")
        return text.line(tell(raw)) if tell else ""

    def told(self, raw: Cells) -> dict[str, Any]:
        """What the row says in the words of the catalogue. Raises Refused."""
        for rule in self.mapping.refuse:
            if text.line(raw.get(rule["column"])) == rule["is"]:
                raise Refused(rule["because"])
        cells = self.cells(raw)
        told: dict[str, Any] = {name: tell(cells) for name, tell in self.fields.items()}
        for name, words in self.mapping.translate.items():
            said = text.line(told.get(name))
            told[name] = words.get(said, words.get(said.casefold(), words.get("*", said)))
        told = {**self.mapping.always, **{name: value for name, value in told.items() if value}}
        told["details"] = {name: tell(cells) for name, tell in self.details.items()}
        return told

    def missing(self, there: Iterable[str]) -> dict[str, list[str]]:
        """Fields of which no column stands in the file, with the columns they ask for."""
        have = set(there)
        asked = {
            name: list(mapping_form.columns_of(told)) for name, told in self.mapping.fields.items()
        }
        return {name: names for name, names in asked.items() if names and have.isdisjoint(names)}

    def record(self, raw: Cells) -> Record:
        """The row as a record. Raises Refused."""
        told = self.told(raw)
        kind, what = text.line(told.get("kind")), text.line(told.get("type"))
        if kind not in KINDS:
            raise Refused(f"golongan '{kind[:60]}' tidak dikenal: {_list(KINDS)}")
        if what not in TYPES:
            raise Refused(f"jenis '{what[:60]}' tidak dikenal: {_list(TYPES)}")
        # a source may be made of the id; without one, that is what is told
        if text.line(told.get("ident")) and (
            wrong := fault_in_source(text.line(told.get("source")))
        ):
            raise Refused(wrong)
        return record(told | {"kind": kind, "type": what})


def fault_in_source(source: str) -> str:
    """Why a list may not bear this name; empty when it may."""
    if not source:
        return "tidak ada nama daftar (source)"
    if source in OF_THE_PRODUCT:
        return f"nama daftar '{source}' dipakai aplikasi sendiri; beri nama lain"
    long = len(source) > LONGEST_SOURCE
    return f"nama daftar '{source[:60]}' lebih dari {LONGEST_SOURCE} huruf" if long else ""


def teller(told: Any) -> Teller:
    """The question that a mapping's expression puts to a row. Raises Unknown."""
    if isinstance(told, str):
        return lambda cells: cells.get(told, "")
    if isinstance(told, list):
        tellers = [teller(one) for one in told]
        return lambda cells: next((said for tell in tellers if (said := tell(cells))), "")
    if isinstance(told, dict):
        for word, make in _TELLERS.items():
            if word in told:
                return make(told)
    raise Unknown(f"'{json.dumps(told, ensure_ascii=False)}' bukan cara menyebut kolom")


def _text(told: Mapping[str, Any]) -> Teller:
    names = re.findall(r"\{([^{}]+)\}", told["text"])

    def tell(cells: Cells) -> str:
        if not all(cells.get(name) for name in names):
            return ""
        return re.sub(r"\{([^{}]+)\}", lambda found: str(cells[found[1]]), told["text"])

    return tell


def _words(told: Mapping[str, Any]) -> Teller:
    def tell(cells: Cells) -> list[str]:
        found: list[str] = []
        for name in told["words"]:
            value = cells.get(name) or ()
            found += [value] if isinstance(value, str) else map(str, value)
        return found

    return tell


def _lines(told: Mapping[str, Any]) -> Teller:
    def tell(cells: Cells) -> str:
        lines = ((label, text.block(cells.get(name))) for label, name in told["lines"].items())
        return "\n".join(f"{label}: {value}" if label else value for label, value in lines if value)

    return tell


def _mark(told: Mapping[str, Any]) -> Teller:
    def tell(cells: Cells) -> str:
        said = [text.line(cells.get(name)).casefold() for name in told["mark"]]
        if not any(said):
            return ""
        return str(told.get("before", "")) + sha256("\n".join(said).encode()).hexdigest()[:12]

    return tell


_TELLERS: dict[str, Callable[[Mapping[str, Any]], Teller]] = {
    "text": _text, "words": _words, "lines": _lines, "mark": _mark,
    "latest": lambda told: lambda cells: values.latest(cells.get(told["latest"])),
}  # fmt: skip


@cache
def shipped() -> tuple[ColumnMapping, ...]:
    """The mappings that come with the product."""
    folder = resources.files("satupintu.catalogue.sources") / "mappings"
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".json")), key=str)
    return tuple(parsed(one.read_text(encoding="utf-8"), one.name) for one in files)


def chosen(name: str) -> ColumnMapping:
    """The mapping of this name, or in this file. Raises Unknown."""
    for one in shipped():
        if one.name == name:
            return one
    try:
        return parsed(Path(name).read_text(encoding="utf-8"), name)
    except (OSError, UnicodeDecodeError):
        known = ", ".join(one.name for one in shipped())
        raise Unknown(f"tidak ada pemetaan atau berkas '{name}'; yang ada: {known}") from None


def parsed(written: str, name: str) -> ColumnMapping:
    """A mapping as written in JSON. Raises Unknown."""
    try:
        told = json.loads(written)
        if wrong := mapping_form.fault(told):
            raise Unknown(f"{name}: {wrong}")
        if strange := set(told.get("fields", ())) - set(FIELDS):
            raise Unknown(f"{name}: '{min(strange)}' bukan kolom katalog ({_list(FIELDS)})")
        if wrong := fault_in_source(text.line(told.get("always", {}).get("source", "-"))):
            raise Unknown(f"{name}: {wrong}")
        for part in ("fields", "details"):
            if part in told:
                told[part] = {
                    field: mapping_form.folded(asked) for field, asked in told[part].items()
                }
        rules = [rule | {"column": column(rule["column"])} for rule in told.get("refuse", ())]
        tuples = {one: tuple(told[one]) for one in ("columns", "nothing") if one in told}
        mapping = ColumnMapping(
            **{"name": Path(name).stem, **told, **tuples, "refuse": tuple(rules)}
        )
        Reader(mapping)
    except (ValueError, RecursionError, re.error) as problem:
        raise Unknown(f"{name}: bukan pemetaan yang utuh ({problem})") from None
    return mapping


def fitting(columns: Iterable[str], file: str) -> ColumnMapping:
    """The shipped mapping that knows most of these columns. Raises Unknown."""
    there = set(columns)
    fits = [
        one for one in shipped() if one.columns and there.issuperset(one.columns)
        and one.file in file.casefold()
    ]  # fmt: skip
    if fits:
        return max(fits, key=lambda one: (bool(one.file), len(one.columns)))
    shown = ", ".join(sorted(there)[:12])
    raise Unknown(
        f"kolomnya ({shown}) tidak dikenal. Sebutkan pemetaan dengan --mapping, atau pakai "
        "nama kolom judul, jenis, uraian, tautan (lihat docs/running/catalogue.md)"
    )


def _list(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
