"""What of the catalogue belongs to a visit."""

from satupintu.catalogue.models import Item
from satupintu.rules.whole import whole
from satupintu.walkin.models import ShelfItem, Ticket


def pinned(ticket: Ticket) -> list[ShelfItem]:
    """What the visitor wants to show to the officer (HP-11)."""
    return list(ShelfItem.objects.filter(ticket=ticket, handed=False).order_by("at"))


def handed(ticket: Ticket) -> list[ShelfItem]:
    """What the officer gave the visitor (MJ-8)."""
    return list(ShelfItem.objects.filter(ticket=ticket, handed=True).order_by("at"))


def shown_elsewhere(ticket: Ticket) -> list[ShelfItem]:
    """The other institutions that a visitor was shown to."""
    return [each for each in handed(ticket) if each.elsewhere]


def item_of(office_id: int, pk: str | None) -> Item | None:
    """An item that the office's visitors may be given."""
    number = whole(pk)
    found = Item.objects.filter(pk=number, withdrawn_at=None).first()
    return found if found and found.office_id in (None, office_id) else None
