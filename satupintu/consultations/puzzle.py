"""When too many unproved questions come at once, sending one costs a little work.

Normally nothing of this is seen. The puzzle is bound to one draft and ends by itself; a draft is
sent once, so a solution is good once. Who has no script proves the address instead.
"""

from datetime import timedelta

from django.core.signing import BadSignature, Signer

from satupintu.consultations.models import Consultation
from satupintu.consultations.queries.unproved import more_unproved
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.rules.puzzle import solves

BITS = 14  # 16,384 hashes on average: a second or two on an old phone
LASTS = timedelta(minutes=30)
WINDOW = timedelta(hours=1)
_signer = Signer(salt="consultations.puzzle")


def flooded(place: Published) -> bool:
    """Whether more questions of unproved addresses wait from the last hour than the office set."""
    return more_unproved(place, clock.now() - WINDOW, int(place.choices["puzzle_after"]))


def challenge(draft: Consultation) -> str:
    """What is to be solved for this draft, from now for half an hour."""
    return _signer.sign(f"{draft.token}.{int(clock.now().timestamp())}")


def solved(draft: Consultation, given: str, answer: str) -> bool:
    """Whether the answer solves what this draft was given, in time."""
    try:
        token, _dot, at = _signer.unsign(given).rpartition(".")
    except BadSignature:
        return False
    age = clock.now().timestamp() - int(at)
    in_time = age + 1 >= 0 and age <= LASTS.total_seconds()
    return token == draft.token and in_time and solves(given, answer, BITS)
