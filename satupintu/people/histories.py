"""What an account holder may see of the services: each service says it, this room only shows it.

The services stand above this room, so they register here when the product starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from satupintu.people.models import Account

SHOWN = 30


@dataclass(frozen=True)
class Line:
    """One visit or question in the history of its owner."""

    at: datetime
    zone: str
    title: str
    where: str
    url: str = ""


_sources: list[Callable[[Account], list[Line]]] = []


def told_by(source: Callable[[Account], list[Line]]) -> None:
    """A service tells what belongs to an account; called once when the product starts."""
    if source not in _sources:
        _sources.append(source)


def history(account: Account) -> list[Line]:
    """Everything that was proved to be this account's, newest first."""
    lines = [line for source in _sources for line in source(account)]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:SHOWN]
