"""Statements go to the server as few times as can be; many of them are planned there once."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from itertools import count
from typing import Any, Self

from psycopg import ClientCursor
from psycopg.pq import Escaping, TransactionStatus

from satupintu.database.repeated import Keyed, Repeated, Unanswered

BEGIN = "BEGIN"
_names = count(1)


class Keys(str):
    """A question for the keys of rows that are going to be written."""

    models: tuple[Any, ...] = ()


@dataclass
class Kept:
    """What a connection keeps on this side."""

    unsent: list[str] = field(default_factory=list)  # from BEGIN on, or in an open transaction
    prepared: set[str] = field(default_factory=set)  # names of statements that the server has
    keys: dict[Any, int] = field(default_factory=dict)  # drawn for rows to come, by model
    teller: "Cursor | None" = None


class Cursor(ClientCursor[Any]):
    """Django's cursor, whose connection has a `kept`."""

    @property
    def kept(self) -> Kept:
        kept: Kept = self.connection.kept  # type: ignore[attr-defined]
        return kept

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        """Send what waits and then this; the answer is this one's."""
        text = self._as_sent(query, params) if isinstance(query, Repeated) else None
        unsent = self.kept.unsent
        if text and isinstance(query, Unanswered) and (unsent or not self.idle):
            unsent.append(text)
        elif unsent:
            self._send([*unsent, text or self.mogrify(query, params)])
            self._pass_over(unsent)
        elif text:
            super().execute(text)
        else:
            super().execute(query, params, **options)
        return self

    def flush(self) -> None:
        """Send what waits: what follows goes another way than `execute`."""
        if unsent := self.kept.unsent:
            self._send(unsent)
            self._pass_over(unsent)

    def executemany(self, *given: Any, **options: Any) -> None:
        """The same statement with many values, after what waits."""
        self.flush()
        super().executemany(*given, **options)

    def copy(self, *given: Any, **options: Any) -> Any:
        """Rows by COPY, after what waits."""
        self.flush()
        return super().copy(*given, **options)

    @property
    def idle(self) -> bool:
        """Whether no transaction is open at the server."""
        return bool(self.connection.pgconn.transaction_status == TransactionStatus.IDLE)

    def _send(self, together: list[str]) -> None:
        waited, self.kept.unsent = self.kept.unsent, []
        try:
            super().execute(";\n".join(together))
        except Exception:
            if waited[0] == BEGIN and self.idle:  # not even read, so nothing of it was done
                self.kept.unsent = waited
            raise

    def _pass_over(self, waited: list[str]) -> None:
        for each in waited:
            if isinstance(each, Keys):
                self.kept.keys = dict(zip(each.models, self.fetchall()[0], strict=True))
            self.nextset()

    def _as_sent(self, query: Repeated, params: Any) -> str:
        # Lists are planned for what is asked: a kept plan of theirs knows no office's size.
        if query.startswith("SELECT") and not isinstance(query, Keyed):
            return str(query) if params is None else str(query % tuple(map(self._literal, params)))
        name, prepare = _prepared(query)
        if name not in self.kept.prepared:
            # Apart: it outlives a transaction that fails, so it must not be asked for twice.
            super().execute(prepare)
            self.kept.prepared.add(name)
        given = f"({', '.join(map(self._literal, params))})" if params else ""
        return f"EXECUTE {name}{given}{query.then}"

    def _literal(self, value: Any) -> str:
        """As the driver writes it, without its looking for how; what is rare is left to it."""
        if value is None:
            return "NULL"
        if type(value) is int:
            return str(value) if value >= 0 else f" {value}"  # two dashes begin a remark
        if type(value) is bool:
            return "true" if value else "false"
        if isinstance(value, str) and "\0" not in value:
            if value.isascii() and "'" not in value and "\\" not in value:
                return f"'{value}'"
            return bytes(Escaping(self.connection.pgconn).escape_literal(value.encode())).decode()
        if type(value) is datetime:
            return _moment(value)
        return self.mogrify("%s", [value])


@lru_cache(64)  # a row has several columns of the same moment
def _moment(value: datetime) -> str:
    return f"'{value.isoformat()}'"


@cache
def _prepared(query: str) -> tuple[str, str]:
    name = f"kept_{next(_names)}"
    parts = query.split("%s")
    given = "".join(
        f"{part.replace('%%', '%')}${n}" for n, part in enumerate(parts[:-1], 1)
    ) + parts[-1].replace("%%", "%")
    return name, f"PREPARE {name} AS {given}"
