"""The conversation as officers see it: everything said, in order, with days between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from satupintu.consultations.models import Author, Consultation, Kind, Message
from satupintu.files.models import StoredFile
from satupintu.files.queries import by_message
from satupintu.offices.published import Published

SAID = (
    "consultation", "n", "at", "author", "kind", "text", "channel", "cites", "shown_at",
    "wrong_since", "officer__name",
)  # fmt: skip
MOST = 80  # messages on one page; the older ones follow on request


@dataclass(frozen=True)
class Shown:
    """One message for one reader; `held_until` while its officer may still take it back."""

    message: Message
    day: date
    new_day: bool
    files: Sequence[StoredFile]
    held_until: datetime | None = None
    origin: str = ""  # number of the consultation it came from, where two became one

    @property
    def mine(self) -> bool:
        return self.message.author == Author.OFFICER

    @property
    def links(self) -> bool:
        """Whether the words may hold an address to be pressed; most do not."""
        return "://" in self.message.text or "www." in self.message.text

    @property
    def is_line(self) -> bool:
        return self.message.kind == Kind.LINE

    def __getattr__(self, name: str) -> Any:
        return getattr(self.message, name)


@dataclass(frozen=True)
class Thread:
    """The messages of one page, the number to go on from, and whether older ones exist."""

    messages: list[Shown]
    last: int
    older: int | None  # show what stands before this number


def thread_of(
    place: Published, case: Consultation, *, after: int = 0, before: int = 0, most: int = MOST
) -> Thread:
    """The newest messages of a conversation, or what came after or stood before a number.

    What was taken back is gone. Messages of a consultation that was merged into this one stand
    among the others.
    """
    rows = readable(case)
    if after:
        rows = rows.filter(consultation=case, n__gt=after)
    if before:
        rows = rows.filter(Q(n__lt=before) | ~Q(consultation=case))
    found = list(rows.select_related("officer").only(*SAID).order_by("-at", "-id")[: most + 1])
    kept = found[:most][::-1]
    own = [row.n for row in kept if row.consultation_id == case.pk]
    older = own[0] if len(found) > most and own else None
    return Thread(_shown(place, case, kept), max([after, *own]), older)


def readable(case: Consultation) -> QuerySet[Message]:
    """Everything said in it, notes and what is still held back among it."""
    # Asked for by ids: a condition across the join would make the database look through them all.
    merged = Consultation.objects.filter(merged_into=case).values_list("pk", flat=True)
    return Message.objects.filter(consultation_id__in=[case.pk, *merged], undone_at=None)


def _shown(place: Published, case: Consultation, rows: list[Message]) -> list[Shown]:
    files = by_message(case.subject) if rows else {}
    held = timedelta(seconds=int(place.choices["undo_send_seconds"]))
    numbers = _numbers(case, rows)
    found: list[Shown] = []
    for row in rows:
        day = place.local(row.at).date()
        theirs = row.consultation_id == case.pk
        found.append(
            Shown(
                row, day, not found or found[-1].day != day,
                files.get(row.n, ()) if theirs else (),
                row.at + held if row.shown_at is None else None,
                "" if theirs else numbers.get(row.consultation_id, ""),
            )
        )  # fmt: skip
    return found


def _numbers(case: Consultation, rows: list[Message]) -> dict[int, str]:
    others = {row.consultation_id for row in rows} - {case.pk}
    if not others:
        return {}
    named = Consultation.objects.filter(pk__in=others).values_list("pk", "number")
    return {pk: number or "" for pk, number in named}
