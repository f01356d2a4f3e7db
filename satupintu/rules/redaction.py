"""Personal data in a text is masked before others may read it; what is left over can be seen.

A rule finds numbers and addresses by their form, and the names that it is told. Whether a text
still says who asked, only a second reader can tell (standard: answered questions made public).
"""

import re
from collections.abc import Iterable

from satupintu.rules.identity_number import IDENTITY_NUMBER

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w.,])(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,11}(?!\d)|(?<!\d)0\d{2,3}[ -]\d{6,8}(?!\d)"
)
ACCOUNT = re.compile(r"(?<![\w@])@\w{3,}")
MASKS = (
    (EMAIL, "[e-mail]"), (IDENTITY_NUMBER, "[nomor identitas]"), (PHONE, "[nomor telepon]"),
    (ACCOUNT, "[akun]"),
)  # fmt: skip
_SHORTEST_NAME = 3
# Introductions tell a name that no form field knew.
_INTRODUCED = re.compile(
    r"(\b(?:nama saya|perkenalkan(?:,)? saya|saya bernama|atas nama|hormat saya,?|salam,)\s+)"
    r"((?:[A-Z][\w'.-]+\s?){1,4})"
)


def masked(text: str, names: Iterable[str] = ()) -> str:
    """The text without addresses, numbers of persons, and the given names.

    >>> masked("Saya Siti, 0812-3456-7890", ["Siti Rahmawati"])
    'Saya [nama], [nomor telepon]'
    """
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    text = _INTRODUCED.sub(r"\1[nama]", text)
    for name in sorted(_parts(names), key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", "[nama]", text, flags=re.IGNORECASE)
    return re.sub(r"\[nama\](?:\s+\[nama\])+", "[nama]", text)


def left_over(text: str, names: Iterable[str] = ()) -> list[str]:
    """What in a text still looks like personal data."""
    found = [hit.group() for pattern, _ in MASKS for hit in pattern.finditer(text)]
    for name in _parts(names):
        found += re.findall(rf"\b{re.escape(name)}\b", text, flags=re.IGNORECASE)
    return found


def _parts(names: Iterable[str]) -> set[str]:
    """A name in full, and each of its words that is long enough to be nobody else's word."""
    parts = {name.strip() for name in names if len(name.strip()) >= _SHORTEST_NAME}
    return parts | {
        word
        for name in parts
        for word in name.split()
        if len(word) > _SHORTEST_NAME and word[0].isupper()
    }
