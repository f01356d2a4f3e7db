"""What can be rated: a visit under its number, or one ending of a consultation."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from satupintu.consultations.letters import rating_meant
from satupintu.consultations.queries.endings import Ending, ending_of, who_answered
from satupintu.walkin.queries.visits import Visit, officers_of, visit_of_token

Thing = Visit | Ending
VISIT_WITHIN = timedelta(hours=24)
# The letter that asks may be opened only after a weekend or a holiday.
ENDING_WITHIN = timedelta(days=14)

VISIT_STEPS = ("rating", "rating-elements", "rating-words", "rating-thanks", "ticket")
ENDING_STEPS = (
    "consultation-rating", "consultation-rating-elements", "consultation-rating-words",
    "consultation-rating-thanks",
)  # fmt: skip


@dataclass(frozen=True)
class Paths:
    """Where the steps of a rating are, and the page it belongs to."""

    start: str
    elements: str
    words: str
    thanks: str
    back: str


@dataclass(frozen=True)
class Asked:
    """A thing to be rated by the link that its visitor or asker holds."""

    thing: Thing
    at: Paths
    complain: str


def key_of(thing: Thing) -> dict[str, int]:
    """What names the one rating of a thing."""
    if isinstance(thing, Visit):
        return {"ticket_id": thing.id}
    return {"consultation_id": thing.id, "ending": thing.nth}


def answer_within(thing: Thing) -> timedelta:
    """How long after its end the link asks."""
    return VISIT_WITHIN if isinstance(thing, Visit) else ENDING_WITHIN


def served(thing: Thing) -> set[int]:
    """The officers who must not see or key in what is answered."""
    return officers_of(thing) if isinstance(thing, Visit) else who_answered(thing)


def visit_asked(token: str) -> Asked | None:
    """The visit behind the link on its own page."""
    visit = visit_of_token(token)
    if visit is None:
        return None
    at = Paths(*(reverse(name, args=[token]) for name in VISIT_STEPS))
    named = f"?nomor={visit.code}&hari={visit.day.isoformat()}"
    return Asked(visit, at, reverse("complain", args=[visit.office_code]) + named)


def ending_asked(office_code: str, token: str) -> Asked | None:
    """The ending behind a signed link; forged, foreign or overtaken ones are nothing."""
    meant = rating_meant(token)
    ending = ending_of(*meant) if meant else None
    if ending is None or ending.office_code != office_code:
        return None
    steps = [reverse(name, args=[office_code, token]) for name in ENDING_STEPS]
    back = reverse("question", args=[office_code, ending.code])
    return Asked(ending, Paths(*[*steps, back]), reverse("complain", args=[office_code]))
