"""What may follow what for an online consultation. What is not in this table cannot happen."""

from enum import StrEnum

from satupintu.rules.workflow import Workflow


class State(StrEnum):
    DRAFT = "draft"  # being written; has no number yet
    SENT = "sent"  # waits to be examined: is it clear, are the requirements complete?
    ASKED = "asked"  # asked back before it was clear; the clock has not begun
    COMPLETE = "complete"  # clear and complete: the three-day clock runs
    PAUSED = "paused"  # asked back afterwards: the clock stands while the user owes a reply
    ANSWERED = "answered"  # the answer is given: the clock has stopped
    CLOSED = "closed"


class Event(StrEnum):
    SEND = "send"
    EXAMINE = "examine"  # recorded as clear and complete
    START_CLOCK = "start_clock"  # nobody examined it in time, so the clock starts by itself
    ASK_BACK = "ask_back"
    REPLY = "reply"  # the user gives what was asked for
    RESUME = "resume"  # the officer has what was missing from elsewhere
    ANSWER = "answer"
    UNDO_ANSWER = "undo_answer"
    UNDO_ASK = "undo_ask"
    UNDO_PAUSE = "undo_pause"
    UNDO_MERGE = "undo_merge"  # what had come into one that waits for the user is away again
    CORRECT = "correct"
    FURTHER = "further"  # a further question, examined anew with a clock of its own
    MOVE = "move"  # handed over to another office, the promise with it
    PASS = "pass"  # handed to a subject unit of the office, the promise with it
    RETURN = "return"  # the subject unit gives it back
    CLOSE = "close"
    UNDO_CLOSE = "undo_close"  # the ending of an answered one is taken back
    UNDO_CLOSE_SENT = "undo_close_sent"  # and of one that had come to here
    UNDO_CLOSE_ASKED = "undo_close_asked"
    UNDO_CLOSE_COMPLETE = "undo_close_complete"
    UNDO_CLOSE_PAUSED = "undo_close_paused"
    REOPEN = "reopen"


CONSULTATION = Workflow[State, Event](
    "consultation",
    start=State.DRAFT,
    table={
        State.DRAFT: {Event.SEND: State.SENT},
        State.SENT: {
            Event.EXAMINE: State.COMPLETE,
            Event.START_CLOCK: State.COMPLETE,
            Event.ASK_BACK: State.ASKED,
            Event.UNDO_MERGE: State.ASKED,
            Event.MOVE: State.SENT,
            Event.PASS: State.SENT,
            Event.RETURN: State.SENT,
            Event.CLOSE: State.CLOSED,
        },
        State.ASKED: {
            Event.REPLY: State.SENT,
            Event.RESUME: State.SENT,
            Event.EXAMINE: State.COMPLETE,
            Event.ASK_BACK: State.ASKED,
            Event.UNDO_ASK: State.SENT,
            Event.MOVE: State.ASKED,
            Event.PASS: State.ASKED,
            Event.RETURN: State.ASKED,
            Event.CLOSE: State.CLOSED,
        },
        State.COMPLETE: {
            Event.ANSWER: State.ANSWERED,
            Event.ASK_BACK: State.PAUSED,
            Event.UNDO_MERGE: State.PAUSED,
            Event.MOVE: State.COMPLETE,
            Event.PASS: State.COMPLETE,
            Event.RETURN: State.COMPLETE,
            Event.CLOSE: State.CLOSED,
        },
        State.PAUSED: {
            Event.REPLY: State.COMPLETE,
            Event.RESUME: State.COMPLETE,
            Event.ASK_BACK: State.PAUSED,
            Event.ANSWER: State.ANSWERED,
            Event.UNDO_PAUSE: State.COMPLETE,
            Event.MOVE: State.PAUSED,
            Event.PASS: State.PAUSED,
            Event.RETURN: State.PAUSED,
            Event.CLOSE: State.CLOSED,
        },
        State.ANSWERED: {
            Event.CLOSE: State.CLOSED,
            Event.FURTHER: State.SENT,
            Event.CORRECT: State.ANSWERED,
            Event.UNDO_ANSWER: State.COMPLETE,
        },
        State.CLOSED: {
            Event.REOPEN: State.SENT,
            Event.CORRECT: State.CLOSED,
            Event.UNDO_CLOSE: State.ANSWERED,
            Event.UNDO_CLOSE_SENT: State.SENT,
            Event.UNDO_CLOSE_ASKED: State.ASKED,
            Event.UNDO_CLOSE_COMPLETE: State.COMPLETE,
            Event.UNDO_CLOSE_PAUSED: State.PAUSED,
        },
    },
)

OPEN = frozenset(State) - {State.DRAFT, State.CLOSED}
OFFICE_OWES = frozenset({State.SENT, State.COMPLETE})  # never closed for silence in these
USER_OWES = frozenset({State.ASKED, State.PAUSED})
UNDO_CLOSE = {
    after: event for event, after in CONSULTATION.table[State.CLOSED].items()
    if event.startswith("undo_close")
}  # fmt: skip
