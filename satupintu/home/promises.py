"""What the office promised beside what happened in the last thirty days (PUB-3)."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from satupintu.consultations.queries.promise import kept_online
from satupintu.consultations.queries.standard import promised_days
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.rules.promise import Kept
from satupintu.ui.kept import Lasting
from satupintu.walkin.queries.promise import kept_at_desks

KEPT = timedelta(minutes=10)
HOUR = 3600


@dataclass(frozen=True)
class Promises:
    """Both ways of the service."""

    at_desks: Kept
    online: Kept
    days: int  # working days promised online

    @property
    def online_took(self) -> str:
        """The middle of the answers, "6 jam kerja"; "" for too few."""
        if self.online.took is None:
            return ""
        hours = round(self.online.took / HOUR)
        if hours < 1:
            return _("kurang dari satu jam kerja")
        return ngettext("%(n)d jam kerja", "%(n)d jam kerja", hours) % {"n": hours}


_found: Lasting[Promises] = Lasting(600)


def promises(place: Published) -> Promises:
    """Read anew every ten minutes for each office."""
    key, now = place.office.pk, clock.now()
    known = _found.find(key, now)
    if known is not None:
        return known
    fresh = Promises(kept_at_desks(place), kept_online(place, now), promised_days(place))
    return _found.keep(key, fresh, now, now + KEPT)


def forget() -> None:
    """The next question reads anew."""
    _found.clear()
