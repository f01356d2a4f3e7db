"""The conversation as officers see it: everything said, in order, with days between."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from satupintu.consultations.models import Author, Consultation
from satupintu.database.statements import moment, read
from satupintu.files.models import StoredFile
from satupintu.files.queries import by_message
from satupintu.offices.published import Published

MOST = 80  # messages on one page; the older ones follow on request


class Said(NamedTuple):
    """A message as a conversation shows it: plain values, as the database keeps them."""

    pk: int
    consultation_id: int
    n: int
    at_kept: Any
    author: str
    kind: str
    text: str
    channel: str
    cites_json: str
    shown_at_kept: Any
    wrong_since_kept: Any
    officer_id: int | None
    officer_name: str | None

    @property
    def at(self) -> datetime:
        at = moment(self.at_kept)
        assert at
        return at

    @property
    def cites(self) -> list[dict[str, Any]]:
        return list(json.loads(self.cites_json)) if self.cites_json != "[]" else []


_FROM = (
    "SELECT m.id, m.consultation_id, m.n, m.at, m.author, m.kind, m.text, m.channel, "
    "CAST(m.cites AS text), m.shown_at, m.wrong_since, m.officer_id, o.name "
    "FROM consultations_message m LEFT JOIN people_officer o ON o.id = m.officer_id "
    "WHERE m.undone_at IS NULL AND "
)
_NEWEST = " ORDER BY m.at DESC, m.id DESC LIMIT %s"
_MERGED = "SELECT id FROM consultations_consultation WHERE merged_into_id = %s"


@dataclass(frozen=True)
class Shown:
    """One message for one reader; `held_until` while its officer may still take it back."""

    message: Said
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

    What was taken back is gone; notes and what is still held back are there. Messages of a
    consultation that was merged into this one stand among the others.
    """
    if after:
        where, values = "m.consultation_id = %s AND m.n > %s", [case.pk, after]
    else:
        # Asked for by ids: a condition across the join would make the database look through all.
        values = [case.pk, *(pk for (pk,) in read(_MERGED, [case.pk]))]
        where = f"m.consultation_id IN ({', '.join(['%s'] * len(values))})"
        # What happened to the other one tells of a clock that no longer runs.
        where, values = f"{where} AND (m.consultation_id = %s OR m.kind <> 'line')", [
            *values, case.pk,
        ]  # fmt: skip
    if before:
        where, values = f"{where} AND (m.n < %s OR m.consultation_id <> %s)", [
            *values, before, case.pk,
        ]  # fmt: skip
    found = [Said(*row) for row in read(_FROM + where + _NEWEST, [*values, most + 1])]
    kept = found[:most][::-1]
    own = [row.n for row in kept if row.consultation_id == case.pk]
    older = own[0] if len(found) > most and own else None
    return Thread(_shown(place, case, kept), max([after, *own]), older)


def _shown(place: Published, case: Consultation, rows: list[Said]) -> list[Shown]:
    from_ = {row.consultation_id for row in rows}
    files = {pk: by_message(Consultation(pk=pk).subject) for pk in from_}
    held = timedelta(seconds=int(place.choices["undo_send_seconds"]))
    numbers = _numbers(case, rows)
    found: list[Shown] = []
    for row in rows:
        day = place.local(row.at).date()
        theirs = row.consultation_id == case.pk
        found.append(
            Shown(
                row, day, not found or found[-1].day != day,
                files[row.consultation_id].get(row.n, ()),
                row.at + held if row.shown_at_kept is None else None,
                "" if theirs else numbers.get(row.consultation_id, ""),
            )
        )  # fmt: skip
    return found


def _numbers(case: Consultation, rows: list[Said]) -> dict[int, str]:
    others = {row.consultation_id for row in rows} - {case.pk}
    if not others:
        return {}
    named = Consultation.objects.filter(pk__in=others).values_list("pk", "number")
    return {pk: number or "" for pk, number in named}
