"""A question to the database whose SQL is put together once and asked many times.

Putting a query together costs Django more than SQLite needs to answer it; pages that are open all
day ask the same ones with other numbers. What comes back are rows of the model, as from a QuerySet.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import get_related_populators

from satupintu.database.repeated import Keyed
from satupintu.database.statements import here, stored

M = TypeVar("M", bound=Model)
_FAR = datetime(2999, 1, 1, tzinfo=UTC)  # stands for a moment while the SQL is put together


@dataclass(frozen=True)
class _Made:
    sql: Keyed
    given: tuple[Any, ...]
    places: tuple[tuple[int, str], ...]  # where in `given` which value goes
    compiler: Any
    converters: Any
    model: Any
    names: list[str]
    begin: int
    end: int
    related: Any


class Prepared(Generic[M]):
    """`build` gives the QuerySet for values of these kinds: int, str, date or datetime, never None.

    The number of values must not change its form, so no list is among them. It asks by a key:
    PostgreSQL finds the few rows in one way, whatever the values are.
    """

    def __init__(self, build: Callable[..., QuerySet[M]], **kinds: type) -> None:
        self._build, self._kinds = build, kinds
        self._made: dict[str, _Made] = {}

    def rows(self, **values: Any) -> list[M]:
        """The rows for these values, in one statement."""
        database = here()
        made = self._made.get(database.vendor) or self._make()
        asked = list(made.given)
        for at, name in made.places:
            asked[at] = _stored(values[name])
        with database.cursor() as cursor:
            cursor.execute(made.sql, asked)
            found = cursor.fetchall()
        if made.converters:
            found = made.compiler.apply_converters(found, made.converters)
        rows: list[M] = []
        for each in found:
            row = _row(made.model, zip(made.names, each[made.begin : made.end], strict=True))
            for related in made.related:
                related.populate(each, row)
            rows.append(row)
        return rows

    def first(self, **values: Any) -> M | None:
        """The first of them; `build` says how many are read."""
        return next(iter(self.rows(**values)), None)

    def _make(self) -> _Made:
        marks = {name: _mark(kind, n) for n, (name, kind) in enumerate(self._kinds.items())}
        compiler: Any = self._build(**marks).query.get_compiler(DEFAULT_DB_ALIAS)
        sql, given = compiler.as_sql()
        stored = {_stored(mark): name for name, mark in marks.items()}
        places = tuple((at, stored[value]) for at, value in enumerate(given) if value in stored)
        populators: Any = get_related_populators  # its stub is of the next Django
        fields = compiler.klass_info["select_fields"]
        begin, end = fields[0], fields[-1] + 1
        made = _Made(
            Keyed(sql), tuple(given), places, compiler,
            compiler.get_converters([each[0] for each in compiler.select]),
            compiler.klass_info["model"],
            [each[0].target.attname for each in compiler.select[begin:end]], begin, end,
            populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS),
        )  # fmt: skip
        missing = set(self._kinds) - {name for _, name in places}
        if missing:
            raise ValueError(f"the query does not ask for {sorted(missing)}")
        self._made[here().vendor] = made
        return made


def _row(model: type[M], columns: Iterable[tuple[str, Any]]) -> M:
    """As `Model.from_db` makes it, without setting each attribute by a call and signalling it."""
    row = model.__new__(model)
    row.__dict__.update(columns)
    row._state = ModelState()
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return row


def _mark(kind: type, n: int) -> Any:
    """A value that no query has of itself."""
    if kind is int:
        return 2_000_000_011 + n
    if kind is datetime:
        return _FAR + timedelta(days=n)
    if kind is date:
        return (_FAR + timedelta(days=n)).date()
    return f"\u2039{n}\u203a"


def _stored(value: Any) -> Any:
    """As the database's own queries hand it over."""
    return stored(value) if isinstance(value, date) else value
