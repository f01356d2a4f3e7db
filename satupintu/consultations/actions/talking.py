"""The conversation: the user writes, officers reply or note; what was sent can be taken back."""

from typing import Any

from django.db.models import Q

from satupintu.consultations.actions import clocks, words
from satupintu.consultations.actions.enclosing import NONE, Brought, hang
from satupintu.consultations.actions.step import (
    Faster,
    Refused,
    finished,
    hold,
    nothing_newer,
    put_message,
    step,
    undoable,
)
from satupintu.consultations.actions.telling import tell
from satupintu.consultations.actions.unclosing import unclose
from satupintu.consultations.models import Author, Consultation, Draft, Kind, Message
from satupintu.consultations.queries.deadlines import may_reopen
from satupintu.consultations.workflow import USER_OWES, Event, State
from satupintu.files.actions.keep import detach
from satupintu.journal.record import Act, act, once, passing
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published
from satupintu.rules.courtesy import is_thanks
from satupintu.rules.workflow import NotAllowed

TEXT_LONGEST = 8000
UNDOES = {State.ASKED: Event.UNDO_ASK, State.PAUSED: Event.UNDO_PAUSE}


def say(
    place: Published, case: Consultation, text: str, *, files: Brought = NONE,
    channel: str = "web", press: str = "",
) -> Message:  # fmt: skip
    """The user writes: what was owed makes the clock go on; a further question gets its own.

    Thanks changes nothing. The same press writes once. Raises Refused("empty") for nothing at all,
    Refused("too_late") when the consultation was closed too long ago to be reopened, Faster when
    it was handed to another office meanwhile, or became part of the one that Faster names.
    """

    def make() -> Message:
        if not text.strip() and not files.keys:
            raise Refused("empty")
        with act(place.office.pk, "visitor") as doing:
            message = _say(doing, place, case, text, files, channel)
            Draft.objects.filter(consultation=case, officer=None).delete()
            doing.press(press, f"message:{message.pk}")
        return message

    return once(press, make, find)


def reply(
    place: Published, case: Consultation, text: str, *, officer_id: int, seen: int | None = None,
    cites: list[dict[str, str]] | None = None, files: Brought = NONE, press: str = "",
) -> Message:  # fmt: skip
    """An officer writes to the user without answering: a holding reply stops no clock.

    Raises Newer when the user or a colleague has written after message `seen`.
    """
    return _write(place, case, Kind.REPLY, text, officer_id=officer_id, seen=seen, press=press,
                  hold_seconds=int(place.choices["undo_send_seconds"]),
                  files=files, more={"cites": cites or []})  # fmt: skip


def note(
    place: Published, case: Consultation, text: str, *, officer_id: int, files: Brought = NONE,
    press: str = "",
) -> Message:  # fmt: skip
    """An internal note: the user never sees it nor its files, and no clock hears of it."""
    return _write(place, case, Kind.NOTE, text, officer_id=officer_id, seen=None, press=press,
                  hold_seconds=0, files=files, more={})  # fmt: skip


def take_back(place: Published, message: Message, *, officer_id: int) -> list[str]:
    """What an officer sent is taken back before the user has seen it; the clock is as before.

    Its attachments are loose again: their keys, for whoever sends it once more.

    Raises Refused("late") when it was already shown, or is somebody else's.
    """
    case = message.consultation
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        message = Message.objects.select_for_update().get(pk=message.pk)
        seconds = int(place.choices["undo_send_seconds"])
        if message.officer_id != officer_id or not undoable(message, seconds, doing):
            raise Refused("late")
        Message.objects.filter(pk=message.pk).update(undone_at=doing.at)
        message.undone_at = doing.at
        words.forget(message)
        if message.kind == Kind.ANSWER:
            step(doing, case, Event.UNDO_ANSWER, answered_at=None)
            clocks.start_again(place, case)
        elif message.kind == Kind.ASK and (event := UNDOES.get(State(case.state))):
            _forget_question(doing, place, case, event)
        files = detach(case.subject, message.n)
        doing.note("consultation.take_back", case.subject, n=message.n)
    return files


def show_due(place: Published) -> int:
    """Messages whose time for taking back is over are shown to the user; how many."""
    kept = Message.objects.filter(
        consultation__office=place.office, shown_at=None, undone_at=None
    ).select_related("consultation__office")
    shown = 0
    for message in kept.order_by("id")[:200]:
        shown += _show(place, message)
    return shown


def show_held(doing: Act, case: Consultation) -> None:
    """What is still held back is shown now: nothing that ends a conversation comes before it."""
    for message in case.thread.filter(shown_at=None, undone_at=None).order_by("n"):
        _reveal(doing, message)


def mark_read(case: Consultation, n: int, *, by_user: bool) -> None:
    """A side has seen the thread up to message n; shown to the officer, told to nobody else."""
    field = "user_read" if by_user else "office_read"
    with passing():
        rows = Consultation.objects.filter(pk=case.pk, **{f"{field}__lt": n}, messages__gte=n)
        rows.update(**{field: n})


def keep_draft(
    place: Published, case: Consultation, text: str, *, officer_id: int | None, mode: str = "reply"
) -> None:
    """What somebody is writing is kept, so that no closed window loses it."""
    with act(place.office.pk) as doing:
        writer = Q(officer_id=officer_id) if officer_id else Q(officer=None)
        mine = Draft.objects.filter(writer, consultation=case)
        if not text.strip():
            mine.delete()
        elif not mine.update(text=text, mode=mode, saved_at=doing.at):
            Draft.objects.create(consultation=case, officer_id=officer_id, text=text, mode=mode,
                                 saved_at=doing.at)  # fmt: skip


def bring_draft(draft: Draft, case: Consultation) -> None:
    """What was begun under another number goes on in the conversation that it became part of."""
    with passing():
        Draft.objects.filter(pk=draft.pk).update(consultation=case)


def find(subject: str) -> Message:
    """The message that a press made: "message:123"."""
    return Message.objects.select_related("consultation").get(
        pk=int(subject.removeprefix("message:"))
    )


def _say(
    doing: Act, place: Published, case: Consultation, text: str, files: Brought,
    channel: str,
) -> Message:  # fmt: skip
    # What a user says is never lost to somebody who acts at the same moment.
    known = case.merged_into_id
    hold(case.pk, known)
    case.refresh_from_db()
    if case.office_id != place.office.pk or case.merged_into_id not in {None, known}:
        raise Faster(case)
    state = State(case.state)
    if state == State.DRAFT:
        raise NotAllowed(state, Event.REPLY, "consultation")
    asks = bool(files.keys) or not is_thanks(text)
    if state == State.CLOSED and asks and unclose(doing, place, case):
        state = State(case.state)  # who was not told yet that it is closed writes on as before
    if case.merged_into is not None:
        raise Faster(case.merged_into)
    if state == State.CLOSED and asks and not may_reopen(place, case, doing.at):
        raise Refused("too_late")
    again = asks and state in {State.ANSWERED, State.CLOSED}
    kind = Kind.QUESTION if again else Kind.REPLY
    message = put_message(doing, case, Author.USER, kind, text, channel=channel)
    hang(doing, case, message, files)
    if state in USER_OWES and asks:
        step(doing, case, Event.REPLY, {"n": message.n})
        clocks.go_on(doing, place, case)
    elif again:
        ask_again(doing, place, case)
    return message


def ask_again(doing: Act, place: Published, case: Consultation) -> None:
    """A further question, or a reopened consultation: examined anew, with a clock of its own."""
    if case.state == State.CLOSED:
        step(doing, case, Event.REOPEN, closed_at=None, closing="", result="", answered_at=None,
             reopened=case.reopened + 1)  # fmt: skip
    else:
        step(doing, case, Event.FURTHER, answered_at=None)
    clocks.open_round(doing, place, case)


def _write(
    place: Published, case: Consultation, kind: Kind, text: str, *, officer_id: int,
    seen: int | None, press: str, hold_seconds: int, files: Brought, more: dict[str, Any],
) -> Message:  # fmt: skip
    if kind != Kind.NOTE:
        finished(text)
    elif not text.strip():
        raise Refused("empty")

    def make() -> Message:
        with act(place.office.pk, officer_actor(officer_id)) as doing:
            nothing_newer(case, seen, officer_id)
            message = put_message(doing, case, Author.OFFICER, kind, text, officer_id=officer_id,
                                  hold_seconds=hold_seconds, **more)  # fmt: skip
            hang(doing, case, message, files)
            Draft.objects.filter(consultation=case, officer_id=officer_id).delete()
            doing.press(press, f"message:{message.pk}")
        return message

    return once(press, make, find)


def _forget_question(doing: Act, place: Published, case: Consultation, event: Event) -> None:
    before = case.state
    if clocks.unpause(place, case):
        return
    step(doing, case, event)
    if before == State.ASKED:
        clocks.look_again(place, case)


def _reveal(doing: Act, message: Message) -> int:
    kept = Message.objects.filter(pk=message.pk, shown_at=None, undone_at=None)
    if not kept.update(shown_at=doing.at):
        return 0
    tell(message.consultation, message)
    doing.note("consultation.shown", message.consultation.subject, n=message.n)
    return 1


def _show(place: Published, message: Message) -> int:
    seconds = int(place.choices["undo_send_seconds"])
    with act(place.office.pk) as doing:
        if (doing.at - message.at).total_seconds() < seconds:
            return 0
        return _reveal(doing, message)
