"""The catalogue grown to a million records: copies that differ in words, place, year and code.

Every copy keeps the words of its original, so that whatever is frequent becomes as much more
frequent, and gets words of its own, so that the vocabulary grows too.
"""

import sys

import django
from django.db import connection, transaction

if __name__ == "__main__":
    django.setup()

from satupintu.catalogue.models import Entry, Item, Revision, Word

WORDS_OF_THEIR_OWN = 4999
AREAS = 500


def grow(records: int) -> int:
    """Copy the catalogue until it has so many records. Returns how many there are."""
    first = Item.objects.order_by("pk").first()
    last = Item.objects.order_by("pk").last()
    if first is None or last is None:
        raise SystemExit("the catalogue is empty")
    originals, step = Item.objects.count(), last.pk
    copies = max(0, -(-(records - originals) // originals))
    with _IndexLater():
        for copy in range(1, copies + 1):
            with transaction.atomic(), connection.cursor() as cursor:
                shift = step * copy
                cursor.execute(_items(copy, shift, step))
                cursor.execute(_entries(copy, shift, step))
    _weigh(copies)
    return originals * (copies + 1)


class _IndexLater:
    """PostgreSQL builds its index faster once than row by row."""

    def __enter__(self) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("DROP INDEX catalogue_entry_vector")

    def __exit__(self, *problem: object) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    "CREATE INDEX catalogue_entry_vector ON catalogue_entry USING gin (vector)"
                )
            cursor.execute("ANALYZE")


def _columns(model: type[Item] | type[Entry], changed: dict[str, str]) -> tuple[str, str]:
    names = [field.column for field in model._meta.concrete_fields]
    return ", ".join(names), ", ".join(changed.get(name, name) for name in names)


def _own_word(copy: int, key: str) -> str:
    return f"'varian' || (({key} * 31 + {copy} * 7919) % {WORDS_OF_THEIR_OWN})"


def _area(copy: int, key: str, column: str) -> str:
    code = f"CAST(1101 + ({key} * 17 + {copy}) % {AREAS} AS varchar(4))"
    return f"CASE WHEN {column} IN ('', '0000') THEN {column} ELSE {code} END"


def _edition(copy: int) -> str:
    return f"CASE WHEN kind = 'classification' THEN source || '{copy:02d}' ELSE source END"


def _items(copy: int, shift: int, last: int) -> str:
    names, values = _columns(
        Item,
        {
            "id": f"id + {shift}",
            "ident": f"ident || ':{copy}'",
            "title": f"title || ' ' || {_own_word(copy, 'id')}",
            "region_code": _area(copy, "id", "region_code"),
            "region_name": "CASE WHEN region_code IN ('', '0000') THEN region_name"
            f" ELSE 'Wilayah ' || ((id * 17 + {copy}) % {AREAS}) END",
            "source": _edition(copy),
            "code": f"CASE WHEN code = '' THEN '' ELSE code || '{copy:02d}' END",
            "parent_code": "CASE WHEN parent_code = '' THEN ''"
            f" ELSE parent_code || '{copy:02d}' END",
        },
    )
    return (
        f"INSERT INTO catalogue_item ({names}) SELECT {values} FROM catalogue_item"
        f" WHERE id <= {last}"
    )


def _entries(copy: int, shift: int, last: int) -> str:
    names, values = _columns(
        Entry,
        {
            "item_id": f"item_id + {shift}",
            "title": f"title || ' ' || {_own_word(copy, 'item_id')}",
            "title_words": "title_words + 1",
            "source": _edition(copy),
            "region": _area(copy, "item_id", "region"),
            "marks": "CASE WHEN region IN ('', '0000') THEN marks"
            f" ELSE replace(marks, region, {_area(copy, 'item_id', 'region')}) END",
            "code": f"CASE WHEN code = '' THEN '' ELSE code || '{copy:02d}' END",
        },
    )
    return (
        f"INSERT INTO catalogue_entry ({names}) SELECT {values} FROM catalogue_entry"
        f" WHERE item_id <= {last}"
    )


def _weigh(copies: int) -> None:
    """The words count as often as they stand there now."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_word SET entries = entries * %s, titles = titles * %s",
            [copies + 1, copies + 1],
        )
        each = max(1, Entry.objects.count() // WORDS_OF_THEIR_OWN)
        Word.objects.bulk_create(
            [
                Word(word=f"varian{number}", entries=each, titles=each)
                for number in range(WORDS_OF_THEIR_OWN)
            ],
            ignore_conflicts=True,
        )
        revision = Revision.objects.get(pk=1)
        revision.number += 1
        revision.entries = Entry.objects.count()
        revision.save()


if __name__ == "__main__":
    print(grow(int(sys.argv[1])))
