"""Letters of the tests of the channels."""

from typing import Any

import pytest

from satupintu.outbox import actions
from satupintu.outbox.letters import Letter
from satupintu.outbox.models import Parcel


@pytest.fixture
def put(office, settings):
    """`put()` has a letter to Sari sent, with whatever is told otherwise."""
    settings.MAIL_FROM = "pst@jateng.example"

    def put(key: str = "a", **other: Any) -> Parcel:
        told = {"to": "sari@undip.ac.id", "subject": "Jawaban", "text": "Isi surat."}
        actions.put(office.pk, Letter(**{**told, **other}), key=key)
        return Parcel.objects.get(key=key)

    return put
