"""Files of others become items of the catalogue, twice as well as once."""

from django.db import connection

from satupintu.catalogue.actions.index import index
from satupintu.catalogue.actions.keeping import Outcome, Shelf, batches, begin, end
from satupintu.catalogue.actions.withdrawing import step_back, withdraw_missing
from satupintu.catalogue.models import Item
from satupintu.catalogue.sources.reading import Row
from satupintu.catalogue.sources.record import LENGTHS
from satupintu.catalogue.sources.task import Task, Tell
from satupintu.catalogue.sources.text import line
from satupintu.journal.record import writing
from satupintu.offices.models import Office
from satupintu.rules import clock


def import_file(
    task: Task, *, office: Office | None = None, complete: bool = False, sure: bool = False,
    dry: bool = False, tell: Tell = lambda done, rows: None,
) -> Outcome:  # fmt: skip
    """Keep what the file tells, batch by batch; what was kept stays if a later batch fails.

    With `complete` the file is all there is: what it lacks is withdrawn, never deleted. Raises
    TooMany when that were more than half of it and nobody is `sure`.
    """
    fallback = task.mapping.name if task.mapping.supplement else ""
    outcome = Outcome(task.name, task.mapping.always.get("source", fallback))
    if task.mapping.skip:
        outcome.skipped = task.mapping.skip
        return outcome
    run = None if dry else begin(outcome, office)
    if task.mapping.supplement:
        _supplement(task, outcome, tell, dry=dry)
    else:
        shelf = Shelf(outcome, office, dry=dry)
        for batch in batches(task.records(outcome.refuse, tell)):
            outcome.source = outcome.source or batch[0][1].source
            shelf.put(batch)
        if complete:
            withdraw_missing(task, outcome, office, sure=sure, dry=dry)
    outcome.remarks += task.remarks()
    if run:
        step_back(task.sources)
        end(run, outcome)
    return outcome


def _supplement(task: Task, outcome: Outcome, tell: Tell, *, dry: bool) -> None:
    """Rows that tell a value of items that are there already."""
    reader, done = task.mapping.reader(), 0
    for batch in batches(task.table.rows()):
        told: dict[str, tuple[Row, str]] = {}
        for row in batch:
            cells = reader.told(row.cells)
            value = line(cells.get("value"))[: LENGTHS["value"]]
            if row.fault or not value:
                outcome.refuse(row.number, cells.get("ident"), row.fault or "tidak ada nilainya")
            else:
                told[line(cells.get("ident"))] = (row, value)
        _write_values(told, outcome, dry=dry)
        done += len(batch)
        tell(done, task.rows)


def _write_values(told: dict[str, tuple[Row, str]], outcome: Outcome, *, dry: bool) -> None:
    with writing():
        there = {one.ident: one for one in Item.objects.filter(ident__in=list(told))}
        changed = []
        for ident, (row, value) in told.items():
            if not (item := there.get(ident)):
                outcome.refuse(row.number, ident, "belum ada di katalog; muat daftarnya dulu")
            elif item.value == value:
                outcome.unchanged += 1
            else:
                outcome.changed += 1
                item.value, item.changed_at = value, clock.now()
                changed.append(item)
        if changed and not dry:
            Item.objects.bulk_update(changed, ["value", "changed_at"])
            index(changed)


def settle() -> None:
    """PostgreSQL looks at what came: until it has, searches plan as if the catalogue were empty."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE) catalogue_item, catalogue_entry, catalogue_word")
