"""What the live door asks the house. A question may wait on the database: never in the loop."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

T = TypeVar("T")

on_seen: list[Callable[[set[str]], None]] = []  # told which devices showed signs of life


@dataclass(frozen=True, slots=True)
class Picture:
    """An office's public state: JSON bytes, and the tickets that are being called in it.

    `board` is the same without the tickets, `places` what each ticket's own page shows.
    """

    data: bytes
    called: frozenset[str] = frozenset()
    board: bytes = b"{}"
    places: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Happened:
    """Something happened to a subject ("consultation:5"); `inside`: its asker is not told."""

    subject: str
    seq: int
    inside: bool = False


class Question(Protocol):
    """How the event loop asks the house: in a thread."""

    async def __call__(self, question: Callable[..., T], *details: object) -> T: ...


class House(Protocol):
    """The questions; `database_house` answers them from the database."""

    def office(self, code: str) -> tuple[int, int] | None:
        """Office id and its journal's newest number; None where nobody is served."""

    def picture(self, office_id: int) -> Picture:
        """The public state now. The same state must give the same bytes."""

    def heads(self) -> dict[int, int]:
        """Office id → newest journal number."""

    def may_follow(self, session_key: str, office_code: str) -> bool:
        """Whether this session belongs to an officer of this office, now."""

    def thread(self, office_code: str, token: str) -> str | None:
        """The subject of this office whose asker holds this token; None where nobody does."""

    def newest(self, office_id: int, subject: str) -> int:
        """The journal number of the last that happened to a subject, 0 for nothing."""

    def happened(self, office_id: int, after: int, upto: int) -> Sequence[Happened]:
        """What happened to subjects that pages listen to, between two journal numbers."""

    def seen(self, devices: set[str]) -> None:
        """These devices showed signs of life since the last telling."""


def picture_of(snapshot: dict[str, Any], called: Iterable[str] = ()) -> Picture:
    """Bytes of a snapshot, equal for equal states, and the names of the tickets called in it."""
    board = {name: part for name, part in snapshot.items() if name != "tickets"}
    places = snapshot.get("tickets", {})
    return Picture(as_json(snapshot), frozenset(called), as_json(board), places)


def as_json(content: Any) -> bytes:
    """One line of JSON, equal for equal content."""
    dumped = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return dumped.encode()
