"""Who is called next: arrival decides, with a fixed and visible rule for those who go before.

Somebody who comes back after a miss is next. After `ratio` calls of privileged people (priority,
referred) one ordinary person is called if any waits. An ordinary person who has waited longer than
`aging_minutes` is no longer overtaken by privileged people who came later.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar


class Orderable(Protocol):
    """A key that decides between two people who came at the same moment."""

    def __lt__(self, other: Any, /) -> bool: ...


Key = TypeVar("Key", bound=Orderable)

DEFAULT_RATIO = 2
DEFAULT_AGING_MINUTES = 45


class Kind(StrEnum):
    """Which of the three lines a called person stood in."""

    RETURNED = "returned"
    PRIVILEGED = "privileged"
    ORDINARY = "ordinary"


class Reason(StrEnum):
    """Why this person and not another; every code but ARRIVAL explains a call out of order."""

    RETURNED = "returned"
    PRIVILEGED = "privileged"
    TURN_OF_ORDINARY = "turn_of_ordinary"
    AGED = "aged"
    ARRIVAL = "arrival"


@dataclass(frozen=True)
class Waiting(Generic[Key]):
    """One person in line. Aging counts from `aged_from`, or from `queued_at` when it is None.

    `queued_at` is the place in line (a person who asked for more time gets a later one);
    `aged_from` is the first arrival.
    """

    key: Key
    queued_at: datetime
    privileged: bool = False
    returned: bool = False
    aged_from: datetime | None = None


@dataclass(frozen=True)
class Placed(Generic[Key]):
    """A person's place in the order of calling, with the reason for it."""

    key: Key
    reason: Reason
    kind: Kind

    @property
    def out_of_order(self) -> bool:
        """Whether somebody who stood in line earlier is called later than this person."""
        return self.reason is not Reason.ARRIVAL


def calling_order(
    line: Iterable[Waiting[Key]],
    *,
    streak: int,
    now: datetime,
    ratio: int = DEFAULT_RATIO,
    aging_minutes: int = DEFAULT_AGING_MINUTES,
) -> list[Placed[Key]]:
    """Everybody in the order in which they would be called if nobody else came.

    `streak` is the number of privileged calls since the last ordinary one. Within each line the
    order is `queued_at`, then key. Raises ValueError when ratio is below one.
    """
    if ratio < 1:
        raise ValueError("ratio must be at least 1")
    ordered = sorted(line, key=lambda person: (person.queued_at, person.key))
    back = [person for person in ordered if person.returned]
    privileged = [p for p in ordered if p.privileged and not p.returned]
    ordinary = [p for p in ordered if not p.privileged and not p.returned]
    placed = [Placed(person.key, Reason.RETURNED, Kind.RETURNED) for person in back]
    aged_before = now - timedelta(minutes=aging_minutes)
    first, second = 0, 0
    while first < len(privileged) or second < len(ordinary):
        chosen = _choose(
            privileged[first] if first < len(privileged) else None,
            ordinary[second] if second < len(ordinary) else None,
            turn_of_ordinary=streak >= ratio,
            aged_before=aged_before,
        )
        first += chosen.kind is Kind.PRIVILEGED
        second += chosen.kind is Kind.ORDINARY
        streak = streak_after(streak, chosen)
        placed.append(chosen)
    return placed


def streak_after(streak: int, called: "Placed[Key] | Kind") -> int:
    """The streak of privileged calls after this call.

    A returned person's call is the second half of an earlier one and leaves the streak as it is.
    """
    kind = called if isinstance(called, Kind) else called.kind
    if kind is Kind.PRIVILEGED:
        return streak + 1
    return 0 if kind is Kind.ORDINARY else streak


def _choose(
    privileged: Waiting[Key] | None,
    ordinary: Waiting[Key] | None,
    *,
    turn_of_ordinary: bool,
    aged_before: datetime,
) -> Placed[Key]:
    if ordinary is None:
        assert privileged is not None
        return Placed(privileged.key, Reason.ARRIVAL, Kind.PRIVILEGED)
    if privileged is None:
        return Placed(ordinary.key, Reason.ARRIVAL, Kind.ORDINARY)
    if turn_of_ordinary:
        return Placed(ordinary.key, Reason.TURN_OF_ORDINARY, Kind.ORDINARY)
    earlier = (ordinary.queued_at, ordinary.key) < (privileged.queued_at, privileged.key)
    if earlier and (ordinary.aged_from or ordinary.queued_at) <= aged_before:
        return Placed(ordinary.key, Reason.AGED, Kind.ORDINARY)
    reason = Reason.PRIVILEGED if earlier else Reason.ARRIVAL
    return Placed(privileged.key, reason, Kind.PRIVILEGED)
