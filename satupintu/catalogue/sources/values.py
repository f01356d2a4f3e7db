"""The newest figure of a series, in words: "2022: 90,01 (Jawa Tengah)"."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_YEAR = re.compile(r"(?:19|20)\d\d")


def latest(told: Any) -> str:
    """The last year that has a number in the first series told; empty when there is none."""
    if not isinstance(told, Mapping):
        return str(told or "")
    place = next((str(one).title() for one in told.values() if isinstance(one, str) and one), "")
    for path, series in _series(told):
        for year in sorted(series, reverse=True):
            for part, value in _figures(series[year]):
                label = ", ".join([str(year), *path[1:], *part])
                return f"{label}: {number(value)}" + (f" ({place})" if place else "")
    return ""


def _figures(told: Any) -> Iterator[tuple[list[str], float]]:
    """The figure of a year, or the figures of its parts, the last part (mostly the year) first."""
    if _is_number(told):
        yield [], told
    elif isinstance(told, Mapping):
        for part, value in reversed(list(told.items())):
            if _is_number(value):
                yield [str(part)], value


def _series(
    told: Mapping[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    if told and all(_YEAR.fullmatch(str(key)) for key in told):
        yield path, told
        return
    for key, value in told.items():
        if isinstance(value, Mapping):
            yield from _series(value, (*path, str(key)))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value


def number(value: float) -> str:
    """A figure as Indonesian readers write it: 31.144,95."""
    whole = f"{value:,}" if isinstance(value, int) else f"{value:,.4f}".rstrip("0").rstrip(".")
    return whole.translate(str.maketrans(",.", ".,"))
