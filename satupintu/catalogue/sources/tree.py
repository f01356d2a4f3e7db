"""Codes as a tree: which code stands above which."""

from collections.abc import Set as AbstractSet


def parent(code: str, told: str, category: str, known: AbstractSet[str]) -> str:
    """The code above: the one told if it exists, else the longest beginning, else the category."""
    if told and told != code and told in known:
        return told
    for length in range(len(code) - 1, 0, -1):
        if code[:length] in known:
            return code[:length]
    return category if category and category != code and category in known else ""
