"""A crowd in the hall: many hands that take numbers and call them, in threads or processes."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection, connections

from satupintu.offices.published import published
from satupintu.people.models import Officer
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.tickets import leave, take_ticket
from satupintu.walkin.models import Door

T = TypeVar("T")


def take_some(office_code: str, count: int, seed: int) -> None:
    """Take so many numbers, of all services, some of them before others."""
    place, chance = published(office_code), random.Random(seed)
    for _ in range(count):
        service = chance.choice(place.services)
        take_ticket(place, service, door=Door.KIOSK, priority=chance.random() < 0.1)


def call_some(office_code: str, count: int, seed: int) -> list[str]:
    """One desk calls so many numbers, each visitor giving the number back at once."""
    place = published(office_code)
    desk, officer_id = place.desks[seed], Officer.objects.values_list("pk", flat=True)[0]
    called: list[str] = []
    while len(called) < count:
        ticket = call_next(place, desk, officer_id=officer_id)
        if ticket is None:
            break
        called.append(ticket.code)
        leave(ticket)
    return called


def at_once(works: list[Callable[[], T]]) -> list[T]:
    """Start all works at the same moment in threads of their own; their answers, in order."""
    gate = threading.Barrier(len(works))

    def one(work: Callable[[], T]) -> T:
        gate.wait(30)
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(one, work) for work in works]]


def url_of_test_database() -> str:
    """The address of the database that this test uses, for another process."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:////{str(facts['NAME']).lstrip('/')}"
    return (
        f"postgresql://{facts['USER']}@/{facts['NAME']}?host={facts['HOST']}&port={facts['PORT']}"
    )
