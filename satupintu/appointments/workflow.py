"""What may follow what for an appointment. What is not in this table cannot happen."""

from enum import StrEnum

from satupintu.rules.workflow import Workflow


class State(StrEnum):
    OFFERED = "offered"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"  # another moment was taken, or none in time
    MOVED = "moved"  # another moment took its place
    CANCELLED = "cancelled"
    HELD = "held"
    MISSED = "missed"


class Event(StrEnum):
    TAKE = "take"
    WITHDRAW = "withdraw"
    OFFER_AGAIN = "offer_again"  # what had withdrawn it was taken back
    ARRIVE = "arrive"
    MOVE = "move"
    CANCEL = "cancel"
    HOLD = "hold"
    MISS = "miss"


APPOINTMENT = Workflow[State, Event](
    "appointment",
    start=State.OFFERED,
    table={
        State.OFFERED: {Event.TAKE: State.TAKEN, Event.WITHDRAW: State.WITHDRAWN},
        State.WITHDRAWN: {Event.OFFER_AGAIN: State.OFFERED},
        State.TAKEN: {
            Event.ARRIVE: State.TAKEN,
            Event.MOVE: State.MOVED,
            Event.CANCEL: State.CANCELLED,
            Event.HOLD: State.HELD,
            Event.MISS: State.MISSED,
        },
        State.MISSED: {Event.HOLD: State.HELD},  # marked too early: they came after all
    },
)
