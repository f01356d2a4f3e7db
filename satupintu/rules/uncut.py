"""A text has a place of so many signs: it is kept whole or refused, its end is never cut off."""


class TooLong(Exception):
    """A text is longer than its place; `what` tells which one, where an act takes several."""

    def __init__(self, text: str, longest: int, what: str = "") -> None:
        super().__init__(f"{len(text)} signs, at most {longest}")
        self.text, self.longest, self.what = text, longest, what


def uncut(text: str, longest: int, what: str = "") -> str:
    """The text without the blanks around it. Raises TooLong when it has no room."""
    kept = text.strip()
    if len(kept) > longest:
        raise TooLong(kept, longest, what)
    return kept
