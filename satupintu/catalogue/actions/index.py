"""The index follows the catalogue: entries, the weights of their words, the revision."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.db import connection
from django.db.models import F

from satupintu.catalogue.models import Entry, Item, Revision, Word
from satupintu.catalogue.search.entries import entry_of
from satupintu.catalogue.search.known import forget
from satupintu.journal.record import writing

T = TypeVar("T")
AT_ONCE = 1000
_FIELDS = [field.name for field in Entry._meta.fields if not field.primary_key]


def index(items: Iterable[Item]) -> int:
    """Bring the entries of these items up to date; withdrawn ones lose theirs. How many changed."""
    return sum(_index(batch) for batch in _in_parts(items))


def rebuild() -> int:
    """Make the whole index anew from the items, after a restore or a new way of reading words."""
    with writing():
        Entry.objects.all().delete()
        Word.objects.all().delete()
        _revision(0, anew=True)
    items = Item.objects.filter(withdrawn_at=None).order_by("pk").iterator(AT_ONCE)
    return index(items)


def words_changed() -> None:
    """Synonyms or hints were changed: what processes keep of them is old."""
    with writing():
        _revision(0)
    forget()


def _in_parts(things: Iterable[T]) -> Iterator[list[T]]:
    them = iter(things)
    while batch := list(islice(them, AT_ONCE)):
        yield batch


def _index(batch: Sequence[Item]) -> int:
    with writing():
        before = Entry.objects.in_bulk([item.pk for item in batch])
        gone = [before[item.pk] for item in batch if item.withdrawn_at and item.pk in before]
        wanted = [entry_of(item) for item in batch if not item.withdrawn_at]
        changed = [entry for entry in wanted if _differs(entry, before.get(entry.pk))]
        replaced = [before[entry.pk] for entry in changed if entry.pk in before]
        Entry.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["item"], update_fields=_FIELDS
        )
        _count(changed, replaced)
        if changed or gone:
            _revision(len(changed) - len(replaced))
        _drop(gone)
    return len(changed) + len(gone)


def _differs(entry: Entry, before: Entry | None) -> bool:
    return before is None or any(getattr(entry, f) != getattr(before, f) for f in _FIELDS)


def _drop(entries: Iterable[Entry]) -> None:
    entries = list(entries)
    if entries:
        Entry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
        _count((), entries)
        _revision(-len(entries))


def _count(come: Iterable[Entry], gone: Iterable[Entry]) -> None:
    """Words count once for each entry that has them."""
    everywhere: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    for entries, sign in ((come, 1), (gone, -1)):
        for entry in entries:
            title = set(entry.title.split())
            for word in title:
                titles[word] += sign
            for word in title.union(entry.roots.split(), entry.body.split()):
                everywhere[word] += sign
    rows = [(word, count, titles[word]) for word, count in sorted(everywhere.items())]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Word._meta.db_table} (word, entries, titles) VALUES (%s, %s, %s)"
            " ON CONFLICT (word) DO UPDATE SET"
            f" entries = {Word._meta.db_table}.entries + excluded.entries,"
            f" titles = {Word._meta.db_table}.titles + excluded.titles",
            rows,
        )


def _revision(more: int, *, anew: bool = False) -> None:
    Revision.objects.get_or_create(pk=1)
    entries = more if anew else F("entries") + more
    Revision.objects.filter(pk=1).update(number=F("number") + 1, entries=entries)
