"""A crowd in the hall: many hands that take numbers and call them at once, in threads or processes.

`python -m tests.crowd OFFICE TICKETS CALLS SEED` is one such process on the database of DATABASE_URL.
"""

import os
import random
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections

def take_some(office_code: str, count: int, seed: int) -> None:
    """Take so many numbers, of all services, some of them before others."""
    from satupintu.offices.published import published
    from satupintu.walkin.actions.tickets import take_ticket
    from satupintu.walkin.models import Door

    place, chance = published(office_code), random.Random(seed)
    for _ in range(count):
        service = chance.choice(place.services)
        take_ticket(place, service, door=Door.KIOSK, priority=chance.random() < 0.1)


def call_some(office_code: str, count: int, seed: int) -> list[str]:
    """One desk calls until it has called so many, each visitor giving the number back at once."""
    from satupintu.offices.published import published
    from satupintu.people.models import Officer
    from satupintu.walkin.actions.calling import call_next
    from satupintu.walkin.actions.tickets import leave

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


def at_once(works: list[Callable[[], object]]) -> list[object]:
    """Start all works at the same moment in threads of their own; their answers, in order."""
    gate = threading.Barrier(len(works))

    def one(work: Callable[[], object]) -> object:
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
    return f"postgresql://{facts['USER']}@/{facts['NAME']}?host={facts['HOST']}&port={facts['PORT']}"


def main(words: list[str]) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satupintu.config.settings")
    django.setup()
    office_code, tickets, calls, seed = words[0], int(words[1]), int(words[2]), int(words[3])
    take_some(office_code, tickets, seed)
    for code in call_some(office_code, calls, seed):
        sys.stdout.write(code + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
