"""The look keeps its promises: small, readable, with every icon that a page asks for."""

import gzip
import re
from pathlib import Path

import pytest

from satupintu.ui import icons

STATIC = Path(__file__).parents[1] / "static" / "ui"
PACKAGE = Path(__file__).parents[2]
TOKENS = dict(
    re.findall(r"--([a-z0-9-]+): (#[0-9A-Fa-f]{6});", (STATIC / "base.css").read_text("utf-8"))
) | {"white": "#FFFFFF", "black": "#000000"}

# Text on ground, as the style sheets pair them. Public screens and staff screens share the tokens.
TEXT_PAIRS = [
    *((text, on) for text in ("ink", "ink-2", "blue", "blue-strong") for on in ("sheet", "paper")),
    ("ink", "sand"), ("ink-2", "sand"), ("ink", "blue-tint"), ("blue", "blue-tint"),
    ("blue-strong", "blue-tint"), ("ink", "note"), ("ink", "warn-tint"), ("ink", "late-tint"),
    ("ink", "ok-tint"), ("white", "blue"), ("white", "blue-strong"), ("white", "blue-deep"),
    ("white", "ink"), ("blue-pale", "blue-deep"), ("now", "blue-deep"), ("blue-deep", "now"),
    ("ok", "ok-tint"), ("warn", "warn-tint"), ("late", "late-tint"), ("danger", "danger-tint"),
    ("danger", "sheet"), ("danger", "paper"), ("blue-deep", "white"),
]  # fmt: skip
SHAPE_PAIRS = [
    ("line-strong", "sheet"), ("line-strong", "paper"), ("blue", "paper"), ("concern", "sheet"),
    ("concern", "paper"), ("ok", "paper"), ("warn", "paper"), ("late", "paper"),
    ("danger", "paper"),
]  # fmt: skip


def light(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((light(TOKENS[one]), light(TOKENS[other])))
    return (lighter + 0.05) / (darker + 0.05)


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_all_style_sheets_together_stay_small():
    sizes = {path.name: packed(path) for path in STATIC.glob("*.css")}
    assert sum(sizes.values()) <= 20 * 1024, sizes


@pytest.mark.parametrize("sheet", ["kiosk", "display", "phone", "staff", "public", "print"])
def test_a_page_loads_the_base_and_one_sheet(sheet):
    assert (STATIC / f"{sheet}.css").exists()
    assert "@import" not in (STATIC / f"{sheet}.css").read_text("utf-8")


@pytest.mark.proves("HP-1")
def test_what_the_phone_page_loads_for_its_look_is_small():
    assert packed(STATIC / "base.css") + packed(STATIC / "phone.css") <= 10 * 1024


def test_the_script_of_staff_and_public_pages_is_small():
    assert packed(STATIC / "ui.js") <= 5 * 1024


@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read_by_everybody(text, ground):
    assert contrast(text, ground) >= 7


@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_borders_and_icons_can_be_seen(shape, ground):
    assert contrast(shape, ground) >= 3


def test_a_focus_ring_is_seen_on_every_ground():
    for ground in ("sheet", "paper", "sand", "blue", "blue-deep", "blue-tint", "ink", "now"):
        assert max(contrast("now", ground), contrast("ink", ground)) >= 3, ground


def test_colours_are_named_in_one_place():
    """Other sheets use tokens; they may write out black, white and shades of the board."""
    allowed = {"#fff", "#ffffff", "#000", "#0000", "#2b548b", "#5f86bc", "#3c4654", "#c9dbf4",
               "#022a5b", "#083575"}  # fmt: skip
    for path in STATIC.glob("*.css"):
        text = path.read_text("utf-8")
        rules = text.split("/* 1 reset */")[-1]
        written = {c.lower() for c in re.findall(r"#[0-9a-fA-F]{3,8}\b", rules)}
        assert written <= allowed, f"{path.name}: {sorted(written - allowed)}"


def test_every_icon_that_a_page_asks_for_exists():
    asked = {
        (path.name, name)
        for path in PACKAGE.rglob("templates/**/*.html")
        for name in re.findall(
            r'{% (?:icon|icon_inline|nothing) "([^"]+)"|{% (?:badge|strip) "[^"]*" "([^"]+)"',
            path.read_text("utf-8"),
        )
        for name in name
        if name
    }
    unknown = [pair for pair in sorted(asked) if pair[1] not in icons.symbols()]
    assert asked
    assert not unknown


def test_the_sprite_is_one_well_formed_file_without_doubles():
    names = re.findall(r'<symbol id="([^"]+)"', icons.SPRITE.read_text("utf-8"))
    assert len(names) == len(set(names)) == len(icons.symbols())
