"""What stands around codes: above and below them in their list, and under the same code elsewhere.

Written out, because it is asked at nearly every search and putting it together costs more than
the database needs for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from satupintu.catalogue.models import Item


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A code as it is named beside another one."""

    pk: int
    source: str
    scheme: str
    edition: str
    code: str
    parent_code: str
    title: str


Around = Mapping[tuple[str, str], Neighbour]

_TOLD = ", ".join(
    f"i.{name}"
    for name in ("office_id", "withdrawn_at", "id", "source", "scheme", "edition", "code",
                 "parent_code", "title")
)  # fmt: skip


def around(items: Sequence[Item], office_id: int | None) -> Around:
    """By list and code, in the order of codes. One statement."""
    if not items:
        return {}
    codes = sorted({item.code for item in items})
    sources = sorted({item.source for item in items})
    schemes = sorted({item.scheme for item in items})
    above = {code[:size] for code in codes for size in range(1, len(code))}
    # Data have no code at all: PostgreSQL would walk through every list for the empty one.
    above |= {item.parent_code for item in items if item.parent_code}
    parts: list[tuple[str, list[tuple[str, list[str]]]]] = [
        ("catalogue_item i", [("i.source", sources), ("i.parent_code", codes)]),
        ("catalogue_entry e JOIN catalogue_item i ON i.id = e.item_id",
         [("e.code", codes), ("i.scheme", schemes)]),
    ]  # fmt: skip
    if above:
        parts.append(("catalogue_item i", [("i.source", sources), ("i.code", sorted(above))]))
    statements: list[str] = []
    given: list[str] = []
    for table, wanted in parts:
        among = [f"{column} IN ({', '.join(['%s'] * len(them))})" for column, them in wanted]
        statements.append(f"SELECT {_TOLD} FROM {table} WHERE {' AND '.join(among)}")
        given += [one for _, them in wanted for one in them]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({' UNION ALL '.join(statements)}) AS near", given)
        rows = cursor.fetchall()
    # Put in order and sifted here: asked to do so, SQLite would walk through whole lists.
    found = [Neighbour(*row[2:]) for row in rows if row[0] in (None, office_id) and not row[1]]
    return {(one.source, one.code): one for one in sorted(found, key=lambda each: each.code)}
