"""Entries are chained beside the presses, and each of them once."""

import pytest

from satupintu.journal import seals
from satupintu.journal.models import Entry, Seal
from satupintu.journal.record import act
from satupintu.offices.actions.founding import found_office
from satupintu.offices.models import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(friday_morning: object) -> Office:
    return found_office(code="3300", name="BPS", zone="WIB", desks=["Meja 1"])


def happens(office: Office) -> None:
    with act(office.pk) as doing:
        doing.note("ticket.issue", "ticket:1", service="consultation")


def test_new_entries_are_chained_to_the_seal_before(office: Office) -> None:
    for _ in range(2):
        happens(office)
        assert seals.seal(office.pk) == 1
    first, second = Seal.objects.filter(office=office).order_by("first")
    assert (second.first, second.previous) == (first.last + 1, first.digest)
    assert seals.seal(office.pk) == 0
    assert seals.verify(office.pk) == []


def test_an_entry_that_was_changed_breaks_its_seal(office: Office) -> None:
    happens(office)
    seals.seal(office.pk)
    Entry.objects.filter(event="ticket.issue").update(facts={"service": "library"})
    [wrong] = seals.verify(office.pk)
    assert "do not match" in wrong


def test_of_two_who_seal_at_once_one_makes_the_seal(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    happens(office)
    reckoned = seals.digest

    def meanwhile(*given: object) -> str:
        monkeypatch.setattr(seals, "digest", reckoned)
        assert seals.seal(office.pk) == 1
        return "slower"

    monkeypatch.setattr(seals, "digest", meanwhile)
    assert seals.seal(office.pk) == 0
    assert not Seal.objects.filter(digest="slower").exists()
    assert seals.verify(office.pk) == []
