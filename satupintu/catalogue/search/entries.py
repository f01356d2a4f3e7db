"""An item as the search reads it."""

import re
from collections.abc import Iterable

from satupintu.catalogue.models import Entry, Item, Kind
from satupintu.rules.search_words import GRAMMAR, roots, telling, words

MOST_BODY_WORDS = 400
# What a group of codes leaves out is told in its notes too; it must not be found by that.
_LEFT_OUT = re.compile(
    r"(?:tidak (?:mencakup|termasuk|meliputi)|di ?kecualikan dari|kecuali :|mengecualikan)"
    r"(?:[^.]*\.(?!\s*$)|.*)",
    re.IGNORECASE | re.DOTALL,
)
# The first words of such notes say only that notes follow.
_FORMULA = re.compile(
    r"^(?:sub)?(?:kategori|golongan|kelompok|kelas|subkelas|divisi|bagian|seksi)(?: pokok)? ini"
    r" (?:juga )?(?:mencakup|meliputi|terdiri dari)[:\s]*",
    re.IGNORECASE,
)


def mark(kind: str, value: str) -> str:
    """A word that no text contains, to filter the index by: kind, source, scheme or region."""
    return "zz" + kind + re.sub(r"[^a-z0-9]", "", value.lower())


def entry_of(item: Item) -> Entry:
    """The item's entry, made from its words."""
    title = [word for word in words(item.title) if word not in GRAMMAR]
    named = [word for word in telling(item.keywords) if word not in title]
    return Entry(
        item_id=item.pk,
        kind=item.kind,
        type=item.type,
        source=item.source,
        office_id=item.office_id,
        region=item.region_code,
        first_year=item.first_year,
        last_year=item.last_year,
        code=item.code,
        title_words=min(len(title), 999),
        title=" ".join(title),
        roots=" ".join(_with_roots(named, set(title), title)),
        marks=" ".join(_marks(item)),
        body=" ".join(_body(item, set(title))),
    )


def _marks(item: Item) -> Iterable[str]:
    yield mark("k", item.kind)
    yield mark("s", item.source)
    if item.scheme:
        yield mark("c", item.scheme)
    if item.region_code:
        yield mark("r", item.region_code)


def _with_roots(extra: list[str], known: set[str], title: list[str]) -> Iterable[str]:
    """The extra words, then the roots of all that are not words of the title."""
    seen = set(known)
    for word in extra:
        if word not in seen:
            seen.add(word)
            yield word
    for word in (*title, *extra):
        for root in roots(word):
            if root not in seen:
                seen.add(root)
                yield root


def _body(item: Item, title: set[str]) -> Iterable[str]:
    text = item.description
    if item.kind == Kind.CLASSIFICATION:
        text = _LEFT_OUT.sub(" ", _FORMULA.sub("", text))
    parts = (item.subject, item.title_en, item.region_name, item.unit, text)
    seen: dict[str, None] = {}
    for word in telling(" ".join(part for part in parts if part)):
        if len(seen) >= MOST_BODY_WORDS:
            break
        seen[word] = None
        for root in roots(word):
            seen[root] = None
    return (word for word in seen if word not in title)
