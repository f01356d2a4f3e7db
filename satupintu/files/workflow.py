"""What may follow what for a kept file. Nobody opens one that is not clean."""

from enum import StrEnum

from satupintu.rules.workflow import Workflow


class State(StrEnum):
    QUARANTINED = "quarantined"  # kept, not yet looked at by the virus scanner
    CLEAN = "clean"
    REFUSED = "refused"  # something was found in it; the content is gone
    REMOVED = "removed"  # taken away; content and name are gone, the row stays


class Event(StrEnum):
    RELEASE = "release"
    REFUSE = "refuse"
    REMOVE = "remove"


FILE = Workflow[State, Event](
    "file",
    start=State.QUARANTINED,
    table={
        State.QUARANTINED: {
            Event.RELEASE: State.CLEAN,
            Event.REFUSE: State.REFUSED,
            Event.REMOVE: State.REMOVED,
        },
        State.CLEAN: {Event.REFUSE: State.REFUSED, Event.REMOVE: State.REMOVED},
        State.REFUSED: {Event.REMOVE: State.REMOVED},
        State.REMOVED: {},
    },
)
