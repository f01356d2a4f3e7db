"""What may follow what for a number in the queue. What is not in this table cannot happen."""

from enum import StrEnum

from satupintu.rules.workflow import Workflow

# The bar that offers to undo stays so long; the press has five seconds more to travel.
UNDO_SHOWN_SECONDS = 10
UNDO_SECONDS = UNDO_SHOWN_SECONDS + 5


class State(StrEnum):
    """Where a number stands."""

    LEASED = "leased"  # reserved for a machine that may lose the network, or printed on a slip
    VOID = "void"  # a leased number that nobody took
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    OFFERED = "offered"  # one officer hands over to another, who has not accepted yet
    MISSED = "missed"  # called, did not come; may come back today
    LEFT = "left"  # gave the number back
    DONE = "done"
    CLOSED = "closed"  # still open when the day was closed


class Event(StrEnum):
    """What may happen to a number."""

    ISSUE = "issue"
    VOID = "void"
    CALL = "call"
    RECALL = "recall"
    COMING = "coming"
    START = "start"
    FINISH = "finish"
    NO_SHOW = "no_show"
    COME_BACK = "come_back"
    POSTPONE = "postpone"
    LEAVE = "leave"
    CHANGE_SERVICE = "change_service"
    REFER = "refer"
    REFUSE = "refuse"
    TRANSFER = "transfer"
    ACCEPT = "accept"
    RETURN_OFFER = "return_offer"
    TAKE_BACK = "take_back"
    UNDO_CHANGE_SERVICE = "undo_change_service"
    UNDO_CALL = "undo_call"
    UNDO_START = "undo_start"
    UNDO_FINISH = "undo_finish"
    UNDO_NO_SHOW = "undo_no_show"
    UNDO_LEAVE = "undo_leave"
    CLOSE = "close"


TICKET = Workflow[State, Event](
    "ticket",
    start=State.WAITING,
    table={
        State.LEASED: {Event.ISSUE: State.WAITING, Event.VOID: State.VOID},
        State.WAITING: {
            Event.CALL: State.CALLED,
            Event.POSTPONE: State.WAITING,
            Event.LEAVE: State.LEFT,
            Event.TAKE_BACK: State.SERVING,
            Event.REFUSE: State.WAITING,
            Event.CHANGE_SERVICE: State.WAITING,
            Event.UNDO_CHANGE_SERVICE: State.WAITING,
            Event.CLOSE: State.CLOSED,
        },
        State.CALLED: {
            Event.RECALL: State.CALLED,
            Event.COMING: State.CALLED,
            Event.START: State.SERVING,
            Event.NO_SHOW: State.MISSED,
            Event.POSTPONE: State.WAITING,
            Event.LEAVE: State.LEFT,
            Event.UNDO_CALL: State.WAITING,
            Event.CLOSE: State.CLOSED,
        },
        State.SERVING: {
            Event.FINISH: State.DONE,
            Event.REFER: State.WAITING,
            Event.TRANSFER: State.OFFERED,
            Event.UNDO_START: State.CALLED,
            Event.CLOSE: State.CLOSED,
        },
        State.OFFERED: {
            Event.ACCEPT: State.SERVING,
            Event.RETURN_OFFER: State.SERVING,
            Event.CLOSE: State.CLOSED,
        },
        State.MISSED: {Event.COME_BACK: State.WAITING, Event.UNDO_NO_SHOW: State.CALLED},
        State.LEFT: {Event.UNDO_LEAVE: State.WAITING},
        State.DONE: {Event.UNDO_FINISH: State.SERVING},
        State.VOID: {},
        State.CLOSED: {},
    },
)

OPEN = frozenset({State.WAITING, State.CALLED, State.SERVING, State.OFFERED})
ENDED = frozenset({State.DONE, State.LEFT, State.MISSED, State.CLOSED})
