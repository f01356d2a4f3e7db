"""The front office's officer and somebody who was here before."""

import pytest
from django.test import Client

from conftest import SignIn
from satupintu.offices.published import Published, published
from satupintu.people.models import Officer, Person
from satupintu.rules import clock
from satupintu.walkin.actions.guest_book import Written, sign
from satupintu.walkin.tests.at_the_front import SITI
from satupintu.walkin.tests.desk_scene import budi, dewi, serving  # noqa: F401 - fixtures
from satupintu.walkin.tests.displays import screen  # noqa: F401 - a fixture
from satupintu.walkin.tests.hall import hall  # noqa: F401 - a fixture
from satupintu.walkin.tests.kiosks import kiosk, kiosk_device, later  # noqa: F401 - fixtures
from satupintu.walkin.tests.numbers import take


@pytest.fixture
def front(receptionist: Officer, signed_in: SignIn) -> Client:
    """The browser of the officer at the front office."""
    return signed_in(receptionist)


@pytest.fixture
def siti(place: Published, receptionist: Officer) -> Person:
    """Somebody who was here a month ago."""
    with clock.offset(-30 * 24 * 3600):
        before = published(place.office.code)
        written = Written(purposes=("Metadata",), identity="ktp")
        entry = sign(before, take(before), SITI, written, officer_id=receptionist.pk)
    assert entry.person
    return entry.person
