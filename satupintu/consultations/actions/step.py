"""One step of a consultation, compare-and-set: of two who press at once, one learns who was first.

Every act takes the consultation's row first, so messages get their places one after another.
"""

import re
from datetime import timedelta
from typing import Any

from django.db.models import F, Q

from satupintu.consultations.actions import words
from satupintu.consultations.actions.telling import tell
from satupintu.consultations.models import Author, Consultation, Kind, Message
from satupintu.consultations.workflow import CONSULTATION, Event, State
from satupintu.database.repeated import Keyed
from satupintu.database.statements import change, here, insert, mark, moment, read
from satupintu.journal.record import Act
from satupintu.rules.workflow import NotAllowed

REASON_LONGEST = 300  # signs of what a user reads beside a clock
_AS_IT_IS = "SELECT state, state_at FROM consultations_consultation WHERE id = %s"
_HELD = {"sqlite": Keyed(_AS_IT_IS), "postgresql": Keyed(_AS_IT_IS + " FOR UPDATE")}
PLACEHOLDER = re.compile(r"\{[^{}\n]{1,40}\}")  # of a canned answer, not filled in


class Faster(Exception):
    """Somebody else changed the consultation first; `case` is as it stands now."""

    def __init__(self, case: Consultation) -> None:
        super().__init__(f"{case} is {case.state}")
        self.case = case


# These keep state and moment, for its clock goes on: who was first is seen by where it is now.
HANDED_ON = {Event.PASS, Event.RETURN, Event.MOVE}


class Refused(Exception):
    """It cannot be done now; `reason` is a code that the page puts into words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Newer(Exception):
    """The user or a colleague has written since the officer began; `message` is what came."""

    def __init__(self, message: Message) -> None:
        super().__init__(f"message {message.n} came meanwhile")
        self.message = message


def step(
    doing: Act, case: Consultation, event: Event, facts: dict[str, Any] | None = None, *,
    is_held: bool = False, **changes: Any,
) -> Consultation:  # fmt: skip
    """Take the consultation to its next state and write the event down. Changes name columns.

    Raises NotAllowed when the table has no such step, Faster when it has moved meanwhile, which
    a row that `is_held` (hold_as_seen) cannot have.
    """
    before = State(case.state)
    after = CONSULTATION.step(before, event)
    changes.setdefault("state_at", doing.at)
    as_seen = {"id": case.pk, "state": before, "state_at": case.state_at}
    if event in HANDED_ON:
        as_seen |= {"office_id": case.office_id, "unit_id": case.unit_id}
    if is_held:
        mark(Consultation, {"id": case.pk}, {"state": after, **changes})
    elif not change(Consultation, as_seen, {"state": after, **changes}):
        raise Faster(Consultation.objects.get(pk=case.pk))
    case.state = after
    for name, value in changes.items():
        setattr(case, name, value)
    doing.note(f"consultation.{event}", case.subject, **(facts or {}))
    return case


def must(case: Consultation, event: Event) -> None:
    """Raises NotAllowed unless the event is possible now; asked before anything is written."""
    if not CONSULTATION.can(State(case.state), event):
        raise NotAllowed(case.state, event, CONSULTATION.name)


def put_message(
    doing: Act, case: Consultation, author: Author, kind: Kind, text: str, *,
    officer_id: int | None = None, hold_seconds: int = 0, **more: Any,
) -> Message:  # fmt: skip
    """A message takes the next place in the thread; held back ones are shown later, or undone.

    The row of the consultation counts the places, so two who write at once both keep theirs.
    """
    count_message(doing, case, author)
    return write_message(
        doing, case, author, kind, text, officer_id=officer_id, hold_seconds=hold_seconds, **more
    )


def count_message(doing: Act, case: Consultation, author: Author) -> None:
    """The row of the consultation counts one more place, and whose word was the last."""
    next_ = F("messages") + 1
    theirs = {"user_wrote": next_, "user_read": next_} if author == Author.USER else {}
    rows = Consultation.objects.filter(pk=case.pk)
    rows.update(messages=next_, last_at=doing.at, **theirs)
    case.refresh_from_db(fields=["messages", "last_at", *theirs])


def write_message(
    doing: Act, case: Consultation, author: Author, kind: Kind, text: str, *,
    officer_id: int | None = None, hold_seconds: int = 0, told: bool = False, **more: Any,
) -> Message:  # fmt: skip
    """The message at the place that was counted last; `told`: another letter says it already."""
    message = Message(
        consultation=case, n=case.messages, at=doing.at, author=author, kind=kind,
        text=text.strip(), officer_id=officer_id,
        shown_at=None if hold_seconds else doing.at, **more,
    )  # fmt: skip
    insert(message)
    words.index(message, case)
    doing.note("consultation.message", case.subject, n=message.n, kind=str(kind))
    if message.shown_at and not told:
        tell(case, message)
    return message


def line(doing: Act, case: Consultation, text: str, *, told: bool = False) -> Message:
    """A line about what happened, shown to both sides; `told`: a letter of its own says it."""
    return put_message(doing, case, Author.SYSTEM, Kind.LINE, text, told=told)


def hold(*pks: int | None) -> None:
    """The row first: whoever writes now waits, so nothing comes between looking and doing.

    Several always in the same order: of two who need both none waits for the other.
    """
    rows = Consultation.objects.select_for_update().filter(pk__in=[pk for pk in pks if pk])
    list(rows.order_by("pk").values_list("pk"))


def hold_as_seen(case: Consultation) -> None:
    """The row first, and it is as it was read. Raises Faster when it has moved meanwhile."""
    found = read(_HELD[here().vendor], [case.pk])
    if [(state, moment(at)) for state, at in found] != [(case.state, case.state_at)]:
        raise Faster(Consultation.objects.get(pk=case.pk))


def nothing_newer(case: Consultation, seen: int | None, officer_id: int) -> None:
    """Raises Newer when the user, or a colleague to the user, wrote after message `seen`.

    `seen` is the last message on the officer's page; two replies of one office must not cross.
    """
    if seen is None:
        return
    hold(case.pk)
    of_colleague = Q(author=Author.OFFICER, undone_at=None) & ~Q(officer_id=officer_id)
    came = Message.objects.filter(
        Q(author=Author.USER) | of_colleague & ~Q(kind=Kind.NOTE), consultation=case, n__gt=seen
    )
    if newest := came.select_related("officer").order_by("-n").first():
        raise Newer(newest)


def finished(text: str) -> None:
    """Raises Refused: "empty", or "placeholder" while a canned answer has a part unfilled."""
    if not text.strip():
        raise Refused("empty")
    if PLACEHOLDER.search(text):
        raise Refused("placeholder")


def undoable(message: Message, seconds: int, doing: Act) -> bool:
    """Whether what was sent at that moment may still be taken back."""
    # Five seconds more than the bar shows: the way that the press has to travel.
    return (
        message.undone_at is None
        and message.shown_at is None
        and doing.at - message.at <= timedelta(seconds=seconds + 5)
    )
