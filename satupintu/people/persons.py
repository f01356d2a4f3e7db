"""Questions about the persons an office has served. Another office's persons are never found."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from rapidfuzz import fuzz, process

from satupintu.people.models import Person
from satupintu.people.names import e164, fold, looks_like_phone

FEWEST_LETTERS = 3
MOST_FOUND = 8
ALIKE = 92  # of 100: names so alike that it may be one person written twice
NEAR_ENOUGH = 78


def person_of(office_id: int, pk: int) -> Person | None:
    """The person with this id, if this very office has served them."""
    return Person.objects.filter(office_id=office_id, pk=pk).first()


def unreferred(rows: QuerySet[Person]) -> QuerySet[Person]:
    """Those of whom nothing is kept any more: no visit, no consultation, whatever stands above."""
    for relation in relations():
        theirs = relation.related_model._default_manager.filter(
            **{relation.field.name: OuterRef("pk")}
        )
        rows = rows.filter(~Exists(theirs))
    return rows


def relations() -> list[Any]:
    """Every table that refers to a person, also of rooms that this one does not know."""
    fields = Person._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.one_to_many and field.auto_created]


def search(office_id: int, text: str) -> list[Person]:
    """Persons whom an officer may mean by what was typed: telephone, e-mail or part of a name."""
    text = text.strip()
    if "@" in text:
        return list(_of(office_id).filter(email__istartswith=text).order_by("-id")[:MOST_FOUND])
    if looks_like_phone(text):
        number = e164(text)
        return (
            list(_of(office_id).filter(phone=number).order_by("-id")[:MOST_FOUND]) if number else []
        )
    return by_name(office_id, text)


def by_name(office_id: int, text: str) -> list[Person]:
    """Persons with such a name, the likeliest first; nothing for fewer than three letters."""
    wanted = fold(text)
    if len(wanted.replace(" ", "")) < FEWEST_LETTERS:
        return []
    keys = dict(_of(office_id).values_list("pk", "name_key"))
    likely = {
        pk
        for scorer in (fuzz.partial_ratio, fuzz.token_set_ratio)
        for _, _, pk in process.extract(wanted, keys, scorer=scorer, score_cutoff=60, limit=200)
    }
    scored = sorted(((_likeness(wanted, keys[pk]), pk) for pk in likely), reverse=True)
    best = [pk for score, pk in scored if score >= NEAR_ENOUGH][:MOST_FOUND]
    return _in_order(best)


def maybe_the_same(office_id: int, *, name: str, email: str, phone: str) -> list[Person]:
    """Persons already known who may be the one now being written down (FO-10)."""
    found = []
    if email:
        found += list(_of(office_id).filter(email__iexact=email)[:3])
    if phone:
        found += list(_of(office_id).filter(phone=phone)[:3])
    key = fold(name)
    found += [each for each in by_name(office_id, name) if fuzz.ratio(key, each.name_key) >= ALIKE]
    return list({each.pk: each for each in found}.values())[:3]


def alike(name_key: str, other: str) -> bool:
    """Whether two folded names may be one person's: parts left out or spelled otherwise are."""
    return bool(name_key and other) and fuzz.token_set_ratio(name_key, other) >= NEAR_ENOUGH


def _of(office_id: int) -> QuerySet[Person]:
    return Person.objects.filter(office_id=office_id)


def _in_order(pks: Sequence[int]) -> list[Person]:
    rows = Person.objects.in_bulk(list(pks))
    return [rows[pk] for pk in pks if pk in rows]


def _likeness(wanted: str, key: str) -> float:
    """How well each word typed begins, or nearly is, some word of the name; 0 to 100."""
    words = key.split()
    if not words:
        return 0.0
    scores = []
    for part in wanted.split():
        starts = max(
            100.0 if word.startswith(part) else fuzz.ratio(part, word[: len(part) + 1])
            for word in words
        )
        scores.append(max(starts, max(fuzz.ratio(part, word) for word in words)))
    return sum(scores) / len(scores) + fuzz.ratio(wanted, key) / 1000
