"""How large the called number is, so that the farthest seat can read it (DSP-2, ADM-8)."""

from math import hypot

from satupintu.rules import legibility

CARD_MM = 85.6  # the long side of a bank card, ISO/IEC 7810 ID-1
LARGEST_SHARE = 0.158  # of the screen's width: what is left when a note is shown above


def ppi_of_screen(inch: float, width: int = 1920, height: int = 1080) -> float:
    """Pixels per inch of a screen whose diagonal is so many inches."""
    return hypot(width, height) / inch


def ppi_of_card(pixels: float) -> float:
    """Pixels per inch, when a bank card covers so many pixels."""
    return pixels / CARD_MM * legibility.MM_PER_INCH


def pixels_per_mm(ppi: float) -> float:
    """What the kiosk's style sheet counts in."""
    return ppi / legibility.MM_PER_INCH


def call_size(farthest_seat_m: float, ppi: float, width: int = 1920) -> int:
    """Size of the called number in pixels: what the farthest seat needs, at most what fits."""
    wanted = legibility.letter_px(farthest_seat_m, pixels_per_mm(ppi))
    return round(min(wanted, width * LARGEST_SHARE))


def readable_to_m(call_px: float, ppi: float) -> float:
    """From how many metres a number of this size can be read, rounded down to half metres."""
    return int(legibility.letter_readable_m(call_px, pixels_per_mm(ppi)) * 2) / 2
