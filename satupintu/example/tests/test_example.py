"""The sample office: a day that looks like one, and that goes in one act."""

from datetime import date, datetime

import pytest

from satupintu.catalogue.queries.words import hints_of
from satupintu.catalogue.search.find import find
from satupintu.example.day import MARK, play_example_day
from satupintu.example.office import found_example, open_for_trying
from satupintu.example.remove import NotAnExample, remove_example_day
from satupintu.journal.models import Entry
from satupintu.journal.seals import seal_all, verify
from satupintu.offices.actions.founding import found_office
from satupintu.offices.models import Contact, Office
from satupintu.offices.published import published
from satupintu.people.models import Person, Role
from satupintu.rules import clock
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door, GuestBookEntry, Ticket, Turn
from satupintu.walkin.workflow import State

pytestmark = pytest.mark.django_db
WIB = clock.ZONES["WIB"]


@pytest.fixture
def sample(friday_morning: datetime) -> Office:
    office = found_example()
    play_example_day(office)
    return office


def test_the_sample_office_is_the_real_one_with_its_published_facts(sample: Office) -> None:
    place = published(sample.code)

    assert (sample.code, sample.zone) == ("3300", "WIB")
    assert [service.letter for service in place.services] == ["A", "U", "M", "R"]
    assert len(place.desks) == 3
    assert set(sample.assignments.values_list("role", flat=True)) == set(Role.values)
    assert Contact.objects.filter(office=sample, value="jateng@bps.go.id").exists()


def test_the_sample_office_knows_where_else_to_ask(sample: Office) -> None:
    hints = list(hints_of(sample))
    assert {"Bank Indonesia", "Badan Kepegawaian Negara"} <= {hint.institution for hint in hints}
    assert all(hint.link.startswith("https://") and not hint.address for hint in hints)
    found = find(sample, "data gempa")
    assert [hint.institution for hint in found.elsewhere] == [
        "Badan Meteorologi, Klimatologi, dan Geofisika"
    ]


@pytest.mark.proves("STD-HOURS")
def test_the_sample_office_has_the_published_hours(sample: Office) -> None:
    place = published(sample.code)

    def hours(day: date) -> list[str]:
        spans = place.calendar.spans_on(day)
        return [f"{place.local(a.start):%H.%M}-{place.local(a.end):%H.%M}" for a in spans]

    assert hours(date(2026, 7, 23)) == ["08.00-12.00", "13.00-15.30"]  # a Thursday
    assert hours(date(2026, 7, 24)) == ["08.00-11.30", "13.00-16.00"]  # a Friday
    assert hours(date(2026, 7, 25)) == []
    assert hours(date(2026, 2, 23)) != hours(date(2026, 2, 16))  # in Ramadan and before it


@pytest.mark.proves("ADM-11")
def test_every_sample_visitor_is_marked(sample: Office) -> None:
    assert Person.objects.exists()
    assert not Person.objects.exclude(name__startswith=MARK).exists()
    assert not Ticket.objects.filter(example=False).exists()
    assert {State.WAITING, State.SERVING, State.DONE} == set(
        Ticket.objects.values_list("state", flat=True)
    )


@pytest.mark.proves("LAW-11", "ADM-11")
def test_the_sample_day_goes_in_one_act_and_every_other_chain_stays(
    sample: Office,
) -> None:
    other_office = found_office(code="8200", name="BPS Provinsi Maluku Utara", zone="WIT")
    elsewhere = published(other_office.code)
    take_ticket(elsewhere, elsewhere.services[0], door=Door.KIOSK)
    seal_all()

    assert remove_example_day(sample) == 15
    for table in (Turn, GuestBookEntry, Person):
        assert not table._default_manager.filter(office=sample).exists()
    assert Entry.objects.filter(office=sample).count() == 0
    assert verify(other_office.pk) == []
    assert Ticket.objects.filter(office=other_office).count() == 1


@pytest.mark.proves("ADM-11")
def test_a_real_day_begins_with_number_one_after_the_sample_is_gone(sample: Office) -> None:
    remove_example_day(sample)
    place = published(sample.code)
    ticket = take_ticket(place, place.services[0], door=Door.KIOSK)

    assert ticket.code == "A-001"
    assert Entry.objects.get(office=sample).seq == 1


def test_a_real_offices_visits_are_never_taken_away(office: Office, place: object) -> None:
    with pytest.raises(NotAnExample):
        remove_example_day(office)


def test_the_sample_office_opens_for_somebody_who_tries_it_at_night(
    friday_morning: datetime,
) -> None:
    office = found_example()
    assert not open_for_trying(office)
    with clock.travel(to=datetime(2026, 7, 25, 23, 0, tzinfo=WIB)):
        assert open_for_trying(office)
        place = published(office.code)
        assert place.calendar.open_at(clock.now())
