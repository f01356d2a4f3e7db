"""The cast of online consultation: one question as it was sent."""

import pytest
from django.urls import reverse

from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.models import Consultation
from satupintu.consultations.tests.portal import check, code_in_the_last_letter, send, the_case
from satupintu.offices.published import Published

QUESTION = "Saya perlu data inflasi bulanan Kota Semarang untuk skripsi."


@pytest.fixture
def sent(place: Published) -> Consultation:
    """A question sent on the web on Friday at nine by somebody who gave an address."""
    return ask(place, Asked(QUESTION, name="Siti Rahmawati", email="siti@example.org"))


@pytest.fixture
def desk(officer, signed_in):
    """The officer's own browser, signed in."""
    return signed_in(officer)


@pytest.fixture
def asked(place, client):
    """A client who has sent a question and not yet proved the address."""
    send(client, check(client))
    return client


@pytest.fixture
def proved(asked):
    asked.post(reverse("question-prove", args=["3300", the_case().number]),
               {"code": code_in_the_last_letter()})  # fmt: skip
    return asked
