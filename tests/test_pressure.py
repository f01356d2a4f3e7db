"""Numbers and calls under a crowd: no repeat, no gap, no double call, order of arrival kept."""

import os
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from satupintu.journal.models import Entry
from satupintu.journal.seals import seal_all, verify
from satupintu.offices.actions.founding import found_office
from satupintu.offices.models import Office
from satupintu.offices.published import forget, published
from satupintu.people.models import Officer
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door, Ticket, Turn
from satupintu.walkin.workflow import State
from tests.crowd import at_once, call_some, take_some, url_of_test_database

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[1]
HANDS, PROCESSES = 16, 4
# Twenty thousand tickets and calls, the same for every hand: by threads on SQLite, which is one
# process; by processes on PostgreSQL, where threads have a smaller share besides.
MANY, FEW = (17_600, 2_400), (1_600, 800)


@pytest.fixture
def hall(transactional_db: None, friday_morning: object) -> Office:
    """An office with a desk for every hand that calls."""
    office = found_office(
        code="3300", name="BPS Provinsi Jawa Tengah", zone="WIB",
        desks=[f"Meja {number}" for number in range(1, HANDS + 1)],
    )  # fmt: skip
    Officer.objects.create(username="dewi", name="Dewi Lestari")
    forget()
    return office


def assert_numbers_are_whole(office: Office) -> None:
    """Every series runs from one without gap or repeat, and so does the journal."""
    for series in Ticket.objects.values_list("series", flat=True).distinct():
        numbers = sorted(Ticket.objects.filter(series=series).values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1)), series
    journal = list(
        Entry.objects.filter(office=office).order_by("seq").values_list("seq", flat=True)
    )
    assert journal == list(range(1, len(journal) + 1))


def assert_called_once_in_order(office: Office) -> None:
    """Nobody was called twice; of one kind, those who came first were called first."""
    calls = Counter(Turn.objects.filter(office=office).values_list("ticket_id", flat=True))
    assert not [ticket for ticket, count in calls.items() if count > 1]
    order = Entry.objects.filter(office=office, event="ticket.call").order_by("seq")
    tickets = {ticket.subject: ticket for ticket in Ticket.objects.filter(office=office)}
    last: dict[bool, tuple[object, int]] = {}
    for subject in order.values_list("subject", flat=True):
        ticket = tickets[subject]
        now = (ticket.queued_at, ticket.pk)
        assert ticket.priority not in last or last[ticket.priority] < now, ticket.code
        last[ticket.priority] = now


@pytest.mark.proves("LAW-4", "MJ-11")
def test_sixteen_hands_take_and_call_at_once(hall: Office) -> None:
    tickets, calls = MANY if connection.vendor == "sqlite" else FEW
    at_once([partial(take_some, hall.code, tickets // HANDS, seed) for seed in range(HANDS)])
    assert Ticket.objects.filter(state=State.WAITING).count() == tickets
    assert_numbers_are_whole(hall)

    at_once([partial(call_some, hall.code, calls // HANDS, seed) for seed in range(HANDS)])
    assert Ticket.objects.filter(state=State.WAITING).count() == tickets - calls
    assert Turn.objects.count() == calls
    assert_called_once_in_order(hall)
    assert_numbers_are_whole(hall)


@pytest.mark.only_postgresql
@pytest.mark.proves("LAW-4", "MJ-11")
def test_four_processes_take_and_call_at_once(hall: Office) -> None:
    environment = {**os.environ, "DATABASE_URL": url_of_test_database()}
    tickets, calls = (count // PROCESSES for count in MANY)
    command = [sys.executable, "-m", "tests.crowd_process", hall.code, str(tickets), str(calls)]
    running = [
        subprocess.Popen(
            [*command, str(seed)], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        for seed in range(PROCESSES)
    ]
    called = [code for process in running for code in process.communicate(timeout=600)[0].split()]

    assert [process.returncode for process in running] == [0] * PROCESSES
    assert len(called) == len(set(called)) == calls * PROCESSES
    assert Turn.objects.count() == len(called)
    assert_numbers_are_whole(hall)


@pytest.mark.proves("KSK-11")
def test_a_press_that_arrives_sixteen_times_at_once_makes_one_ticket(hall: Office) -> None:
    place = published(hall.code)
    service = place.services[0]
    made = at_once(
        [partial(take_ticket, place, service, door=Door.KIOSK, press="one press")] * HANDS
    )

    assert len({ticket.code for ticket in made}) == 1
    assert Ticket.objects.count() == 1
    assert_numbers_are_whole(hall)


@pytest.mark.proves("LAW-11")
def test_the_journal_of_a_crowded_day_is_sealed_and_a_change_shows(hall: Office) -> None:
    at_once([partial(take_some, hall.code, 20, seed) for seed in range(HANDS)])
    seal_all()
    assert verify(hall.pk) == []

    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET actor = 'officer:9' WHERE seq = 7")
    assert verify(hall.pk) == ["entries 1-320 do not match their seal"]
