"""For HTML that is written by hand: what the template engine would do with a value by itself."""

from html import escape


def escaped(value: object) -> str:
    """The value as text in which no sign of HTML means anything."""
    return escape(str(value))
