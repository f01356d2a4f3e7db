"""Whole numbers as forms and addresses send them."""

LONGEST = 18  # digits: what a key of either database holds


def whole(text: str | None) -> int:
    """The number that was sent; 0, which is no row's key, for anything else or one without end."""
    good = text and text.isascii() and text.isdecimal() and len(text) <= LONGEST
    return int(text) if text and good else 0
