"""What each list of the WebAPI tells, as records of the catalogue.

Idents are those of the files people exchange ("var:3300:1740"), so a list imported once and the
WebAPI speak of the same item.
"""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from satupintu.catalogue.sources import periods, text, values
from satupintu.catalogue.sources.record import Record, Refused, record

SOURCE = "webapi"
NATIONAL = "0000"
# Only addresses that are certain, for when the WebAPI does not name them.
SITES = {NATIONAL: "https://www.bps.go.id", "3300": "https://jateng.bps.go.id"}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """Whose list is read: the domain, its own site, and the names of its subjects."""

    domain: str
    site: str = ""
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def link(self, path: str) -> str:
        """An address on that site; empty while the site is not known."""
        return f"{self.site.rstrip('/')}/id/{path}" if self.site else ""

    def subject(self, row: Row) -> str:
        """The name of the subject, also when the row has its number only."""
        for column in ("subj", "sub_name", "subj_label", "subcsa_name", "sdgs_goal_name"):
            if row.get(column):
                return str(row[column])
        for model, number in (
            ("subject", "subj_id"),
            ("subject", "sub_id"),
            ("subcatcsa", "subcsa_id"),
            ("subcat", "subcat_id"),
        ):
            if name := self.names.get(model, {}).get(str(row.get(number))):
                return name
        return ""

    def unit(self, row: Row) -> str:
        """The unit, also when the row has its number only."""
        return str(row.get("unit") or self.names.get("unit", {}).get(str(row.get("unit_id")), ""))


@dataclass(frozen=True)
class ListOf:
    """One model of the WebAPI that makes items."""

    model: str
    what: str  # for the person who waits
    type: str
    tell: Callable[[Row, Place], dict[str, Any]]
    kind: str = "data"
    national: bool = False  # the same list for every domain: asked once, for the nation

    def record(self, row: Row, place: Place) -> Record:
        """A row as a record. Raises Refused."""
        told = {name: value for name, value in self.tell(row, place).items() if value is not None}
        if str(told.get("ident", "")).endswith(":"):
            raise Refused("tidak ada id")
        always = {"kind": self.kind, "type": self.type, "source": SOURCE}
        here = {} if self.national else {"region_code": place.domain}
        return record(always | here | told)


def _id(prefix: str, place: Place, number: object) -> str:
    return f"{prefix}:{place.domain}:{'' if number is None else number}"


def _hash(number: object, kind: int) -> str:
    """The last part of a table's address on a site of BPS: number and kind in base 64."""
    return base64.b64encode(f"{number}#{kind}".encode()).decode()


def _dated(path: str, row: Row, number: object) -> str:
    released = periods.day(row.get("rl_date"))
    if not released:
        return path
    slug = re.sub(r"[^a-z0-9]+", "-", text.line(row.get("title")).lower()).strip("-")
    return f"{path}/{released:%Y/%m/%d}/{number}/{slug[:120]}.html"


def _static_table(row: Row, place: Place) -> dict[str, Any]:
    number = row.get("table_id")
    return {
        "ident": _id("st", place, number), "title": row.get("title"),
        "subject": place.subject(row), "updated_on": row.get("updt_date"),
        "link": place.link(f"statistics-table/1/{_hash(number, 1)}/"),
        "details": {"subject_id": row.get("subj_id"), "size": row.get("size")},
    }  # fmt: skip


def _variable(row: Row, place: Place) -> dict[str, Any]:
    number = row.get("var_id", row.get("var"))
    told = "\n".join(filter(None, (text.block(row.get("def")), text.block(row.get("notes")))))
    return {
        "ident": _id("var", place, number), "title": row.get("title") or row.get("label"),
        "description": told, "subject": place.subject(row), "unit": place.unit(row),
        "link": place.link(f"statistics-table/2/{_hash(number, 2)}/"),
        "details": {"subject_id": row.get("sub_id", row.get("subj"))},
    }  # fmt: skip


def _publication(row: Row, place: Place) -> dict[str, Any]:
    number = row.get("pub_id")
    return {
        "ident": _id("pub", place, number), "title": row.get("title"),
        "description": row.get("abstract"), "period": "",
        "updated_on": row.get("updt_date") or row.get("rl_date"),
        "link": place.link(_dated("publication", row, number)),
        "details": {"issn": row.get("issn"), "size": row.get("size"),
                    "released": row.get("rl_date")},
    }  # fmt: skip


def _press_release(row: Row, place: Place) -> dict[str, Any]:
    number = row.get("brs_id")
    return {
        "ident": _id("brs", place, number), "title": row.get("title"),
        "description": text.block(row.get("abstract"))[:4000], "subject": place.subject(row),
        "updated_on": row.get("updt_date") or row.get("rl_date"),
        "link": place.link(_dated("pressrelease", row, number)),
        "details": {"subject_id": row.get("subj_id"), "released": row.get("rl_date")},
    }  # fmt: skip


def _indicator(row: Row, place: Place) -> dict[str, Any]:
    value, when = row.get("value"), text.line(row.get("periode"))
    figure = values.number(value) if isinstance(value, int | float) else text.line(value)
    unit = text.line(row.get("unit"))
    return {
        "ident": _id("ind", place, row.get("indicator_id")), "title": row.get("title"),
        "description": row.get("name"), "period": when, "unit": unit,
        "value": f"{when}: {figure} {unit}".strip(" :") if figure else "",
        "link": place.link(f"statistics-table/2/{row['hash_id']}/") if row.get("hash_id") else "",
        "details": {"data_source": row.get("data_source")},
    }  # fmt: skip


def _infographic(row: Row, place: Place) -> dict[str, Any]:
    return {
        "ident": _id("infog", place, row.get("inf_id")), "title": row.get("title"),
        "description": row.get("desc"), "link": place.link("infographic"),
        "details": {"picture": row.get("img")},
    }  # fmt: skip


def _news(row: Row, place: Place) -> dict[str, Any]:
    number = row.get("news_id")
    kept = row.get("newscat_name") or place.names.get("newscategory", {}).get(
        str(row.get("newscat_id"))
    )
    return {
        "ident": _id("news", place, number), "title": row.get("title"),
        "description": text.block(row.get("news"))[:4000], "subject": text.line(kept),
        "updated_on": row.get("rl_date"), "link": place.link(_dated("news", row, number)),
        "details": {"picture": row.get("picture"), "released": row.get("rl_date")},
    }  # fmt: skip


def _goal(row: Row, place: Place) -> dict[str, Any]:
    number = row.get("var_id")
    return _variable(row, place) | {
        "ident": _id("sdgs", place, number),
        "keywords": f"SDGs, TPB, {row.get('sdgs_id') or ''}",
        "details": {"sdg_no": row.get("sdgs_id"), "sdg_title": row.get("sdgs_goal_name")},
    }


def _standard(row: Row, place: Place) -> dict[str, Any]:
    return _variable(row, place) | {
        "ident": _id("sdds", place, row.get("var_id", row.get("id"))), "keywords": "SDDS",
    }  # fmt: skip


def _inner(row: Row) -> Row:
    inside = row.get("_source")
    return inside if isinstance(inside, dict) else row


def _term(row: Row, place: Place) -> dict[str, Any]:
    told = _inner(row)
    number = told.get("glos_id", told.get("id"))
    return {
        "ident": f"glosarium:{'' if number is None else number}",
        "title": told.get("title") or told.get("judul"),
        "description": told.get("description") or told.get("deskripsi"),
        "link": told.get("url"), "source_name": "BPS, Glosarium",
    }  # fmt: skip


def _code(row: Row, place: Place) -> dict[str, Any]:
    told = _inner(row)
    found = re.fullmatch(r"([a-z]+)_?(\d{4})_(\w+)", str(told.get("id", "")).lower())
    if not found:
        raise Refused(f"id '{told.get('id', '')}' bukan id kode klasifikasi")
    scheme, edition, code = found[1], found[2], found[3].upper()
    above = told.get("sebelumnya")
    near = [
        str(one.get("kode", ""))
        for one in (above if isinstance(above, list) else ())
        if isinstance(one, dict)
    ]
    return {
        "source": f"{scheme}{edition}", "ident": f"{scheme}{edition}:{code}",
        "title": re.sub(r"^\[[^\]]*\]\s*", "", text.line(told.get("judul") or told.get("title"))),
        "description": told.get("deskripsi") or told.get("description"),
        "scheme": scheme, "edition": edition, "code": code, "level": told.get("level"),
        "parent_code": max(near, key=lambda one: (one.isdigit(), len(one)), default=""),
        "source_name": f"BPS, {scheme.upper()} {edition}", "link": told.get("url"),
        "updated_on": told.get("last_update"),
    }  # fmt: skip


LISTS: tuple[ListOf, ...] = (
    ListOf("indicators", "indikator strategis", "indicator", _indicator),
    ListOf("var", "tabel dinamis", "table", _variable),
    ListOf("statictable", "tabel statis", "table", _static_table),
    ListOf("publication", "publikasi", "publication", _publication),
    ListOf("pressrelease", "berita resmi statistik", "press_release", _press_release),
    ListOf("news", "berita kegiatan", "news", _news),
    ListOf("infographic", "infografik", "infographic", _infographic),
    ListOf("sdgs", "indikator TPB (SDGs)", "indicator", _goal),
    ListOf("sdds", "indikator SDDS", "indicator", _standard),
    ListOf("glosarium", "glosarium", "term", _term, "metadata", national=True),
    *(ListOf(f"kbli{year}", f"KBLI {year}", "code", _code, "classification", national=True)
      for year in (2009, 2015, 2017, 2020, 2025)),
    ListOf("kbki2015", "KBKI 2015", "code", _code, "classification", national=True),
)  # fmt: skip
SELDOM = ("kbli2009", "kbli2015", "kbli2017", "kbki2015")  # earlier editions, when asked for


@dataclass(frozen=True)
class Years:
    """What the WebAPI knows of the years of one variable."""

    first: int
    last: int

    @property
    def period(self) -> str:
        """As a period is written: 2015-2024."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def years(rows: list[dict[str, Any]]) -> Years | None:
    """The years that a `th` list names. Its ids are no years: 124 stands for 2024."""
    named = [int(found[0]) for row in rows if (found := re.findall(r"\d{4}", str(row.get("th"))))]
    fit = [year for year in named if periods.FIRST_YEAR <= year <= periods.LAST_YEAR]
    return Years(min(fit), max(fit)) if fit else None


def newest_year(rows: list[dict[str, Any]]) -> str:
    """The WebAPI's id of the newest year in a `th` list; empty when none is told."""
    found = [
        (int(named[0]), str(row.get("th_id", "")))
        for row in rows
        if (named := re.findall(r"\d{4}", str(row.get("th"))))
    ]
    return max(found)[1] if found else ""


def names_of(model: str, rows: list[dict[str, Any]]) -> dict[str, str]:
    """What the numbers of a list of subjects, categories or units stand for."""
    number, name = {
        "subject": ("sub_id", "title"), "subcat": ("subcat_id", "title"),
        "subcatcsa": ("subcat_id", "title"), "unit": ("unit_id", "unit"),
        "newscategory": ("newscat_id", "newscat_name"),
    }[model]  # fmt: skip
    return {str(row.get(number)): text.line(row.get(name)) for row in rows}


# What divides a variable: the list's own name → the column with the words.
DIVISIONS = {"turth": "turth", "turvar": "turvar", "vervar": "vervar"}
MOST_LABELS = 120


def divisions(model: str, rows: list[dict[str, Any]]) -> list[str]:
    """The parts of the year, the breakdown or the areas of one variable, each once."""
    told = (text.line(row.get(DIVISIONS[model])) for row in rows)
    return list(dict.fromkeys(filter(None, told)))[:MOST_LABELS]
