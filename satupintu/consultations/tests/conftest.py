"""The cast of online consultation: one question as it was sent."""

import pytest

from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.models import Consultation
from satupintu.offices.published import Published

QUESTION = "Saya perlu data inflasi bulanan Kota Semarang untuk skripsi."


@pytest.fixture
def sent(place: Published) -> Consultation:
    """A question sent on the web on Friday at nine by somebody who gave an address."""
    return ask(place, Asked(QUESTION, name="Siti Rahmawati", email="siti@example.org"))
