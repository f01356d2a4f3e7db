"""A consultation whose asker proved the address, and two moments offered in it."""

import pytest

from satupintu.appointments.actions import Slot
from satupintu.appointments.models import Appointment, Way
from satupintu.consultations.actions import meeting
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.models import Consultation
from satupintu.consultations.tests.cases import examined, wib
from satupintu.offices.published import Published
from satupintu.people.models import Officer
from satupintu.rules import clock

ZOOM = "https://zoom.example/j/123"


@pytest.fixture
def case(place: Published, officer: Officer) -> Consultation:
    """Clear and complete, its address proved."""
    question = "Saya perlu data inflasi bulanan Kota Semarang untuk skripsi."
    told = Asked(question, name="Siti Rahmawati", email="siti@example.org")
    asked = examined(place, ask(place, told), officer)
    asked.email_confirmed_at = clock.now()
    asked.save(update_fields=["email_confirmed_at"])
    return asked


@pytest.fixture
def offered(place: Published, case: Consultation, officer: Officer) -> list[Appointment]:
    """Both moments, none taken yet."""
    return two_moments(place, case, officer)


def two_moments(place: Published, case: Consultation, officer: Officer) -> list[Appointment]:
    """Two moments on Monday: ten for a visit, two in the afternoon by video."""
    slots = [Slot(Way.VISIT, wib(27, 10)), Slot(Way.ZOOM, wib(27, 14))]
    return meeting.offer(place, case, slots, officer_id=officer.pk, link=ZOOM)


def again(appointment: Appointment) -> Appointment:
    """As it stands now."""
    return Appointment.objects.get(pk=appointment.pk)
