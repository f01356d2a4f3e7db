"""The newest figure of a dynamic table, found by keys made from its own lists.

A key of `datacontent` is row + variable + breakdown + year + part of the year, written together
without a sign between. It is made from the ids that the answer itself names and never cut apart,
since the ids have different lengths.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from satupintu.catalogue.sources import text, values

WHOLE = "9999"  # the row of the whole area in many tables of a province


def newest_figure(told: Mapping[str, Any], domain: str) -> str:
    """In words, for the whole area where it is told: "2024: 37.892,3 (Jawa Tengah)"."""
    content = told.get("datacontent")
    if not isinstance(content, Mapping) or not content:
        return ""
    rows = sorted(_labels(told, "vervar"), key=lambda row: not _whole(row[0], domain))
    for year, label in reversed(list(_labels(told, "tahun"))):
        for row, variable, part in product(rows, _labels(told, "var"), _parts(told)):
            for breakdown, _ in _or_none(_labels(told, "turvar")):
                figure = content.get(f"{row[0]}{variable[0]}{breakdown}{year}{part[0]}")
                if isinstance(figure, int | float):
                    when = f"{label} {part[1]}" if part[1] else label
                    return f"{when}: {values.number(figure)}" + (f" ({row[1]})" if row[1] else "")
    return ""


def _whole(number: str, domain: str) -> bool:
    return number in {WHOLE, domain}


def _parts(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Months or quarters, the last first; the whole year before them."""
    parts = list(reversed(list(_or_none(_labels(told, "turtahun")))))
    worded = [(number, "" if _says_none(label) else label) for number, label in parts]
    return sorted(worded, key=lambda part: bool(part[1]) and part[1].casefold() != "tahunan")


def _says_none(label: str) -> bool:
    return label.casefold() in {"", "tahun", "tidak ada"}


def _or_none(labels: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """A table without this breakdown is told with 0 or with an empty list."""
    found = list(labels)
    yield from found or [("0", "")]


def _labels(told: Mapping[str, Any], name: str) -> Iterator[tuple[str, str]]:
    labels = told.get(name)
    for one in labels if isinstance(labels, list) else ():
        if isinstance(one, Mapping):
            number = one.get("val", one.get(f"{name}_id", one.get(f"kode_{name}", "")))
            number = one.get("th_id", number) if name == "tahun" and "val" not in one else number
            label = one.get("label", one.get("th_name", one.get(f"label_{name}", "")))
            yield str(number), text.line(label)
