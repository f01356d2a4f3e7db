"""Letters about consultations that did not arrive: items of today's list (INB-15)."""

from dataclasses import dataclass

from satupintu.offices.published import Published
from satupintu.offices.rows import read
from satupintu.outbox.workflow import Cause, State

MOST = 5
_FAILED = (
    "SELECT address, cause, about FROM outbox_parcel WHERE office_id = %s "
    f"AND state = '{State.DEAD}' AND about LIKE %s AND emptied_at IS NULL "
    f"ORDER BY id DESC LIMIT {MOST}"
)


@dataclass(frozen=True)
class Failed:
    """To whom, why it did not arrive, and which consultation it was about."""

    address: str
    cause: str
    case: int


def failed(place: Published) -> list[Failed]:
    """The newest letters that were given up."""
    rows = read(_FAILED, [place.office.pk, "consultation:%"])
    return [
        Failed(address, str(Cause(cause).label) if cause else "", int(number))
        for address, cause, about in rows
        if (number := about.partition(":")[2]).isdecimal()
    ]
