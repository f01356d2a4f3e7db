"""A part of an act: it commits with the whole, and the whole fails with it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from satupintu.database.statements import here


@contextmanager
def part() -> Iterator[None]:
    """Write within the transaction that is open, without a savepoint; alone, in one of its own."""
    database = here()
    if not database.in_atomic_block:
        with transaction.atomic():
            yield
        return
    try:
        yield
    except BaseException:
        database.needs_rollback = True
        raise
