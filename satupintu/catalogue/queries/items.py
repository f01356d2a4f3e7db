"""One item of the catalogue as its page shows it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from satupintu.catalogue.models import Item, Kind

CHILDREN = 60
DEEPEST = 8


@dataclass(frozen=True)
class Shown:
    """An item with its place in a tree and the same code in other editions."""

    item: Item
    parents: list[Item]
    children: list[Item]
    editions: list[Item]


def item_shown(office_id: int, pk: int) -> Shown | None:
    """The item, if it is every office's or this one's and has not been withdrawn."""
    mine = Item.objects.filter(Q(office=None) | Q(office_id=office_id), withdrawn_at=None)
    item = mine.filter(pk=pk).first()
    if item is None:
        return None
    if item.kind != Kind.CLASSIFICATION:
        return Shown(item, [], [], [])
    rows = mine.filter(source=item.source)
    children = list(rows.filter(parent_code=item.code).exclude(pk=pk).order_by("code")[:CHILDREN])
    others = mine.filter(scheme=item.scheme, code=item.code)
    return Shown(
        item, _parents(item, rows), children if item.code else [],
        list(others.exclude(edition=item.edition).order_by("edition")[:4]),
    )  # fmt: skip


def _parents(item: Item, rows: QuerySet[Item]) -> list[Item]:
    found: list[Item] = []
    code = item.parent_code
    while code and len(found) < DEEPEST:
        parent = rows.filter(code=code).first()
        if parent is None or parent in found:
            break
        found.insert(0, parent)
        code = parent.parent_code
    return found
