"""Acts on an office, its people and its machines are written in the journal, which stands above.

The journal puts its own `act` here when the product starts; whatever is done inside commits
together with what is noted, or not at all.
"""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol


class Doing(Protocol):
    """What is being done, by whom, at one moment (journal.record.Act)."""

    at: datetime

    def note(self, event: str, subject: str, **facts: Any) -> None:
        """Write down an event; facts are ids and codes, never personal text."""


class Journal(Protocol):
    """How an act is begun (journal.record.act)."""

    def __call__(
        self, office_id: int, actor: str, *, savepoint: bool
    ) -> AbstractContextManager[Doing]:
        """One transaction, written down at its end."""


_journal: list[Journal] = []


def written_by(journal: Journal) -> None:
    """The journal takes over the writing down; called once when the product starts."""
    _journal[:] = [journal]


def act(
    office_id: int, actor: str = "system", *, savepoint: bool = True
) -> AbstractContextManager[Doing]:
    """One transaction in the name of an office, written down at its end.

    Inside another one and without a savepoint it fails only together with it.
    """
    return _journal[0](office_id, actor, savepoint=savepoint)


def officer(pk: int) -> str:
    """How an officer is named in the journal."""
    return f"officer:{pk}"
