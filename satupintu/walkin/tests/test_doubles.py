"""Somebody written down twice: one record stays, with all visits."""

import pytest
from django.test import Client

from conftest import SignIn
from satupintu.journal.models import Entry
from satupintu.offices.models import Office
from satupintu.offices.published import Published
from satupintu.people.actions.persons import Told, remember
from satupintu.people.models import Officer, Person
from satupintu.rules import clock
from satupintu.walkin.models import GuestBookEntry
from satupintu.walkin.tests.desk_scene import sign
from satupintu.walkin.tests.numbers import take


@pytest.fixture
def twice(place: Published) -> tuple[Person, Person]:
    """Siti with an address, and Siti with a telephone; one visit each."""
    told = (
        Told("Siti Rahmawati", email="siti@contoh.id"),
        Told("Sitti Rachmawati", phone="+62815"),
    )
    siti, again = (remember(place.office.pk, each, at=clock.now()) for each in told)
    for person in (siti, again):
        sign(take(place), person=person)
    return siti, again


@pytest.mark.proves("FO-10", "ADM-9")
def test_a_supervisor_makes_one_person_of_two_records(
    signed_in: SignIn, supervisor: Officer, twice: tuple[Person, Person]
) -> None:
    siti, again = twice
    boss, page = signed_in(supervisor), f"/o/3300/front/persons/{siti.pk}/doubles/"
    assert "Sitti Rachmawati" in boss.get(page).content.decode()
    assert boss.post(page, {"other": again.pk, "typed": "ya"}).status_code == 422
    assert boss.post(page, {"other": 0, "typed": siti.name}).status_code == 422
    assert Person.objects.count() == 2
    assert boss.post(page, {"other": again.pk, "typed": "siti rahmawati"}).status_code == 302
    kept = Person.objects.get()
    assert (kept.name, kept.email, kept.phone) == ("Siti Rahmawati", "siti@contoh.id", "+62815")
    assert GuestBookEntry.objects.filter(person=kept).count() == 2
    assert Entry.objects.get(event="person.merge").facts == {"gone": again.pk, "visits": 1}
    assert "hanya tercatat sekali" in boss.get(page).content.decode()


@pytest.mark.proves("LAW-3")
def test_only_the_supervisor_of_the_office_merges(
    signed_in: SignIn, receptionist: Officer, other_officer: Officer, other_office: Office,
    twice: tuple[Person, Person], supervisor: Officer,
) -> None:  # fmt: skip
    page = f"/o/3300/front/persons/{twice[0].pk}/doubles/"
    assert signed_in(receptionist).get(page).status_code == 403
    assert signed_in(other_officer).get(page).status_code == 404
    elsewhere = remember(other_office.pk, Told("Siti Rahmawati"), at=clock.now())
    boss: Client = signed_in(supervisor)
    assert boss.get(f"/o/3300/front/persons/{elsewhere.pk}/doubles/").status_code == 404
    assert boss.post(page, {"other": elsewhere.pk, "typed": twice[0].name}).status_code == 422
