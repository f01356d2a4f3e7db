"""Questions whose asker's address nobody has proved yet."""

from datetime import datetime

from satupintu.consultations.models import Door
from satupintu.consultations.workflow import State
from satupintu.database.statements import read, stored
from satupintu.offices.published import Published

_COUNT = (
    "SELECT count(*) FROM (SELECT 1 FROM consultations_consultation WHERE office_id = %s "
    "AND state = %s AND state_at > %s AND door = %s AND email_confirmed_at IS NULL LIMIT %s) AS few"
)


def unproved(place: Published, since: datetime, most: int) -> int:
    """How many came on the web since then and wait; `most` is as far as is counted."""
    asked = [place.office.pk, State.SENT.value, stored(since), Door.WEB.value, most]
    return int(read(_COUNT, asked)[0][0])
