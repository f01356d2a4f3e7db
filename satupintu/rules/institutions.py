"""Whether two spellings name one institution: case, spacing and the ways names are shortened."""

import re
from collections.abc import Collection, Iterable, Sequence

from satupintu.rules.search_words import words

_SILENT = frozenset({"dan", "republik", "indonesia", "ri"})  # a short form may leave these out
_IN_BRACKETS = re.compile(r"\(([^)]*)\)")


def together(names: Iterable[str], known: Iterable[str] = ()) -> dict[str, str]:
    """Each name → the spelling under which it is counted: that of the office's list where it is
    there, else the longest one that somebody wrote."""
    homes, spelled = {}, list(dict.fromkeys(known))
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        homes[name] = meant(name, spelled) or name
        if homes[name] == name:
            spelled.append(name)
    return homes


def meant(said: str, known: Collection[str]) -> str:
    """The one of `known` that the words name, as it is written there; "" for none or several.

    "BMKG" and "badan meteorologi klimatologi geofisika" name "Badan Meteorologi, Klimatologi, dan
    Geofisika"; "Kemenkes" names "Kementerian Kesehatan".
    """
    for alike in (_equal, _shortened):
        found = {name for name in known if alike(said, name)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _equal(said: str, name: str) -> bool:
    return any(words(said) == form for form in _forms(name))


def _shortened(said: str, name: str) -> bool:
    return any(_runs(words(said), form) for form in _forms(name))


def _forms(name: str) -> list[list[str]]:
    """The name, the name without what stands in brackets, and that alone."""
    bare = _IN_BRACKETS.sub(" ", name)
    return [words(form) for form in (name, bare, *_IN_BRACKETS.findall(name)) if words(form)]


def _runs(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether each word of `short` is put together from one or more words of `long`, in order."""
    if not short or not long:
        return not short and all(word in _SILENT for word in long)
    if short[0] == long[0]:  # "Dinas Pertanian" is not short for "Dinas Pertanian Nusantara"
        return _runs(short[1:], long[1:])
    ends = range(1, len(long) + 1)
    return any(_made_of(short[0], long[:end]) and _runs(short[1:], long[end:]) for end in ends)


def _made_of(short: str, long: Sequence[str]) -> bool:
    """Whether beginnings of the words, one of each, give the short one: kemen + kes."""
    if not long:
        return not short
    first, rest = long[0], long[1:]
    lengths = range(0 if first in _SILENT else 1, min(len(first), len(short)) + 1)
    return any(first[:n] == short[:n] and _made_of(short[n:], rest) for n in lengths)
