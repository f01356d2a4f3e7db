"""How tall letters on a wall must be so that the farthest seat can read them.

Two published rules are counted with: ADA Standards 703.5.5 (signs mounted 1.78 to 3.05 m high) and
California Building Code 11B-703.8.4 for message signs, which is the stricter and the default.
"""

from dataclasses import dataclass
from math import hypot
from typing import Final

MM_PER_INCH: Final = 25.4
# The capitals of a font as a share of its size. The smallest of those our font stack may become on
# a machine we do not know (Atkinson Hyperlegible Next), so that nobody gets letters too small.
CAPITAL_SHARE: Final = 0.669


@dataclass(frozen=True)
class Rule:
    """Capitals of `least_mm` up to `near_m` metres, from there `step_mm` more per `step_m`."""

    least_mm: float
    step_mm: float
    near_m: float = 4.57
    step_m: float = 0.305


ADA: Final = Rule(least_mm=51, step_mm=3.2)
STRICTER: Final = Rule(least_mm=76, step_mm=5.1)


def capital_mm(metres: float, rule: Rule = STRICTER) -> float:
    """Height of a capital letter in millimetres that can be read from so many metres."""
    beyond = max(0.0, metres - rule.near_m)
    return rule.least_mm + rule.step_mm * beyond / rule.step_m


def readable_m(capital: float, rule: Rule = STRICTER) -> float:
    """From how many metres capitals of so many millimetres can be read; 0 below the least."""
    if capital < rule.least_mm:
        return 0.0
    return rule.near_m + (capital - rule.least_mm) / rule.step_mm * rule.step_m


def pixels_per_mm(inch: float, width: int = 1920, height: int = 1080) -> float:
    """Pixels per millimetre of a screen whose diagonal is so many inches. ValueError at 0."""
    if inch <= 0:
        raise ValueError("a screen has a size")
    return hypot(width, height) / (inch * MM_PER_INCH)


def letter_px(metres: float, px_per_mm: float, rule: Rule = STRICTER) -> float:
    """Size of type in pixels whose capitals can be read from so many metres."""
    return capital_mm(metres, rule) * px_per_mm / CAPITAL_SHARE


def letter_readable_m(size_px: float, px_per_mm: float, rule: Rule = STRICTER) -> float:
    """From how many metres type of this size can be read: what the set-up page promises."""
    return readable_m(size_px * CAPITAL_SHARE / px_per_mm, rule)
