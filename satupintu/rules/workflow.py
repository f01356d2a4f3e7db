"""What may follow what: a table of states and events. What is not in the table cannot happen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeVar

State = TypeVar("State", bound=StrEnum)
Event = TypeVar("Event", bound=StrEnum)


class NotAllowed(Exception):
    """The event cannot happen in this state; `state` and `event` say which."""

    def __init__(self, state: str, event: str, workflow: str = "") -> None:
        super().__init__(f"{workflow or 'workflow'}: {event} is not possible in state {state}")
        self.state = state
        self.event = event
        self.workflow = workflow


@dataclass(frozen=True, eq=False)
class Workflow(Generic[State, Event]):
    """A named table: for every state the events that are possible and the state each leads to.

    A state without a row in the table is an end.
    """

    name: str
    start: State
    table: Mapping[State, Mapping[Event, State]]
    _sources: Mapping[str, frozenset[State]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        rows = {state: MappingProxyType(dict(row)) for state, row in self.table.items()}
        sources: dict[str, set[State]] = {}
        for state, row in rows.items():
            for event in row:
                sources.setdefault(event, set()).add(state)
        object.__setattr__(self, "table", MappingProxyType(rows))
        frozen = {event: frozenset(states) for event, states in sources.items()}
        object.__setattr__(self, "_sources", MappingProxyType(frozen))

    def step(self, state: State, event: Event) -> State:
        """The state after the event. Raises NotAllowed when the table has no such step."""
        try:
            return self.table[state][event]
        except KeyError:
            raise NotAllowed(state, event, self.name) from None

    def can(self, state: State, event: Event) -> bool:
        """Whether the event is possible in this state."""
        return event in self.table.get(state, {})

    def possible(self, state: State) -> tuple[Event, ...]:
        """The events possible in this state, in the order of the table (buttons come from it)."""
        return tuple(self.table.get(state, {}))

    def sources(self, event: Event) -> frozenset[State]:
        """The states in which the event is possible, for a compare-and-set on the row."""
        return self._sources.get(event, frozenset())

    def states(self) -> tuple[State, ...]:
        """All states that can be reached from the start, the start first."""
        found: dict[State, None] = {self.start: None}
        waiting = [self.start]
        while waiting:
            for target in self.table.get(waiting.pop(0), {}).values():
                if target not in found:
                    found[target] = None
                    waiting.append(target)
        return tuple(found)

    def ends(self) -> frozenset[State]:
        """The reachable states after which nothing more can happen."""
        return frozenset(state for state in self.states() if not self.table.get(state))

    def unreachable(self) -> frozenset[State]:
        """States of the table that no event leads to: always empty in a sound workflow."""
        return frozenset(self.table) - frozenset(self.states())

    def diagram(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start.value}"]
        for state in self.states():
            for event, target in self.table.get(state, {}).items():
                lines.append(f"    {state.value} --> {target.value}: {event.value}")
        reached = self.states()
        lines += [f"    {state.value} --> [*]" for state in reached if state in self.ends()]
        return "\n".join(lines) + "\n"
