"""The icons as drawings by name, read once from the sprite that the browser gets too."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SPRITE = Path(__file__).parent / "static" / "ui" / "icons.svg"


@dataclass(frozen=True)
class Symbol:
    """One drawing: its box and its shapes."""

    box: str
    drawing: str


@cache
def symbols() -> dict[str, Symbol]:
    """Returns every symbol of the sprite by its name."""
    found = re.findall(
        r'<symbol id="([^"]+)" viewBox="([^"]+)">(.*?)</symbol>', SPRITE.read_text("utf-8"), re.S
    )
    return {name: Symbol(box, drawing) for name, box, drawing in found}


def known(name: str) -> Symbol:
    """Returns the symbol; an unknown name is a KeyError, never an empty picture."""
    return symbols()[name]
