"""A visitor says what they thought of a visit, once per number, and may change it for a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError

from satupintu.feedback.elements import NAMES, VALUES
from satupintu.feedback.models import Rating
from satupintu.feedback.queries import CHANGEABLE
from satupintu.feedback.rated import Thing, answer_within, key_of, served
from satupintu.journal.record import act, officer
from satupintu.rules import clock

COMMENT_LONGEST = 1200


class NotNow(Exception):
    """This number cannot be rated now; `why` is a word: open, given, late, served."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Answers:
    """What was answered; None leaves what stands."""

    score: int | None = None
    elements: Mapping[str, int] | None = None
    comment: str | None = None


def rate(thing: Thing, answers: Answers, *, door: str, by: int | None = None) -> Rating:
    """Write a rating down, or change it within 24 hours (HP-12, HP-13).

    `by`: the officer who keys in a slip, never the one who served. The journal learns that the
    number was rated, never how: it is read by those who served. Raises NotNow.
    """
    why_not(thing, door=door, by=by)
    actor = officer(by) if by else "visitor"
    try:
        with act(thing.office_id, actor) as doing:
            rating = Rating.objects.select_for_update().filter(**key_of(thing)).first()
            if rating is None:
                rating = _first(thing, answers, door, by, doing.at)
            else:
                rating.changed_at = doing.at
            _take_over(rating, answers)
            rating.save()
            doing.note("rating.give", thing.subject, door=door, again=rating.changed_at is not None)
        return rating
    except IntegrityError:
        raise NotNow("given") from None


def why_not(thing: Thing, *, door: str, by: int | None = None) -> None:
    """Raises NotNow when the number has not ended, is rated by another door, or it is too late."""
    given = Rating.objects.filter(**key_of(thing)).first()
    if given and door != Rating.Door.PHONE:
        raise NotNow("given")
    since, within = thing.ended_at, answer_within(thing)
    if given:
        since, within = given.made_at, CHANGEABLE
    if door == Rating.Door.PHONE and since and clock.now() - since > within:
        raise NotNow("late")
    if given is None and not thing.over:
        raise NotNow("open")
    if by and by in served(thing):
        raise NotNow("served")


def _first(thing: Thing, answers: Answers, door: str, by: int | None, at: Any) -> Rating:
    if answers.score not in VALUES:
        raise ValueError(f"a rating begins with a score from 1 to 4, not {answers.score!r}")
    return Rating(
        office_id=thing.office_id, day=thing.day, score=answers.score, door=door,
        keyed_by_id=by, made_at=at, example=thing.example, **key_of(thing),
    )  # fmt: skip


def _take_over(rating: Rating, answers: Answers) -> None:
    if answers.score in VALUES:
        rating.score = answers.score
    if answers.elements is not None:
        rating.elements = {
            name: value
            for name, value in answers.elements.items()
            if name in NAMES and value in VALUES
        }
    if answers.comment is not None:
        rating.comment = answers.comment.strip()[:COMMENT_LONGEST]


def forget_words(consultations: Collection[int]) -> None:
    """What was written beside the ratings of these consultations goes; the ratings stay."""
    Rating.objects.filter(consultation_id__in=consultations).update(comment="")
