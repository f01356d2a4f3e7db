"""When too many unproved questions come at once, sending one costs a little work.

Normally nothing of this is seen. The puzzle is bound to one draft and ends by itself; a draft is
sent once, so a solution is good once. Who has no script proves the address instead.
"""

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer

from satupintu.consultations.models import Consultation
from satupintu.consultations.queries.unproved import unproved
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.rules.puzzle import solves

BITS = 14  # 16,384 hashes on average: a second or two on an old phone
LASTS = timedelta(minutes=30)
WINDOW = timedelta(hours=1)
AGAIN = timedelta(seconds=1)
_spare: dict[tuple[int, int], tuple[datetime, int]] = {}
_signer = Signer(salt="consultations.puzzle")


def flooded(place: Published) -> bool:
    """Whether more questions of unproved addresses wait from the last hour than the office set.

    Far below, so many may be sent within a second without counting again.
    """
    now, most = clock.now(), int(place.choices["puzzle_after"])
    office = place.office.pk
    until, spare = _spare.get((office, most), (now, 0))
    if spare <= 0 or now >= until or now < until - AGAIN:
        free = most - unproved(place, now - WINDOW, most + 1)
        until, spare = now + AGAIN, free // 4  # other processes let theirs in meanwhile
        if free < 0:
            return True
    _spare[(office, most)] = until, spare - 1
    return False


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
