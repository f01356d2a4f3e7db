"""One thing of a source, cleaned and ready to be kept; or why it is not."""

from dataclasses import dataclass, field, fields
from datetime import date
from hashlib import sha256
from typing import Any

from satupintu.catalogue.sources import periods, text

LENGTHS = {
    "title_en": 1000, "subject": 300, "region_code": 10, "region_name": 120, "period": 120,
    "unit": 160, "value": 300, "source_name": 300, "scheme": 10, "edition": 10, "code": 20,
    "parent_code": 20, "level": 30,
}  # fmt: skip
LONGEST_SOURCE = 24
LONGEST_TITLE = 1000
LONGEST_ID = 120
LONGEST_DESCRIPTION = 20_000
LONGEST_KEYWORDS = 1000
KINDS = {"data", "metadata", "classification", "answer"}
TYPES = {
    "table", "indicator", "publication", "press_release", "news", "infographic", "concept",
    "variable", "indicator_definition", "term", "code", "answer",
}  # fmt: skip


class Refused(Exception):
    """This row cannot become an item; the message says why."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a source tells of one thing, in the words of the catalogue."""

    source: str
    kind: str
    type: str
    ident: str
    title: str
    title_en: str = ""
    description: str = ""
    keywords: str = ""
    subject: str = ""
    region_code: str = ""
    region_name: str = ""
    period: str = ""
    first_year: int | None = None
    last_year: int | None = None
    unit: str = ""
    value: str = ""
    source_name: str = ""
    link: str = ""
    updated_on: date | None = None
    scheme: str = ""
    edition: str = ""
    code: str = ""
    parent_code: str = ""
    level: str = ""
    details: dict[str, str] = field(default_factory=dict)

    def digest(self) -> str:
        """The same for the same content, so that a second import writes nothing."""
        told = [getattr(self, name) for name in FIELDS]
        return sha256(repr(told).encode()).hexdigest()[:40]


FIELDS = tuple(one.name for one in fields(Record))


def record(told: dict[str, Any]) -> Record:
    """The record of what a source told. Raises Refused."""
    ident = text.line(told.get("ident"))
    title = text.line(told.get("title"))
    _refuse_unfit(ident, title)
    description = text.block(told.get("description"))
    if len(description) > LONGEST_DESCRIPTION:
        raise Refused(f"uraiannya {len(description)} huruf; paling banyak {LONGEST_DESCRIPTION}")
    period = periods.period(text.line(told.get("period")))
    first, last = periods.years(period, title) if told["kind"] == "data" else (None, None)
    short = {name: text.line(told.get(name))[:size] for name, size in LENGTHS.items()}
    return Record(
        **short | {"period": period[: LENGTHS["period"]]},
        source=told["source"], kind=told["kind"], type=told["type"], ident=ident, title=title,
        description=description, keywords=keywords(told.get("keywords", "")),
        first_year=first, last_year=last, link=text.link(told.get("link")),
        updated_on=periods.day(told.get("updated_on")),
        details={name: value for name, raw in told.get("details", {}).items()
                 if (value := text.block(raw))},
    )  # fmt: skip


def _refuse_unfit(ident: str, title: str) -> None:
    if not ident:
        raise Refused("tidak ada id")
    if not title:
        raise Refused("tidak ada judul")
    if len(ident) > LONGEST_ID:
        raise Refused(f"id-nya {len(ident)} huruf; paling banyak {LONGEST_ID}")
    if len(title) > LONGEST_TITLE:
        raise Refused(f"judulnya {len(title)} huruf; paling banyak {LONGEST_TITLE}")


def keywords(raw: Any) -> str:
    """Words apart by commas, each once, as many as have room."""
    parts = raw if isinstance(raw, list | tuple) else str(raw or "").replace(";", ",").split(",")
    kept: dict[str, str] = {}
    length = 0
    for part in map(text.line, parts):
        if not part or part.casefold() in kept:
            continue
        length += len(part) + 2
        if length > LONGEST_KEYWORDS:
            break
        kept[part.casefold()] = part
    return ", ".join(kept.values())
