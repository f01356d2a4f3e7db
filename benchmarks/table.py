"""One table for all measurements."""

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    what: str
    bar: str
    measured: str
    peers: str = ""


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table under a line that says what it ran on."""
    lines = [
        f"Python {platform.python_version()}, {os.cpu_count()} cores, client on the same machine",
        "",
        "| what | bar | measured (median of runs) | peers measured the same way |",
        "|---|---|---|---|",
    ]
    return "\n".join(
        [*lines, *(f"| {r.what} | {r.bar} | {r.measured} | {r.peers} |" for r in rows)]
    )
