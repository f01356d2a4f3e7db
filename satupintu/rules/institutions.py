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
    used = {0}  # how many words of `long` may be used up so far
    for word in short:
        used = {end for start in used for end in _ends(word, long, start)}
    return any(_SILENT.issuperset(long[end:]) for end in used)


def _ends(short: str, long: Sequence[str], start: int) -> set[int]:
    """Up to where beginnings of words from `start` on give the short one: kemen + kes."""
    if long[start : start + 1] == [short]:  # "Dinas Pertanian" is not short for "… Nusantara"
        return {start + 1}
    ends, said = set(), {0}  # said: how much of the short word the beginnings may have given
    for end, word in enumerate(long[start:], start + 1):
        least = 0 if word in _SILENT else 1
        said = {
            at + n for at in said for n in range(least, len(word) + 1)
            if short[at : at + n] == word[:n]
        }  # fmt: skip
        ends |= {end} if len(short) in said else set()
    return ends
