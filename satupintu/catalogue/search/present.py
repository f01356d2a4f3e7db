"""Scored entries as hits: items with marked words, the tree around a code, other editions."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from satupintu.catalogue.models import Item, Kind, Type
from satupintu.catalogue.search.found import Facet, Hit, OtherEdition, Piece
from satupintu.catalogue.search.full_text import Candidate
from satupintu.catalogue.search.scoring import Question, Scored
from satupintu.rules.search_words import fold, roots

MOST_CHILDREN = 6
EXCERPT = 240
MOST_FACETS = 12
_TOKEN = re.compile(r"\w+", re.UNICODE)


def hits_of(page: Sequence[Scored], question: Question, office_id: int | None) -> tuple[Hit, ...]:
    """The items of one page. Four statements, however many."""
    items = Item.objects.in_bulk([one.candidate.item_id for one in page])
    codes = [item for item in items.values() if item.kind == Kind.CLASSIFICATION and item.code]
    around = _around(codes, office_id)
    children = _children(codes, office_id)
    first = _first(question.forms)
    hits = []
    for one in page:
        item = items.get(one.candidate.item_id)
        if item is None:
            continue
        below = children.get((item.source, item.code), [])
        hits.append(
            Hit(
                item=item,
                score=round(one.score, 4),
                title=marked(item.title, question.forms),
                excerpt=_excerpt(item.description, question.forms, first),
                parents=_parents(item, around),
                children=tuple(below[:MOST_CHILDREN]),
                children_count=len(below),
                other_editions=_other_editions(item, around),
            )
        )
    return tuple(hits)


Around = Mapping[tuple[str, str], Item]
_TOLD = ("office_id", "ident", "source", "scheme", "edition", "code", "parent_code", "title")


def _around(items: Sequence[Item], office_id: int | None) -> Around:
    """What stands above these codes, and the same codes in other editions, by source and code."""
    if not items:
        return {}
    above = {item.code[:size] for item in items for size in range(1, len(item.code))}
    parents = Item.objects.filter(
        source__in={item.source for item in items},
        code__in=above.union(item.parent_code for item in items),
    )
    same = Item.objects.filter(
        entry__code__in={item.code for item in items},
        scheme__in={item.scheme for item in items},
    )
    found = (*parents.only(*_TOLD, "level", "withdrawn_at"), *same.only(*_TOLD, "withdrawn_at"))
    return {
        (one.source, one.code): one
        for one in found
        if one.office_id in (None, office_id) and one.withdrawn_at is None
    }


def _children(items: Iterable[Item], office_id: int | None) -> dict[tuple[str, str], list[Item]]:
    above = {(item.source, item.code) for item in items}
    if not above:
        return {}
    # Put in order here: asked to do so, SQLite would walk through the whole list by code.
    found = Item.objects.filter(
        source__in={source for source, _ in above}, parent_code__in={code for _, code in above}
    ).only(*_TOLD, "withdrawn_at")
    children: dict[tuple[str, str], list[Item]] = {}
    for one in sorted(found, key=lambda each: each.code):
        if one.office_id in (None, office_id) and one.withdrawn_at is None:
            children.setdefault((one.source, one.parent_code), []).append(one)
    return children


def _parents(item: Item, around: Around) -> tuple[Item, ...]:
    chain: list[Item] = []
    parent = around.get((item.source, item.parent_code))
    while parent is not None and parent not in chain:
        chain.insert(0, parent)
        parent = around.get((parent.source, parent.parent_code))
    return tuple(chain)


def _other_editions(item: Item, around: Around) -> tuple[OtherEdition, ...]:
    if item.kind != Kind.CLASSIFICATION:
        return ()
    others = [
        other
        for (source, code), other in around.items()
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
    """What one may narrow to, the most frequent first."""
    counts = Counter(str(getattr(one, name)) for one in counted if getattr(one, name))
    return tuple(
        Facet(value, _label(name, value, labels), count)
        for value, count in counts.most_common(MOST_FACETS)
    )


def _label(name: str, value: str, labels: Mapping[str, str]) -> str:
    if name == "type":
        return str(Type(value).label)
    if name == "region":
        return "Indonesia" if value == "0000" else labels.get(value, value)
    scheme = value.rstrip("0123456789")
    return f"{scheme.upper()} {value[len(scheme) :]}".strip()
