"""A file that has been looked at, and its records one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from satupintu.catalogue.sources import text, tree
from satupintu.catalogue.sources.mapping import ColumnMapping, Reader, Unknown, fitting
from satupintu.catalogue.sources.opening import open_table
from satupintu.catalogue.sources.reading import Row, Table
from satupintu.catalogue.sources.record import Record, Refused

NEEDED = ("ident", "title")
Refuse = Callable[[int, str, str], None]  # row, id, reason
Tell = Callable[[int, int], None]  # rows done, rows in all


@dataclass
class Task:
    """A file that can be read from its first row to its last, and what was met on the way."""

    table: Table
    mapping: ColumnMapping
    rows: int = 0
    codes: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)  # whose lists its records belong to
    seen: dict[str, int] = field(default_factory=dict)  # id → row where it stood first
    lost: int = 0  # rows with letters that were lost before the file came here
    links: int = 0  # links that may not stand on a page

    @property
    def name(self) -> str:
        """The file's name without where it lies."""
        return self.table.file.name

    def records(self, refuse: Refuse, tell: Tell) -> Iterator[tuple[int, Record]]:
        """Every record with its row, each id once."""
        reader = self.mapping.reader()
        for done, row in enumerate(self.table.rows(), 1):
            try:
                record = self._record(reader, row)
            except Refused as refused:
                refuse(row.number, reader.ident(row.cells), str(refused))
            else:
                yield row.number, record
            if done % 100 == 0 or done == self.rows:
                tell(done, self.rows)

    def _record(self, reader: Reader, row: Row) -> Record:
        if row.fault:
            raise Refused(row.fault)
        record = reader.record(row.cells)
        first = self.seen.setdefault(record.ident, row.number)
        if first != row.number:
            raise Refused(f"id ini sudah ada di baris {first}")
        self.sources.add(record.source)
        self.lost += any(map(text.lost_letters, row.cells.values()))
        self.links += not record.link and self._has_link(row)
        if record.code and record.kind == "classification":
            category = text.line(row.cells.get("category"))
            above = tree.parent(record.code, record.parent_code, category, self.codes)
            record = replace(record, parent_code=above)
        return record

    def _has_link(self, row: Row) -> bool:
        column = self.mapping.fields.get("link")
        return isinstance(column, str) and bool(text.line(row.cells.get(column)))

    def remarks(self) -> Iterator[str]:
        """What the people who keep the source may want to mend."""
        yield from self.table.remarks
        if self.lost:
            yield f"{self.lost} baris memuat huruf yang sudah hilang di sumbernya"
        if self.links:
            yield f"{self.links} tautan dibuang: bukan alamat http atau https yang utuh"


def _not_told(mapping: ColumnMapping, table: Table) -> list[str]:
    """Fields that stay empty: the file lacks their columns. Raises Unknown for needed ones."""
    missing = mapping.reader().missing(table.columns)
    for name in NEEDED:
        if name in missing:
            raise Unknown(
                f"pemetaan mengambil '{name}' dari kolom"
                f" {' atau '.join(missing[name])}, tetapi kolom itu tidak ada; yang ada:"
                f" {', '.join(filter(None, table.columns))[:300]}"
            )
    return [
        f"'{name}' kosong: tidak ada kolom {' atau '.join(names)}"
        for name, names in missing.items()
    ]


def look_at(file: Path, mapping: ColumnMapping | None = None) -> Task:
    """Read the whole file once before anything is written. Raises Broken and Unknown."""
    table = open_table(file)
    task = Task(table, mapping or fitting(table.columns, file.name))
    if mapping:
        table.remarks += _not_told(mapping, table)
    if not task.mapping.skip:
        code = task.mapping.fields.get("code", "code")
        for row in table.rows():
            task.rows += 1
            if isinstance(code, str) and row.cells.get(code):
                task.codes.add(text.line(row.cells[code]))
    return task
