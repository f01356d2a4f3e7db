"""Search in what was said and in numbers: every word must be there, the last may be unfinished.

The index is written with the message (actions/words.py). Words are letters and digits only, so no
sign that somebody types means anything to the database (T69). Each carries its office, so that a
search goes through the lists of that office alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.db import connection
from django.db.models.expressions import RawSQL

from satupintu.consultations.models import Consultation, Message, MessageWords
from satupintu.database.statements import read
from satupintu.offices.published import Published
from satupintu.rules.search_words import words

LONGEST = 200
MOST_WORDS = 8
SHOWN = 25
NEWEST = 25_000  # messages looked through before the index is asked: the worst of both is least
SHORTEST_BEGINNING = 3  # letters of an unfinished word
HIT = tuple(  # what a hit shows of its consultation
    f"consultation__{name}"
    for name in (
        "number", "state", "door", "name", "email", "title", "next_at", "due_at", "state_at",
        "closing", "sent_at", "merged_into_id",
    )
)  # fmt: skip
_NUMBER = re.compile(r"(?:[kK]-?)?(?:(\d{4})-(?:\w+-)?)?0*(\d{1,7})")


@dataclass(frozen=True)
class Hit:
    """A consultation that was meant, with the newest message that has the words."""

    case: Consultation
    message: Message | None
    words: tuple[str, ...]

    @property
    def excerpt(self) -> str:
        """Some words around the first that was looked for."""
        text = " ".join(self.message.text.split()) if self.message else ""
        plain = text.casefold()
        spots = [spot for word in self.words if (spot := plain.find(word)) >= 0]
        start = max(0, min(spots, default=0) - 60)
        return ("… " if start else "") + text[start : start + 180]


@dataclass(frozen=True)
class Found:
    """What was found, and where the next page of messages begins."""

    hits: list[Hit]
    before: int | None


def search(place: Published, text: str, before: int | None = None) -> Found:
    """Consultations of the office whose number or messages are meant, the newest words first."""
    asked = tuple(words(text[:LONGEST])[:MOST_WORDS])
    numbered = [] if before else by_number(place, text)
    hits = [Hit(case, None, ()) for case in numbered]
    pks = _matching(place.office.pk, asked, before or _beyond(), SHOWN + 1) if asked else []
    rows = Message.objects.filter(pk__in=pks[:SHOWN], undone_at=None)
    rows = rows.select_related("consultation").only("text", *HIT)
    seen = {case.pk for case in numbered}
    for row in sorted(rows, key=lambda row: -row.pk):
        if row.consultation_id not in seen:
            seen.add(row.consultation_id)
            hits.append(Hit(row.consultation, row, asked))
    return Found(hits, pks[SHOWN - 1] if len(pks) > SHOWN else None)


def of_office(office_id: int, plain: Iterable[str]) -> list[str]:
    """Words as the index has them: of one width before, so that no office's are another's."""
    return [f"{office_id:04x}{word}" for word in plain]


def by_number(place: Published, text: str) -> list[Consultation]:
    """The consultation whose number was typed, in full or only its last figures; a merged one is
    found with the one that it became part of."""
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        return []
    year, nth = found[1], int(found[2])
    years = [year] if year else [str(place.day.year), str(place.day.year - 1)]
    numbers = [text.strip().upper()]
    numbers += [f"K-{each}-{place.office.code}-{nth:05d}" for each in years]
    rows = Consultation.objects.filter(office=place.office, number__in=numbers)
    rows = rows.select_related("officer", "merged_into__officer").order_by("-id")
    return list({case.pk: case for row in rows for case in (row, row.merged_into) if case}.values())


def similar(place: Published, text: str, *, but: int, most: int = 5) -> list[Consultation]:
    """Answered questions of the office that share the telling words of this one (INB-9)."""
    telling = sorted({word for word in words(text) if len(word) > 3}, key=len, reverse=True)[:6]
    scores: dict[int, int] = {}
    beyond = _beyond()
    for pair in pairwise(telling):
        for pk in _matching(place.office.pk, pair, beyond, 40, kind="question", whole=True):
            scores[pk] = scores.get(pk, 0) + 1
    rows = Message.objects.filter(pk__in=scores).exclude(consultation_id=but)
    answered = rows.filter(consultation__answered_at__isnull=False).select_related("consultation")
    best = sorted(answered, key=lambda row: (-scores[row.pk], -row.pk))
    return list({row.consultation_id: row.consultation for row in best}.values())[:most]


def _matching(
    office_id: int, asked: tuple[str, ...], before: int, most: int, *, kind: str = "",
    whole: bool = False,
) -> list[int]:  # fmt: skip
    """Ids of the newest messages that have all the words."""
    # Whole words first: the beginning of a frequent word would be gathered from all its messages.
    found = _found(office_id, asked, before, most, kind, whole=True)
    if whole or len(found) == most or len(asked[-1]) < SHORTEST_BEGINNING:
        return found
    return _found(office_id, asked, before, most, kind, whole=False)


def _found(
    office_id: int, asked: tuple[str, ...], before: int, most: int, kind: str, *, whole: bool
) -> list[int]:
    if _sqlite():
        return _by_fts(office_id, asked, before, most, kind, whole)
    return _by_vector(office_id, asked, before, most, kind, whole)


def _by_fts(
    office_id: int, asked: tuple[str, ...], before: int, most: int, kind: str, whole: bool
) -> list[int]:
    parts = [f'"{word}"' for word in of_office(office_id, asked)]
    match = f"words : ({' AND '.join(parts)}{'' if whole else ' *'})"
    match += f' AND marks : "{kind}"' if kind else ""
    found = read(
        "SELECT rowid FROM consultations_fts WHERE consultations_fts MATCH %s AND rowid < %s "
        "ORDER BY rowid DESC LIMIT %s", [match, before, most],
    )  # fmt: skip
    return [pk for (pk,) in found]


def _by_vector(
    office_id: int, asked: tuple[str, ...], before: int, most: int, kind: str, whole: bool
) -> list[int]:
    parts = [f"'{word}'" for word in of_office(office_id, asked)]
    parts[-1] += "" if whole else ":*"
    query = " & ".join([*parts, *([f"'^{kind}'"] if kind else [])])
    rows = MessageWords.objects.order_by("-pk").values_list("pk", flat=True)
    # Frequent words are found among the newest messages; what is not there is rare enough for the
    # index, which knows no order and would gather all hits of a frequent word.
    matches = RawSQL("consultations_messagewords.vector @@ %s::tsquery", [query])
    newest = rows.filter(pk__lt=before, pk__gte=before - NEWEST).annotate(matches=matches)
    found = list(newest.filter(matches=True)[:most])
    if len(found) == most or before <= NEWEST:
        return found
    ids = RawSQL(
        "WITH hits AS MATERIALIZED (SELECT message_id FROM consultations_messagewords "
        "WHERE vector @@ %s::tsquery) SELECT message_id FROM hits WHERE message_id < %s "
        "ORDER BY message_id DESC LIMIT %s", [query, before, most],
    )  # fmt: skip
    return list(rows.filter(pk__in=ids))


def _beyond() -> int:
    """A number that no message has reached; PostgreSQL counts its newest back from there."""
    if _sqlite():
        return 1 << 62
    newest = MessageWords.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (newest or 0) + 1


def _sqlite() -> bool:
    return connection.vendor == "sqlite"
