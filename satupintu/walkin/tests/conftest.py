"""Who stands at the front office, and what most tests of a number begin with."""

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client

from conftest import SignIn
from satupintu.offices.published import OfficeDesk, Published, published
from satupintu.people.models import Officer, Person
from satupintu.rules import clock
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.guest_book import Written, sign
from satupintu.walkin.models import Ticket
from satupintu.walkin.tests.at_the_front import SITI
from satupintu.walkin.tests.desk_scene import budi, dewi, serving  # noqa: F401 - fixtures
from satupintu.walkin.tests.displays import screen  # noqa: F401 - a fixture
from satupintu.walkin.tests.hall import hall  # noqa: F401 - a fixture
from satupintu.walkin.tests.kiosks import kiosk, kiosk_device, later  # noqa: F401 - fixtures
from satupintu.walkin.tests.numbers import take as take_number


@pytest.fixture
def front(receptionist: Officer, signed_in: SignIn) -> Client:
    """The browser of the officer at the front office."""
    return signed_in(receptionist)


@pytest.fixture
def take(place: Published) -> Callable[..., Ticket]:
    """`take()`: somebody takes a number at the kiosk, for a consultation."""
    return partial(take_number, place)


@pytest.fixture
def desk(place: Published, officer: Officer) -> OfficeDesk:
    """Desk 1, open with its officer."""
    open_desk(place, place.desks[0], officer_id=officer.pk)
    return place.desks[0]


@pytest.fixture
def siti(place: Published, receptionist: Officer) -> Person:
    """Somebody who was here a month ago."""
    with clock.offset(-30 * 24 * 3600):
        before = published(place.office.code)
        written = Written(purposes=("Metadata",), identity="ktp")
        entry = sign(before, take_number(before), SITI, written, officer_id=receptionist.pk)
    assert entry.person
    return entry.person
