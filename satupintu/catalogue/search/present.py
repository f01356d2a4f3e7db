"""Scored entries as hits: items with marked words, the tree around a code, other editions."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from satupintu.catalogue.models import Item, Kind, Type
from satupintu.catalogue.search.found import Facet, Hit, OtherEdition, Piece
from satupintu.catalogue.search.full_text import Candidate
from satupintu.catalogue.search.known import named
from satupintu.catalogue.search.neighbours import Around, Neighbour, around
from satupintu.catalogue.search.question import Question
from satupintu.catalogue.search.scoring import Scored
from satupintu.rules.search_words import fold, roots

MOST_CHILDREN = 6
EXCERPT = 240
MOST_FACETS = 12
_TOKEN = re.compile(r"\w+", re.UNICODE)


def hits_of(page: Sequence[Scored], question: Question, office_id: int | None) -> tuple[Hit, ...]:
    """The items of one page. Two statements, however many."""
    items = _items([one.candidate.item_id for one in page])
    codes = [item for item in items.values() if item.kind == Kind.CLASSIFICATION and item.code]
    near = around(codes, office_id)
    below: dict[tuple[str, str], list[Neighbour]] = {}
    for one in near.values():
        below.setdefault((one.source, one.parent_code), []).append(one)
    marks = question.marks
    first = _first(marks)
    hits = []
    for each in page:
        item = items.get(each.candidate.item_id)
        if item is None:
            continue
        children = below.get((item.source, item.code), []) if item.code else []
        hits.append(
            Hit(
                item=item,
                score=round(each.score, 4),
                title=marked(item.title, marks),
                excerpt=_excerpt(item.description, marks, first),
                parents=_parents(item, near),
                children=tuple(children[:MOST_CHILDREN]),
                children_count=len(children),
                other_editions=_other_editions(item, near),
            )
        )
    return tuple(hits)


_COLUMNS = ", ".join(str(field.column) for field in Item._meta.concrete_fields)


def _items(ids: Sequence[int]) -> dict[int, Item]:
    """The items with these keys. Written out: it is asked at every search."""
    if not ids:
        return {}
    marks = ", ".join(["%s"] * len(ids))
    found = Item.objects.raw(f"SELECT {_COLUMNS} FROM catalogue_item WHERE id IN ({marks})", ids)
    return {item.pk: item for item in found}


def _parents(item: Item, near: Around) -> tuple[Neighbour, ...]:
    chain: list[Neighbour] = []
    parent = near.get((item.source, item.parent_code))
    while parent is not None and parent not in chain:
        chain.insert(0, parent)
        parent = near.get((parent.source, parent.parent_code))
    return tuple(chain)


def _other_editions(item: Item, near: Around) -> tuple[OtherEdition, ...]:
    if item.kind != Kind.CLASSIFICATION:
        return ()
    others = [
        other
        for (source, code), other in near.items()
        if code == item.code and source != item.source and other.scheme == item.scheme
    ]
    others.sort(key=lambda other: other.edition, reverse=True)
    same = fold(item.title)
    return tuple(OtherEdition(other, fold(other.title) == same) for other in others)


def marked(text: str, forms: frozenset[str]) -> tuple[Piece, ...]:
    """The text in pieces, those marked that are words of the search or their kin."""
    pieces: list[Piece] = []
    done = 0
    for token in _TOKEN.finditer(text):
        word = token[0].lower() if token[0].isascii() else fold(token[0])
        if word in forms or not forms.isdisjoint(roots(word)):
            if token.start() > done:
                pieces.append(Piece(text[done : token.start()]))
            pieces.append(Piece(token[0], marked=True))
            done = token.end()
    if done < len(text):
        pieces.append(Piece(text[done:]))
    return tuple(pieces)


def _excerpt(text: str, forms: frozenset[str], first: re.Pattern[str]) -> tuple[Piece, ...]:
    """A stretch of the text around the first word of the search, else its beginning."""
    if not text:
        return ()
    found = first.search(text)
    start = found.start() if found else 0
    start = 0 if start < EXCERPT // 2 else text.rfind(" ", 0, start - 60) + 1
    end = text.find(" ", start + EXCERPT)
    end = len(text) if end < 0 else end
    stretch = " ".join(text[start:end].split())
    stretch = ("… " if start else "") + stretch + (" …" if end < len(text) else "")
    return marked(stretch, forms)


def _first(forms: frozenset[str]) -> re.Pattern[str]:
    """Where a word of the search, or one that begins like it, stands first."""
    longer = sorted((form for form in forms if len(form) > 2), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longer) or '(?!)'})", re.IGNORECASE)


def facets(counted: Iterable[Candidate], name: str, labels: Mapping[str, str]) -> tuple[Facet, ...]:
    """What one may narrow to, the most frequent first; no area whose name nobody told us."""
    counts = Counter(str(getattr(one, name)) for one in counted if getattr(one, name))
    if name == "region":
        counts = Counter({code: n for code, n in counts.items() if named(code, labels)})
    return tuple(
        Facet(value, _label(name, value, labels), count)
        for value, count in counts.most_common(MOST_FACETS)
    )


def _label(name: str, value: str, labels: Mapping[str, str]) -> str:
    if name == "type":
        return str(Type(value).label)
    if name == "region":
        return named(value, labels)
    return list_name(value)


def list_name(source: str) -> str:
    """The edition of a list as people write it: "kbli2025" is KBLI 2025."""
    scheme = source.rstrip("0123456789")
    return f"{scheme.upper()} {source[len(scheme) :]}".strip()
