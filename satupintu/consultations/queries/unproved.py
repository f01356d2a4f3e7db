"""Questions whose asker's address nobody has proved yet."""

from datetime import datetime

from satupintu.consultations.models import Door
from satupintu.consultations.workflow import State
from satupintu.database.statements import read, stored
from satupintu.offices.published import Published

_ONE_TOO_MANY = (
    "SELECT 1 FROM consultations_consultation WHERE office_id = %s AND state = %s "
    "AND state_at > %s AND door = %s AND email_confirmed_at IS NULL LIMIT 1 OFFSET %s"
)


def more_unproved(place: Published, since: datetime, most: int) -> bool:
    """Whether more than `most` came on the web since then and wait; asked at every sending."""
    asked = [place.office.pk, State.SENT.value, stored(since), Door.WEB.value, most]
    return bool(read(_ONE_TOO_MANY, asked))
