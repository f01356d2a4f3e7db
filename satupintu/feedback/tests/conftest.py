"""A visit to rate or to complain of."""

import pytest

from satupintu.offices.models import Result
from satupintu.walkin.actions import calling, serving, tickets
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.models import Door, Ticket


@pytest.fixture
def served(place, officer) -> Ticket:
    """A number that Dewi has served to the end."""
    tickets.take_ticket(place, place.service("consultation"), door=Door.KIOSK)
    open_desk(place, place.desks[0], officer_id=officer.pk)
    called = calling.call_next(place, place.desks[0], officer_id=officer.pk)
    assert called
    started = serving.start(Ticket.objects.get(pk=called.pk), officer_id=officer.pk)
    return serving.finish(started, serving.Outcome(Result.ANSWERED), officer_id=officer.pk)
