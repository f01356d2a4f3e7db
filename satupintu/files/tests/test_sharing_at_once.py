"""Many uploads at one moment: together they take no more than one after another."""

from contextlib import suppress
from functools import partial
from io import BytesIO

import pytest

from satupintu.files.actions import room as sharing
from satupintu.files.actions.arriving import begin
from satupintu.files.actions.keep import keep
from satupintu.files.models import Arrival, StoredFile
from satupintu.files.refusals import Refused
from satupintu.files.tests.samples import CSV
from satupintu.offices.actions.founding import found_office
from tests.crowd import at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
FILES = 20  # in the whole place
HANDS = 12


@pytest.fixture
def offices(transactional_db, friday_morning, monkeypatch) -> list[int]:
    monkeypatch.setattr(sharing, "LOOSE_BYTES", FILES * len(CSV))
    codes = {"3300": "BPS Provinsi Jawa Tengah", "8200": "BPS Provinsi Maluku Utara"}
    return [found_office(code=code, name=name, zone="WIB").pk for code, name in codes.items()]


def announce(office: int, n: int) -> None:
    with suppress(Refused):
        begin(office, "a.csv", len(CSV), holder=str(n), household="h")


def bring(office: int, n: int) -> None:
    with suppress(Refused):
        keep(office, BytesIO(CSV), "a.csv", actor="person", holder=str(n), household="h")


@pytest.mark.proves("PRT-12")
@pytest.mark.parametrize(("press", "kept"), [(announce, Arrival), (bring, StoredFile)])
def test_one_household_at_two_offices_gets_its_part_and_no_file_more(offices, press, kept) -> None:
    at_once([partial(press, offices[n % 2], n) for n in range(HANDS)])
    # A fourth of what is free, which is less where it has some.
    assert kept.objects.count() in {4, 5}
    for office in offices:
        with pytest.raises(Refused, match="share"):
            begin(office, "a.csv", len(CSV), holder="last", household="h")


def test_of_one_session_no_file_more_than_it_may(offices, monkeypatch) -> None:
    monkeypatch.setattr(sharing, "LOOSE_PER_HOLDER", 2)
    at_once([partial(announce, offices[0], 1) for _ in range(HANDS)])
    assert Arrival.objects.count() == 2
